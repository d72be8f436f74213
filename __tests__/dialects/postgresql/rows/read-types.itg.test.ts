import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseServer } from '../../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../../src/database/provider.ts';
import { postgresql } from '../../../../src/dialects/postgresql/dialect.ts';
import { readLiteralType } from '../../../../src/dialects/postgresql/rows/literal-types.ts';
import type { RowValue } from '../../../../src/rows/row-value.ts';
import type { ValueType } from '../../../../src/rows/value-type.ts';
import { openRowDatabase } from './open-rows.ts';
import type { OpenedRows } from './open-rows.ts';

const extensions = ['citext', 'hstore', 'ltree', 'cube', 'seg', 'intarray', 'isn'];

const setup = `
${extensions.map((name) => `CREATE EXTENSION ${name};`).join('\n')}
CREATE SCHEMA "Other ""schema";
CREATE TYPE "Other ""schema"."Mood's" AS ENUM ('ok', 'sad ''n'' blue', 'größe');
ALTER TYPE "Other ""schema"."Mood's" ADD VALUE 'first' BEFORE 'ok';
CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE DOMAIN positive AS integer CHECK (VALUE > 0) NOT NULL;
CREATE DOMAIN small_positive AS positive CHECK (VALUE < 100);
CREATE DOMAIN code AS varchar(5) COLLATE loose CONSTRAINT is_upper CHECK (VALUE ~ '^[A-Z]+$') DEFAULT 'ABC';
CREATE DOMAIN codes AS code[];
CREATE TYPE inner_pair AS (note text, amount numeric(5,2));
CREATE TYPE pair AS (name varchar(10) COLLATE loose, "In ner" inner_pair, tags text[]);
CREATE TYPE floatrange AS RANGE (subtype = float8, multirange_type_name = float_many);
CREATE TYPE textrange AS RANGE (subtype = text, collation = "C");
CREATE TYPE lsnrange AS RANGE (subtype = pg_lsn);
CREATE TABLE other_table (id int, name text);
`;

const text = (value: string): RowValue => ({ kind: 'text', value });
const number = (digits: string): RowValue => ({ kind: 'number', digits });
const list = (...values: RowValue[]): RowValue => ({ kind: 'list', values });
const range = (lower: RowValue | undefined, upper: RowValue | undefined): RowValue => ({ kind: 'range', lower, upper, isEmpty: false });
const empty: RowValue = { kind: 'range', lower: undefined, upper: undefined, isEmpty: true };
const record = (...fields: RowValue[]): RowValue => ({ kind: 'record', fields });
const nothing: RowValue = { kind: 'null' };
const plainText: ValueType = { kind: 'text', maxLength: undefined, isPadded: false, repertoire: 'unicode', isLoose: false };
const int4: ValueType = { kind: 'integer', min: -2147483648n, max: 2147483647n };
const numeric: ValueType = { kind: 'decimal', precision: undefined, scale: 6, isUnsigned: false };
const moment = { min: '0001-01-01 00:00:00', max: '9999-12-31 23:59:59' };
const zonedMoment = { min: '0001-01-03 00:00:00', max: '9999-12-29 23:59:59' };
const day: ValueType = { kind: 'date', min: '0001-01-01', max: '9999-12-31' };
const positive: ValueType = { kind: 'domain', base: int4, isNullable: false, conditions: [{ name: 'positive_check', sql: '(VALUE > 0)' }] };
const code: ValueType = {
  kind: 'domain', base: { ...plainText, maxLength: 5, isLoose: true }, isNullable: true,
  conditions: [{ name: 'is_upper', sql: "((VALUE)::text ~ '^[A-Z]+$'::text)" }],
}; // prettier-ignore
const innerPair: ValueType = { kind: 'composite', fields: [{ name: 'note', type: plainText }, { name: 'amount', type: { kind: 'decimal', precision: 5, scale: 2, isUnsigned: false } }] };
const pair: ValueType = {
  kind: 'composite',
  fields: [{ name: 'name', type: { ...plainText, maxLength: 10, isLoose: true } }, { name: 'In ner', type: innerPair }, { name: 'tags', type: { kind: 'array', element: plainText } }],
};

/** A column's type, what it is to us, and a value with the text that is read back. */
const cases: readonly (readonly [sql: string, type: ValueType, value: RowValue, text: string])[] = [
  ['smallint', { kind: 'integer', min: -32768n, max: 32767n }, number('-32768'), '-32768'],
  ['integer', int4, number('2147483647'), '2147483647'],
  ['bigint', { kind: 'integer', min: -9223372036854775808n, max: 9223372036854775807n }, number('-9223372036854775808'), '-9223372036854775808'],
  ['numeric', numeric, number('12345678901234567890.000001'), '12345678901234567890.000001'],
  ['numeric(5,2)', { kind: 'decimal', precision: 5, scale: 2, isUnsigned: false }, number('-999.99'), '-999.99'],
  ['numeric(3,-2)', { kind: 'decimal', precision: 3, scale: -2, isUnsigned: false }, number('99900'), '99900'],
  ['numeric(2,4)', { kind: 'decimal', precision: 2, scale: 4, isUnsigned: false }, number('0.0099'), '0.0099'],
  ['real', { kind: 'float', bits: 32, isUnsigned: false }, number('1.5e30'), '1.5e+30'],
  ['double precision', { kind: 'float', bits: 64, isUnsigned: false }, number('1e300'), '1e+300'],
  ['money', { kind: 'decimal', precision: 18, scale: 2, isUnsigned: false }, number('-12.50'), '-$12.50'],
  ['boolean', { kind: 'boolean' }, { kind: 'boolean', value: true }, 'true'],
  ['text', plainText, text("It's \\ \"größe\"\n€😀 "), "It's \\ \"größe\"\n€😀 "],
  ['text COLLATE loose', { ...plainText, isLoose: true }, text('é'), 'é'],
  ['varchar', plainText, text('a'), 'a'],
  ['varchar(3)', { ...plainText, maxLength: 3 }, text('größe'.slice(0, 3)), 'grö'],
  ['varchar(3)[]', { kind: 'array', element: { ...plainText, maxLength: 3 } }, list(text('a,"'), nothing, text('NULL'.slice(0, 3)), text('')), '{"a,\\"",NULL,NUL,""}'],
  ['char(4)', { ...plainText, maxLength: 4, isPadded: true }, text('ab'), 'ab'],
  ['char', { ...plainText, maxLength: 1, isPadded: true }, text('x'), 'x'],
  ['bpchar', { ...plainText, isLoose: true }, text('abc '), 'abc'],
  ['citext', { ...plainText, isLoose: true }, text('Ab'), 'Ab'],
  ['name', { ...plainText, maxLength: 63, repertoire: 'ascii' }, text('a'.repeat(63)), 'a'.repeat(63)],
  ['"char"', { ...plainText, maxLength: 1, repertoire: 'ascii' }, text('z'), 'z'],
  ['refcursor', plainText, text('c'), 'c'],
  ['bytea', { kind: 'bytes', maxLength: undefined, isPadded: false }, { kind: 'bytes', value: Uint8Array.of(0, 255, 92) }, '\\x00ff5c'],
  ['bytea[]', { kind: 'array', element: { kind: 'bytes', maxLength: undefined, isPadded: false } }, list({ kind: 'bytes', value: Uint8Array.of(1) }), '{"\\\\x01"}'],
  ['bit', { kind: 'bits', length: 1, isVarying: false }, { kind: 'bits', digits: '1' }, '1'],
  ['bit(5)', { kind: 'bits', length: 5, isVarying: false }, { kind: 'bits', digits: '10110' }, '10110'],
  ['varbit', { kind: 'bits', length: undefined, isVarying: true }, { kind: 'bits', digits: '' }, ''],
  ['varbit(7)', { kind: 'bits', length: 7, isVarying: true }, { kind: 'bits', digits: '101' }, '101'],
  ['uuid', { kind: 'uuid' }, text('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11'), 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'],
  ['date', day, text('2024-02-29'), '2024-02-29'],
  ['time', { kind: 'time', precision: 6, hasZone: false }, text('23:59:59.999999'), '23:59:59.999999'],
  ['time(3)', { kind: 'time', precision: 3, hasZone: false }, text('23:59:59.125'), '23:59:59.125'],
  ['time with time zone', { kind: 'time', precision: 6, hasZone: true }, text('12:00:00'), '12:00:00+00'],
  ['timestamp', { kind: 'timestamp', precision: 6, hasZone: false, ...moment }, text('9999-12-31 23:59:59'), '9999-12-31 23:59:59'],
  ['timestamp(0)', { kind: 'timestamp', precision: 0, hasZone: false, ...moment }, text('0001-01-01 00:00:00'), '0001-01-01 00:00:00'],
  ['timestamp(3) with time zone', { kind: 'timestamp', precision: 3, hasZone: true, ...zonedMoment }, text('2024-02-29 12:00:00.5'), '2024-02-29 12:00:00.5+00'],
  ['interval', { kind: 'interval', precision: 6 }, text('1 day 02:00:00'), '1 day 02:00:00'],
  ['interval(2)', { kind: 'interval', precision: 2 }, text('00:00:00.25'), '00:00:00.25'],
  ['interval year to month', { kind: 'interval', precision: 6 }, text('1 year 2 mons'), '1 year 2 mons'],
  ['json', { kind: 'json' }, text('{"a" :  "it\'s"}'), '{"a" :  "it\'s"}'],
  ['jsonb', { kind: 'json' }, text('{"b":1,"a":[null]}'), '{"a": [null], "b": 1}'],
  ['"Other ""schema"."Mood\'s"', { kind: 'enum', labels: ['first', 'ok', "sad 'n' blue", 'größe'] }, text("sad 'n' blue"), "sad 'n' blue"],
  ['"Other ""schema"."Mood\'s"[]', { kind: 'array', element: { kind: 'enum', labels: ['first', 'ok', "sad 'n' blue", 'größe'] } }, list(text('größe')), '{größe}'],
  ['integer[]', { kind: 'array', element: int4 }, list(number('1'), nothing), '{1,NULL}'],
  ['integer[][]', { kind: 'array', element: int4 }, list(list(number('1'), number('2')), list(number('3'), number('4'))), '{{1,2},{3,4}}'],
  ['text[]', { kind: 'array', element: plainText }, list(), '{}'],
  ['int4range', { kind: 'range', element: int4, isMulti: false }, range(number('1'), number('5')), '[1,5)'],
  ['int4range[]', { kind: 'array', element: { kind: 'range', element: int4, isMulti: false } }, list(range(undefined, number('5')), empty), '{"(,5)",empty}'],
  ['numrange', { kind: 'range', element: numeric, isMulti: false }, range(number('1.5'), undefined), '[1.5,)'],
  ['daterange', { kind: 'range', element: day, isMulti: false }, empty, 'empty'],
  ['tstzrange', { kind: 'range', element: { kind: 'timestamp', precision: 6, hasZone: true, ...zonedMoment }, isMulti: false }, range(text('2024-01-01 00:00:00'), text('2024-01-02 00:00:00')), '["2024-01-01 00:00:00+00","2024-01-02 00:00:00+00")'],
  ['int4multirange', { kind: 'range', element: int4, isMulti: true }, range(number('1'), number('2')), '{[1,2)}'],
  ['datemultirange', { kind: 'range', element: day, isMulti: true }, list(range(text('2024-01-01'), text('2024-01-02')), range(text('2024-02-01'), undefined)), '{[2024-01-01,2024-01-02),[2024-02-01,)}'],
  ['floatrange', { kind: 'range', element: { kind: 'float', bits: 64, isUnsigned: false }, isMulti: false }, range(number('0.5'), number('1e10')), '[0.5,10000000000)'],
  ['float_many', { kind: 'range', element: { kind: 'float', bits: 64, isUnsigned: false }, isMulti: true }, list(), '{}'],
  ['textrange', { kind: 'range', element: plainText, isMulti: false }, range(text('a"),('), text('b\\')), '["a""),(","b\\\\")'],
  ['positive', positive, number('7'), '7'],
  ['small_positive', { kind: 'domain', base: positive, isNullable: true, conditions: [{ name: 'small_positive_check', sql: '((VALUE)::integer < 100)' }] }, number('99'), '99'],
  ['code', code, text('XY'), 'XY'],
  ['code[]', { kind: 'array', element: code }, list(text('XY')), '{XY}'],
  ['codes', { kind: 'domain', base: { kind: 'array', element: code }, isNullable: true, conditions: [] }, list(text('A'), text('B')), '{A,B}'],
  ['pair', pair, record(text('a"b'), record(text('x,(y)\\'), number('1.50')), list(text('t'), nothing)), '("a""b","(""x,(y)\\\\\\\\"",1.50)","{t,NULL}")'],
  ['pair[]', { kind: 'array', element: pair }, list(record(nothing, nothing, list())), '{"(,,{})"}'],
  ['other_table', { kind: 'composite', fields: [{ name: 'id', type: int4 }, { name: 'name', type: plainText }] }, record(number('1'), text('')), '(1,"")'],
  ['inet', { kind: 'network', form: 'inet' }, text('10.0.0.1'), '10.0.0.1/32'],
  ['cidr', { kind: 'network', form: 'cidr' }, text('10.0.0.0/8'), '10.0.0.0/8'],
  ['macaddr', { kind: 'network', form: 'macaddr' }, text('08:00:2b:01:02:03'), '08:00:2b:01:02:03'],
  ['macaddr8', { kind: 'network', form: 'macaddr8' }, text('08:00:2b:01:02:03:04:05'), '08:00:2b:01:02:03:04:05'],
  ['oid', { kind: 'integer', min: 0n, max: 4294967295n }, number('4294967295'), '4294967295'],
  ['xid', { kind: 'integer', min: 0n, max: 4294967295n }, number('3'), '3'],
  ['cid', { kind: 'integer', min: 0n, max: 4294967295n }, number('3'), '3'],
  ['xid8', { kind: 'integer', min: 0n, max: 18446744073709551615n }, number('18446744073709551615'), '18446744073709551615'],
];

/** Types whose values are written down: every one must be taken, and all must be different. */
const literalTypes = [
  'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle', 'tsvector', 'tsquery', 'jsonpath', 'pg_lsn', 'pg_snapshot', 'txid_snapshot', 'tid',
  'int2vector', 'oidvector', 'aclitem', 'regclass', 'regtype', 'regproc', 'regprocedure', 'regoper', 'regoperator', 'regnamespace', 'regconfig',
  'regdictionary', 'regcollation', 'regrole', 'hstore', 'ltree', 'lquery', 'ltxtquery', 'cube', 'seg', 'query_int',
  'ean13', 'isbn13', 'isbn', 'ismn13', 'ismn', 'issn13', 'issn', 'upc',
]; // prettier-ignore

let server: DatabaseServer;
let rows: OpenedRows;
beforeAll(async () => {
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
  rows = await openRowDatabase(server, setup);
});
afterAll(async () => {
  await rows.close();
  await server.dispose();
});

test('every type is read, and a value of it taken and read back', async () => {
  await rows.client.query(`CREATE TABLE every_type (${cases.map(([sql], place) => `c${String(place)} ${sql}`).join(', ')})`);
  const { every_type: table } = await rows.readShapes();
  if (table === undefined) throw new Error('no shape');
  expect(table.columns.map(({ type }, place) => [cases[place]?.[0], type])).toEqual(cases.map(([sql, type]) => [sql, type]));
  const columns = table.columns.map(({ name }) => name);
  const refusal = await rows.session.rows.change([{ kind: 'insert', table, columns, rows: [cases.map(([, , value]) => value)], overridesCounters: false }]);
  expect(refusal).toBeUndefined();
  const [texts = []] = await rows.session.rows.readTexts(table, columns, 1);
  expect(texts.map((found, place) => [cases[place]?.[0], found])).toEqual(cases.map(([sql, , , expected]) => [sql, expected]));
  // What is read as SQL may be written again, and is found by it.
  const [values = []] = await rows.session.rows.readValues(table, columns, 1);
  const again = values.map((sql): RowValue => ({ kind: 'sql', sql }));
  expect(await rows.session.rows.change([{ kind: 'insert', table, columns, rows: [again, again], overridesCounters: false }])).toBeUndefined();
  expect(await rows.session.rows.readTexts(table, columns, 10)).toEqual([texts, texts, texts]);
  for (const [place, column] of columns.entries()) {
    const [sql, type, value] = cases[place] ?? [];
    if (value === undefined || type === undefined) throw new Error('no case');
    // The server has no equality for some of them, in which it is the same to us as to anybody.
    const set = [{ column, value }];
    const refused = await rows.session.rows.change([{ kind: 'update', table, set, where: set }]);
    expect(refused, sql).toBeUndefined();
  }
});

test('the values that are written down are different and taken, in arrays and records too', async () => {
  for (const name of literalTypes) {
    await rows.client.query(`CREATE TABLE "of_${name}" (plain ${name}, many ${name}[]); CREATE TYPE "with_${name}" AS (item ${name}); ALTER TABLE "of_${name}" ADD COLUMN inside "with_${name}"`);
  }
  const shapes = await rows.readShapes();
  for (const name of literalTypes) {
    const table = shapes[`of_${name}`];
    const type = table?.columns[0]?.type;
    if (table === undefined || type?.kind !== 'literals') throw new Error(`no literals for ${name}`);
    const values = type.literals.map((sql): RowValue => ({ kind: 'sql', sql }));
    const made = values.map((value) => [value, list(value, nothing, value), record(value)]);
    const columns = ['plain', 'many', 'inside'];
    expect(await rows.session.rows.change([{ kind: 'insert', table, columns, rows: made, overridesCounters: false }]), name).toBeUndefined();
    const texts = await rows.session.rows.readTexts(table, columns, 100);
    expect(new Set(texts.map(([plain]) => plain)).size, name).toBe(values.length);
    expect(new Set(texts.map(([, many]) => many)).size, name).toBe(values.length);
    const [first = nothing] = values;
    expect(await rows.session.rows.change([{ kind: 'update', table, set: [{ column: 'plain', value: nothing }], where: [{ column: 'plain', value: first }] }]), name).toBeUndefined();
  }
});

test('a privilege is granted by whoever is there, whatever the name', async () => {
  const type = readLiteralType('aclitem', 'aclitem', 0);
  if (type?.kind !== 'literals') throw new Error('no literals');
  await rows.client.query('CREATE ROLE "Rows@Home"; SET ROLE "Rows@Home"');
  const { rows: read } = await rows.client.query<{ first: string }>(`SELECT ${type.literals[0]!}::text AS first`);
  await rows.client.query('RESET ROLE; DROP ROLE "Rows@Home"');
  expect(read).toEqual([{ first: '=r/"Rows@Home"' }]);
});

test('a value of a range that is written down', async () => {
  await rows.client.query('CREATE TABLE lsns (part lsnrange)');
  const { lsns: table } = await rows.readShapes();
  const type = table?.columns[0]?.type;
  if (table === undefined || type?.kind !== 'range' || type.element.kind !== 'literals') throw new Error('no literals');
  const [lower, upper] = type.element.literals.map((sql): RowValue => ({ kind: 'sql', sql }));
  expect(await rows.session.rows.change([{ kind: 'insert', table, columns: ['part'], rows: [[range(lower, upper)]], overridesCounters: false }])).toBeUndefined();
  expect(await rows.session.rows.readTexts(table, ['part'], 1)).toEqual([['[0/1,0/2)']]);
});

test('xml is known where the server was built with it', async () => {
  await rows.client.query('CREATE TABLE documents (body xml)');
  const hasXml = await rows.client.query("SELECT '<a/>'::xml").then(() => true, () => false);
  const { documents } = await rows.readShapes();
  expect(documents?.columns[0]?.type.kind).toBe(hasXml ? 'literals' : 'unknown');
});
