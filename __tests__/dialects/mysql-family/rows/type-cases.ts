import type { RowValue } from '../../../../src/rows/row-value.ts';
import type { ValueType } from '../../../../src/rows/value-type.ts';
import type { FamilyDialect } from '../../../../src/dialects/mysql-family/lexis.ts';
import { bytes, number, text } from './open-rows.ts';

/** A type as it is declared, what is read of it, and a value with what is read back as SQL and as text. */
export interface TypeCase {
  readonly declared: string;
  readonly type: ValueType;
  readonly value: RowValue;
  readonly sql: string;
  /** Undefined: the same as the SQL. */
  readonly text?: string;
  readonly only?: FamilyDialect;
}

const plainText = { kind: 'text', isPadded: false, repertoire: 'unicode', isLoose: true } as const;
const integer = (min: bigint, max: bigint): ValueType => ({ kind: 'integer', min, max });
const blob = (maxLength: number | undefined, isPadded = false): ValueType => ({ kind: 'bytes', maxLength, isPadded });

const geometries = [
  ['geometry', 'geometry', 'POINT(1 2)', '000000000101000000000000000000F03F0000000000000040'],
  ['point', 'point', 'POINT(1 2)', '000000000101000000000000000000F03F0000000000000040'],
  ['linestring', 'linestring', 'LINESTRING(1 2, 2 2)', '00000000010200000002000000000000000000F03F000000000000004000000000000000400000000000000040'],
  ['multipoint', 'multipoint', 'MULTIPOINT(1 2)', '000000000104000000010000000101000000000000000000F03F0000000000000040'],
  ['geometrycollection', 'geometrycollection', 'GEOMETRYCOLLECTION(POINT(1 2))', '000000000107000000010000000101000000000000000000F03F0000000000000040'],
] as const;

export const typeCases: readonly TypeCase[] = [
  { declared: 'tinyint(1)', type: { kind: 'boolean' }, value: { kind: 'boolean', value: true }, sql: '1' },
  { declared: 'tinyint', type: integer(-128n, 127n), value: number(-128), sql: '-128' },
  { declared: 'tinyint unsigned', type: integer(0n, 255n), value: number(255), sql: '255' },
  { declared: 'smallint', type: integer(-32_768n, 32_767n), value: number(-32_768), sql: '-32768' },
  { declared: 'mediumint unsigned', type: integer(0n, 16_777_215n), value: number(16_777_215), sql: '16777215' },
  { declared: 'int', type: integer(-2_147_483_648n, 2_147_483_647n), value: number(-2_147_483_648), sql: '-2147483648' },
  { declared: 'int(9) unsigned zerofill', type: integer(0n, 4_294_967_295n), value: number(7), sql: '7' },
  { declared: 'bigint', type: integer(-9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n), value: number('-9223372036854775808'), sql: '-9223372036854775808' },
  { declared: 'bigint unsigned', type: integer(0n, 18_446_744_073_709_551_615n), value: number('18446744073709551615'), sql: '18446744073709551615' },
  { declared: 'decimal(65,30)', type: { kind: 'decimal', precision: 65, scale: 30, isUnsigned: false }, value: number(`-${'9'.repeat(35)}.5`), sql: `'-${'9'.repeat(35)}.5${'0'.repeat(29)}'`, text: `-${'9'.repeat(35)}.5${'0'.repeat(29)}` },
  { declared: 'decimal(5,2) unsigned', type: { kind: 'decimal', precision: 5, scale: 2, isUnsigned: true }, value: number('999.99'), sql: "'999.99'", text: '999.99' },
  { declared: 'float', type: { kind: 'float', bits: 32, isUnsigned: false }, value: number('0.1'), sql: '0.10000000149011612' },
  { declared: 'double', type: { kind: 'float', bits: 64, isUnsigned: false }, value: number('-1.7976931348623157e308'), sql: '-1.7976931348623157e308' },
  { declared: 'double unsigned', type: { kind: 'float', bits: 64, isUnsigned: true }, value: number('0.1'), sql: '0.1' },
  { declared: 'float(7,2)', type: { kind: 'decimal', precision: 7, scale: 2, isUnsigned: false }, value: number('12345.67'), sql: '12345.67' },
  { declared: 'bit(1)', type: { kind: 'bits', length: 1, isVarying: false }, value: { kind: 'bits', digits: '1' }, sql: '1' },
  { declared: 'bit(64)', type: { kind: 'bits', length: 64, isVarying: false }, value: { kind: 'bits', digits: '1'.repeat(64) }, sql: '18446744073709551615' },
  { declared: 'char(4)', type: { ...plainText, maxLength: 4, isPadded: true }, value: text('😀ßab'), sql: "'😀ßab'", text: '😀ßab' },
  { declared: 'varchar(20)', type: { ...plainText, maxLength: 20 }, value: text("a'b\\c\n\0\u001A\r %_"), sql: "'a''b\\\\c\\n\\0\u001A\\r %_'", text: "a'b\\c\n\0\u001A\r %_" },
  { declared: 'varchar(9) character set ascii', type: { ...plainText, maxLength: 9, repertoire: 'ascii' }, value: text('a  '), sql: "'a  '", text: 'a  ' },
  { declared: 'varchar(9) character set latin1', type: { ...plainText, maxLength: 9, repertoire: 'latin1' }, value: text('é'), sql: "'é'", text: 'é' },
  { declared: 'varchar(9) character set utf8mb3', type: { ...plainText, maxLength: 9, repertoire: 'bmp' }, value: text('日本'), sql: "'日本'", text: '日本' },
  { declared: 'varchar(9) character set utf16', type: { ...plainText, maxLength: 9 }, value: text('😀'), sql: "'😀'", text: '😀' },
  { declared: 'varchar(9) character set sjis', type: { ...plainText, maxLength: 9, repertoire: 'ascii' }, value: text('日本'), sql: "'日本'", text: '日本' },
  { declared: 'varchar(9) character set utf8mb4 collate utf8mb4_bin', type: { ...plainText, maxLength: 9 }, value: text('B'), sql: "'B'", text: 'B' },
  { declared: 'varchar(9) character set utf8mb4 collate utf8mb4_0900_bin', type: { ...plainText, maxLength: 9, isLoose: false }, value: text('B'), sql: "'B'", text: 'B', only: 'mysql' },
  { declared: 'varchar(9) character set utf8mb4 collate utf8mb4_nopad_bin', type: { ...plainText, maxLength: 9, isLoose: false }, value: text('B'), sql: "'B'", text: 'B', only: 'mariadb' },
  { declared: 'tinytext', type: { ...plainText, maxLength: 63 }, value: text('😀'.repeat(63)), sql: `'${'😀'.repeat(63)}'`, text: '😀'.repeat(63) },
  { declared: 'text', type: { ...plainText, maxLength: 16_383 }, value: text(''), sql: "''", text: '' },
  { declared: 'mediumtext', type: { ...plainText, maxLength: undefined }, value: text('x'), sql: "'x'", text: 'x' },
  { declared: 'longtext', type: { ...plainText, maxLength: undefined }, value: text('x'), sql: "'x'", text: 'x' },
  { declared: 'binary(3)', type: blob(3, true), value: bytes(1, 0), sql: "X'010000'", text: '010000' },
  { declared: 'varbinary(3)', type: blob(3), value: bytes(0, 255, 39), sql: "X'00FF27'", text: '00FF27' },
  { declared: 'tinyblob', type: blob(255), value: bytes(), sql: "X''", text: '' },
  { declared: 'blob', type: blob(65_535), value: bytes(92), sql: "X'5C'", text: '5C' },
  { declared: 'mediumblob', type: blob(undefined), value: bytes(92), sql: "X'5C'", text: '5C' },
  { declared: 'longblob', type: blob(undefined), value: text('ä'), sql: "X'C3A4'", text: 'C3A4' },
  { declared: 'date', type: { kind: 'date', min: '1000-01-01', max: '9999-12-31' }, value: text('1000-01-01'), sql: "'1000-01-01'", text: '1000-01-01' },
  { declared: 'time', type: { kind: 'time', precision: 0, hasZone: false }, value: text('23:59:59'), sql: "'23:59:59'", text: '23:59:59' },
  { declared: 'time(3)', type: { kind: 'time', precision: 3, hasZone: false }, value: text('23:59:59.5'), sql: "'23:59:59.500'", text: '23:59:59.500' },
  {
    declared: 'datetime(6)',
    type: { kind: 'timestamp', precision: 6, hasZone: false, min: '1000-01-01 00:00:00', max: '9999-12-31 23:59:59' },
    value: text('9999-12-31 23:59:59'),
    sql: "'9999-12-31 23:59:59.000000'",
    text: '9999-12-31 23:59:59.000000',
  },
  {
    declared: 'timestamp',
    type: { kind: 'timestamp', precision: 0, hasZone: false, min: '1970-01-01 00:00:01', max: '2038-01-19 03:14:07' },
    value: text('2038-01-19 03:14:07'),
    sql: "'2038-01-19 03:14:07'",
    text: '2038-01-19 03:14:07',
  },
  { declared: 'year', type: integer(1901n, 2155n), value: number(2155), sql: '2155' },
  { declared: "enum('a','b''c','d\\\\e','ö,x')", type: { kind: 'enum', labels: ['a', "b'c", 'd\\e', 'ö,x'] }, value: text('ö,x'), sql: "'ö,x'", text: 'ö,x' },
  { declared: "set('a','b','c')", type: { kind: 'set', labels: ['a', 'b', 'c'] }, value: { kind: 'list', values: [text('c'), text('a')] }, sql: "'a,c'", text: 'a,c' },
  { declared: 'json', type: { kind: 'json' }, value: text('{"a":1,"ä":"\\n"}'), sql: `'{"a": 1, "ä": "\\\\n"}'`, text: '{"a": 1, "ä": "\\n"}', only: 'mysql' },
  { declared: 'json', type: { kind: 'json' }, value: text('{"a":1,"ä":"\\n"}'), sql: `'{"a":1,"ä":"\\\\n"}'`, text: '{"a":1,"ä":"\\n"}', only: 'mariadb' },
  { declared: 'uuid', type: { kind: 'uuid' }, value: text('0f8fad5b-d9cb-469f-a165-70867728950e'), sql: "'0f8fad5b-d9cb-469f-a165-70867728950e'", text: '0f8fad5b-d9cb-469f-a165-70867728950e', only: 'mariadb' },
  { declared: 'inet4', type: { kind: 'network', form: 'inet4' }, value: text('10.0.0.1'), sql: "'10.0.0.1'", text: '10.0.0.1', only: 'mariadb' },
  { declared: 'inet6', type: { kind: 'network', form: 'inet6' }, value: text('::1'), sql: "'::1'", text: '::1', only: 'mariadb' },
  ...geometries.map(([declared, shape, wkt, hex]): TypeCase => ({ declared, type: { kind: 'geometry', shape, srid: 0 }, value: text(wkt), sql: `X'${hex}'`, text: hex })),
  {
    declared: 'point srid 4326',
    type: { kind: 'geometry', shape: 'point', srid: 4326 },
    // The longitude first, though that system has the latitude first.
    value: text('POINT(170 50)'),
    sql: "X'E6100000010100000000000000004065400000000000004940'",
    text: 'E6100000010100000000000000004065400000000000004940',
    only: 'mysql',
  },
  {
    declared: 'point ref_system_id=101',
    type: { kind: 'geometry', shape: 'point', srid: 101 },
    value: text('POINT(1 2)'),
    sql: "X'650000000101000000000000000000F03F0000000000000040'",
    text: '650000000101000000000000000000F03F0000000000000040',
    only: 'mariadb',
  },
];
