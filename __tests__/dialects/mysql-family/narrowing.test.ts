import { describe, expect, test } from 'vitest';
import { isNarrowing } from '../../../src/dialects/mysql-family/narrowing.ts';

/** Each line: a type, those that take everything it holds, and those that do not. */
const table: readonly (readonly [from: string, wide: readonly string[], narrow: readonly string[]])[] = [
  ['tinyint(1)', ['tinyint', 'smallint', 'int', 'bigint', 'float', 'decimal(3,0)', 'varchar(4)', 'text'], ['tinyint unsigned', 'bit(1)', 'int unsigned', 'decimal(3,1)', 'varchar(3)', 'date', 'json']],
  ['int', ['bigint', 'double', 'decimal(10,0)', 'decimal(12,2)', 'varchar(11)', 'char(11)', 'text'], ['smallint', 'mediumint', 'int unsigned', 'bigint unsigned', 'float', 'decimal(9,0)', 'decimal(11,2)', 'varchar(10)', 'year', "enum"]],
  ['int unsigned', ['bigint', 'bigint unsigned', 'double', 'decimal(10,0) unsigned', 'varchar(10)', 'bit(32)'], ['int', 'mediumint unsigned', 'bit(31)', 'varchar(9)']],
  ['bigint', ['decimal(19,0)', 'varchar(20)'], ['int', 'double', 'decimal(18,0)', 'bigint unsigned', 'varchar(19)']],
  ['bigint unsigned', ['decimal(20,0)', 'bit(64)'], ['bigint', 'decimal(19,0)']],
  ['smallint(5) unsigned zerofill', ['smallint unsigned', 'int', 'mediumint unsigned'], ['smallint', 'tinyint unsigned']],
  ['bit(8)', ['bit(9)', 'tinyint unsigned', 'smallint', 'int'], ['bit(7)', 'tinyint', 'date']],
  ['decimal(10,2)', ['decimal(10,2)', 'decimal(11,2)', 'decimal(12,4)', 'double', 'varchar(12)'], ['decimal(9,2)', 'decimal(10,1)', 'decimal(10,3)', 'decimal(10,2) unsigned', 'int', 'bigint', 'float', 'varchar(11)']],
  ['decimal(6,0)', ['int', 'mediumint', 'bigint', 'float'], ['smallint', 'int unsigned']],
  ['decimal(6,0) unsigned', ['int unsigned', 'decimal(6,0)'], ['smallint unsigned']],
  ['float', ['double', 'text'], ['int', 'decimal(30,10)', 'float unsigned', 'float(7,3)', 'varchar(10)']],
  ['float(7,3)', ['float', 'float(8,3)', 'double'], ['float(7,2)', 'float(6,3)']],
  ['double', ['text'], ['float', 'bigint', 'decimal(65,30)']],
  ['varchar(20)', ['varchar(20)', 'varchar(21)', 'char(20)', 'text', 'tinytext', 'longtext', 'varbinary(80)', 'blob'], ['varchar(19)', 'char(10)', 'int', 'enum', 'json', 'date', 'varbinary(79)', 'binary(20)']],
  ['varchar(255)', ['text', 'mediumtext'], ['tinytext', 'tinyblob']],
  ['varchar(16383)', ['text', 'varchar(65535)'], ['varchar(255)']],
  ['char(5)', ['varchar(5)', 'char(6)'], ['varchar(4)']],
  ['tinytext', ['text', 'varchar(255)'], ['varchar(254)']],
  ['text', ['mediumtext', 'longtext', 'blob', 'varchar(65535)'], ['tinytext', 'varchar(255)', 'tinyblob', 'json', 'int']],
  ['longtext', ['longblob'], ['mediumtext', 'text', 'json']],
  ['varbinary(10)', ['varbinary(11)', 'blob', 'tinyblob'], ['varbinary(9)', 'binary(5)', 'varchar(10)', 'text']],
  ['blob', ['mediumblob', 'longblob'], ['tinyblob', 'varbinary(10)', 'text', 'longtext']],
  ['date', ['datetime', 'datetime(6)', 'varchar(10)', 'text'], ['timestamp', 'time', 'year', 'int', 'varchar(9)']],
  ['datetime', ['datetime(6)', 'varchar(19)'], ['date', 'time', 'timestamp', 'bigint', 'varchar(18)']],
  ['datetime(6)', ['datetime(6)', 'varchar(26)'], ['datetime', 'datetime(3)', 'timestamp(6)', 'varchar(25)']],
  ['timestamp', ['datetime', 'timestamp(3)'], ['date', 'time']],
  ['time(3)', ['time(6)', 'varchar(14)'], ['time', 'datetime', 'date', 'varchar(13)']],
  ['year', ['smallint', 'int', 'varchar(4)'], ['tinyint', 'date', 'datetime']],
  ['enum', ['varchar(255)', 'text', 'set'], ['int', 'date']],
  ['set', ['varchar(255)', 'text'], ['enum', 'int']],
  ['json', ['longtext', 'longblob'], ['text', 'mediumtext', 'varchar(255)', 'int']],
  ['uuid', ['char(36)', 'varchar(36)', 'binary(16)', 'text'], ['char(35)', 'binary(15)', 'int']],
  ['inet4', ['inet6', 'varchar(15)'], ['varchar(14)', 'int']],
  ['inet6', ['varchar(39)'], ['inet4', 'varchar(38)']],
  ['point', ['geometry'], ['polygon', 'text', 'int']],
  ['multipoint', ['geometry', 'geomcollection'], ['point']],
  ['geometry', [], ['point', 'longtext']],
  ['vector(3)', [], ['vector(2)', 'vector(4)', 'text']],
];

describe.each(table)('%s', (before, wide, narrow) => {
  test.each(wide)('fits into %s', (after) => {
    expect(isNarrowing({ attribute: 'type', before, after })).toBe(false);
  });

  test.each(narrow)('does not fit into %s', (after) => {
    expect(isNarrowing({ attribute: 'type', before, after })).toBe(true);
  });
});

test.each([
  ['utf8mb4_0900_ai_ci', 'latin1_swedish_ci', true], ['utf8mb4_bin', 'utf8mb3_bin', true], ['utf8mb4_bin', 'ascii_bin', true], ['latin1_bin', 'latin2_bin', true], ['latin1_bin', 'ascii_general_ci', true], ['utf8mb3_bin', 'latin1_bin', true],
  ['utf8mb4_bin', 'utf8mb4_unicode_ci', false], ['latin1_bin', 'utf8mb4_bin', false], ['latin1_bin', 'utf8mb3_general_ci', false], ['utf8mb3_bin', 'utf8mb4_bin', false], ['ascii_bin', 'latin1_bin', false], ['utf8mb4_bin', 'utf16_bin', false], ['utf8mb3_bin', 'ucs2_bin', false],
])('a column in %s that becomes %s: %s', (before, after, expected) => {
  expect(isNarrowing({ attribute: 'collation', before, after })).toBe(expected);
});

test.each([
  { attribute: 'labels', before: ['a', 'b'], after: ['a'] },
  { attribute: 'default', before: 'text', after: 'int' },
  { attribute: 'type', before: null, after: 'int' },
  { attribute: 'type', before: 'text', after: null },
  { attribute: 'collation', before: null, after: 'latin1_bin' },
])('is no change of type, or another check looks at it: %o', (change) => {
  expect(isNarrowing(change)).toBe(false);
});
