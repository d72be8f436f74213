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
});
