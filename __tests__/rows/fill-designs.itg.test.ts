import { afterAll, beforeAll, describe, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { checkDesign } from './designs/fill-design.ts';
import { designs } from './designs/designs.ts';

describe.each([postgresql, sqlite])('$name', (dialect) => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await openDatabaseServer({ dialect, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
  });
  afterAll(() => server.dispose());

  for (const design of designs.filter(({ dialects }) => dialects.includes(dialect.name))) {
    test.each(['edges', 'plain'] as const)(`${design.name}: %s`, (style) => checkDesign(server, design, style));
  }
});
