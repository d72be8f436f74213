import type { CorpusCase } from '../corpus-case.ts';

const base = ["CREATE TYPE {t}_kind AS ENUM ('a', 'b')", 'CREATE TABLE {t} (id serial PRIMARY KEY, code varchar(20), amount integer DEFAULT 7, kind {t}_kind)'];
const plain = ['CREATE TABLE {t} (id INTEGER PRIMARY KEY, code VARCHAR(20), amount INTEGER)'];
const others = ['sqlite', 'mysql'] as const;

export const wayBack: readonly CorpusCase[] = [
  { name: 'an enum type that stays', op: ['op.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("open", "closed", name="{t}_state")))'], sql: [`op.execute("CREATE TYPE {t}_state AS ENUM ('open')")\nop.execute("CREATE TABLE {t} (id serial PRIMARY KEY, state {t}_state)")`], down: ['op.execute("DROP TABLE {t}")'] },
  { name: 'a sequence that stays', op: ['op.execute(sa.schema.CreateSequence(sa.Sequence("{t}_sid")))\nop.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True))'], sql: ['op.execute("CREATE SEQUENCE {t}_sid")\nop.execute("CREATE TABLE {t} (id integer PRIMARY KEY)")'], down: ['op.drop_table("{t}")'] },
  { name: 'a way back that does nothing', base, op: ['op.add_column("{t}", sa.Column("extra", sa.Text))'], sql: ['op.execute("ALTER TABLE {t} ADD extra text")'], down: ['pass'] },
  { name: 'a default that does not come back', base, op: ['op.alter_column("{t}", "amount", server_default="8")'], sql: ['op.execute("ALTER TABLE {t} ALTER amount SET DEFAULT 8")'], down: ['op.alter_column("{t}", "amount", server_default=None)'] },
  { name: 'an index that does not go', base, op: ['op.create_index("ix_{t}", "{t}", ["code"])\nop.add_column("{t}", sa.Column("extra", sa.Text))'], sql: ['op.execute("CREATE INDEX ix_{t} ON {t} (code)")\nop.execute("ALTER TABLE {t} ADD extra text")'], down: ['op.drop_column("{t}", "extra")'] },
  { name: 'a label that stays', base, sql: [`op.execute("ALTER TYPE {t}_kind ADD VALUE IF NOT EXISTS 'c'")`], down: ['op.execute("COMMENT ON TYPE {t}_kind IS NULL")'] },
  { name: 'rows that are inserted twice', base, op: ['op.bulk_insert(sa.table("{t}", sa.column("code")), [{"code": "first"}])'], sql: [`op.execute("INSERT INTO {t} (code) VALUES ('first')")`], down: ['op.execute("UPDATE {t} SET amount = amount WHERE false")'] },
  { name: 'a way back that fails', base, op: ['op.create_unique_constraint("uq_{t}", "{t}", ["id", "code"])'], sql: ['op.execute("ALTER TABLE {t} ADD CONSTRAINT uq_{t} UNIQUE (id, code)")'], down: ['op.drop_constraint("uq_other", "{t}", type_="unique")'] },
  { name: 'no way back', base, op: ['op.add_column("{t}", sa.Column("extra", sa.Text))'], sql: ['op.execute("ALTER TABLE {t} ADD extra text")'], down: ['raise NotImplementedError'] },
  { name: 'the way back does nothing', dialects: others, base: plain, op: ['op.add_column("{t}", sa.Column("extra", sa.Text))'], sql: ['op.execute("ALTER TABLE {t} ADD extra TEXT")'], down: ['pass'] },
  { name: 'the index does not go', dialects: others, base: plain, op: ['op.create_index("ix_{t}", "{t}", ["code"])'], sql: ['op.execute("CREATE INDEX ix_{t} ON {t} (code)")'], down: ['op.execute("UPDATE {t} SET amount = 1 WHERE 1 = 0")'] },
  { name: 'the way back fails', dialects: others, base: plain, op: ['op.create_index("ix_{t}", "{t}", ["code"])'], sql: ['op.execute("CREATE INDEX ix_{t} ON {t} (code)")'], down: ['op.drop_index("ix_other_{t}", table_name="{t}")'] },
  { name: 'the rows are inserted twice', dialects: others, base: plain, op: ['op.bulk_insert(sa.table("{t}", sa.column("id"), sa.column("code")), [{"id": 7, "code": "first"}])'], sql: [`op.execute("INSERT INTO {t} (id, code) VALUES (7, 'first')")`], down: ['op.execute("UPDATE {t} SET amount = 1 WHERE 1 = 0")'] },
];
