import { expect, test } from 'vitest';
import { isNarrowing } from '../../../src/dialects/sqlite/narrowing.ts';

test.each([
  ['VARCHAR(50)', 'VARCHAR(10)', false],
  ['VARCHAR(50)', 'TEXT', false],
  ['TEXT', 'INTEGER', true],
  ['TEXT', 'NUMERIC(10, 2)', true],
  ['TEXT', 'DATE', true],
  ['VARCHAR(30)', 'DATETIME', true],
  ['DATETIME', 'DATE', true],
  ['DATE', 'DATETIME', true],
  ['DATETIME', 'TIMESTAMP', false],
  ['DATETIME', 'VARCHAR(30)', false],
  ['DATE', 'INTEGER', true],
  ['INTEGER', 'DATE', false],
  ['INTEGER', 'BIGINT', false],
  ['BIGINT', 'SMALLINT', false],
  ['INTEGER', 'TEXT', false],
  ['INTEGER', 'BOOLEAN', false],
  ['INTEGER', 'FLOAT', false],
  ['FLOAT', 'INTEGER', true],
  ['NUMERIC(10, 2)', 'INTEGER', true],
  ['NUMERIC(10, 2)', 'NUMERIC(5, 1)', false],
  ['NUMERIC(10, 2)', 'FLOAT', false],
  ['BLOB', 'INTEGER', true],
  ['BLOB', 'TEXT', false],
  ['TEXT', 'JSON', false],
  ['JSON', 'TEXT', false],
  ['JSON', 'INTEGER', true],
  ['', 'INTEGER', true],
  ['INTEGER', '', false],
  ['ANY', 'TEXT', false],
  ['BOOLEAN', 'VARCHAR(5)', false],
])('%s to %s: %s', (before, after, expected) => {
  expect(isNarrowing({ attribute: 'type', before, after })).toBe(expected);
});

test('only a type can be narrowed', () => {
  expect(isNarrowing({ attribute: 'collation', before: 'TEXT', after: 'INTEGER' })).toBe(false);
  expect(isNarrowing({ attribute: 'type', before: null, after: 'INTEGER' })).toBe(false);
});
