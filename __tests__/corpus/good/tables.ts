import type { CorpusCase } from '../corpus-case.ts';

const account = 'CREATE TABLE {t}_account (id serial PRIMARY KEY, email varchar(120) NOT NULL, name varchar(80))';

export const tables: readonly CorpusCase[] = [
  {
    name: 'a table with everything that belongs to it',
    op: [`op.create_table("{t}", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("code", sa.String(20), nullable=False, unique=True), sa.Column("amount", sa.Numeric(12, 2), server_default="0"), sa.CheckConstraint("amount >= 0", name="ck_{t}_amount"))
op.create_index("ix_{t}_amount", "{t}", ["amount"])`],
    sql: ['op.execute("CREATE TABLE {t} (id bigserial PRIMARY KEY, code varchar(20) NOT NULL UNIQUE, amount numeric(12, 2) DEFAULT 0, CONSTRAINT ck_{t}_amount CHECK (amount >= 0))")\nop.execute("CREATE INDEX ix_{t}_amount ON {t} (amount)")'],
    down: ['op.drop_table("{t}")'],
  },
  {
    name: 'a table that refers to one in use',
    base: [account],
    op: ['op.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("{t}_account.id", name="fk_{t}_account"), nullable=False, index=True))'],
    sql: ['op.execute("CREATE TABLE {t} (id serial PRIMARY KEY, account_id integer NOT NULL REFERENCES {t}_account (id))")\nop.execute("CREATE INDEX ix_{t}_account ON {t} (account_id)")'],
    down: ['op.drop_table("{t}")'],
  },
  {
    name: 'many to many',
    base: [account, 'CREATE TABLE {t}_team (id serial PRIMARY KEY, title text NOT NULL)'],
    op: ['op.create_table("{t}", sa.Column("account_id", sa.Integer, sa.ForeignKey("{t}_account.id", ondelete="CASCADE"), primary_key=True), sa.Column("team_id", sa.Integer, sa.ForeignKey("{t}_team.id", ondelete="CASCADE"), primary_key=True), sa.Column("since", sa.Date, server_default=sa.func.current_date()))'],
    sql: ['op.execute("CREATE TABLE {t} (account_id integer REFERENCES {t}_account ON DELETE CASCADE, team_id integer REFERENCES {t}_team ON DELETE CASCADE, since date DEFAULT current_date, PRIMARY KEY (account_id, team_id))")'],
    down: ['op.drop_table("{t}")'],
  },
  {
    name: 'a table in a schema of its own',
    op: ['op.execute(sa.schema.CreateSchema("{t}_space"))\nop.create_table("note", sa.Column("id", sa.Integer, primary_key=True), sa.Column("body", sa.Text), schema="{t}_space")'],
    sql: ['op.execute("CREATE SCHEMA {t}_space")\nop.execute("CREATE TABLE {t}_space.note (id serial PRIMARY KEY, body text)")'],
    down: ['op.drop_table("note", schema="{t}_space")\nop.execute("DROP SCHEMA {t}_space")'],
  },
  {
    name: 'a table with an enum type of its own',
    op: ['op.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("state", sa.Enum("open", "closed", name="{t}_state"), nullable=False))'],
    sql: [`op.execute("CREATE TYPE {t}_state AS ENUM ('open', 'closed')")\nop.execute("CREATE TABLE {t} (id serial PRIMARY KEY, state {t}_state NOT NULL)")`],
    down: ['op.drop_table("{t}")\nop.execute("DROP TYPE {t}_state")'],
  },
  {
    name: 'a table that a later revision of the same pull request changes',
    op: ['op.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("old", sa.String(40)))', 'op.alter_column("{t}", "old", new_column_name="fresh")\nop.alter_column("{t}", "fresh", nullable=False, existing_type=sa.String(40))\nop.create_index("ix_{t}_fresh", "{t}", ["fresh"])'],
    sql: ['op.execute("CREATE TABLE {t} (id serial PRIMARY KEY, old varchar(40))")', 'op.execute("ALTER TABLE {t} RENAME COLUMN old TO fresh")\nop.execute("ALTER TABLE {t} ALTER COLUMN fresh SET NOT NULL")\nop.execute("CREATE INDEX ix_{t}_fresh ON {t} (fresh)")'],
    down: ['op.drop_table("{t}")', 'op.drop_index("ix_{t}_fresh", "{t}")\nop.alter_column("{t}", "fresh", nullable=True, existing_type=sa.String(40))\nop.alter_column("{t}", "fresh", new_column_name="old")'],
  },
  {
    name: 'a table that refers to itself',
    op: ['op.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("parent_id", sa.Integer, sa.ForeignKey("{t}.id"), index=True), sa.Column("path", postgresql.ARRAY(sa.Integer), server_default="{}"))'],
    sql: [`op.execute("CREATE TABLE {t} (id serial PRIMARY KEY, parent_id integer REFERENCES {t}, path integer[] DEFAULT '{}')")`],
    down: ['op.drop_table("{t}")'],
  },
  {
    name: 'a partitioned table with its first partition',
    op: ['op.create_table("{t}", sa.Column("at", sa.Date, nullable=False), sa.Column("what", sa.Text), postgresql_partition_by="RANGE (at)")\nop.execute("CREATE TABLE {t}_2026 PARTITION OF {t} FOR VALUES FROM (\'2026-01-01\') TO (\'2027-01-01\')")'],
    sql: [`op.execute("CREATE TABLE {t} (at date NOT NULL, what text) PARTITION BY RANGE (at)")\nop.execute("CREATE TABLE {t}_2026 PARTITION OF {t} FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')")`],
    down: ['op.drop_table("{t}")'],
  },
  {
    name: 'a plain table',
    dialects: ['sqlite', 'mysql'],
    op: ['op.create_table("{t}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(80), nullable=False), sa.Column("paid", sa.Boolean, server_default=sa.false()))', 'op.create_index("ix_{t}_title", "{t}", ["title"])'],
    sql: ['op.execute("CREATE TABLE {t} (id INTEGER PRIMARY KEY, title VARCHAR(80) NOT NULL, paid BOOLEAN DEFAULT 0)")', 'op.execute("CREATE INDEX ix_{t}_title ON {t} (title)")'],
    down: ['op.drop_table("{t}")', 'op.drop_index("ix_{t}_title", table_name="{t}")'],
  },
];
