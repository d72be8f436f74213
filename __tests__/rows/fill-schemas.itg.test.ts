import { afterAll, beforeAll, describe, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { checkDesign } from './designs/fill-design.ts';
import { readSchemas } from './schemas/schema-designs.ts';

describe.each([postgresql, sqlite])('$name', (dialect) => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await openDatabaseServer({ dialect, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
  });
  afterAll(() => server.dispose());

  for (const schema of readSchemas().filter(({ dialects }) => dialects.includes(dialect.name))) {
    test.each(['edges', 'plain'] as const)(`${schema.name}: %s`, (style) => checkDesign(server, schema, style));
  }
});
