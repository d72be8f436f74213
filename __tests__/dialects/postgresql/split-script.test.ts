import { describe, expect, test } from 'vitest';
import { splitScript } from '../../../src/dialects/postgresql/split-script.ts';

describe('splitScript', () => {
  test.each<[string, string, readonly [string, number][]]>([
    ['one statement', 'CREATE SCHEMA app', [['CREATE SCHEMA app', 0]]],
    ['with its end', 'CREATE SCHEMA app;\n', [['CREATE SCHEMA app', 0]]],
    ['several, and white space between them', 'SELECT 1;\n\n  SELECT 2 ;', [['SELECT 1', 0], ['SELECT 2', 13]]],
    ['semicolons inside', `SELECT ';';DO $$ BEGIN; END; $$;SELECT "a;b"`, [[`SELECT ';'`, 0], ['DO $$ BEGIN; END; $$', 11], ['SELECT "a;b"', 32]]],
    ['comments', '-- first; one\nSELECT 1; /* two; */ SELECT 2', [['SELECT 1', 14], ['SELECT 2', 35]]],
    ['letters of more than one byte, counted as one', "SELECT 'ä€😀';\nSELECT 2", [["SELECT 'ä€😀'", 0], ['SELECT 2', 14]]],
    ['nothing', '', [['', 0]]],
    ['only a comment', '-- nothing', []],
    ['only semicolons', ';;', []],
  ])('%s', async (_, script, expected) => {
    expect(await splitScript(script)).toEqual(expected.map(([sql, start]) => ({ sql, start })));
  });

  test('a script that does not parse is left whole, for the server to say what is wrong', async () => {
    const script = 'CREATE SCHEMA app; CREATE TABEL x ();';
    expect(await splitScript(script)).toEqual([{ sql: script, start: 0 }]);
  });

  test('each statement stands where it is said to', async () => {
    const script = "CREATE TABLE ä (a text); -- 😀\n\tINSERT INTO ä VALUES ('😀;');\n\n CREATE INDEX CONCURRENTLY i ON ä (a);";
    const letters = Array.from(script);
    for (const { sql, start } of await splitScript(script)) expect(letters.slice(start).join('').startsWith(sql)).toBe(true);
  });
});
