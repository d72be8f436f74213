import { describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { CatalogObject, ObjectKind } from '../../../src/catalog/model.ts';
import { writeUndo } from '../../../src/dialects/mysql-family/undo.ts';
import { makeCatalog, makeObject } from '../../catalog/make-catalog.ts';
import type { ObjectWords } from '../../catalog/make-catalog.ts';

// What the code does is seen on real servers, statement by statement, by the catalog's own tests; here are its words.

/** The code for all changes between two states, one after the other. */
function undo(before: readonly CatalogObject[], after: readonly CatalogObject[]): (string | undefined)[] {
  const changes = diffCatalogs(makeCatalog(...before), makeCatalog(...after));
  return changes.map((change) => writeUndo(change, changes));
}

const make = (kind: ObjectKind, name: string, words: ObjectWords = {}): CatalogObject => makeObject(kind, name, { schema: null, ...words });
const execute = (sql: string): string => `op.execute(${JSON.stringify(sql)})`;

describe('what was left is dropped', () => {
  test.each<[ObjectKind, string, ObjectWords, string]>([
    ['table', 'users', {}, 'op.drop_table("users")'],
    ['table', 'users', { schema: 'app' }, 'op.drop_table("users", schema="app")'],
    ['column', 'email', { of: 'users' }, 'op.drop_column("users", "email")'],
    ['index', 'ix', { of: 'users', schema: 'app' }, 'op.drop_index("ix", table_name="users", schema="app")'],
    ['constraint', 'PRIMARY', { of: 'users', attributes: { constraintType: 'primary key' } }, 'op.drop_constraint("PRIMARY", "users", type_="primary")'],
    ['constraint', 'fk', { of: 'users', schema: 'app', attributes: { constraintType: 'foreign key' } }, 'op.drop_constraint("fk", "users", type_="foreignkey", schema="app")'],
    ['constraint', 'uq', { of: 'users', attributes: { constraintType: 'unique constraint' } }, 'op.drop_constraint("uq", "users", type_="unique")'],
    ['constraint', 'ck', { of: 'users', attributes: { constraintType: 'check constraint' } }, 'op.drop_constraint("ck", "users", type_="check")'],
    ['view', 'order', {}, execute('DROP VIEW `order`')],
    ['view', 'v', { schema: 'app' }, execute('DROP VIEW app.v')],
    ['trigger', 't', { of: 'users', schema: 'app' }, execute('DROP TRIGGER app.t')],
    ['procedure', 'p', {}, execute('DROP PROCEDURE p')],
    ['function', 'f', {}, execute('DROP FUNCTION f')],
    ['event', 'e', {}, execute('DROP EVENT e')],
    ['sequence', 's', {}, execute('DROP SEQUENCE s')],
    ['library', 'l', {}, execute('DROP LIBRARY l')],
    ['schema', 'my-app', {}, execute('DROP DATABASE `my-app`')],
    ['statistics object', 'histogram of age', { of: 'users', attributes: { column: 'age' } }, execute('ANALYZE TABLE users DROP HISTOGRAM ON age')],
  ])('%s %s %o', (kind, name, words, expected) => {
    expect(undo([], [make(kind, name, words)])).toEqual([expected]);
  });

  test('a foreign key without a name of its own, by what it says', () => {
    const name = 'FOREIGN KEY (`a``b`, c) REFERENCES app.users (x, y)';
    expect(undo([], [make('constraint', name, { of: 'item', attributes: { constraintType: 'foreign key', definition: `${name} ON DELETE CASCADE` } })])).toEqual([
      [
        'for key in sa.inspect(op.get_bind()).get_foreign_keys("item"):',
        '    if key["constrained_columns"] == ["a`b", "c"] and key["referred_table"] == "users":',
        '        op.drop_constraint(key["name"], "item", type_="foreignkey")',
        '        break',
      ].join('\n'),
    ]);
  });
});

describe('what was changed is changed back', () => {
  const key = (definition: string) => make('constraint', 'fk', { of: 'item', attributes: { constraintType: 'foreign key', definition } });

  test('a foreign key is made anew', () => {
    expect(undo([key('FOREIGN KEY (a) REFERENCES b (id) ON DELETE CASCADE')], [key('FOREIGN KEY (a) REFERENCES b (id)')])).toEqual([
      ['op.drop_constraint("fk", "item", type_="foreignkey")', execute('ALTER TABLE item ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES b (id) ON DELETE CASCADE')].join('\n'),
    ]);
  });

  test('a foreign key of another database to the own one has no words', () => {
    const far = (definition: string) => make('constraint', 'fk', { of: 'item', schema: 'app', attributes: { constraintType: 'foreign key', definition } });
    expect(undo([far('FOREIGN KEY (a) REFERENCES b (id)')], [])).toEqual([undefined]);
    expect(undo([far('FOREIGN KEY (a) REFERENCES app.b (id)')], [])).toEqual([execute('ALTER TABLE app.item ADD CONSTRAINT fk FOREIGN KEY (a) REFERENCES app.b (id)')]);
  });

  test('a trigger that another pushed aside needs nothing when that one goes', () => {
    const trigger = (name: string, order?: number) => make('trigger', name, { of: 'item', attributes: { definition: name, ...(order === undefined ? {} : { order }) } });
    expect(undo([trigger('a')], [trigger('a', 2), trigger('b', 1)])).toEqual(['', execute('DROP TRIGGER b')]);
    expect(undo([trigger('a', 1), trigger('b', 2)], [trigger('a', 2), trigger('b', 1)])).toEqual([undefined, undefined]);
  });

  test('the order of columns, a definer and other settings of the maker have no line', () => {
    const view = (definer: string) => make('view', 'v', { attributes: { definition: 'select 1', definer } });
    const routine = (sqlMode: string) => make('function', 'f', { attributes: { definition: 'CREATE FUNCTION f() RETURNS int RETURN 1', sqlMode } });
    const table = (...columnOrder: string[]) => make('table', 't', { attributes: { columnOrder } });
    expect(undo([view('a@%'), routine('ANSI'), table('a', 'b')], [view('b@%'), routine(''), table('b', 'a')])).toEqual([undefined, undefined, undefined]);
  });

  test('a table option that cannot be taken away has no line', () => {
    const table = (...options: string[]) => make('table', 't', { attributes: { options } });
    expect(undo([table()], [table('CONNECTION=x')])).toEqual([undefined]);
    expect(undo([table('STATS_PERSISTENT=0')], [table('MAX_ROWS=5')])).toEqual([execute('ALTER TABLE t STATS_PERSISTENT=0 MAX_ROWS=0')]);
  });

  describe('keys that the server would not be without for a moment', () => {
    const primary = (definition: string) => make('constraint', 'PRIMARY', { of: 't', attributes: { constraintType: 'primary key', definition } });
    const unique = (definition: string) => make('constraint', 'u', { of: 't', attributes: { constraintType: 'unique constraint', definition } });
    const id = (autoIncrement: boolean) => make('column', 'id', { of: 't', attributes: { type: 'int', nullable: false, ...(autoIncrement ? { autoIncrement } : {}) } });

    test('a key of other columns', () => {
      expect(undo([primary('PRIMARY KEY (id)')], [primary('PRIMARY KEY (id, x)')])).toEqual([execute('ALTER TABLE t DROP PRIMARY KEY, ADD PRIMARY KEY (id)')]);
      expect(undo([unique('UNIQUE (x)')], [unique('UNIQUE (x, id)')])).toEqual([execute('ALTER TABLE t DROP INDEX u, ADD CONSTRAINT u UNIQUE (x)')]);
    });

    test.each([
      ['a lost column that counts', [id(true), primary('PRIMARY KEY (id)')], [], 'ADD COLUMN id int NOT NULL AUTO_INCREMENT, ADD PRIMARY KEY (id)'],
      ['one that is left', [], [id(true), unique('UNIQUE (`id`, x)')], 'DROP INDEX u, DROP COLUMN id'],
      ['one that no longer counts', [id(true), primary('PRIMARY KEY (id)')], [id(false)], 'MODIFY COLUMN id int NOT NULL AUTO_INCREMENT, ADD PRIMARY KEY (id)'],
      ['one that counts now', [id(false)], [id(true), primary('PRIMARY KEY (id)')], 'DROP PRIMARY KEY, MODIFY COLUMN id int NOT NULL'],
    ])('%s', (_, before, after, actions) => {
      expect(undo(before, after).filter((line) => line !== '')).toEqual([execute(`ALTER TABLE t ${actions}`)]);
    });

    test('a key that begins with another column', () => {
      expect(undo([id(true), primary('PRIMARY KEY (x, id)')], [])).toEqual([execute('ALTER TABLE t ADD COLUMN id int NOT NULL AUTO_INCREMENT'), execute('ALTER TABLE t ADD PRIMARY KEY (x, id)')]);
    });
  });

  test('a generated column is made anew where it is computed otherwise, which a plain one is not', () => {
    const column = (generated?: string) => make('column', 'b', { of: 't', attributes: { type: 'int', nullable: true, ...(generated === undefined ? {} : { generated }) } });
    const again = (definition: string) => execute(`ALTER TABLE t DROP COLUMN b, ADD COLUMN b int GENERATED ALWAYS AS ${definition}`);
    expect(undo([column('a VIRTUAL')], [column('a STORED')])).toEqual([again('(a) VIRTUAL')]);
    expect(undo([column('a STORED')], [column('a VIRTUAL')])).toEqual([again('(a) STORED')]);
    expect(undo([column('a VIRTUAL')], [column()])).toEqual([again('(a) VIRTUAL')]);
    expect(undo([column()], [column('a VIRTUAL')])).toEqual([undefined]);
    expect(undo([column('a VIRTUAL')], [column('c VIRTUAL')])).toEqual([execute('ALTER TABLE t MODIFY COLUMN b int GENERATED ALWAYS AS (a) VIRTUAL')]);
  });

  test('whether a CHECK without a name of its own is enforced', () => {
    const check = (isEnforced: boolean) => make('constraint', 'CHECK (a > 0)', { of: 't', attributes: { constraintType: 'check constraint', definition: 'CHECK (a > 0)', isEnforced } });
    expect(undo([check(true)], [check(false)])).toEqual([
      [
        'for check in sa.inspect(op.get_bind()).get_check_constraints("t"):',
        '    if check["sqltext"].translate(str.maketrans("", "", "`() ")) == "a>0":',
        '        op.execute("ALTER TABLE t ALTER CHECK `" + check["name"].replace("`", "``") + "` ENFORCED")',
        '        break',
      ].join('\n'),
    ]);
  });

  test('what came with another name is given back under the old one, or there is no line', () => {
    const before = make('table', 't', { attributes: { comment: 'old', engine: 'InnoDB' } });
    const renamed = (attributes: CatalogObject['attributes']) => {
      const after = make('table', 'u', { attributes: { engine: 'InnoDB', ...attributes } });
      const changes = diffCatalogs(makeCatalog(before), makeCatalog(after), { matchRenames: true, renames: [{ schema: undefined, from: 't', to: 'u' }] });
      return changes.map((change) => writeUndo(change, changes));
    };
    expect(renamed({ comment: 'old' })).toEqual(['op.rename_table("u", "t")']);
    expect(renamed({ comment: 'new' })).toEqual([['op.rename_table("u", "t")', execute("ALTER TABLE t COMMENT = 'old'")].join('\n')]);
    expect(renamed({ comment: 'new', unheardOf: 'x' })).toEqual([undefined]);
  });
});
