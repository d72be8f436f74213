import { describe, expect, test } from 'vitest';
import { isNarrowing } from '../../../src/dialects/postgresql/narrowing.ts';

/** Each line: a type, and after `>` those that take everything it holds, after `!` those that do not. */
const table: readonly (readonly [from: string, wide: readonly string[], narrow: readonly string[]])[] = [
  ['text', ['character varying', 'citext', 'public.citext'], ['character varying(20)', 'character(1)', 'integer', 'uuid', 'jsonb', 'boolean', 'date', 'bytea', 'kind']],
  ['character varying(20)', ['character varying(20)', 'character varying(21)', 'text', 'character varying', 'citext'], ['character varying(19)', 'character(10)', 'integer']],
  ['character(5)', ['text', 'character varying(5)'], ['character varying(4)']],
  ['character varying(20)[]', ['text[]', 'character varying(30)[]', 'text'], ['character varying(10)[]', 'character varying(20)', 'integer']],
  ['integer', ['integer[]'], []],
  ['smallint', ['integer', 'bigint', 'real', 'double precision', 'numeric', 'numeric(5,0)', 'numeric(7,2)', 'text', 'character varying(6)'], ['numeric(4,0)', 'numeric(6,2)', 'character varying(5)', 'boolean', 'date']],
  ['integer', ['bigint', 'double precision', 'numeric', 'numeric(10,0)', 'text', 'character varying(11)'], ['smallint', 'real', 'numeric(9,0)', 'numeric(10,2)', 'character varying(10)', 'boolean']],
  ['bigint', ['numeric', 'numeric(19,0)', 'text', 'character varying(20)'], ['integer', 'smallint', 'real', 'double precision', 'numeric(18,0)', 'character varying(19)']],
  ['real', ['double precision', 'text'], ['integer', 'bigint', 'numeric(10,2)', 'numeric', 'character varying(5)']],
  ['double precision', ['text'], ['real', 'integer', 'bigint', 'numeric']],
  ['numeric', ['text'], ['numeric(10,2)', 'integer', 'double precision', 'character varying(20)']],
  ['numeric(10,2)', ['numeric', 'numeric(10,2)', 'numeric(11,2)', 'numeric(11,3)', 'text'], ['numeric(9,2)', 'numeric(10,1)', 'numeric(10,3)', 'integer', 'money']],
  ['boolean', ['text', 'character varying(5)', 'integer', 'numeric'], ['character varying(4)', 'date']],
  ['uuid', ['text', 'character varying(36)', 'character(36)'], ['character varying(35)', 'bytea', 'bigint']],
  ['date', ['timestamp without time zone', 'timestamp with time zone', 'timestamp(0) without time zone', 'text'], ['time without time zone', 'integer']],
  ['timestamp without time zone', ['timestamp with time zone', 'timestamp without time zone', 'timestamp(6) without time zone', 'text'], ['date', 'time without time zone', 'timestamp(0) without time zone']],
  ['timestamp with time zone', ['text'], ['timestamp without time zone', 'date', 'timestamp(3) with time zone']],
  ['timestamp(3) with time zone', ['timestamp with time zone', 'timestamp(6) with time zone'], ['timestamp(0) with time zone']],
  ['timestamp(3) without time zone', ['timestamp with time zone', 'timestamp(3) with time zone'], ['timestamp(0) with time zone']],
  ['time without time zone', ['time with time zone', 'interval'], ['time(0) without time zone', 'timestamp without time zone']],
  ['time with time zone', [], ['time without time zone']],
  ['json', ['jsonb', 'text'], ['hstore', 'integer']],
  ['jsonb', ['json', 'text'], ['hstore']],
  ['bit varying(8)', ['bit varying(9)', 'bit varying'], ['bit varying(7)', 'bit(8)']],
  ['bit(8)', ['bit(8)', 'bit varying(8)', 'bit varying'], ['bit(4)', 'bit varying(7)', 'integer']],
  // Larger fields than those that are named stay.
  ['interval', ['text', 'interval day to second', 'interval(6)', 'interval second(6)'], ['interval(0)', 'time without time zone', 'interval year to month', 'interval hour', 'interval second(3)']],
  ['interval day', ['interval', 'interval hour', 'interval(0)'], ['interval month', 'time without time zone']],
  ['money', ['numeric', 'numeric(19,2)', 'text'], ['numeric(19,0)', 'numeric(10,2)', 'integer']],
  ['bytea', ['text'], ['character varying(100)', 'uuid']],
  ['citext', ['text', 'character varying'], ['character varying(20)', 'integer']],
  ['public.citext', ['text'], ['character varying(20)']],
  ['xml', ['text'], ['json']],
  ['cidr', ['inet', 'text'], []],
  ['macaddr', ['macaddr8'], ['bigint']],
  ['macaddr8', [], ['macaddr']],
  ['int4range', ['int8range', 'numrange'], ['daterange']],
  ['int8range', [], ['int4range']],
  ['geometry(Point,4326)', ['geometry', 'text'], ['geometry(LineString,4326)', 'geography']],
  ['vector(3)', ['vector'], ['vector(2)']],
  ['vector', [], ['vector(3)']],
  ['integer[]', ['bigint[]', 'text[]', 'text'], ['smallint[]', 'integer', 'character varying(100)']],
  ['inet', ['text'], ['cidr']],
  ['mood', ['text'], ['kind', 'integer']],
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
  { attribute: 'default', before: 'text', after: 'integer' },
  { attribute: 'type', before: null, after: 'integer' },
  { attribute: 'type', before: 'text', after: null },
  { attribute: 'type', before: 'text', after: 'text' },
])('is no change of type: %o', (change) => {
  expect(isNarrowing(change)).toBe(false);
});
