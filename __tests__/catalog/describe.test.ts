import { describe, expect, test } from 'vitest';
import type { CatalogChange } from '../../src/catalog/change.ts';
import { describeChange, describeObject, renderDiff } from '../../src/catalog/describe.ts';
import type { Voice } from '../../src/catalog/describe.ts';
import { diffCatalogs } from '../../src/catalog/diff.ts';
import type { AttributeValue, CatalogObject, ObjectKind } from '../../src/catalog/model.ts';
import { makeCatalog, makeObject, makeTable } from './make-catalog.ts';
import type { ObjectWords } from './make-catalog.ts';

const voices: readonly Voice[] = ['upgrade', 'trace', 'difference'];
const diff = (before: readonly CatalogObject[], after: readonly CatalogObject[]): CatalogChange[] => diffCatalogs(makeCatalog(...before), makeCatalog(...after));

describe('describeObject', () => {
  test.each<[ObjectKind, string, ObjectWords, string]>([
    ['table', 'users', {}, 'table `users`'],
    ['table', 'users', { schema: 'app' }, 'table `app.users`'],
    ['column', 'email', { of: 'users' }, 'column `users.email`'],
    ['column', 'email', { of: 'users', schema: 'app' }, 'column `app.users.email`'],
    ['index', 'ix_email', { of: 'users' }, 'index `ix_email` of `users`'],
    ['index', 'ix_email', { of: 'users', schema: 'app' }, 'index `ix_email` of `app.users`'],
    ['constraint', 'users_pkey', { of: 'users', attributes: { constraintType: 'primary key' } }, 'primary key `users_pkey` of `users`'],
    ['constraint', 'c', { of: 'users' }, 'constraint `c` of `users`'],
    ['trigger', 'stamp', { of: 'users' }, 'trigger `stamp` of `users`'],
    ['policy', 'own rows', { of: 'users' }, 'policy `own rows` of `users`'],
    ['sequence', 'users_id_seq', { of: 'users' }, 'sequence `users_id_seq`'],
    ['sequence', 'users_id_seq', { of: 'users', schema: 'app' }, 'sequence `app.users_id_seq`'],
    ['function', 'add(integer, integer)', {}, 'function `add(integer, integer)`'],
    ['extension', 'citext', { schema: null }, 'extension `citext`'],
    ['enum type', 'kind', { schema: 'main' }, 'enum type `kind`'],
    ['database', 'settings', { schema: null }, 'the database'],
  ])('%s %s %o', (kind, name, words, expected) => {
    expect(describeObject(makeObject(kind, name, words))).toBe(expected);
  });
});

describe('describeChange', () => {
  test('an object that came, in each voice', () => {
    const [change] = diff([], [makeObject('enum type', 'kind')]);
    expect(voices.map((voice) => describeChange(change!, voice))).toEqual(['enum type `kind` added', 'enum type `kind` is still there', 'enum type `kind` is there in addition']);
  });

  test('an object that went, in each voice', () => {
    const [change] = diff([makeObject('index', 'ix', { of: 'users' })], []);
    expect(voices.map((voice) => describeChange(change!, voice))).toEqual(['index `ix` of `users` removed', 'index `ix` of `users` is gone', 'index `ix` of `users` is missing']);
  });

  test('an object with another name, in each voice', () => {
    const [change] = diff([makeObject('table', 'users', { identity: '1' })], [makeObject('table', 'people', { identity: '1', schema: 'app' })]);
    expect(voices.map((voice) => describeChange(change!, voice))).toEqual([
      'table `users` renamed to `app.people`',
      'table `users` is now called `app.people`',
      'table `users` is called `app.people`',
    ]);
  });

  test('another name and more', () => {
    const [change] = diff(
      [makeObject('enum type', 'kind', { identity: '1', attributes: { owner: 'a', labels: ['x'] } })],
      [makeObject('enum type', 'sort', { identity: '1', attributes: { owner: 'b', labels: ['x', 'y'] } })],
    );
    expect(describeChange(change!, 'upgrade')).toBe('enum type `kind` renamed to `sort`; labels gained `y`; owner `a` became `b`');
  });

  test.each<[string, AttributeValue, AttributeValue, string]>([
    ['type', 'integer', 'bigint', 'type `integer` became `bigint`'],
    ['nullable', true, false, 'nullable yes became no'],
    ['default', null, "'x'::text", "default nothing became `'x'::text`"],
    ['default', "'x'::text", null, "default `'x'::text` became nothing"],
    ['comment', '', ' two ', 'comment nothing became `two`'],
    ['length', 3, 4, 'length `3` became `4`'],
    ['ownedBy', null, 'public.users.id', 'owned by nothing became `public.users.id`'],
    ['rowSecurity', false, true, 'row security no became yes'],
    ['labels', ['a', 'b'], ['a', 'c', 'b'], 'labels gained `c`'],
    ['labels', ['a', 'b'], ['b'], 'labels lost `a`'],
    ['labels', ['', 'a'], ['a'], "labels lost `''`"],
    ['labels', ['a', 'b'], ['b', 'c'], 'labels gained `c` and lost `a`'],
    ['labels', ['a', 'b'], ['b', 'a'], 'labels `a, b` became `b, a`'],
    ['privileges', null, ['SELECT to reader'], 'privileges gained `SELECT to reader`'],
    ['privileges', ['SELECT to reader'], null, 'privileges lost `SELECT to reader`'],
    ['options', ['a=1'], [], 'options lost `a=1`'],
    ['options', [], ['a=1', 'b=2'], 'options gained `a=1`, `b=2`'],
    ['columnOrder', ['a', 'b'], ['b', 'a'], 'columns are in another order'],
    ['definition', 'FOREIGN KEY (a) REFERENCES b(id) ON DELETE CASCADE', 'FOREIGN KEY (a) REFERENCES b(id)', '`ON DELETE CASCADE` became nothing'],
    ['definition', 'FOREIGN KEY (a) REFERENCES b(id)', 'FOREIGN KEY (a) REFERENCES b(id) ON UPDATE CASCADE DEFERRABLE', 'nothing became `ON UPDATE CASCADE DEFERRABLE`'],
    ['definition', 'FOREIGN KEY (a) REFERENCES b(id) ON DELETE CASCADE', 'FOREIGN KEY (a) REFERENCES b(id) ON DELETE SET NULL', '`ON DELETE CASCADE` became `ON DELETE SET NULL`'],
    ['definition', 'CREATE UNIQUE INDEX i ON t (a)', 'CREATE INDEX i ON t (a)', '`UNIQUE` became nothing'],
    ['definition', 'CHECK ((a > 0)) NOT VALID', 'CHECK ((a > 0))', '`NOT VALID` became nothing'],
    ['definition', 'CHECK ((a > 0))', 'CHECK ((a > 1))', 'definition `CHECK ((a > 0))` became `CHECK ((a > 1))`'],
    ['definition', 'CHECK ((a > 0))', ' SELECT 1;\n', 'definition `CHECK ((a > 0))` became `SELECT 1;`'],
    ['definition', 'a\nb', 'a\nc', 'definition changed'],
    ['definition', 'a', 'b'.repeat(121), 'definition changed'],
  ])('%s from %o to %o', (attribute, before, after, expected) => {
    const object = (value: AttributeValue): CatalogObject => makeObject('foreign server', 's', { schema: null, attributes: { [attribute]: value } });
    const [change] = diff([object(before)], [object(after)]);
    expect(describeChange(change!, 'trace')).toBe(`foreign server \`s\`: ${expected}`);
  });

  test('an index that is no longer unique, without its definition where that says no more', () => {
    const index = (definition: string, isUnique: boolean): CatalogObject => makeObject('index', 'i', { of: 't', attributes: { definition, isUnique } });
    const long = 'a'.repeat(130);
    const tell = (before: CatalogObject, after: CatalogObject): string[] => renderDiff(diff([before], [after]), 'trace');
    expect(tell(index('CREATE UNIQUE INDEX i ON t (a)', true), index('CREATE INDEX i ON t (a)', false))).toEqual(['~ index `i` of `t`: is no longer unique']);
    expect(tell(index(`CREATE INDEX i ON t (${long})`, false), index(`CREATE UNIQUE INDEX i ON t (${long})`, true))).toEqual(['~ index `i` of `t`: is unique now']);
    expect(tell(index('CREATE UNIQUE INDEX i ON t (a)', true), index('CREATE INDEX i ON t (b)', false))).toEqual([
      '~ index `i` of `t`: definition `CREATE UNIQUE INDEX i ON t (a)` became `CREATE INDEX i ON t (b)`; is no longer unique',
    ]);
  });

  test('several attributes, in one sentence', () => {
    const column = (attributes: Record<string, AttributeValue>): CatalogObject => makeObject('column', 'email', { of: 'users', attributes });
    const [change] = diff([column({ type: 'text', nullable: true, default: null })], [column({ type: 'character varying(20)', nullable: false, default: null })]);
    expect(describeChange(change!, 'trace')).toBe('column `users.email`: nullable yes became no; type `text` became `character varying(20)`');
  });
});

describe('renderDiff', () => {
  test('parts are indented below what they belong to, with what they are in short', () => {
    const table = [
      ...makeTable('users', { id: 'integer', email: 'character varying(80)' }),
      makeObject('constraint', 'users_pkey', { of: 'users', attributes: { constraintType: 'primary key', definition: 'PRIMARY KEY (id)' } }),
      makeObject('trigger', 'stamp', { of: 'users', attributes: { definition: 'CREATE TRIGGER stamp\nBEFORE UPDATE ON users' } }),
    ];
    const more = [makeObject('enum type', 'kind', { attributes: { labels: ['a'] } })];
    expect(renderDiff(diff([], [...table, ...more]), 'trace')).toEqual([
      '+ enum type `kind` is still there',
      '+ table `users` is still there',
      '+   column `users.id` integer',
      '+   column `users.email` character varying(80)',
      '+   primary key `users_pkey` of `users` PRIMARY KEY (id)',
      '+   trigger `stamp` of `users` CREATE TRIGGER stamp',
    ]);
    expect(renderDiff(diff(table, []), 'difference')).toEqual([
      '- table `users` is missing',
      '-   column `users.id` integer',
      '-   column `users.email` character varying(80)',
      '-   primary key `users_pkey` of `users` PRIMARY KEY (id)',
      '-   trigger `stamp` of `users` CREATE TRIGGER stamp',
    ]);
  });

  test('what has no name of its own is said once', () => {
    const table = makeObject('table', 't');
    const key = makeObject('constraint', 'PRIMARY KEY (id)', { of: 't', attributes: { constraintType: 'primary key', definition: 'PRIMARY KEY (id)' } });
    expect(renderDiff(diff([], [table, key]), 'upgrade')).toEqual(['+ table `t` added', '+   primary key `PRIMARY KEY (id)` of `t`']);
  });

  test('a long definition is told line by line', () => {
    const view = (definition: string): CatalogObject => makeObject('view', 'v', { attributes: { definition, owner: 'a' } });
    expect(renderDiff(diff([view(' SELECT id,\n    name\n   FROM users;')], [view(' SELECT id,\n    email\n   FROM users\n  WHERE true;')]), 'upgrade')).toEqual([
      '~ view `v`: definition changed',
      '    SELECT id,',
      '-       name',
      '-      FROM users;',
      '+       email',
      '+      FROM users',
      '+     WHERE true;',
    ]);
  });

  test('a long definition that came from nothing', () => {
    const comment = (text: AttributeValue): CatalogObject => makeObject('table', 't', { attributes: { comment: text } });
    expect(renderDiff(diff([comment(null)], [comment('one\ntwo')]), 'upgrade')).toEqual(['~ table `t`: comment changed', '+   one', '+   two']);
  });

  test('a rename with a long definition', () => {
    const routine = (name: string, definition: string): CatalogObject => makeObject('function', `${name}()`, { identity: '1', attributes: { definition } });
    const from = routine('one', 'CREATE FUNCTION one() AS $$\n  SELECT 1\n$$');
    expect(renderDiff(diff([from], [routine('two', 'CREATE FUNCTION two() AS $$\n  SELECT 1\n$$')]), 'upgrade')).toEqual(['~ function `one()` renamed to `two()`']);
    expect(renderDiff(diff([from], [routine('two', 'CREATE FUNCTION two() AS $$\n  SELECT 2\n$$')]), 'upgrade')).toEqual([
      '~ function `one()` renamed to `two()`; definition changed',
      '-   CREATE FUNCTION one() AS $$',
      '-     SELECT 1',
      '+   CREATE FUNCTION two() AS $$',
      '+     SELECT 2',
      '    $$',
    ]);
  });

  test('nothing', () => {
    expect(renderDiff([], 'trace')).toEqual([]);
  });
});
