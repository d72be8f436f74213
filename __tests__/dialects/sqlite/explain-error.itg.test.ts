import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainError } from '../../../src/dialects/sqlite/explain-error.ts';
import { readMissingPrerequisite } from '../../../src/dialects/sqlite/prerequisite.ts';
import { RevisionRunner } from './revision-runner.ts';

/** A mistake that people make, on a table `account (id, email, name)` with a row, and what is said of it. */
interface Mistake {
  readonly body: string;
  readonly setup?: string;
  readonly error: string;
  /** Words of the advice. */
  readonly says: string;
}

const account = 'CREATE TABLE account (id INTEGER PRIMARY KEY, email VARCHAR(120) NOT NULL UNIQUE, name VARCHAR(80), boss INTEGER REFERENCES account (id)); INSERT INTO account (email) VALUES (\'a\')';

const mistakes: readonly Mistake[] = [
  { body: 'op.create_foreign_key("fk", "account", "account", ["id"], ["id"])', error: 'No support for ALTER of constraints in SQLite dialect', says: 'Batch mode makes the table anew with it' },
  { body: 'op.drop_constraint("uq", "account", type_="unique")', error: 'No support for ALTER of constraints in SQLite dialect', says: 'Batch mode makes the table anew with it' },
  { body: 'with op.batch_alter_table("account") as batch_op:\n    batch_op.create_unique_constraint(None, ["name"])', error: 'Constraint must have a name', says: 'Give a new one a name' },
  { body: 'with op.batch_alter_table("account") as batch_op:\n    batch_op.drop_constraint("uq_account_email", type_="unique")', error: "No such constraint: 'uq_account_email'", says: 'no constraint called `uq_account_email`' },
  { body: 'with op.batch_alter_table("account") as batch_op:\n    batch_op.alter_column("name", nullable=True)', setup: 'CREATE TABLE _alembic_tmp_account (id)', error: 'table _alembic_tmp_account already exists', says: 'an attempt that was stopped half-way left it' },
  { body: 'op.add_column("account", sa.Column("age", sa.Integer, nullable=False))', error: 'Cannot add a NOT NULL column with default value NULL', says: 'Rows that are there have no value for it' },
  { body: 'op.execute("ALTER TABLE account ADD COLUMN age INTEGER UNIQUE")', error: 'Cannot add a UNIQUE column', says: 'adds no UNIQUE column' },
  { body: 'op.execute("ALTER TABLE account ADD COLUMN at DATETIME DEFAULT CURRENT_TIMESTAMP")', error: 'Cannot add a column with non-constant default', says: 'Let batch mode make the table anew' },
  { body: 'op.execute("ALTER TABLE account ADD COLUMN twice INTEGER AS (id * 2) STORED")', error: 'cannot add a STORED column', says: 'Let batch mode make the table anew' },
  { body: 'op.execute("PRAGMA foreign_keys = ON")\nop.drop_table("account")', setup: 'CREATE TABLE topic (account_id INTEGER REFERENCES account (id)); INSERT INTO topic VALUES (1)', error: 'FOREIGN KEY constraint failed', says: 'deletes its rows first' },
  { body: 'op.execute("PRAGMA foreign_keys = ON")\nop.execute("INSERT INTO account (email, boss) VALUES (\'b\', 9)")', error: 'FOREIGN KEY constraint failed', says: 'a row refers to one that is not there' },
  { body: 'op.drop_column("account", "name")', setup: 'CREATE INDEX ix_name ON account (name)', error: 'error in index ix_name after drop column: no such column: name', says: 'The index `ix_name` still needs what goes' },
  { body: 'op.drop_column("account", "email")', error: 'cannot drop UNIQUE column: "email"', says: 'SQLite itself drops no column of a key' },
  { body: 'with op.batch_alter_table("account") as batch_op:\n    batch_op.alter_column("name", nullable=True)', setup: 'CREATE VIEW named AS SELECT name FROM account', error: 'error in view named: no such table: main.account', says: 'reads every view again' },
  { body: 'with op.batch_alter_table("account") as batch_op:\n    batch_op.alter_column("name", nullable=False)', error: 'NOT NULL constraint failed: _alembic_tmp_account.name', says: 'do not fit what batch mode copies them to' },
  { body: 'with op.batch_alter_table("made", recreate="always") as batch_op:\n    batch_op.add_column(sa.Column("x", sa.Integer))', setup: 'CREATE TABLE made (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) STORED)', error: 'cannot INSERT into generated column "b"', says: 'Batch mode copies every column' },
  { body: 'op.add_column("account", sa.Column("name", sa.String))', error: 'duplicate column name: name', says: 'The column `name` is there already' },
  { body: 'op.create_table("account", sa.Column("id", sa.Integer))', error: 'table account already exists', says: 'The table `account` is there already' },
  { body: 'op.create_index("ix_name", "account", ["name"])', setup: 'CREATE INDEX ix_name ON account (name)', error: 'index ix_name already exists', says: 'The index `ix_name` is there already' },
  { body: 'op.alter_column("account", "name", nullable=False)', error: 'near "ALTER": syntax error', says: 'its `ALTER TABLE` renames, and adds and drops columns' },
  { body: 'op.execute("ALTER TABLE account ADD CONSTRAINT uq UNIQUE (name)")', error: 'near "CONSTRAINT": syntax error', says: 'its `ALTER TABLE` renames, and adds and drops columns' },
  { body: 'op.execute("CREATE TYPE kind AS ENUM (\'a\')")', error: 'near "TYPE": syntax error', says: 'This is no SQL that SQLite knows' },
  { body: 'op.execute("TRUNCATE TABLE account")', error: 'near "TRUNCATE": syntax error', says: 'This is no SQL that SQLite knows' },
  { body: 'op.execute("UPDATE account SET name = gen_random_uuid()")', error: 'no such function: gen_random_uuid', says: 'has no function `gen_random_uuid`' },
  { body: 'op.execute("CREATE VIRTUAL TABLE words USING spellfix1")', error: 'no such module: spellfix1', says: 'The module `spellfix1` is not in this SQLite' },
  { body: 'op.execute("CREATE INDEX ix ON account (name COLLATE theirs)")', error: 'no such collation sequence: theirs', says: 'The collation `theirs` is not in this SQLite' },
  { body: 'op.create_table("x", sa.Column("id", sa.Integer), schema="app")', error: 'unknown database app', says: 'SQLite has no schemas' },
  { body: 'op.execute("UPDATE account SET age = 1")', error: 'no such column: age', says: 'There is no column `age`' },
  { body: 'op.drop_table("absent")', error: 'no such table: absent', says: 'There is no table `absent` at this point of the history.' },
  { body: 'op.execute("DROP TRIGGER absent")', error: 'no such trigger: absent', says: 'Batch mode drops a table\'s triggers' },
  { body: 'op.get_bind().execute(sa.text("INSERT INTO account (email) VALUES (\'b\')"))\nimport sqlite3\nother = sqlite3.connect(op.get_bind().engine.url.database, timeout=0)\nother.execute("DELETE FROM account")', error: 'database is locked', says: 'Use the connection of Alembic' },
];

let runner: RevisionRunner;
beforeAll(async () => {
  runner = await RevisionRunner.open(mistakes.map(({ body }) => body));
});
afterAll(() => runner.close());

test.each(mistakes)('$error', async ({ body, setup = '', error: expected, says }) => {
  const { error = 'no error' } = await runner.run(`${account};\n${setup}`, body);
  expect(error).toContain(expected);
  expect(explainError({ type: 'Error', message: error, isIrreversible: false, sql: /DROP TABLE|drop_table/.test(body) ? 'DROP TABLE account' : body.includes('ALTER TABLE') || body.includes('op.alter_column') ? 'ALTER TABLE account' : 'SELECT' })?.text).toContain(says);
});

test('of others nothing is said', () => {
  expect(explainError({ type: 'KeyError', message: "'x'", isIrreversible: false })).toBeUndefined();
});

test.each([
  ['no such function: json_each2', { kind: 'extension-files', name: 'json_each2' }],
  ['no such module: spellfix1', { kind: 'extension-files', name: 'spellfix1' }],
  ['no such collation sequence: theirs', { kind: 'extension-files', name: 'theirs' }],
  ['no such table: account', undefined],
])('%s is something that the connection must bring: %j', (message, expected) => {
  expect(readMissingPrerequisite(message)).toEqual(expected);
});
