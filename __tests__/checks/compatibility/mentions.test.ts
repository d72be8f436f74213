import { expect, test } from 'vitest';
import { mentions } from '../../../src/checks/compatibility/mentions.ts';

test.each([
  ['SELECT role.id, role.label AS name FROM role', 'name', true],
  ['SELECT id AS "full name" FROM t', 'full name', true],
  ['select `t`.`a``b` from t', 'a`b', true],
  ['SELECT NAME FROM t', 'name', true],
  ['SELECT full_name FROM t', 'name', false],
  ["SELECT 'name' FROM t", 'name', false],
  [String.raw`SELECT 'it\'s', 'name' FROM t`, 'name', false],
  ['SELECT name2, first$name FROM t', 'name', false],
])('%s: %s', (definition, name, expected) => {
  expect(mentions(definition, name)).toBe(expected);
});
