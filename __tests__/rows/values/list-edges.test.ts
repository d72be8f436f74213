import { expect, test } from 'vitest';
import type { RowValue } from '../../../src/rows/row-value.ts';
import type { ValueType } from '../../../src/rows/value-type.ts';
import { listEdges } from '../../../src/rows/values/list-edges.ts';

const text = (value: string): RowValue => ({ kind: 'text', value });
const number = (digits: string): RowValue => ({ kind: 'number', digits });
const range = (lower: RowValue | undefined, isEmpty: boolean): RowValue => ({ kind: 'range', lower, upper: undefined, isEmpty });
const smallint: ValueType = { kind: 'integer', min: -32768n, max: 32767n };
const moment = { kind: 'timestamp', precision: 3, hasZone: true, min: '1000-01-01 00:00:00', max: '9999-12-31 23:59:59' } as const;

test.each<readonly [string, ValueType, boolean, readonly RowValue[]]>([
  ['numbers', smallint, true, [number('0'), number('32767'), number('-32768')]],
  ['numbers without a sign', { kind: 'decimal', precision: 4, scale: 1, isUnsigned: true }, true, [number('0.0'), number('999.9')]],
  ['numbers of keys', smallint, false, []],
  ['short texts', { kind: 'text', maxLength: 12, isPadded: false, repertoire: 'unicode', isLoose: false }, false, [text('The longest.'), text('O\'Brien "quo')]],
  ['texts of one character', { kind: 'text', maxLength: 1, isPadded: true, repertoire: 'ascii', isLoose: true }, false, [text('T'), text('O')]],
  ['labels', { kind: 'enum', labels: ['a', 'b'] }, true, [text('b')]],
  ['moments', moment, true, [text('2024-02-29 23:59:59.123')]],
  ['moments that end before', { ...moment, max: '2000-01-01 00:00:00' }, true, []],
  ['days', { kind: 'date', min: '0001-01-01', max: '9999-12-31' }, false, [text('2024-02-29')]],
  ['arrays', { kind: 'array', element: smallint }, true, [{ kind: 'list', values: [] }]],
  ['ranges', { kind: 'range', element: smallint, isMulti: false }, true, [range(number('1000'), false), range(undefined, true)]],
  ['booleans', { kind: 'boolean' }, true, []],
])('%s', (_, type, isNumberFree, edges) => expect(listEdges(type, 'value', isNumberFree)).toEqual(edges));

test('texts without a limit are as long as is sensible, and hold letters of many languages as far as they can', () => {
  const type = { kind: 'text', maxLength: undefined, isPadded: false, isLoose: false } as const;
  const edges = (['unicode', 'bmp', 'latin1', 'ascii'] as const).map((repertoire) => listEdges({ ...type, repertoire }, 'value', true).map((edge) => (edge.kind === 'text' ? edge.value : '')));
  expect(edges.map(([long]) => long?.length)).toEqual([10_000, 10_000, 10_000, 10_000]);
  expect(edges.map(([, strange]) => strange)).toEqual([
    'O\'Brien "quoted" \\ back%slash_ Ünïcödé ß Ελλάδα Привет سلام שלום नमस्ते 漢字 かな 한국 😀 👩‍💻',
    'O\'Brien "quoted" \\ back%slash_ Ünïcödé ß Ελλάδα Привет سلام שלום नमस्ते 漢字 かな 한국',
    'O\'Brien "quoted" \\ back%slash_ Ünïcödé ß',
    'O\'Brien "quoted" \\ back%slash_ ncd',
  ]);
});
