import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitScript } from '../../src/dialects/mysql-family/split-script.ts';
import { parseStatement as parseFamilyStatement } from '../../src/dialects/mysql-family/parse-statement.ts';
import { parseStatement as parseSqliteStatement } from '../../src/dialects/sqlite/parse-statement.ts';
import type { ParsedStatement } from '../../src/sql/operation.ts';
import { familyStatements } from './mysql-family/statements.ts';
import { sqliteStatements } from './sqlite/statements.ts';
import { writeOperations } from './write-operations.ts';

const readers: readonly (readonly [string, (sql: string) => ParsedStatement])[] = [
  ['mysql', (sql) => parseFamilyStatement('mysql', sql)],
  ['mariadb', (sql) => parseFamilyStatement('mariadb', sql)],
  ['sqlite', parseSqliteStatement],
];

const samples = [...familyStatements, ...sqliteStatements].map(([sql]) => sql);
const words = [...new Set(samples.flatMap((sql) => sql.match(/\w+|\W/g) ?? []))];

/** Any, half ones too; `unit: 'binary'` would take seconds to begin with. */
const letter = fc.nat(0xffff).map((code) => String.fromCharCode(code));

const longLength = 200_000;
const longTimeMs = 10_000;

describe.each(readers)('%s', (_, read) => {
  test('any text is read or said not to be', () => {
    const text = fc.oneof(fc.string({ unit: letter }), fc.array(fc.constantFrom(...words)).map((parts) => parts.join(' ')), fc.array(fc.constantFrom(...words)).map((parts) => parts.join('')));
    fc.assert(
      fc.property(text, (sql) => {
        const reading = read(sql);
        return reading.parsed ? reading.operations.every(({ kind, target }) => kind.length > 0 && typeof target.name === 'string') : reading.reason.length > 0;
      }),
      { numRuns: 300 },
    );
  }, longTimeMs);

  test('a statement that breaks off anywhere throws nothing', () => {
    for (const sql of samples) for (let length = 0; length <= sql.length; length += 3) read(sql.slice(0, length));
  });

  test.each([
    ['(', 'its parentheses are nested too deeply'],
    ['UPDATE (', 'its parentheses are nested too deeply'],
    ["'", 'a quote or comment is not closed'],
    ['/* ', 'a quote or comment is not closed'],
  ])('much of %j', (part, reason) => {
    expect(read(`DROP TABLE a, ${part.repeat((longLength / part.length) | 1)}`)).toEqual({ parsed: false, reason });
  });

  test.each(['a.', 'a,', ') ', '; ', 'BEGIN ', 'CASE ', 'SET STATEMENT a FOR ', 'EXPLAIN ANALYZE ', 'WITH a AS () ', 'JOIN a ', '``', 'a AS b, ', '() '])('much of %j is read in time', (part) => {
    const long = part.repeat(longLength / part.length);
    const started = performance.now();
    for (const beginning of ['', 'DROP TABLE ', 'UPDATE a, ', 'DELETE ', 'INSERT INTO a ', 'CREATE TRIGGER a ON b ', 'ALTER TABLE a ', 'WITH ']) {
      expect(typeof read(beginning + long).parsed).toBe('boolean');
    }
    expect(performance.now() - started).toBeLessThan(longTimeMs);
  }, 2 * longTimeMs);
});

test.each(['(', "'", '/* ', '/*! ', 'BEGIN ', 'a.', ';', 'DELIMITER // ', 'CREATE TRIGGER a '])('a script of much of %j is cut in time', (part) => {
  const started = performance.now();
  splitScript(part.repeat(longLength / part.length));
  expect(performance.now() - started).toBeLessThan(longTimeMs);
}, 2 * longTimeMs);

test('names are told as they are, whatever is in them', () => {
  const name = fc.string({ unit: letter, minLength: 1 });
  fc.assert(
    fc.property(name, name, name, (a, b, c) => {
      const backticks = (text: string): string => `\`${text.replaceAll('`', '``')}\``;
      const quotes = (text: string): string => `"${text.replaceAll('"', '""')}"`;
      const expected: ParsedStatement = { parsed: true, operations: [{ kind: 'rename-column', target: { schema: undefined, name: a }, member: b, newName: c, flags: [] }] };
      expect(parseFamilyStatement('mysql', `ALTER TABLE ${backticks(a)} RENAME COLUMN ${backticks(b)} TO ${backticks(c)}`)).toEqual(expected);
      expect(parseSqliteStatement(`ALTER TABLE ${quotes(a)} RENAME COLUMN ${backticks(b)} TO ${quotes(c)}`)).toEqual(expected);
    }),
  );
});

test('comments, line breaks and case between words change nothing', () => {
  const gap = fc.constantFrom(' ', '\n\t', ' /* DROP TABLE x; */ ', ' -- it\'s\n', ' # "\n');
  for (const [sql, ...expected] of familyStatements.filter(([text]) => !/['"`/#-]/.test(text))) {
    fc.assert(
      fc.property(gap, (between) => {
        expect(writeOperations(parseFamilyStatement('mariadb', sql.replaceAll(' ', between)))).toEqual(expected);
      }),
      { numRuns: 5 },
    );
  }
});
