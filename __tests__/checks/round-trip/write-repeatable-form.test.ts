import { expect, test } from 'vitest';
import { writeRepeatableForm } from '../../../src/checks/round-trip/write-repeatable-form.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import type { Operation } from '../../../src/sql/operation.ts';

const on = (kind: Operation['kind'], name: string, member?: string, schema?: string): Operation => ({ kind, target: { schema, name }, flags: [], ...(member === undefined ? {} : { member }) });

test.each<[string, Operation | undefined, string | undefined]>([
  ['a table made', on('create-table', 't2'), 'if not sa.inspect(op.get_bind()).has_table("t2"):\n    op.create_table("t2", ...)'],
  ['a table made in a schema', on('create-table', 't2', undefined, 's'), 'if not sa.inspect(op.get_bind()).has_table("t2", schema="s"):\n    op.create_table("t2", ..., schema="s")'],
  ['the copy of batch mode', on('create-table', '_alembic_tmp_users'), 'if sa.inspect(op.get_bind()).has_table("users"):\n    op.execute("DROP TABLE IF EXISTS _alembic_tmp_users")\nelse:\n    op.rename_table("_alembic_tmp_users", "users")\nwith op.batch_alter_table("users") as batch_op:\n    ...'],
  ['a column added', on('add-column', 't', 'c'), 'names = {item["name"] for item in sa.inspect(op.get_bind()).get_columns("t")}\nif "c" not in names:\n    op.add_column("t", ...)'],
  ['a column dropped', on('drop-column', 't', 'c'), 'names = {item["name"] for item in sa.inspect(op.get_bind()).get_columns("t")}\nif "c" in names:\n    op.drop_column("t", "c")'],
  ['an index made', on('create-index', 't', 'ix'), 'op.create_index("ix", "t", ..., if_not_exists=True)'],
  ['an index dropped that is named alone', on('drop-index', 'ix', undefined, 's'), 'op.drop_index("ix", schema="s", if_exists=True)'],
  ['a view made', on('create-view', 'v'), 'op.execute("DROP VIEW IF EXISTS v")\nop.execute("CREATE VIEW v AS ...")'],
  ['a view with a name that needs quotes', on('drop-view', 'Order Lines', undefined, 's'), `op.execute('DROP VIEW IF EXISTS s."Order Lines"')`],
  ['a trigger dropped', on('drop-trigger', 'stamp'), 'op.execute("DROP TRIGGER IF EXISTS stamp")'],
  ['a trigger dropped that is named with its table', on('drop-trigger', 't', 'stamp'), 'op.execute("DROP TRIGGER IF EXISTS stamp ON t")'],
  ['rows inserted', on('insert', 't'), undefined],
  ['what could not be read', undefined, undefined],
])('%s', (_, operation, code) => {
  expect(writeRepeatableForm(operation, [], sqlite).code).toBe(code);
});

test('an index is looked for with the inspector where the database does not look itself', () => {
  const look = 'names = {item["name"] for item in sa.inspect(op.get_bind()).get_indexes("t", schema="s")}\n';
  expect(writeRepeatableForm(on('create-index', 't', 'ix', 's'), [], mysql).code).toBe(`${look}if "ix" not in names:\n    op.create_index("ix", "t", ..., schema="s")`);
  expect(writeRepeatableForm(on('drop-index', 't', 'ix', 's'), [], mysql).code).toBe(`${look}if "ix" in names:\n    op.drop_index("ix", table_name="t", schema="s")`);
});

test('what an index leaves that is made beside the work that goes on is dropped first', () => {
  const remedy = writeRepeatableForm({ ...on('create-index', 't', 'ix', 's'), flags: ['concurrently'] }, [], postgresql);
  expect(remedy).toEqual({
    text: 'Let the `autocommit_block()` be all that its revision does, so that there is no half-way, or remove first what an attempt left: one that breaks off leaves an invalid index of that name (`if_exists` is there from Alembic 1.12 on; before that, as SQL):',
    code: 'with op.get_context().autocommit_block():\n    op.drop_index("ix", table_name="t", schema="s", postgresql_concurrently=True, if_exists=True)\n    op.create_index("ix", "t", ..., schema="s", postgresql_concurrently=True)',
    language: 'python',
  });
});

test('the copy of batch mode has a name that is cut, and what is done with it tells the whole', () => {
  const [copy, table] = ['_alembic_tmp_a_rather_long_name_of_a_table_that_pe', 'a_rather_long_name_of_a_table_that_people_really_use'];
  const rename: Operation = { ...on('rename-table', copy), newName: table };
  const fill: Operation = { ...on('insert', copy), copy: { from: { schema: undefined, name: table }, columns: [] } };
  const code = `if sa.inspect(op.get_bind()).has_table("${table}"):\n    op.execute("DROP TABLE IF EXISTS ${copy}")\nelse:\n    op.rename_table("${copy}", "${table}")\nwith op.batch_alter_table("${table}") as batch_op:\n    ...`;
  expect(writeRepeatableForm(on('create-table', copy), [on('create-table', copy), fill, rename], sqlite).code).toBe(code);
  expect(writeRepeatableForm(on('create-table', copy), [on('create-table', copy), fill], sqlite).code).toBe(code);
});
