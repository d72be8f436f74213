import { expect, test } from 'vitest';
import { changesKind } from '../../../src/dialects/postgresql/type-kinds.ts';

test.each([
  ['integer', 'bigint', false],
  ['integer', 'numeric(12,2)', false],
  ['numeric(10,2)', 'numeric(14,2)', false],
  ['real', 'double precision', false],
  ['character varying(20)', 'character varying(40)', false],
  ['character varying(20)', 'text', false],
  ['text', 'citext', false],
  ['text', 'public.citext', false],
  ['json', 'jsonb', false],
  ['timestamp(0) without time zone', 'timestamp without time zone', false],
  ['text[]', 'character varying(20)[]', false],
  ['bit varying(3)', 'bit varying(5)', false],
  ['geometry(Point,4326)', 'geometry(Geometry,4326)', false],
  ['integer', 'text', true],
  ['text', 'integer', true],
  ['integer', 'boolean', true],
  ['text', 'jsonb', true],
  ['jsonb', 'json', true],
  ['character varying(20)', 'order_status', true],
  ['order_status', 'text', true],
  ['order_status', 'app.order_status', true],
  ['timestamp without time zone', 'timestamp with time zone', true],
  ['timestamp(3) with time zone', 'timestamp(3) without time zone', true],
  ['time without time zone', 'time with time zone', true],
  ['date', 'timestamp without time zone', true],
  ['uuid', 'text', true],
  ['bytea', 'text', true],
  ['text', 'text[]', true],
  ['integer[]', 'text[]', true],
  ['bit(3)', 'bit(5)', true],
  ['vector(3)', 'vector(1536)', true],
])('%s to %s', (before, after, expected) => {
  expect(changesKind(before, after)).toBe(expected);
});
