import { expect, test } from 'vitest';
import { readMissingPrerequisite } from '../../../src/dialects/mysql-family/prerequisite.ts';

test.each([
  [`(1049, "Unknown database 'reports'")`, { kind: 'schema', name: 'reports', setupSql: 'CREATE DATABASE reports' }],
  ["1049 (42000): Unknown database 'my-reports'", { kind: 'schema', name: 'my-reports', setupSql: 'CREATE DATABASE `my-reports`' }],
  [`(1449, "The user specified as a definer ('ghost'@'%') does not exist")`, { kind: 'role', name: 'ghost@%', setupSql: "CREATE USER 'ghost'@'%'" }],
  ["(3523, 'Unknown authorization ID `reader`@`%`')", { kind: 'role', name: 'reader@%', setupSql: "CREATE USER 'reader'@'%'" }],
  ["(1959, 'Invalid role specification `reader`')", { kind: 'role', name: 'reader', setupSql: 'CREATE ROLE reader' }],
])('%s', (message, expected) => {
  expect(readMissingPrerequisite(message)).toEqual(expected);
});

test.each([`(1146, "Table 'app.users' doesn't exist")`, "(1133, \"Can't find any matching row in the user table\")", "(1050, \"Table 't' already exists\")", ''])('nothing outside the history is missing: %s', (message) => {
  expect(readMissingPrerequisite(message)).toBeUndefined();
});
