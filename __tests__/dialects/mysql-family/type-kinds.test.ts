import { expect, test } from 'vitest';
import { changesKind } from '../../../src/dialects/mysql-family/type-kinds.ts';

test.each([
  ['int', 'bigint', false],
  ['int unsigned', 'bigint', false],
  ['int', 'decimal(12,2)', false],
  ['tinyint(1)', 'int', false],
  ['varchar(20)', 'varchar(40)', false],
  ['varchar(20)', 'longtext', false],
  ['datetime', 'timestamp(6)', false],
  ['varbinary(16)', 'longblob', false],
  ['point', 'geometry', false],
  ['point', 'json', true],
  ['enum', 'varchar(20)', false],
  ['enum', 'enum', false],
  ['json', 'longtext', false],
  ['varchar(20)', 'enum', true],
  ['text', 'json', true],
  ['int', 'varchar(20)', true],
  ['varchar(20)', 'int', true],
  ['varchar(36)', 'binary(16)', true],
  ['binary(16)', 'uuid', true],
  ['date', 'datetime', true],
  ['datetime', 'varchar(30)', true],
  ['enum', 'set', true],
  ['enum', 'int', true],
  ['vector(3)', 'vector(1536)', true],
])('%s to %s', (before, after, expected) => {
  expect(changesKind(before, after)).toBe(expected);
});
