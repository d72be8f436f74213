import { expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { CatalogObject } from '../../../src/catalog/model.ts';
import { writeTraceRemedy } from '../../../src/checks/round-trip/write-trace-remedy.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import { makeCatalog, makeObject, makeTable } from '../../catalog/make-catalog.ts';

const key = (schema: string | null, of: string, definition: string): CatalogObject => makeObject('constraint', 'fk', { schema, of, attributes: { constraintType: 'foreign key', definition } });

function write(dialect: Dialect, before: readonly CatalogObject[], after: readonly CatalogObject[]): string[] {
  return writeTraceRemedy(diffCatalogs(makeCatalog(...before), makeCatalog(...after)), dialect).code?.split('\n') ?? [];
}

test.each([
  [mysql, null, (target: string) => `FOREIGN KEY (x) REFERENCES ${target} (id)`],
  [postgresql, 'public', (target: string) => `FOREIGN KEY (x) REFERENCES public.${target}(id) ON DELETE CASCADE`],
] as const)('tables are dropped after those that point at them: $name', ({ ...dialect }, schema, pointAt) => {
  const table = (name: string) => makeTable(name, { id: 'int', x: 'int' }, { schema });
  const tables = [...table('a'), ...table('b'), key(schema, 'b', pointAt('a')), ...table('c'), key(schema, 'c', pointAt('b')), ...table('d')];
  expect(write(dialect, [], tables)).toEqual(['op.drop_table("c")', 'op.drop_table("d")', 'op.drop_table("b")', 'op.drop_table("a")']);
});

test('tables that point at each other are all dropped', () => {
  const tables = [...makeTable('a', { x: 'int' }, { schema: null }), key(null, 'a', 'FOREIGN KEY (x) REFERENCES b (x)'), ...makeTable('b', { x: 'int' }, { schema: null }), key(null, 'b', 'FOREIGN KEY (x) REFERENCES a (x)')];
  expect(write(mysql, [], tables).sort()).toEqual(['op.drop_table("a")', 'op.drop_table("b")']);
});

test('a foreign key is dropped before the index that it needs, and comes back after it', () => {
  const parts = [key(null, 'a', 'FOREIGN KEY (x) REFERENCES b (id)'), makeObject('index', 'fk', { schema: null, of: 'a', attributes: { definition: 'CREATE INDEX fk ON a (x)' } })];
  expect(write(mysql, [], parts)).toEqual(['op.drop_constraint("fk", "a", type_="foreignkey")', 'op.drop_index("fk", table_name="a")']);
  expect(write(mysql, parts, [])).toEqual(['op.execute("CREATE INDEX fk ON a (x)")', 'op.execute("ALTER TABLE a ADD CONSTRAINT fk FOREIGN KEY (x) REFERENCES b (id)")']);
});

test('what statements renamed gets its name back, and what only looks alike does not', () => {
  const [before, after] = [makeTable('t', { id: 'int', price: 'int' }, { schema: null }), makeTable('t', { id: 'int', cost: 'int', more: 'int' }, { schema: null })];
  const trace = diffCatalogs(makeCatalog(...before), makeCatalog(...after));
  const renamed = writeTraceRemedy(trace, mysql, [{ schema: undefined, table: 't', from: 'price', to: 'cost' }]).code?.split('\n');
  expect(renamed).toEqual(['op.drop_column("t", "more")', 'op.execute("ALTER TABLE t RENAME COLUMN cost TO price")']);
  const unrelated = writeTraceRemedy(trace, mysql, [{ schema: undefined, table: 't', from: 'other', to: 'cost' }]).code?.split('\n');
  expect(unrelated).toEqual(writeTraceRemedy(trace, mysql).code?.split('\n'));
  expect(unrelated).toContain('op.drop_column("t", "cost")');
});

test('views are dropped after those that read them, and brought back before them', () => {
  const view = (name: string, definition: string, kind: CatalogObject['kind'] = 'view') => makeObject(kind, name, { attributes: { definition } });
  const views = [
    view('all_users', ' SELECT "recent-users".id\n   FROM "recent-users";'),
    view('recent-users', ' SELECT sums.id\n   FROM sums;'),
    view('sums', ' SELECT users.id\n   FROM users;', 'materialized view'),
    view('users_2', ' SELECT 1 AS users;'),
  ];
  const names = (lines: readonly string[]): string[] => lines.flatMap((line) => /VIEW (\S+)/.exec(line.replaceAll(/[\\"')]/g, ' ').replaceAll(/ +/g, ' '))?.[1] ?? []);
  expect(names(write(postgresql, [], views))).toEqual(['all_users', 'users_2', 'recent-users', 'sums']);
  expect(names(write(postgresql, views, []))).toEqual(['sums', 'recent-users', 'all_users', 'users_2']);
});

test('tables that come back have those at which they point before them', () => {
  const table = (name: string) => makeTable(name, { id: 'int', x: 'int' }, { schema: null });
  const tables = [...table('a'), key(null, 'a', 'FOREIGN KEY (x) REFERENCES c (id)'), ...table('b'), ...table('c')];
  const names = write(mysql, tables, []).flatMap((line) => /(?:create_table\("|CREATE TABLE )(\w+)/.exec(line)?.[1] ?? []);
  expect(names).toEqual(['c', 'a', 'b']);
});
