import { expect, test } from 'vitest';
import { writeRepeatableForm } from '../../../src/checks/round-trip/write-repeatable-form.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import type { Operation } from '../../../src/sql/operation.ts';

const on = (kind: Operation['kind'], name: string, member?: string, schema?: string): Operation => ({ kind, target: { schema, name }, flags: [], ...(member === undefined ? {} : { member }) });

test.each<[string, Operation | undefined, string | undefined]>([
  ['a table made', on('create-table', 't2'), 'if not sa.inspect(op.get_bind()).has_table("t2"):\n    op.create_table("t2", ...)'],
  ['a table made in a schema', on('create-table', 't2', undefined, 's'), 'if not sa.inspect(op.get_bind()).has_table("t2", schema="s"):\n    op.create_table("t2", ...)'],
  ['the copy of batch mode', on('create-table', '_alembic_tmp_users'), 'if sa.inspect(op.get_bind()).has_table("users"):\n    op.execute("DROP TABLE IF EXISTS _alembic_tmp_users")\nelse:\n    op.rename_table("_alembic_tmp_users", "users")\nwith op.batch_alter_table("users") as batch_op:\n    ...'],
  ['a column added', on('add-column', 't', 'c'), 'names = {item["name"] for item in sa.inspect(op.get_bind()).get_columns("t")}\nif "c" not in names:\n    op.add_column("t", ...)'],
  ['a column dropped', on('drop-column', 't', 'c'), 'names = {item["name"] for item in sa.inspect(op.get_bind()).get_columns("t")}\nif "c" in names:\n    op.drop_column("t", "c")'],
  ['an index made', on('create-index', 't', 'ix'), 'names = {item["name"] for item in sa.inspect(op.get_bind()).get_indexes("t")}\nif "ix" not in names:\n    op.create_index("ix", "t", ...)'],
  ['a view made', on('create-view', 'v'), 'op.execute("DROP VIEW IF EXISTS v")\nop.execute("CREATE VIEW v AS ...")'],
  ['a trigger dropped', on('drop-trigger', 'stamp'), 'op.execute("DROP TRIGGER IF EXISTS stamp")'],
  ['a trigger dropped that is named with its table', on('drop-trigger', 't', 'stamp'), 'op.execute("DROP TRIGGER IF EXISTS stamp ON t")'],
  ['rows inserted', on('insert', 't'), undefined],
  ['what could not be read', undefined, undefined],
])('%s', (_, operation, code) => {
  expect(writeRepeatableForm(operation, sqlite.advice).code).toBe(code);
});
