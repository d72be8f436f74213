import { describe, expect, test } from 'vitest';
import { readCheck, readKey, readReference } from '../../../src/checks/rows/read-key-definition.ts';
import { makeObject } from '../../catalog/make-catalog.ts';

const key = (definition: string) => makeObject('constraint', 'k', { of: 't', attributes: { definition } });

describe('unique keys, as the catalogs of all databases write them', () => {
  test.each([
    ['UNIQUE (email)', { parts: ['email'], condition: undefined, hasDistinctNulls: true }],
    ['UNIQUE NULLS NOT DISTINCT (email, "Two, words")', { parts: ['email', '"Two, words"'], condition: undefined, hasDistinctNulls: false }],
    ['PRIMARY KEY (a, b DESC)', { parts: ['a', 'b'], condition: undefined, hasDistinctNulls: false }],
    ['UNIQUE (a) INCLUDE (b) DEFERRABLE', { parts: ['a'], condition: undefined, hasDistinctNulls: true }],
    ['CREATE UNIQUE INDEX ix ON public.t USING btree (lower((name)::text) DESC NULLS LAST, kind text_pattern_ops) WHERE ((age > 18) AND (name <> \')\'::text))', { parts: ['lower((name)::text)', 'kind'], condition: "((age > 18) AND (name <> ')'::text))", hasDistinctNulls: true }],
    ['CREATE UNIQUE INDEX ix ON public."odd (table)" USING btree (a)', { parts: ['a'], condition: undefined, hasDistinctNulls: true }],
    ['UNIQUE (name(10), `order`)', { parts: ['left(name, 10)', '`order`'], condition: undefined, hasDistinctNulls: true }],
    ['UNIQUE ((lower(name))) USING BTREE', { parts: ['(lower(name))'], condition: undefined, hasDistinctNulls: true }],
    ['UNIQUE ("a ""b", c COLLATE NOCASE DESC) ON CONFLICT REPLACE', { parts: ['"a ""b"', 'c COLLATE NOCASE'], condition: undefined, hasDistinctNulls: true }],
    ['CREATE UNIQUE INDEX ix ON child (lower(a), b DESC) WHERE a IS NOT NULL', { parts: ['lower(a)', 'b'], condition: 'a IS NOT NULL', hasDistinctNulls: true }],
  ])('%s', (definition, expected) => {
    expect(readKey(key(definition))).toEqual(expected);
  });

  test('a definition that says nothing', () => {
    expect(readKey(makeObject('index', 'ix', { of: 't' }))).toBeUndefined();
  });
});

describe('foreign keys', () => {
  test.each([
    ['FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE SET NULL (team_id)', { columns: ['team_id'], target: 'teams', targetColumns: ['id'] }],
    ['FOREIGN KEY (a, "B c") REFERENCES app."Odd (one)"(x, y) DEFERRABLE', { columns: ['a', '"B c"'], target: 'app."Odd (one)"', targetColumns: ['x', 'y'] }],
    ['FOREIGN KEY (a) REFERENCES `order` (id) ON UPDATE CASCADE', { columns: ['a'], target: '`order`', targetColumns: ['id'] }],
    ['FOREIGN KEY (a) REFERENCES gone', undefined],
  ])('%s', (definition, expected) => {
    expect(readReference(key(definition))).toEqual(expected);
  });
});

describe('conditions', () => {
  test.each([
    ["CHECK (((age > 0) AND (kind <> ')'::text))) NOT VALID", "(age > 0) AND (kind <> ')'::text)"],
    ['CHECK ((a > 0) OR (b > 0))', '(a > 0) OR (b > 0)'],
    ['CHECK (`a` > 0)', '`a` > 0'],
    ['UNIQUE (a)', undefined],
  ])('%s', (definition, expected) => {
    expect(readCheck(key(definition))).toBe(expected);
  });
});
