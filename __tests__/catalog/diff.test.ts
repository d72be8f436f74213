import { describe, expect, test } from 'vitest';
import type { CatalogChange } from '../../src/catalog/change.ts';
import { diffCatalogs, isDifference, isOrderOnly, isValidationOnly } from '../../src/catalog/diff.ts';
import type { CatalogObject } from '../../src/catalog/model.ts';
import type { Rename } from '../../src/catalog/rename.ts';
import { keyOf, makeCatalog, makeObject, makeTable } from './make-catalog.ts';

const empty = makeCatalog();

describe('what came and went', () => {
  test('a table takes its parts with it: columns in their order, then the rest by kind and name', () => {
    const [table, ...columns] = makeTable('users', { id: 'integer', email: 'text', age: 'integer' });
    const primary = makeObject('constraint', 'users_pkey', { of: 'users' });
    const index = makeObject('index', 'ix_users_email', { of: 'users' });
    const catalog = makeCatalog(index, primary, ...columns.toReversed(), table!);
    const change = { key: 'table "public"."users"', object: table, parts: [...columns, primary, index] };
    expect(diffCatalogs(empty, catalog)).toEqual([{ type: 'added', ...change }]);
    expect(diffCatalogs(catalog, empty)).toEqual([{ type: 'removed', ...change }]);
  });

  test('a part of a table that stays is a change of its own', () => {
    const before = makeCatalog(...makeTable('users', { id: 'integer', email: 'text' }));
    const after = makeCatalog(...makeTable('users', { id: 'integer', age: 'integer' }));
    expect(diffCatalogs(before, after)).toEqual([
      { type: 'added', key: 'column "public"."users"."age"', object: after.objects.get('column "public"."users"."age"'), parts: [] },
      { type: 'removed', key: 'column "public"."users"."email"', object: before.objects.get('column "public"."users"."email"'), parts: [] },
    ]);
  });

  test('parts of parts go with the outermost', () => {
    const schema = makeObject('schema', 'app', { schema: null });
    const table = { ...makeObject('table', 'users', { schema: 'app' }), parent: keyOf(schema) };
    const column = makeObject('column', 'id', { schema: 'app', of: 'users' });
    expect(diffCatalogs(empty, makeCatalog(column, table, schema))).toEqual([{ type: 'added', key: 'schema "app"', object: schema, parts: [column, table] }]);
  });

  test('changes come by key, whatever order the catalogs have', () => {
    const names = ['c', 'a', 'b'];
    const tables = names.map((name) => makeObject('table', name));
    const types = names.map((name) => makeObject('enum type', name));
    expect(diffCatalogs(makeCatalog(...tables), makeCatalog(...types)).map(({ type, key }) => `${type} ${key}`)).toEqual([
      'added enum type "public"."a"',
      'added enum type "public"."b"',
      'added enum type "public"."c"',
      'removed table "public"."a"',
      'removed table "public"."b"',
      'removed table "public"."c"',
    ]);
  });

  test('names that look alike are told apart', () => {
    const one = makeObject('table', 'a"."b', { schema: null });
    const two = makeObject('table', 'b', { schema: 'a' });
    expect(diffCatalogs(makeCatalog(one), makeCatalog(two)).map(({ type, key }) => `${type} ${key}`)).toEqual(['added table "a"."b"', String.raw`removed table "a\".\"b"`]);
  });
});

describe('what changed', () => {
  const diffAttributes = (before: Record<string, never> | object, after: object): readonly CatalogChange[] =>
    diffCatalogs(makeCatalog(makeObject('view', 'v', { attributes: before as never })), makeCatalog(makeObject('view', 'v', { attributes: after as never })));

  test('attributes by name; one that is missing is nothing', () => {
    const [change] = diffAttributes({ same: 1, lost: 'a', list: ['a', 'b'], flag: true }, { same: 1, won: 0, list: ['b', 'a'], flag: false });
    expect(change).toMatchObject({
      type: 'changed',
      key: 'view "public"."v"',
      attributes: [
        { attribute: 'flag', before: true, after: false },
        { attribute: 'list', before: ['a', 'b'], after: ['b', 'a'] },
        { attribute: 'lost', before: 'a', after: null },
        { attribute: 'won', before: null, after: 0 },
      ],
    });
  });

  test.each([
    ['the same', { a: 1 }, { a: 1 }],
    ['nothing and missing', { a: null }, {}],
    ['equal lists', { a: ['x', 'y'] }, { a: ['x', 'y'] }],
  ])('%s is no change', (_, before, after) => {
    expect(diffAttributes(before, after)).toEqual([]);
  });

  test.each([
    ['text and number', { a: '1' }, { a: 1 }],
    ['false and nothing', { a: false }, { a: null }],
    ['an empty list and nothing', { a: [] }, { a: null }],
    ['a shorter list', { a: ['x'] }, { a: ['x', 'y'] }],
  ])('%s differ', (_, before, after) => {
    expect(diffAttributes(before, after)).toHaveLength(1);
  });

  test('neither identity nor the parent as people call it', () => {
    const before = makeObject('index', 'i', { of: 't', identity: '1' });
    expect(diffCatalogs(makeCatalog(before), makeCatalog({ ...before, identity: '2' }))).toEqual([]);
  });
});

describe('order of columns', () => {
  const users = (...columns: string[]) => makeCatalog(...makeTable('users', Object.fromEntries(columns.map((column) => [column, 'text']))));

  test('another order is a change of order alone', () => {
    const changes = diffCatalogs(users('a', 'b', 'c'), users('a', 'c', 'b'));
    expect(changes).toMatchObject([{ type: 'changed', key: 'table "public"."users"', attributes: [{ attribute: 'columnOrder', before: ['a', 'b', 'c'], after: ['a', 'c', 'b'] }] }]);
    expect(changes.map(isOrderOnly)).toEqual([true]);
  });

  test.each([
    ['added at the end', ['a', 'b'], ['a', 'b', 'c']],
    ['removed from the middle', ['a', 'b', 'c'], ['a', 'c']],
    ['one for another', ['a', 'b', 'c'], ['a', 'd', 'c']],
  ])('a column %s is not one of order', (_, before, after) => {
    expect(diffCatalogs(users(...before), users(...after)).filter(({ key }) => key.startsWith('table'))).toEqual([]);
  });

  test('with anything else it is not order alone', () => {
    const before = makeCatalog(...makeTable('users', { a: 'text', b: 'text' }));
    const after = makeCatalog(...makeTable('users', { b: 'text', a: 'text' }, { attributes: { owner: 'admin' } }));
    expect(diffCatalogs(before, after).map(isOrderOnly)).toEqual([false]);
    expect(diffCatalogs(empty, after).map(isOrderOnly)).toEqual([false]);
  });
});

describe('renames', () => {
  const before = [
    ...makeTable('users', { id: 'integer' }, { identity: '1' }),
    makeObject('index', 'ix_users', { of: 'users', identity: '2', attributes: { definition: 'CREATE INDEX ix_users ON public.users USING btree (id)' } }),
  ];

  test('a renamed table is one change: its parts moved with it, and their definitions only say its new name', () => {
    const after = [
      ...makeTable('people', { id: 'integer' }, { identity: '1' }),
      makeObject('index', 'ix_users', { of: 'people', identity: '2', attributes: { definition: 'CREATE INDEX ix_users ON public.people USING btree (id)' } }),
    ];
    expect(diffCatalogs(makeCatalog(...before), makeCatalog(...after))).toEqual([
      { type: 'renamed', key: 'table "public"."users"', before: before[0], after: after[0], attributes: [] },
    ]);
  });

  test('what else changed of it is told with it, and of its parts beside it', () => {
    const after = [
      ...makeTable('people', { id: 'bigint' }, { identity: '1', attributes: { owner: 'admin' } }),
      makeObject('index', 'ix_users', { of: 'people', identity: '2', attributes: { definition: 'CREATE UNIQUE INDEX ix_users ON public.people USING btree (id)' } }),
    ];
    expect(diffCatalogs(makeCatalog(...before), makeCatalog(...after))).toEqual([
      { type: 'changed', key: 'column "public"."people"."id"', before: before[1], after: after[1], attributes: [{ attribute: 'type', before: 'integer', after: 'bigint' }] },
      {
        type: 'changed',
        key: 'index "public"."people"."ix_users"',
        before: before[2],
        after: after[2],
        attributes: [{ attribute: 'definition', before: before[2]!.attributes['definition'], after: after[2]!.attributes['definition'] }],
      },
      { type: 'renamed', key: 'table "public"."users"', before: before[0], after: after[0], attributes: [{ attribute: 'owner', before: null, after: 'admin' }] },
    ]);
  });

  test('a renamed column does not count as another order', () => {
    const from = makeCatalog(...makeTable('users', { a: 'text', b: 'text' }, { identity: '1' }));
    const to = makeCatalog(...makeTable('users', { a: 'text', c: 'text' }, { identity: '1' }));
    expect(diffCatalogs(from, to).map(({ type, key }) => `${type} ${key}`)).toEqual(['renamed column "public"."users"."b"']);
  });

  test('definitions that mention several renamed names are explained by all of them', () => {
    const constraint = (name: string, definition: string) => makeObject('constraint', 'fk', { of: 'orders', identity: '9', attributes: { definition, name } });
    const from = makeCatalog(...makeTable('users', { id: 'integer' }, { identity: '1' }), constraint('fk', 'FOREIGN KEY (user_id) REFERENCES users(id)'));
    const [table, column] = makeTable('people', { id: 'integer' }, { identity: '1' });
    const renamedColumn = { ...makeObject('column', 'key', { of: 'people', identity: '1.1', attributes: column!.attributes }) };
    const renamedTable = { ...table!, attributes: { columnOrder: ['key'] } };
    const to = makeCatalog(renamedTable, renamedColumn, constraint('fk', 'FOREIGN KEY (user_id) REFERENCES people(key)'));
    expect(diffCatalogs(from, to).map(({ type, key }) => `${type} ${key}`)).toEqual(['renamed column "public"."users"."id"', 'renamed table "public"."users"']);
  });

  test('one identity in two kinds is two objects', () => {
    const changes = diffCatalogs(makeCatalog(makeObject('table', 'a', { identity: '1' })), makeCatalog(makeObject('view', 'b', { identity: '1' })));
    expect(changes.map(({ type }) => type)).toEqual(['removed', 'added']);
  });

  test('catalogs of two databases are compared by name', () => {
    const from = makeCatalog(makeObject('table', 'a', { identity: '1' }));
    const to = makeCatalog(makeObject('table', 'b', { identity: '1' }));
    expect(diffCatalogs(from, to, { matchRenames: false }).map(({ type, key }) => `${type} ${key}`)).toEqual(['removed table "public"."a"', 'added table "public"."b"']);
  });
});

describe('renames that statements tell, of what has no identity', () => {
  const brief = (changes: ReturnType<typeof diffCatalogs>): string[] => changes.map((change) => `${change.type} ${change.key}${change.type === 'renamed' ? ` -> ${change.after.name}` : ''}`);
  const diff = (before: readonly CatalogObject[], after: readonly CatalogObject[], ...renames: readonly Rename[]) => brief(diffCatalogs(makeCatalog(...before), makeCatalog(...after), { matchRenames: true, renames }));

  test('a column', () => {
    const [from, to] = [makeTable('users', { id: 'int', mail: 'text' }), makeTable('users', { id: 'int', email: 'text' })];
    expect(diff(from, to, { schema: undefined, table: 'users', from: 'mail', to: 'email' })).toEqual(['renamed column "public"."users"."mail" -> email']);
    expect(diff(from, to, { schema: 'other', table: 'users', from: 'mail', to: 'email' })).toEqual(['added column "public"."users"."email"', 'removed column "public"."users"."mail"']);
    expect(diff(from, to, { schema: undefined, table: 'orders', from: 'mail', to: 'email' })).toEqual(['added column "public"."users"."email"', 'removed column "public"."users"."mail"']);
  });

  test('a table, with its parts', () => {
    const index = (table: string) => makeObject('index', 'ix', { of: table, attributes: { definition: `(id) ON ${table}` } });
    expect(diff([...makeTable('a', { id: 'int' }), index('a')], [...makeTable('b', { id: 'int' }), index('b')], { schema: undefined, from: 'a', to: 'b' })).toEqual(['renamed table "public"."a" -> b']);
  });

  test('a table and a column of it, the column named under either name of its table', () => {
    const [before, after] = [makeTable('a', { id: 'int', x: 'text' }), makeTable('b', { id: 'int', y: 'text' })];
    for (const table of ['a', 'b']) {
      const found = diff(before, after, { schema: undefined, from: 'a', to: 'b' }, { schema: undefined, table, from: 'x', to: 'y' });
      expect(found).toEqual(['renamed column "public"."a"."x" -> y', 'renamed table "public"."a" -> b']);
    }
  });

  test('an index, which is a constraint where it is unique', () => {
    const index = (name: string) => makeObject('index', name, { of: 'a', attributes: { definition: `CREATE INDEX ${name} ON a (id)` } });
    const unique = (name: string) => makeObject('constraint', name, { of: 'a', attributes: { definition: 'UNIQUE (id)' } });
    const rename: Rename = { schema: undefined, table: 'a', from: 'x', to: 'y', isIndex: true };
    expect(diff([index('x')], [index('y')], rename)).toEqual(['renamed index "public"."a"."x" -> y']);
    expect(diff([unique('x')], [unique('y')], rename)).toEqual(['renamed constraint "public"."a"."x" -> y']);
    expect(diff([index('x')], [unique('y')], rename)).toEqual(['added constraint "public"."a"."y"', 'removed index "public"."a"."x"']);
  });

  test('are told in constraints that have no names of their own', () => {
    const key = (columns: string, definition = columns) => makeObject('constraint', `FOREIGN KEY (${columns}) REFERENCES b (id)`, { of: 'a', attributes: { definition: `FOREIGN KEY (${definition}) REFERENCES b (id)` } });
    const rename: Rename = { schema: undefined, table: 'a', from: 'x', to: 'order' };
    const [before, after] = [makeTable('a', { x: 'int' }), makeTable('a', { order: 'int' })];
    const column = 'renamed column "public"."a"."x" -> order';
    expect(diff([...before, key('x')], [...after, key('`order`')], rename)).toEqual([column]);
    expect(diff([...before, key('x')], [...after, key('`order`', '`order`, z')], rename)).toEqual([column, 'changed constraint "public"."a"."FOREIGN KEY (`order`) REFERENCES b (id)"']);
    expect(diff([...before, key('x')], [...after, key('y')], rename)).toEqual([column, 'removed constraint "public"."a"."FOREIGN KEY (x) REFERENCES b (id)"', 'added constraint "public"."a"."FOREIGN KEY (y) REFERENCES b (id)"']);
  });

  test('are no renames where both names are still there, or the new one did not come', () => {
    const table = makeTable('a', { id: 'int' });
    expect(diff(table, [...table, ...makeTable('b', { id: 'int' })], { schema: undefined, from: 'a', to: 'b' })).toEqual(['added table "public"."b"']);
    expect(diff(table, [], { schema: undefined, from: 'a', to: 'b' })).toEqual(['removed table "public"."a"']);
  });

  test('by a name in another case, where none is exact', () => {
    const person = makeTable('person', { id: 'int', nick: 'text' });
    expect(diff(person, makeTable('people', { id: 'int', nick: 'text' }), { schema: undefined, from: 'PERSON', to: 'people' })).toEqual(['renamed table "public"."person" -> people']);
    expect(diff(person, makeTable('person', { id: 'int', Nickname: 'text' }), { schema: undefined, table: 'Person', from: 'NICK', to: 'nickname' })).toEqual(['renamed column "public"."person"."nick" -> Nickname']);
    const both = [...person, ...makeTable('PERSON', { id: 'int' })];
    expect(diff(both, [...person, ...makeTable('people', { id: 'int' })], { schema: undefined, from: 'PERSON', to: 'people' })).toEqual(['renamed table "public"."PERSON" -> people']);
  });

  test('tables that exchange their names, or take that of one that makes room', () => {
    const [a, b] = [makeTable('a', { id: 'int', x: 'text' }), makeTable('b', { id: 'int', y: 'int' })];
    const exchanged = [...makeTable('a', { id: 'int', y: 'int' }), ...makeTable('b', { id: 'int', x: 'text' })];
    const there: Rename = { schema: undefined, from: 'a', to: 'b' };
    const back: Rename = { schema: undefined, from: 'b', to: 'a' };
    expect(diff([...a, ...b], exchanged, there, back)).toEqual(['renamed table "public"."a" -> b', 'renamed table "public"."b" -> a']);
    const shifted = [...makeTable('a', { id: 'int', y: 'int' }), ...makeTable('old', { id: 'int', x: 'text' })];
    expect(diff([...a, ...b], shifted, { schema: undefined, from: 'a', to: 'old' }, back)).toEqual(['renamed table "public"."a" -> old', 'renamed table "public"."b" -> a']);
    // One that was not there before leaves `a` what it was.
    expect(diff(a, shifted, { schema: undefined, from: 'a', to: 'old' }, { schema: undefined, from: 'new', to: 'a' })).toEqual(['removed column "public"."a"."x"', 'added column "public"."a"."y"', 'added table "public"."old"']);
  });

  test('tables that exchange their names, told by identity', () => {
    const table = (name: string, number: number, part: string): CatalogObject[] => [
      makeObject('table', name, { identity: `c${String(number)}`, attributes: { columnOrder: [part] } }),
      makeObject('column', part, { of: name, identity: `c${String(number)}.1`, attributes: { type: 'int' } }),
      makeObject('policy', 'mine', { of: name, attributes: { using: part } }),
    ];
    expect(diff([...table('a', 1, 'x'), ...table('b', 2, 'y')], [...table('a', 2, 'y'), ...table('b', 1, 'x')])).toEqual(['renamed table "public"."a" -> b', 'renamed table "public"."b" -> a']);
    expect(diff([...table('a', 1, 'x'), ...table('b', 2, 'y')], [...table('a', 2, 'y'), ...table('c', 1, 'x')])).toEqual(['renamed table "public"."a" -> c', 'renamed table "public"."b" -> a']);
    expect(diff(table('a', 1, 'x'), [...table('a', 2, 'x'), ...table('b', 1, 'x')])).toEqual(['added table "public"."b"']);
  });

  test('columns that exchange their names', () => {
    const [before, after] = [makeTable('t', { a: 'int', b: 'text' }), makeTable('t', { a: 'text', b: 'int' })];
    const renames: Rename[] = [{ schema: undefined, table: 't', from: 'a', to: 'b' }, { schema: undefined, table: 't', from: 'b', to: 'a' }];
    expect(diff(before, after, ...renames)).toEqual(['renamed column "public"."t"."a" -> b', 'renamed column "public"."t"."b" -> a']);
  });
});

describe('a rule that is validated', () => {
  const withRule = (kind: 'constraint' | 'column' | 'view', attributes: CatalogObject['attributes']) => makeCatalog({ kind, schema: 'public', name: 'x', parent: 'table "public"."users"', parentName: 'users', identity: null, attributes });

  test.each([
    ['a constraint', 'constraint', { definition: 'CHECK ((a > 0)) NOT VALID' }, { definition: 'CHECK ((a > 0))' }, true],
    ['one of a column', 'column', { nullable: false, notNullConstraint: 'NOT VALID' }, { nullable: false, notNullConstraint: null }, true],
    ['one that holds for new rows alone from now on', 'constraint', { definition: 'CHECK ((a > 0))' }, { definition: 'CHECK ((a > 0)) NOT VALID' }, false],
    ['another rule', 'constraint', { definition: 'CHECK ((a > 0)) NOT VALID' }, { definition: 'CHECK ((a > 1))' }, false],
    ['more of it', 'column', { nullable: true, notNullConstraint: 'NOT VALID' }, { nullable: false, notNullConstraint: null }, false],
  ] as const)('%s', (_, kind, before, after, expected) => {
    const changes = diffCatalogs(withRule(kind, before), withRule(kind, after));
    expect(changes.map(isValidationOnly)).toEqual([expected]);
    expect(changes.map(isDifference)).toEqual([!expected]);
  });
});
