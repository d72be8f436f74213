import type { Row } from '../../../src/dialects/sqlite/connect.ts';

/** A database, and what a revision that was taken back left of its work there. */
export interface UndoCase {
  readonly what: string;
  readonly before: string;
  readonly change: string;
  /** What must still be there afterwards. */
  readonly rows?: { readonly query: string; readonly expected: readonly Row[] };
}

const account = 'CREATE TABLE account (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), PRIMARY KEY (id))';

/** What is left over, what is lost, and what is both. */
export const undoCases: readonly UndoCase[] = [
  { what: 'a table is left', before: account, change: 'CREATE TABLE topic (id INTEGER NOT NULL PRIMARY KEY, UNIQUE (id)); CREATE INDEX ix ON topic (id)' },
  { what: 'a view and its trigger are left', before: account, change: "CREATE VIEW v AS SELECT * FROM account; CREATE TRIGGER tr INSTEAD OF DELETE ON v BEGIN SELECT 1; END" },
  { what: 'an index is left', before: account, change: 'CREATE INDEX "ix name" ON account (name)' },
  { what: 'a trigger is left', before: account, change: 'CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 1; END' },
  { what: 'a column is left', before: account, change: "ALTER TABLE account ADD COLUMN age INTEGER NOT NULL DEFAULT 0" },
  { what: 'two columns and an index on one are left', before: account, change: 'ALTER TABLE account ADD COLUMN age INTEGER; ALTER TABLE account ADD COLUMN city TEXT; CREATE INDEX ix_age ON account (age)' },
  { what: 'a column with a foreign key is left', before: account, change: 'ALTER TABLE account ADD COLUMN parent_id INTEGER REFERENCES account (id)' },
  { what: 'a generated column is left', before: account, change: 'ALTER TABLE account ADD COLUMN loud TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL' },
  { what: 'a named CHECK is left', before: account, change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), PRIMARY KEY (id), CONSTRAINT ck CHECK (length(name) > 1)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'a CHECK without a name is left beside another', before: account.replace('PRIMARY', "CHECK (name <> ''), PRIMARY"), change: "CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), CHECK (email <> ''), CHECK (name <> ''), PRIMARY KEY (id)); DROP TABLE account; ALTER TABLE x RENAME TO account" },
  { what: 'a UNIQUE without a name is left', before: account, change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), PRIMARY KEY (id), UNIQUE (email)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'a UNIQUE over two columns without a name is left', before: account, change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), PRIMARY KEY (id), UNIQUE (email, name)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'a UNIQUE without a name is left beside another', before: account.replace('PRIMARY', 'UNIQUE (name), PRIMARY'), change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), UNIQUE (name), PRIMARY KEY (id), UNIQUE (email)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'a foreign key without a name is left', before: account.replace('PRIMARY', 'boss INTEGER, PRIMARY'), change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), boss INTEGER, PRIMARY KEY (id), FOREIGN KEY (boss) REFERENCES account (id)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'NOT NULL is left', before: account, change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80) NOT NULL, PRIMARY KEY (id)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'a default and a type are left', before: account, change: "CREATE TABLE x (id INTEGER NOT NULL, email TEXT NOT NULL, name VARCHAR(80) DEFAULT 'x', PRIMARY KEY (id)); DROP TABLE account; ALTER TABLE x RENAME TO account" },
  { what: 'a default is lost', before: account.replace('name VARCHAR(80)', "name VARCHAR(80) DEFAULT (lower('A:b'))"), change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), PRIMARY KEY (id)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'STRICT is left', before: account.replaceAll(/VARCHAR\(\d+\)/g, 'TEXT'), change: 'CREATE TABLE x (id INTEGER NOT NULL, email TEXT NOT NULL, name TEXT, PRIMARY KEY (id)) STRICT; DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'user_version is left', before: `${account}; PRAGMA application_id = 5`, change: 'PRAGMA user_version = 7; PRAGMA application_id = 0' },
  { what: 'a table is lost', before: `${account}; CREATE INDEX ix ON account (name); CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 1; END`, change: 'DROP TABLE account' },
  { what: 'a view is lost', before: `${account}; CREATE VIEW v (a, b) AS SELECT id, "name" FROM account -- as it was\n`, change: 'DROP VIEW v' },
  { what: 'a view shows something else', before: `${account}; CREATE VIEW v AS SELECT id FROM account`, change: 'DROP VIEW v; CREATE VIEW v AS SELECT id, name FROM account' },
  { what: 'an index is lost', before: `${account}; CREATE UNIQUE INDEX ix ON account (lower(email) DESC) WHERE name <> ':x'`, change: 'DROP INDEX ix' },
  { what: 'an index and a trigger are others', before: `${account}; CREATE INDEX ix ON account (name); CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 1; END`, change: 'DROP INDEX ix; CREATE UNIQUE INDEX ix ON account (name); DROP TRIGGER tr; CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 2; END' },
  { what: 'a column is lost', before: account, change: 'ALTER TABLE account DROP COLUMN name' },
  { what: 'a column that may not be NULL is lost', before: account, change: 'ALTER TABLE account DROP COLUMN email' },
  { what: 'a name of a column is not given back', before: account, change: 'ALTER TABLE account RENAME COLUMN name TO "full name"' },
  { what: 'a name of a table is not given back', before: account, change: 'ALTER TABLE account RENAME TO person' },
  { what: 'a batch lost a trigger', before: `${account}; CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 1; END`, change: 'DROP TRIGGER tr' },
  { what: 'a batch lost everything that it can lose', before: "CREATE TABLE account (id INTEGER PRIMARY KEY AUTOINCREMENT, email VARCHAR(120) COLLATE NOCASE NOT NULL, age INTEGER CHECK (age > 0)); CREATE INDEX ix_lower ON account (lower(email)); CREATE INDEX ix_desc ON account (email DESC); CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 1; END", change: 'CREATE TABLE x (id INTEGER NOT NULL PRIMARY KEY, email VARCHAR(120) NOT NULL, age INTEGER); DROP TABLE account; ALTER TABLE x RENAME TO account; CREATE INDEX ix_desc ON account (email)' },
  { what: 'a batch lost a CHECK and left a column, of a table with a trigger and an index on an expression', before: `${account.replace('PRIMARY', "CHECK (name <> 'a:b'), PRIMARY")}; CREATE INDEX ix ON account (lower(name)); CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 1; END`, change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), age INTEGER UNIQUE, PRIMARY KEY (id)); DROP TABLE account; ALTER TABLE x RENAME TO account; CREATE INDEX ix ON account (lower(name)); CREATE TRIGGER tr AFTER INSERT ON account BEGIN SELECT 1; END' },
  { what: 'the rules of a foreign key are lost', before: `${account}; CREATE TABLE topic (id INTEGER NOT NULL, account_id INTEGER, PRIMARY KEY (id), CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED)`, change: 'CREATE TABLE x (id INTEGER NOT NULL, account_id INTEGER, PRIMARY KEY (id), CONSTRAINT fk_account FOREIGN KEY (account_id) REFERENCES account (id)); DROP TABLE topic; ALTER TABLE x RENAME TO topic' },
  { what: 'a foreign key without a name is lost', before: `${account}; CREATE TABLE topic (id INTEGER NOT NULL, account_id INTEGER REFERENCES account ON DELETE CASCADE, PRIMARY KEY (id))`, change: 'CREATE TABLE x (id INTEGER NOT NULL, account_id INTEGER, PRIMARY KEY (id)); DROP TABLE topic; ALTER TABLE x RENAME TO topic' },
  { what: 'named constraints are lost', before: account.replace('PRIMARY', "CONSTRAINT ck CHECK (name <> 'a:b'), CONSTRAINT uq UNIQUE (email, name), PRIMARY"), change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), PRIMARY KEY (id)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'WITHOUT ROWID and a conflict clause are lost', before: 'CREATE TABLE account (id TEXT PRIMARY KEY ON CONFLICT REPLACE, name TEXT NOT NULL ON CONFLICT IGNORE) WITHOUT ROWID', change: 'CREATE TABLE x (id TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'a generated column is lost from a table that others speak of', before: `CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT, loud TEXT GENERATED ALWAYS AS (upper(name)) STORED); CREATE TABLE topic (account_id INTEGER REFERENCES account (id)); INSERT INTO account (name) VALUES ('a'); INSERT INTO topic VALUES (1)`, change: 'ALTER TABLE account DROP COLUMN loud' },
  {
    what: 'a generated column is lost from a table that a view and a trigger read, and to which rows refer',
    before: `CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT, boss INTEGER REFERENCES account (id) ON DELETE CASCADE, loud TEXT GENERATED ALWAYS AS (upper(name)) STORED); CREATE TABLE topic (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES account (id) ON DELETE CASCADE); CREATE VIEW v AS SELECT name FROM account; CREATE TRIGGER tr AFTER INSERT ON topic BEGIN UPDATE account SET name = 'b'; END; INSERT INTO account (name, boss) VALUES ('a', 1); INSERT INTO topic (account_id) VALUES (1), (1)`,
    change: 'ALTER TABLE account DROP COLUMN loud',
    rows: { query: 'SELECT topic.id, v.name, boss FROM topic, account, v', expected: [[1, 'b', 1], [2, 'b', 1]] },
  },
  {
    what: 'a CHECK is left on a table that a view reads, and to which rows refer',
    before: "CREATE TABLE account (id INTEGER NOT NULL, name VARCHAR(80), PRIMARY KEY (id)); CREATE TABLE topic (id INTEGER PRIMARY KEY, account_id INTEGER REFERENCES account (id) ON DELETE CASCADE); INSERT INTO account VALUES (1, 'a'); INSERT INTO topic VALUES (1, 1)",
    change: 'CREATE TABLE x (id INTEGER NOT NULL, name VARCHAR(80), PRIMARY KEY (id), CONSTRAINT ck CHECK (length(name) > 0)); INSERT INTO x SELECT * FROM account; DROP TABLE account; ALTER TABLE x RENAME TO account; CREATE VIEW v AS SELECT name FROM account',
    rows: { query: 'SELECT topic.id, name FROM topic, account', expected: [[1, 'a']] },
  },
  { what: 'a column with a foreign key is lost', before: account.replace('PRIMARY', 'boss INTEGER, PRIMARY').replace(/\)$/, ', CONSTRAINT "fk boss" FOREIGN KEY (boss) REFERENCES account (id) ON DELETE SET NULL)'), change: 'CREATE TABLE x (id INTEGER NOT NULL, email VARCHAR(120) NOT NULL, name VARCHAR(80), PRIMARY KEY (id)); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'a name of a column is not given back, and another column is left', before: `${account}; INSERT INTO account VALUES (1, 'e', 'n')`, change: 'ALTER TABLE account RENAME COLUMN name TO title; ALTER TABLE account ADD COLUMN age INTEGER', rows: { query: 'SELECT * FROM account', expected: [[1, 'e', 'n']] } },
  { what: 'a name of a column is not given back, and a column is lost that comes first', before: "CREATE TABLE t (id INTEGER PRIMARY KEY, area INTEGER, price INTEGER, CHECK (price > 0)); CREATE INDEX ix ON t (price); INSERT INTO t VALUES (1, 2, 3)", change: 'ALTER TABLE t DROP COLUMN area; ALTER TABLE t RENAME COLUMN price TO quantity; ALTER TABLE t ADD COLUMN cost INTEGER', rows: { query: 'SELECT id, price, area FROM t', expected: [[1, 3, null]] } },
  { what: 'a name of a column is not given back, nor its type', before: "CREATE TABLE t (id INTEGER NOT NULL, price INTEGER, PRIMARY KEY (id), CONSTRAINT ck CHECK (price > 0), CONSTRAINT uq UNIQUE (price)); INSERT INTO t VALUES (1, 3)", change: 'ALTER TABLE t RENAME COLUMN price TO "the price"; CREATE TABLE x (id INTEGER NOT NULL, "the price" TEXT, PRIMARY KEY (id), CONSTRAINT ck CHECK ("the price" > 0)); INSERT INTO x (id, "the price") SELECT id, "the price" FROM t; DROP TABLE t; ALTER TABLE x RENAME TO t', rows: { query: 'SELECT id, price FROM t', expected: [[1, 3]] } },
  { what: 'a name of a table and of its column are not given back, and an index is left', before: "CREATE TABLE t (id INTEGER PRIMARY KEY, price INTEGER); INSERT INTO t VALUES (1, 3)", change: 'ALTER TABLE t RENAME TO u; ALTER TABLE u RENAME COLUMN price TO cost; CREATE INDEX ix ON u (cost); ALTER TABLE u ADD COLUMN more INTEGER', rows: { query: 'SELECT id, price FROM t', expected: [[1, 3]] } },
  { what: 'a column went and another one just like it came', before: "CREATE TABLE t (id INTEGER PRIMARY KEY, price INTEGER); INSERT INTO t VALUES (1, 3)", change: 'ALTER TABLE t DROP COLUMN price; ALTER TABLE t ADD COLUMN quantity INTEGER; UPDATE t SET quantity = 7', rows: { query: 'SELECT id, price FROM t', expected: [[1, null]] } },
  { what: 'a table went and another one just like it came', before: 'CREATE TABLE t (id INTEGER PRIMARY KEY)', change: 'DROP TABLE t; CREATE TABLE u (id INTEGER PRIMARY KEY)' },
  { what: 'a key is left', before: 'CREATE TABLE account (id INTEGER, name TEXT)', change: 'CREATE TABLE x (id INTEGER NOT NULL PRIMARY KEY, name TEXT); DROP TABLE account; ALTER TABLE x RENAME TO account' },
  { what: 'names that need quotes', before: 'CREATE TABLE "a ""b" ("c d" INTEGER NOT NULL, PRIMARY KEY ("c d"))', change: 'CREATE TABLE x ("c d" INTEGER NOT NULL, "e \\ f" TEXT, PRIMARY KEY ("c d"), CONSTRAINT "q \'r" UNIQUE ("e \\ f")); DROP TABLE "a ""b"; ALTER TABLE x RENAME TO "a ""b"' },
  ...['x"); import os; os.system(\'id\') #', 'two\nlines :b', 'q"""q\nr', 'back\\slash', "it's :b", '100% {b} %(c)s [d] `e`'].flatMap(writeHostile),
];

/** Names and texts that mean something to Python, to SQLAlchemy or to SQL. */
function writeHostile(name: string): UndoCase[] {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  const text = `'${name.replaceAll("'", "''")}'`;
  const table = (more: string): string => `CREATE TABLE ${quoted} (id INTEGER NOT NULL, ${quoted} VARCHAR(9), PRIMARY KEY (id)${more})`;
  const swap = (more: string): string => `ALTER TABLE ${quoted} RENAME TO gone; ${table(more)}; DROP TABLE gone`;
  return [
    { what: `a constraint is left, and the names are ${JSON.stringify(name)}`, before: table(''), change: swap(`, CONSTRAINT ${quoted} UNIQUE (${quoted})`) },
    { what: `a CHECK is lost, and the names are ${JSON.stringify(name)}`, before: table(`, CHECK (${quoted} <> ${text})`), change: swap('') },
    { what: `a UNIQUE is left, and the names are ${JSON.stringify(name)}`, before: table(''), change: swap(`, UNIQUE (${quoted})`) },
    { what: `an index, a view and a trigger are lost, and the names are ${JSON.stringify(name)}`, before: `CREATE TABLE t (a TEXT); CREATE INDEX ${quoted} ON t (a); CREATE VIEW "v ${quoted.slice(1)} AS SELECT ${text} AS a FROM t; CREATE TRIGGER "t ${quoted.slice(1)} AFTER INSERT ON t BEGIN SELECT ${text}; END`, change: `DROP INDEX ${quoted}; DROP VIEW "v ${quoted.slice(1)}; DROP TRIGGER "t ${quoted.slice(1)}` },
  ];
}
