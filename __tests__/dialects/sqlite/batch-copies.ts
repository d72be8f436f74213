/** A table (or several) that batch mode copies as it is, and what the copy loses; the first table is `t`. */
export interface BatchCopy {
  readonly what: string;
  readonly setup: string;
  readonly lost: readonly string[];
  /** Why SQLAlchemy or SQLite refuses the copy. */
  readonly error?: string;
}

const nothing: readonly string[] = [];

/** What SQLAlchemy's reflection and Alembic's copy do to every kind of thing that a table can have. */
export const batchCopies: readonly BatchCopy[] = [
  { what: 'columns without types', setup: 'CREATE TABLE t (a, b)', lost: nothing, error: "(in table '_alembic_tmp_t', column 'a'): Can't generate DDL for NullType(); did you forget to specify a type on this Column?" },
  { what: 'plain types', setup: 'CREATE TABLE t (a INTEGER, b VARCHAR(10), c TEXT, d NUMERIC(10, 2), e FLOAT, f BOOLEAN, g DATE, h DATETIME, i TIME, j TIMESTAMP, k BLOB, l BIGINT, m SMALLINT, n REAL, o DECIMAL(5, 1), p CHAR(3), q NVARCHAR(9), r JSON, s DOUBLE)', lost: nothing },
  { what: 'types in small letters and with blanks', setup: 'CREATE TABLE t (a integer, b varchar(10), c numeric(10,2))', lost: nothing },
  { what: 'types that SQLAlchemy does not know with their blanks', setup: 'CREATE TABLE t (a varchar ( 10 ), b double precision)', lost: ['~ column `t.a`: type `VARCHAR(10)` became `TEXT(10)`', '~ column `t.b`: type `DOUBLE PRECISION` became `REAL`'] },
  { what: 'INT and BOOL', setup: 'CREATE TABLE t (a INT, b BOOL)', lost: nothing },
  { what: 'a key beside its column', setup: 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT)', lost: nothing },
  { what: 'a key beside its column, never NULL', setup: 'CREATE TABLE t (id INTEGER PRIMARY KEY NOT NULL, a TEXT)', lost: nothing },
  { what: 'a key of two columns', setup: 'CREATE TABLE t (a INTEGER NOT NULL, b VARCHAR(5) NOT NULL, PRIMARY KEY (b, a))', lost: nothing },
  { what: 'a named key', setup: 'CREATE TABLE t (id INTEGER NOT NULL, CONSTRAINT pk_t PRIMARY KEY (id))', lost: nothing },
  { what: 'a key that may be NULL', setup: 'CREATE TABLE t (id VARCHAR(5) PRIMARY KEY)', lost: nothing },
  { what: 'INT PRIMARY KEY, which is not the row number', setup: 'CREATE TABLE t (id INT NOT NULL PRIMARY KEY)', lost: ['~ column `t.id`: type `INT` became `INTEGER`'] },
  { what: 'defaults', setup: "CREATE TABLE t (a INTEGER DEFAULT 1, b TEXT DEFAULT 'it''s', c INTEGER DEFAULT -1, d BOOLEAN DEFAULT TRUE, e DATETIME DEFAULT CURRENT_TIMESTAMP, f TEXT DEFAULT ('x'), g DATETIME DEFAULT (datetime('now')), h INTEGER DEFAULT (1 + 2), i REAL DEFAULT 1.5, j TEXT DEFAULT NULL, k BLOB DEFAULT x'ab12')", lost: nothing },
  { what: 'a default in double quotes', setup: 'CREATE TABLE t (a TEXT DEFAULT "x")', lost: nothing, error: 'default value of column [a] is not constant' },
  { what: 'NOT NULL', setup: "CREATE TABLE t (a TEXT NOT NULL, b TEXT NOT NULL DEFAULT 'x', c TEXT NULL)", lost: nothing },
  { what: 'UNIQUE beside a column and of the table', setup: 'CREATE TABLE t (a INTEGER UNIQUE, b VARCHAR(5), c VARCHAR(5), UNIQUE (b, c))', lost: nothing },
  { what: 'UNIQUE beside a column with a length, which SQLAlchemy overlooks', setup: 'CREATE TABLE t (a VARCHAR(5) UNIQUE)', lost: ['- unique constraint `UNIQUE (a)` of `t` is gone'] },
  { what: 'a named UNIQUE', setup: 'CREATE TABLE t (a VARCHAR(5), CONSTRAINT uq_a UNIQUE (a))', lost: nothing },
  { what: 'foreign keys', setup: 'CREATE TABLE p (id INTEGER PRIMARY KEY, x INTEGER, UNIQUE (x, id)); CREATE TABLE t (a INTEGER REFERENCES p, b INTEGER REFERENCES p (id), c INTEGER, d INTEGER, FOREIGN KEY (c, d) REFERENCES p (x, id) ON UPDATE SET NULL, CONSTRAINT fk_d FOREIGN KEY (d) REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)', lost: nothing },
  { what: 'the rules of a foreign key beside its column, which SQLAlchemy overlooks', setup: 'CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a INTEGER REFERENCES p (id) ON DELETE CASCADE)', lost: ['~ foreign key `FOREIGN KEY (a) REFERENCES p` of `t`: `ON DELETE CASCADE` became nothing'] },
  { what: 'a foreign key to itself', setup: 'CREATE TABLE t (id INTEGER PRIMARY KEY, parent INTEGER, FOREIGN KEY (parent) REFERENCES t (id) ON DELETE CASCADE)', lost: nothing },
  { what: 'a foreign key of another table', setup: 'CREATE TABLE t (id INTEGER PRIMARY KEY); CREATE TABLE child (t_id INTEGER REFERENCES t (id))', lost: nothing },
  { what: 'a named CHECK', setup: "CREATE TABLE t (a INTEGER CONSTRAINT ck_a CHECK (a > 0), b TEXT, CONSTRAINT ck_b CHECK (b IN ('x)', 'y') AND length(b) < 9))", lost: nothing },
  { what: 'a CHECK without a name', setup: 'CREATE TABLE t (a INTEGER CHECK (a > 0), b INTEGER, CHECK (b > a))', lost: ['- check constraint `CHECK (a > 0)` of `t` is gone', '- check constraint `CHECK (b > a)` of `t` is gone'] },
  { what: 'AUTOINCREMENT', setup: 'CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)', lost: ['~ table `t`: autoincrement yes became no'] },
  { what: 'a collation', setup: 'CREATE TABLE t (a VARCHAR(5) COLLATE NOCASE, b TEXT COLLATE BINARY)', lost: ['~ column `t.a`: collation `NOCASE` became nothing'] },
  { what: 'WITHOUT ROWID', setup: 'CREATE TABLE t (a VARCHAR(5) PRIMARY KEY, b TEXT) WITHOUT ROWID', lost: nothing },
  { what: 'STRICT', setup: 'CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT', lost: nothing },
  { what: 'conflict clauses', setup: 'CREATE TABLE t (a VARCHAR(5) NOT NULL ON CONFLICT IGNORE, b VARCHAR(5), UNIQUE (b) ON CONFLICT REPLACE)', lost: ['~ column `t.a`: on conflict `IGNORE` became nothing', '~ unique constraint `UNIQUE (b)` of `t`: definition `UNIQUE (b) ON CONFLICT REPLACE` became `UNIQUE (b)`'] },
  { what: 'a generated column', setup: 'CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) STORED)', lost: nothing, error: 'cannot INSERT into generated column "b"' },
  { what: 'two generated columns', setup: 'CREATE TABLE t (a INTEGER, b INTEGER GENERATED ALWAYS AS (a * 2) STORED, c INTEGER GENERATED ALWAYS AS (a + 1) VIRTUAL)', lost: nothing, error: 'duplicate column name: c' },
  { what: 'an index', setup: 'CREATE TABLE t (a VARCHAR(5), b VARCHAR(5)); CREATE INDEX ix_a ON t (a); CREATE UNIQUE INDEX ux_ab ON t (b, a)', lost: nothing },
  { what: 'a partial index', setup: "CREATE TABLE t (a VARCHAR(5), b VARCHAR(5)); CREATE UNIQUE INDEX ix_a ON t (a) WHERE b = 'x' AND a IS NOT NULL", lost: nothing },
  { what: 'an index on an expression', setup: 'CREATE TABLE t (a VARCHAR(5)); CREATE INDEX ix_a ON t (lower(a))', lost: ['- index `ix_a` of `t` is gone'] },
  { what: 'an index with order and collation', setup: 'CREATE TABLE t (a VARCHAR(5), b VARCHAR(5)); CREATE INDEX ix_a ON t (a DESC, b COLLATE NOCASE)', lost: ['~ index `ix_a` of `t`: definition `CREATE INDEX ix_a ON t (a DESC, b COLLATE NOCASE)` became `CREATE INDEX ix_a ON t (a, b)`'] },
  { what: 'a trigger', setup: 'CREATE TABLE t (a INTEGER); CREATE TABLE log (a INTEGER); CREATE TRIGGER tr AFTER INSERT ON t BEGIN INSERT INTO log VALUES (new.a); END', lost: ['- trigger `tr` of `t` is gone'] },
  { what: 'a type that SQLAlchemy does not know', setup: 'CREATE TABLE t (a MONEY, b TINYINT, c UUID, d STRING)', lost: ['~ column `t.a`: type `MONEY` became `NUMERIC`', '~ column `t.b`: type `TINYINT` became `INTEGER`', '~ column `t.c`: type `UUID` became `NUMERIC`', '~ column `t.d`: type `STRING` became `NUMERIC`'] },
  { what: 'names that need quotes', setup: 'CREATE TABLE t ("order" INTEGER NOT NULL, "Two Words" VARCHAR(5), "a""b" TEXT, PRIMARY KEY ("order"), CONSTRAINT "uq x" UNIQUE ("Two Words")); CREATE INDEX "ix 1" ON t ("Two Words")', lost: nothing },
  { what: 'capitals in names', setup: 'CREATE TABLE t (Id INTEGER PRIMARY KEY, Email VARCHAR(9) NOT NULL, CHECK (ID > 0), CONSTRAINT ck CHECK (LENGTH(email) > 1)); CREATE INDEX ix_E ON t (EMAIL)', lost: ['- check constraint `CHECK (Id > 0)` of `t` is gone'] },
  { what: 'a UNIQUE that spells its column otherwise, which SQLAlchemy overlooks', setup: 'CREATE TABLE t (Email INTEGER, UNIQUE (email))', lost: ['- unique constraint `UNIQUE (Email)` of `t` is gone'] },
  { what: 'rows and everything that SQLAlchemy writes', setup: 'CREATE TABLE account (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n);\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\temail VARCHAR(120) DEFAULT \'\' NOT NULL, \n\tkind VARCHAR(6), \n\taccount_id INTEGER, \n\tPRIMARY KEY (id), \n\tCONSTRAINT kind CHECK (kind IN (\'open\', \'closed\')), \n\tFOREIGN KEY(account_id) REFERENCES account (id) ON DELETE SET NULL, \n\tUNIQUE (email)\n);\nCREATE INDEX ix_t_kind ON t (kind);\nINSERT INTO t (id) VALUES (1)', lost: nothing },
];
