import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadParser } from '../../src/dialects/postgresql/load-parser.ts';
import { getDialect } from '../../src/dialects/registry.ts';
import { arbitraryStatement } from './generate-statements.ts';
import { familyTemplates, postgresqlTemplates, sqliteTemplates } from './statement-templates.ts';
import { expectRead, writings } from './statement-writings.ts';

describe('any valid statement says what it does', () => {
  beforeAll(() => getDialect('postgresql').loadParser());

  test('on PostgreSQL, whose own parser takes it', async () => {
    const { parse } = await loadParser();
    fc.assert(
      fc.property(arbitraryStatement(postgresqlTemplates, writings.postgresql), (statement) => {
        expect(() => parse(statement.sql), statement.sql).not.toThrow();
        expectRead('postgresql', statement);
      }),
      { numRuns: 1500 },
    );
  });

  test('on SQLite, which runs it', () => {
    fc.assert(
      fc.property(arbitraryStatement(sqliteTemplates, writings.sqlite), (statement) => {
        const { table, second, column, other } = statement.names;
        const database = new DatabaseSync(':memory:');
        try {
          for (const { sql } of [table, second]) database.exec(`CREATE TABLE ${sql} (${column.sql}, ${other.sql}, kept)`);
          expect(() => database.exec(statement.sql), statement.sql).not.toThrow();
        } finally {
          database.close();
        }
        // Its main schema is the one that catalogs do not name.
        const does = statement.does?.map((known) => ('schema' in known ? { ...known, schema: undefined } : known));
        expectRead('sqlite', { ...statement, does });
      }),
      { numRuns: 800 },
    );
  });

  test.each(['mysql', 'mariadb'] as const)('on %s, as another test lets a server run it', (dialect) => {
    fc.assert(fc.property(arbitraryStatement(familyTemplates, writings.family), (statement) => expectRead(dialect, statement)), { numRuns: 1500 });
  });
});
