import { expect, test } from 'vitest';
import { readType } from '../../../../src/dialects/sqlite/rows/read-type.ts';
import type { ValueType } from '../../../../src/rows/value-type.ts';

const plain = { isLoose: false, isIdentifier: false };
const text = (maxLength?: number): ValueType => ({ kind: 'text', maxLength, isPadded: false, repertoire: 'unicode', isLoose: false });
const integer = (min: bigint, max: bigint): ValueType => ({ kind: 'integer', min, max });
const whole = integer(-(2n ** 63n), 2n ** 63n - 1n);
const decimal = (precision: number, scale: number, isUnsigned = false): ValueType => ({ kind: 'decimal', precision, scale, isUnsigned });
const float: ValueType = { kind: 'float', bits: 64, isUnsigned: false };
const bytes = (maxLength?: number): ValueType => ({ kind: 'bytes', maxLength, isPadded: false });
const timestamp: ValueType = { kind: 'timestamp', precision: 6, hasZone: false, min: '0001-01-01 00:00:00', max: '9999-12-31 23:59:59' };

test.each<[declared: string, type: ValueType]>([
  ['', { kind: 'any' }],
  ['ANY', { kind: 'any' }],
  ['GEOMETRY', { kind: 'any' }],
  ['POINT', { kind: 'any' }],
  ['INTERVAL', { kind: 'any' }],
  ['INTEGER', whole],
  ['int', whole],
  ['INT(11)', whole],
  ['BIGINT', whole],
  ['UNSIGNED BIG INT', integer(0n, 2n ** 63n - 1n)],
  ['INT8', whole],
  ['INT4', integer(-(2n ** 31n), 2n ** 31n - 1n)],
  ['SMALLINT', integer(-32768n, 32767n)],
  ['INT2', integer(-32768n, 32767n)],
  ['MEDIUMINT', integer(-(2n ** 23n), 2n ** 23n - 1n)],
  ['TINYINT', integer(-128n, 127n)],
  ['tinyint unsigned', integer(0n, 255n)],
  ['VARCHAR(50)', text(50)],
  ['character varying ( 20 )', text(20)],
  ['NVARCHAR(7)', text(7)],
  ['CHAR(3)', text(3)],
  ['CHAR(32)', text(32)],
  ['CHAR(36)', text(36)],
  ['VARCHAR', text()],
  ['VARCHAR(max)', text()],
  ['TEXT', text()],
  ['CLOB', text()],
  ['STRING', text()],
  ['ENUM', text()],
  ["enum('a', 'it''s')", { kind: 'enum', labels: ['a', "it's"] }],
  ['NUMERIC', decimal(15, 4)],
  ['NUMERIC(10, 2)', decimal(10, 2)],
  ['DECIMAL(8)', decimal(8, 0)],
  ['DECIMAL(30)', decimal(18, 0)],
  ['NUMERIC(20, 18)', decimal(15, 13)],
  ['NUMERIC(38,2)', decimal(15, 0)],
  ['DECIMAL(10,2) UNSIGNED', decimal(10, 2, true)],
  ['FLOAT', float],
  ['REAL', float],
  ['DOUBLE PRECISION', float],
  ['BOOLEAN', { kind: 'boolean' }],
  ['bool', { kind: 'boolean' }],
  ['BIT', { kind: 'boolean' }],
  ['DATE', { kind: 'date', min: '0001-01-01', max: '9999-12-31' }],
  ['DATETIME', timestamp],
  ['DATETIME(6)', timestamp],
  ['TIMESTAMP', timestamp],
  ['TIME', { kind: 'time', precision: 6, hasZone: false }],
  ['JSON', { kind: 'json' }],
  ['BLOB', bytes()],
  ['VARBINARY(16)', bytes(16)],
  ['UUID', { kind: 'uuid' }],
  ['UNIQUEIDENTIFIER', { kind: 'uuid' }],
])('%s', (declared, type) => {
  expect(readType(declared, plain)).toEqual(type);
});

test.each<[declared: string, type: ValueType]>([
  ['CHAR(32)', { kind: 'uuid' }],
  ['CHAR(36)', { kind: 'uuid' }],
  ['VARCHAR(36)', { kind: 'uuid' }],
  ['BINARY(16)', { kind: 'uuid' }],
  ['VARCHAR(32)', text(32)],
  ['VARCHAR(50)', text(50)],
  ['BLOB', bytes()],
  ['INTEGER', whole],
])('%s of a column that stands for a row', (declared, type) => {
  expect(readType(declared, { ...plain, isIdentifier: true })).toEqual(type);
});

test('a text that some other text is the same as', () => {
  expect(readType('TEXT', { ...plain, isLoose: true })).toEqual({ kind: 'text', maxLength: undefined, isPadded: false, repertoire: 'unicode', isLoose: true });
});
