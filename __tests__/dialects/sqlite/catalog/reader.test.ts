import { describe, expect, test } from 'vitest';
import { renderDiff } from '../../../../src/catalog/describe.ts';
import { diffCatalogs } from '../../../../src/catalog/diff.ts';
import type { Catalog } from '../../../../src/catalog/model.ts';
import { createCatalogReader } from '../../../../src/dialects/sqlite/catalog/reader.ts';
import { withConnection } from '../../../../src/dialects/sqlite/connect.ts';
import { createDamageReader } from '../../../../src/dialects/sqlite/damage.ts';
import type { VersionTable } from '../../../../src/catalog/version-table.ts';

/** What each script changes in a database on which those before it ran. */
function listChanges(...scripts: readonly string[]): string[][] {
  return withConnection(':memory:', { mayWrite: true }, (connection) => {
    const reader = createCatalogReader();
    let before = reader.read(connection, undefined);
    return scripts.map((script) => {
      connection.exec(script);
      const after = reader.read(connection, undefined);
      const lines = renderDiff(diffCatalogs(before, after), 'upgrade');
      before = after;
      return lines;
    });
  });
}

function readCatalog(script: string, versionTable?: VersionTable): Catalog {
  return withConnection(':memory:', { mayWrite: true }, (connection) => {
    connection.exec(script);
    return createCatalogReader().read(connection, versionTable);
  });
}

function list({ objects }: Catalog): string[] {
  return [...objects.values()].map(({ kind, parentName, name, attributes }) => `${kind} ${parentName === null ? '' : `${parentName}.`}${name} ${JSON.stringify(attributes)}`);
}

test('everything that a database holds is an object', () => {
  const catalog = readCatalog(`
    PRAGMA user_version = 3;
    CREATE TABLE parent (id INTEGER PRIMARY KEY AUTOINCREMENT, "a b" TEXT COLLATE nocase NOT NULL ON CONFLICT FAIL DEFAULT ('x'), c INT GENERATED ALWAYS AS (length("a b")) STORED, UNIQUE ("A B") ON CONFLICT REPLACE);
    CREATE TABLE child (a VARCHAR ( 5 ), b INTEGER REFERENCES Parent ON DELETE CASCADE, CONSTRAINT pk PRIMARY KEY (b, a DESC), CHECK ("a" <> "x")) WITHOUT ROWID, STRICT`.replace('VARCHAR ( 5 )', 'TEXT') + `;
    CREATE INDEX ix ON child (Lower(A), b desc) WHERE ( "a" IS NOT NULL );
    CREATE VIEW v (x) AS SELECT id FROM parent;
    CREATE TRIGGER tr AFTER UPDATE OF a ON child WHEN new.a IS NULL BEGIN DELETE FROM parent; END;
    CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN SELECT 1; END;
    CREATE VIRTUAL TABLE words USING fts5(word, tokenize = 'porter');
    CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL);
    INSERT INTO parent ("a b") VALUES ('y');
    ANALYZE`);
  expect(list(catalog)).toEqual([
    'database main {"userVersion":3,"applicationId":0}',
    'table parent {"columnOrder":["id","a b","c"],"withoutRowid":false,"strict":false,"autoincrement":true}',
    'column parent.id {"type":"INTEGER","nullable":false,"default":null,"collation":null,"generated":null,"onConflict":null}',
    'column parent.a b {"type":"TEXT","nullable":false,"default":"\'x\'","collation":"NOCASE","generated":null,"onConflict":"FAIL"}',
    'column parent.c {"type":"INTEGER","nullable":true,"default":null,"collation":null,"generated":"length(\\"a b\\") STORED","onConflict":null}',
    'constraint parent.PRIMARY KEY (id) {"constraintType":"primary key","definition":"PRIMARY KEY (id)"}',
    'constraint parent.UNIQUE ("a b") {"constraintType":"unique constraint","definition":"UNIQUE (\\"a b\\") ON CONFLICT REPLACE"}',
    'table child {"columnOrder":["a","b"],"withoutRowid":true,"strict":true,"autoincrement":false}',
    'column child.a {"type":"TEXT","nullable":false,"default":null,"collation":null,"generated":null,"onConflict":null}',
    'column child.b {"type":"INTEGER","nullable":false,"default":null,"collation":null,"generated":null,"onConflict":null}',
    'constraint child.FOREIGN KEY (b) REFERENCES parent {"constraintType":"foreign key","definition":"FOREIGN KEY (b) REFERENCES parent (id) ON DELETE CASCADE"}',
    'constraint child.pk {"constraintType":"primary key","definition":"PRIMARY KEY (b, a DESC)"}',
    'constraint child.CHECK (a <> \'x\') {"constraintType":"check constraint","definition":"CHECK (a <> \'x\')"}',
    'index child.ix {"definition":"CREATE INDEX ix ON child (lower(a), b DESC) WHERE a IS NOT NULL"}',
    'trigger child.tr {"definition":"CREATE TRIGGER tr AFTER UPDATE OF a ON child WHEN new.a IS NULL BEGIN DELETE FROM parent; END"}',
    'view v {"definition":"SELECT id FROM parent","columns":["x"]}',
    'trigger v.on_view {"definition":"CREATE TRIGGER on_view INSTEAD OF INSERT ON v BEGIN SELECT 1; END"}',
    'table words {"definition":"CREATE VIRTUAL TABLE words USING fts5(word, tokenize = \'porter\')"}',
  ]);
});

describe('what is the same in another spelling is no change', () => {
  test.each([
    ['CREATE TABLE t (a INTEGER PRIMARY KEY, b VARCHAR(5) UNIQUE CHECK (b<>\'\'))', 'CREATE TABLE "t" (\n\t[a] integer not null,\n\tb varchar( 5 ), -- a comment\n\tprimary key("a"), unique(b), check ( ("b" <> \'\') )\n)'],
    ["CREATE TABLE t (a DEFAULT 'x', b DEFAULT (1+2), c DEFAULT NULL, d DEFAULT current_timestamp)", "CREATE TABLE t (a DEFAULT ('x'), b DEFAULT ((1 + 2)), c, d DEFAULT CURRENT_TIMESTAMP)"],
    ['CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE t (a REFERENCES p)', 'CREATE TABLE t (a, FOREIGN KEY ("A") REFERENCES P (ID) ON DELETE NO ACTION MATCH FULL NOT DEFERRABLE)'],
    ['CREATE TABLE t (a COLLATE NOCASE, UNIQUE (a))', 'CREATE TABLE t (a COLLATE nocase, CHECK (1), UNIQUE (a COLLATE NOCASE ASC))'.replace('CHECK (1), ', '')],
    ['CREATE TABLE t (a INTEGER, CHECK (a != 1 AND "a" == 2 AND a IN (1,2)))', "CREATE TABLE t (a INTEGER, CHECK ([a] <> 1 and A = 2 and a in ( 1, 2 )))"],
    ['CREATE TABLE t (a INT, b BOOL)', 'CREATE TABLE t (a INTEGER, b BOOLEAN)'],
  ])('%s', (one, other) => {
    expect(listChanges(one, `DROP TABLE t; ${other}`)[1]).toEqual([]);
  });

  test('of an index, a view and a trigger', () => {
    const [, changes] = listChanges(
      'CREATE TABLE t (a TEXT, b); CREATE INDEX i ON t (a COLLATE BINARY ASC, (lower(b))); CREATE VIEW v AS SELECT "a" FROM t; CREATE TRIGGER r AFTER INSERT ON t BEGIN SELECT 1; END',
      'DROP INDEX i; DROP VIEW v; DROP TRIGGER r; CREATE INDEX i ON "t" ("a", LOWER(B)); create view if not exists v as select [a]\nfrom t; CREATE TRIGGER IF NOT EXISTS r after insert on `t` begin\n select 1; end',
    );
    expect(changes).toEqual([]);
  });
});

describe('what differs is a change', () => {
  test.each([
    ['a INTEGER DEFAULT 1', "a INTEGER DEFAULT '1'", ["~ column `t.a`: default `1` became `'1'`"]],
    ['a VARCHAR(5)', 'a VARCHAR(6)', ['~ column `t.a`: type `VARCHAR(5)` became `VARCHAR(6)`']],
    ['a INT PRIMARY KEY NOT NULL', 'a INTEGER PRIMARY KEY NOT NULL', ['~ column `t.a`: type `INT` became `INTEGER`']],
    ["a CHECK (a <> 'X')", "a CHECK (a <> 'x')", ["- check constraint `CHECK (a <> 'X')` of `t` removed", "+ check constraint `CHECK (a <> 'x')` of `t` added"]],
    ['a CHECK ((a + 1) * 2 > 0)', 'a CHECK (a + 1 * 2 > 0)', ['- check constraint `CHECK ((a + 1) * 2 > 0)` of `t` removed', '+ check constraint `CHECK (a + 1 * 2 > 0)` of `t` added']],
    ['a REFERENCES t (a)', 'a REFERENCES t (a) ON DELETE CASCADE', ['~ foreign key `FOREIGN KEY (a) REFERENCES t` of `t`: nothing became `ON DELETE CASCADE`']],
    ['a REFERENCES t (a)', 'a REFERENCES t (a) DEFERRABLE INITIALLY DEFERRED', ['~ foreign key `FOREIGN KEY (a) REFERENCES t` of `t`: nothing became `DEFERRABLE INITIALLY DEFERRED`']],
    ['a, b AS (a) STORED', 'a, b AS (a) VIRTUAL', ['~ column `t.b`: generated `a STORED` became `a VIRTUAL`']],
    ['a, b', 'b, a', ['~ table `t`: columns are in another order']],
    ['a UNIQUE', 'a, UNIQUE (a COLLATE NOCASE)', ['- unique constraint `UNIQUE (a)` of `t` removed', '+ unique constraint `UNIQUE (a COLLATE NOCASE)` of `t` added']],
    ['a, CONSTRAINT x UNIQUE (a)', 'a, CONSTRAINT x CHECK (a)', ['~ constraint `x`']],
  ])('%s and %s', (one, other, lines) => {
    const [, found] = listChanges(`CREATE TABLE t (${one})`, `DROP TABLE t; CREATE TABLE t (${other})`);
    if (one.includes('CONSTRAINT')) expect(found).toHaveLength(1);
    else expect([...(found ?? [])].sort()).toEqual([...lines].sort());
  });
});

test('what came, went and changed its name is told table by table', () => {
  expect(
    listChanges(
      'CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a_id INTEGER REFERENCES a (id))',
      'PRAGMA legacy_alter_table = ON; PRAGMA foreign_keys = OFF; ALTER TABLE a RENAME TO old; CREATE TABLE a (id INTEGER PRIMARY KEY); DROP TABLE old',
      'PRAGMA legacy_alter_table = OFF; ALTER TABLE a RENAME TO c',
    ).slice(1),
  ).toEqual([
    [],
    [
      '- table `a` removed', '-   column `a.id` INTEGER', '-   primary key `PRIMARY KEY (id)` of `a`',
      '+ foreign key `FOREIGN KEY (a_id) REFERENCES c` of `b` added', '- foreign key `FOREIGN KEY (a_id) REFERENCES a` of `b` removed',
      '+ table `c` added', '+   column `c.id` INTEGER', '+   primary key `PRIMARY KEY (id)` of `c`',
    ],
  ].map((lines) => expect.arrayContaining(lines) as string[]));
});

test('a table of which nothing changed gives the same objects, and the version table is left out wherever it is said to be', () => {
  withConnection(':memory:', { mayWrite: true }, (connection) => {
    connection.exec('CREATE TABLE a (id INTEGER PRIMARY KEY); CREATE TABLE b (a_id REFERENCES a); CREATE TABLE c (x); CREATE TABLE versions (v); CREATE TABLE alembic_version (v)');
    const reader = createCatalogReader();
    const before = reader.read(connection, { schema: null, name: 'versions' });
    expect([...before.objects.values()].filter(({ kind }) => kind === 'table').map(({ name }) => name)).toEqual(['a', 'b', 'c', 'alembic_version']);
    connection.exec('ALTER TABLE c ADD COLUMN y');
    const after = reader.read(connection, { schema: null, name: 'versions' });
    const kept = [...after.objects].filter(([key, object]) => before.objects.get(key) === object).map(([, { parentName, name }]) => parentName ?? name);
    expect([...new Set(kept)]).toEqual(['main', 'a', 'b', 'alembic_version']);
  });
});

test('only what a virtual table itself made is left out', () => {
  const catalog = readCatalog('CREATE TABLE comment_parent (id); CREATE VIRTUAL TABLE comment USING fts5(body); CREATE TABLE Comment_node (id); CREATE VIRTUAL TABLE area USING rtree(id, a, b)');
  expect(list(catalog).filter((line) => line.startsWith('table')).map((line) => line.split(' ')[1])).toEqual(['comment_parent', 'comment', 'Comment_node', 'area']);
});

test('what the tables of a module are called that is not here', () => {
  const virtual = "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table', 'words', 'words', 0, 'CREATE VIRTUAL TABLE words USING Spellfix1'); PRAGMA writable_schema = RESET";
  const catalog = readCatalog(`CREATE TABLE words_vocab (id); CREATE TABLE words_parent (id); CREATE INDEX ix ON words_vocab (id); ${virtual}`);
  expect(list(catalog).filter((line) => /^(?:table|index)/.test(line)).map((line) => line.split(' ')[1])).toEqual(['words_parent', 'words']);
});

test('capitals are small letters among those of ASCII alone', () => {
  const change = listChanges('CREATE TABLE "Ä" (a INTEGER); CREATE TABLE "ä" (b INTEGER); CREATE INDEX ix ON "Ä" (A)', 'ALTER TABLE "ä" ADD COLUMN c INTEGER')[1];
  expect(change).toEqual(['+ column `ä.c` added']);
});

test('two signs in a row are no comment', () => {
  expect(list(readCatalog('CREATE TABLE t (a, CHECK (a > - -1), CHECK (a - -1 > + -a), CHECK (-a < ~ -1))')).filter((line) => line.startsWith('constraint')).map((line) => line.replace(/ \{.*/, ''))).toEqual([
    'constraint t.CHECK (a > - -1)',
    'constraint t.CHECK (a - -1 > + -a)',
    'constraint t.CHECK (-a < ~-1)',
  ]);
});

describe('triggers that can no longer run', () => {
  const listDamage = (script: string): string[] =>
    withConnection(':memory:', { mayWrite: true }, (connection) => {
      connection.exec(script);
      return createDamageReader()(connection);
    });
  const tables = 'CREATE TABLE t (a, b); CREATE TABLE other (x)';

  test.each([
    ['by its event and not by its name', 'CREATE TRIGGER "on update" AFTER INSERT ON t BEGIN INSERT INTO gone VALUES (1); END', ['trigger `on update` of `t` can no longer run: no such table: main.gone']],
    ['in brackets', 'CREATE TRIGGER [delete] INSERT ON t BEGIN INSERT INTO gone VALUES (1); END', ['trigger `delete` of `t` can no longer run: no such table: main.gone']],
    ['with a comment', 'CREATE TRIGGER tr /* no delete */ AFTER UPDATE OF b ON t BEGIN INSERT INTO gone VALUES (1); END', ['trigger `tr` of `t` can no longer run: no such table: main.gone']],
    [
      'beside one that can',
      'CREATE TRIGGER good AFTER UPDATE ON t BEGIN INSERT INTO other VALUES (1); END; CREATE TRIGGER bad AFTER UPDATE ON t BEGIN INSERT INTO gone VALUES (1); END; CREATE TRIGGER worse BEFORE UPDATE ON t BEGIN DELETE FROM other WHERE y; END',
      ['trigger `bad` of `t` can no longer run: no such table: main.gone', 'trigger `worse` of `t` can no longer run: no such column: y'],
    ],
    [
      'and not those that fire it',
      'CREATE TRIGGER good AFTER INSERT ON other BEGIN UPDATE t SET a = 1; END; CREATE TRIGGER bad AFTER UPDATE ON t BEGIN INSERT INTO gone VALUES (1); END',
      ['trigger `bad` of `t` can no longer run: no such table: main.gone'],
    ],
    [
      'beside one that needs what only the project has',
      'CREATE TRIGGER theirs AFTER UPDATE ON t BEGIN SELECT their_function(1); END; CREATE TRIGGER bad AFTER UPDATE ON t BEGIN INSERT INTO gone VALUES (1); END',
      ['trigger `bad` of `t` can no longer run: no such table: main.gone'],
    ],
    [
      'in a schema that cannot be copied',
      "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('table', 'words', 'words', 0, 'CREATE VIRTUAL TABLE words USING spellfix1'); PRAGMA writable_schema = RESET; CREATE TRIGGER bad AFTER UPDATE ON t BEGIN INSERT INTO gone VALUES (1); END",
      ['the triggers of `t` for UPDATE can no longer run: no such table: main.gone'],
    ],
  ])('%s', (_what, script, expected) => {
    expect(listDamage(`${tables}; ${script}`)).toEqual(expected);
  });
});

describe('what our SQLite cannot read is known by its text', () => {
  const future = (sql: string, type = 'table', name = 'future', table = name): string =>
    `PRAGMA writable_schema = ON; INSERT INTO sqlite_schema (type, name, tbl_name, rootpage, sql) VALUES ('${type}', '${name}', '${table}', 0, '${sql.replaceAll("'", "''")}'); PRAGMA writable_schema = RESET`;

  test.each([
    ['a table', 'CREATE TABLE future (a FUTURE SYNTAX {b} NOT)', 'table', 'malformed database schema (future) - unrecognized token: "{"', 'table future {"definition":"CREATE TABLE future (a FUTURE SYNTAX {b} NOT)"}'],
    ['a table that has words alone', 'CREATE TABLE future (a INTEGER) WITH future', 'table', 'malformed database schema (future) - near "future": syntax error', 'table future {"definition":"CREATE TABLE future(a INTEGER) WITH future"}'],
    ['a view', 'CREATE VIEW future AS SELECT {1}', 'view', 'malformed database schema (future) - unrecognized token: "{"', 'view future {"definition":"CREATE VIEW future AS SELECT {1}"}'],
    ['a virtual table of a module that is not here', 'CREATE VIRTUAL TABLE future USING spellfix1', 'table', undefined, 'table future {"definition":"CREATE VIRTUAL TABLE future USING spellfix1"}'],
  ])('%s', (_what, sql, type, unreadable, expected) => {
    const catalog = readCatalog(`CREATE TABLE known (a); ${future(sql, type)}`);
    const [database, ...others] = list(catalog);
    expect(database).toBe(`database main ${JSON.stringify({ userVersion: 0, applicationId: 0, unreadable })}`);
    expect(others.filter((line) => !line.includes('known'))).toEqual([expected]);
    expect(others).toContain('table known {"columnOrder":["a"],"withoutRowid":false,"strict":false,"autoincrement":false}');
  });

  test('it is not called damaged', () => {
    const damage = withConnection(':memory:', { mayWrite: true }, (connection) => {
      connection.exec(`CREATE TABLE known (a); ${future('CREATE TABLE future (a INTEGER) WITH future')}`);
      return createDamageReader()(connection);
    });
    expect(damage).toEqual([]);
  });

  test('a collation and a function of the project in its keys', () => {
    const catalog = readCatalog(`${future('CREATE TABLE t (a TEXT COLLATE theirs, b)', 'table', 't')}; ${future('CREATE INDEX ix ON t (their_function(b), a COLLATE theirs)', 'index', 'ix', 't')}`);
    expect(list(catalog).filter((line) => line.startsWith('index') || line.startsWith('column t.a'))).toEqual([
      'column t.a {"type":"TEXT","nullable":true,"default":null,"collation":"THEIRS","generated":null,"onConflict":null}',
      'index t.ix {"definition":"CREATE INDEX ix ON t (their_function(b), a)"}',
    ]);
  });
});
