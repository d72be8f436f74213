import { expect, test } from 'vitest';
import { changesKind } from '../../../src/dialects/sqlite/type-kinds.ts';

test.each([
  ['INTEGER', 'BIGINT', false],
  ['INTEGER', 'NUMERIC(10, 2)', false],
  ['BOOLEAN', 'INTEGER', false],
  ['VARCHAR(20)', 'TEXT', false],
  ['DATETIME', 'TEXT', false],
  ['VARCHAR(30)', 'DATETIME', false],
  ['VARCHAR(30)', 'JSON', false],
  ['TEXT', 'BLOB', false],
  ['INTEGER', 'DATE', false],
  ['INTEGER', '', false],
  ['INTEGER', 'VARCHAR(20)', true],
  ['TEXT', 'INTEGER', true],
  ['FLOAT', 'TEXT', true],
  ['VARCHAR(20)', 'BOOLEAN', true],
])('%s to %s', (before, after, expected) => {
  expect(changesKind(before, after)).toBe(expected);
});
