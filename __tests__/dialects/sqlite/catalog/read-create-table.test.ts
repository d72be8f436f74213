import { expect, test } from 'vitest';
import { readCreateTable } from '../../../../src/dialects/sqlite/catalog/read-create-table.ts';
import type { ForeignKeyText, KeyText, TableText } from '../../../../src/dialects/sqlite/catalog/table-text.ts';
import { findPrimaryKey, findRowidColumn } from '../../../../src/dialects/sqlite/catalog/table-text.ts';
import { UnreadableSql } from '../../../../src/dialects/sqlite/catalog/tokenize.ts';
import { withConnection } from '../../../../src/dialects/sqlite/connect.ts';
import type { SqliteConnection } from '../../../../src/dialects/sqlite/connect.ts';
import { oddTables } from './odd-tables.ts';

test.each(oddTables.map((statements) => [statements.at(-1) ?? '', statements] as const))('%s is read as SQLite reads it', (_name, statements) => {
  withConnection(':memory:', { mayWrite: true }, (connection) => {
    for (const statement of statements) connection.exec(statement);
    const text = readCreateTable(String(connection.all("SELECT sql FROM sqlite_schema WHERE name = 't'")[0]?.[0]));
    expect(toPragmas(text)).toEqual(askPragmas(connection));
  });
});

/** What the pragmas say of `t`, with texts in the reader's spelling. */
function askPragmas(connection: SqliteConnection): unknown {
  const [options] = connection.all("SELECT wr, strict FROM pragma_table_list WHERE name = 't'");
  const columns = connection.all("SELECT name, type, \"notnull\", dflt_value, pk, hidden FROM pragma_table_xinfo('t')");
  const indexes = connection.all("SELECT name, origin FROM pragma_index_list('t') WHERE origin <> 'c'");
  const keys = connection.all("SELECT id, seq, \"table\", \"from\", \"to\", on_update, on_delete FROM pragma_foreign_key_list('t') ORDER BY id DESC, seq");
  return {
    isWithoutRowid: options?.[0] === 1,
    isStrict: options?.[1] === 1,
    columns: columns.map(([name, type, isNotNull, initial, place, hidden]) => {
      // The pragma's text is put into a table of its own, so that both are in one spelling; a type may be any words.
      const read = readCreateTable(`CREATE TABLE x (a ${type === '' ? '' : String(type)} ${initial === null ? '' : `DEFAULT ${writeDefault(String(initial))}`})`).columns[0];
      return { name, type: read?.type, isNotNull: isNotNull === 1, default: read?.default ?? null, place, hidden };
    }),
    keys: indexes
      .map(([name, origin]) => ({
        origin,
        parts: connection
          .all('SELECT name, "desc", coll FROM pragma_index_xinfo(?) WHERE key', String(name))
          .map(([column, isDescending, collation]) => `${String(column)} ${isDescending === 1 ? 'DESC' : 'ASC'} ${String(collation).toUpperCase()}`),
      }))
      .map(writeKey)
      .sort(),
    foreignKeys: [...Map.groupBy(keys, ([id]) => id).values()].map((rows) => ({
      parent: rows[0]?.[2],
      columns: rows.map((row) => row[3]),
      parentColumns: rows.map((row) => row[4]),
      onUpdate: rows[0]?.[5],
      onDelete: rows[0]?.[6],
    })),
  };
}

/** A pragma leaves out the parentheses that an expression needs. */
function writeDefault(written: string): string {
  return /^[\w"'[`.+-]/.test(written) && !/[()]| \+/.test(written.replaceAll(/'[^']*'/g, '')) ? written : `(${written})`;
}

/** What is read from the text, as the pragmas say it. */
function toPragmas(text: TableText): unknown {
  const primary = findPrimaryKey(text.constraints);
  const rowid = findRowidColumn(text);
  const hiddenByStorage = { VIRTUAL: 2, STORED: 3 };
  const placeOf = (name: string): number => 1 + (primary?.parts.findIndex(({ column }) => column === name) ?? -1);
  return {
    isWithoutRowid: text.isWithoutRowid,
    isStrict: text.isStrict,
    columns: text.columns.map((column) => {
      const place = placeOf(column.name);
      const isImplied = place > 0 && (text.isWithoutRowid || text.isStrict) && column !== rowid;
      return {
        name: column.name,
        type: column.type,
        isNotNull: column.notNull !== null || isImplied,
        default: column.default,
        place,
        hidden: column.generated === null ? 0 : hiddenByStorage[column.generated.storage],
      };
    }),
    keys: [...new Set(text.constraints.filter(isKey).filter((key) => !(key === primary && rowid !== undefined)).filter((key, _, all) => !isImpliedBy(key, all, rowid?.name)).map((key) => writeKey(describeKey(key, text))))].sort(),
    foreignKeys: text.constraints.filter(isForeignKey).map(({ parent, columns, parentColumns, onUpdate, onDelete }) => ({
      parent,
      columns,
      parentColumns: columns.map((_, place) => parentColumns?.[place] ?? null),
      onUpdate: onUpdate ?? 'NO ACTION',
      onDelete: onDelete ?? 'NO ACTION',
    })),
  };
}

function isKey(constraint: TableText['constraints'][number]): constraint is KeyText {
  return constraint.type === 'primary key' || constraint.type === 'unique constraint';
}

function isForeignKey(constraint: TableText['constraints'][number]): constraint is ForeignKeyText {
  return constraint.type === 'foreign key';
}

/** SQLite makes one index of two keys over the same columns, and none beside the row's own number. */
function isImpliedBy(key: KeyText, all: readonly KeyText[], rowid: string | undefined): boolean {
  const columns = JSON.stringify(key.parts.map(({ column }) => column));
  const isSame = (other: KeyText): boolean => JSON.stringify(other.parts.map(({ column, collation }) => [column, collation])) === JSON.stringify(key.parts.map(({ column, collation }) => [column, collation]));
  return columns === JSON.stringify([rowid]) ? false : all.some((other) => other !== key && isSame(other) && (other.type === 'primary key' || (key.type !== 'primary key' && all.indexOf(other) < all.indexOf(key))));
}

function describeKey({ type, parts }: KeyText, text: TableText): { origin: unknown; parts: readonly string[] } {
  return {
    origin: type === 'primary key' ? 'pk' : 'u',
    parts: parts.map(({ column, collation, isDescending }) => {
      const own = text.columns.find(({ name }) => name === column)?.collation;
      return `${column} ${isDescending ? 'DESC' : 'ASC'} ${collation ?? own ?? 'BINARY'}`;
    }),
  };
}

function writeKey({ origin, parts }: { origin: unknown; parts: readonly string[] }): string {
  return `${String(origin)} (${parts.join(', ')})`;
}

test.each(['CREATE VIEW v AS SELECT 1', 'CREATE VIRTUAL TABLE t USING fts5(a)', 'CREATE TABLE t (a', 'CREATE TABLE t (a) WITH FUTURE', 'CREATE TABLE t (a FUTURE (b c) (d))', "CREATE TABLE t (a DEFAULT 'open)", 'SELECT 1'])(
  '%s is not taken for a table that can be read',
  (sql) => {
    expect(() => readCreateTable(sql)).toThrow(UnreadableSql);
  },
);
