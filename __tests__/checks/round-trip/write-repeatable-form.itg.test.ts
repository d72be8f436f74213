import { run } from '../../conformance/behaviours/sources.ts';
import { common, describePasting, inBlocks } from './paste-repeatable-form.ts';
import type { Stumble } from './paste-repeatable-form.ts';

const quotedView = run('CREATE VIEW "Order Lines" AS SELECT 1 AS one');
const lowerEmail = '[sa.text("lower(email)")]';
const onExpression: readonly Stumble[] = [
  { name: 'a view with a name that needs quotes made', before: [], does: quotedView, undoes: [run('DROP VIEW "Order Lines"')], rest: 'SELECT 1 AS one' },
  { name: 'a view with a name that needs quotes dropped', before: [quotedView], does: run('DROP VIEW "Order Lines"'), undoes: [quotedView] },
  { name: 'an index on an expression made', before: [], does: `op.create_index("ix_l", "account", ${lowerEmail})`, undoes: ['op.drop_index("ix_l", table_name="account")'], rest: lowerEmail },
  { name: 'an index on an expression dropped', before: [`op.create_index("ix_l", "account", ${lowerEmail})`], does: 'op.drop_index("ix_l", table_name="account")', undoes: [`op.create_index("ix_l", "account", ${lowerEmail})`] },
];

const longName = 'a_rather_long_name_of_a_table_that_people_really_use';
const batch = (nullable: string): string => `with op.batch_alter_table("${longName}") as batch_op:\n    batch_op.alter_column("c", existing_type=sa.Integer, nullable=${nullable})`;

describePasting('sqlite', undefined, [
  ...common,
  ...onExpression,
  { name: 'a table with a long name copied in batch mode', before: [`op.create_table("${longName}", sa.Column("c", sa.Integer))`], does: batch('False'), undoes: [batch('True')], rest: 'batch_op.alter_column("c", existing_type=sa.Integer, nullable=False)' },
]);

const table = 'op.create_table("t", sa.Column("id", sa.Integer), sa.Column("c", sa.Integer), schema="Other s")';
const inSchema: readonly Stumble[] = [
  { name: 'a view of a schema made', before: [], does: run('CREATE VIEW "Other s".v AS SELECT 1 AS one'), undoes: [run('DROP VIEW "Other s".v')], rest: 'SELECT 1 AS one' },
  { name: 'a view of a schema dropped', before: [run('CREATE VIEW "Other s".v AS SELECT 1 AS one')], does: run('DROP VIEW "Other s".v'), undoes: [run('CREATE VIEW "Other s".v AS SELECT 1 AS one')] },
  { name: 'a table of a schema made', before: [], does: table, undoes: ['op.drop_table("t", schema="Other s")'], rest: 'sa.Column("id", sa.Integer), sa.Column("c", sa.Integer)' },
  { name: 'a table of a schema dropped', before: [table], does: 'op.drop_table("t", schema="Other s")', undoes: [table] },
  { name: 'a table of a schema renamed', before: [table], does: 'op.rename_table("t", "u", schema="Other s")', undoes: ['op.rename_table("u", "t", schema="Other s")'], rest: '"u"' },
  { name: 'a column in a schema added', before: [table], does: 'op.add_column("t", sa.Column("d", sa.Integer), schema="Other s")', undoes: ['op.drop_column("t", "d", schema="Other s")'], rest: 'sa.Column("d", sa.Integer)' },
  { name: 'a column in a schema dropped', before: [table], does: 'op.drop_column("t", "c", schema="Other s")', undoes: ['op.add_column("t", sa.Column("c", sa.Integer), schema="Other s")'] },
  { name: 'a column in a schema renamed', before: [table], does: 'op.alter_column("t", "c", new_column_name="d", schema="Other s")', undoes: ['op.alter_column("t", "d", new_column_name="c", schema="Other s")'], rest: 'new_column_name="d"' },
  { name: 'an index in a schema made', before: [table], does: 'op.create_index("ix_c", "t", ["c"], schema="Other s")', undoes: ['op.drop_index("ix_c", table_name="t", schema="Other s")'], rest: '["c"]' },
  { name: 'an index in a schema dropped', before: [table, 'op.create_index("ix_c", "t", ["c"], schema="Other s")'], does: 'op.drop_index("ix_c", table_name="t", schema="Other s")', undoes: ['op.create_index("ix_c", "t", ["c"], schema="Other s")'] },
  { name: 'an index made beside the work that goes on', before: [table], does: 'op.create_index("ix_c", "t", ["c"], schema="Other s", postgresql_concurrently=True)', undoes: ['op.drop_index("ix_c", table_name="t", schema="Other s")'], rest: '["c"]' },
  { name: 'an index dropped beside the work that goes on', before: [table, 'op.create_index("ix_c", "t", ["c"], schema="Other s")'], does: 'op.drop_index("ix_c", table_name="t", schema="Other s", postgresql_concurrently=True)', undoes: ['op.create_index("ix_c", "t", ["c"], schema="Other s")'] },
  { name: 'a trigger dropped', before: [table, run('CREATE TRIGGER "Stamp it" BEFORE UPDATE ON "Other s".t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()')], does: run('DROP TRIGGER "Stamp it" ON "Other s".t'), undoes: [run('CREATE TRIGGER "Stamp it" BEFORE UPDATE ON "Other s".t FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()')] },
];

const withSchema = inSchema.map((stumble) => ({ ...stumble, before: [run('CREATE SCHEMA "Other s"'), ...stumble.before] }));
describePasting('postgresql', undefined, inBlocks([...common, ...onExpression, ...withSchema]));
