import { afterAll, beforeAll, describe, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { mariadb } from '../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { checkDesign } from './designs/fill-design.ts';
import { designs } from './designs/designs.ts';
import { readSchemas } from './schemas/schema-designs.ts';

describe.each([
  { image: 'mysql:9.7', dialect: mysql },
  { image: 'mariadb:11.8', dialect: mariadb },
])('$image', ({ image, dialect }) => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await openDatabaseServer({ dialect, database: { provider: 'container' }, image, mayFallBack: false, log: () => undefined });
  });
  afterAll(() => server.dispose());

  for (const design of [...designs, ...readSchemas()].filter(({ dialects }) => dialects.includes(dialect.name))) {
    test.each(['edges', 'plain'] as const)(`${design.name}: %s`, (style) => checkDesign(server, design, style));
  }
});
