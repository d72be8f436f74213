import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { fillTables } from '../../src/rows/fill-tables.ts';
import { anyTables, writeTable } from './designs/any-design.ts';
import { rowsWanted } from './designs/table-design.ts';

/** Tables of one database; there are as many designs. */
const tablesEach = 10;
const databases = 10;
/** Several times what it takes, for a machine that does other things. */
const limitMs = 180_000;
const seed = Number(process.env['DESIGN_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe.each([postgresql, sqlite])('$name', (dialect) => {
  let server: DatabaseServer;
  beforeAll(async () => {
    server = await openDatabaseServer({ dialect, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
  });
  afterAll(() => server.dispose());

  test(`every table that can be made is filled (DESIGN_SEED=${String(seed)})`, async () => {
    const property = fc.asyncProperty(anyTables(tablesEach), fc.constantFrom('edges' as const, 'plain' as const), fc.integer({ min: 1, max: 1000 }), async (tables, style, rowSeed) => {
      const name = await server.session.createDatabase();
      const database = await server.session.openDatabase(name);
      try {
        const statements = tables.map((table, place) => writeTable(table, tables, place, dialect.name === 'sqlite' ? 'sqlite' : 'postgresql'));
        await database.execute(statements.join(';\n'));
        const { unfilled } = await fillTables({ session: database.rows, tables: await database.rows.readTables(undefined), rows: rowsWanted, seed: rowSeed, style, alsoFitting: [] });
        const fingerprint = await database.rows.readFingerprint(undefined);
        const counts = Object.fromEntries([...fingerprint.values()].map((table) => [table.name, table.count]));
        const wanted = Object.fromEntries(tables.map((_, place) => [`t${String(place)}`, rowsWanted]));
        expect({ counts, unfilled }, statements.join(';\n')).toEqual({ counts: wanted, unfilled: [] });
        expect(await database.listDamage()).toEqual([]);
      } finally {
        await database.close();
        await server.session.dropDatabase(name);
      }
    });
    await fc.assert(property, { seed, numRuns: Number(process.env['DESIGN_RUNS'] ?? databases), endOnFailure: true });
  }, limitMs);
});
