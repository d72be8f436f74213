import { foldName } from '../fold-name.ts';
import type { Row, SqliteConnection } from '../connect.ts';
import { TokenCursor } from './token-cursor.ts';
import { tokenize, UnreadableSql } from './tokenize.ts';

/** A row of `sqlite_schema` that the user made. https://sqlite.org/schematab.html */
export interface SchemaRow {
  readonly type: 'table' | 'index' | 'view' | 'trigger';
  readonly name: string;
  /** The table or view that it goes with; its own name where it is one. */
  readonly table: string;
  readonly sql: string;
}

/** What a database holds, as texts, and what its header says. */
export interface SchemaText {
  readonly rows: readonly SchemaRow[];
  /** Tables that virtual ones keep their contents in, by their folded names. */
  readonly shadows: ReadonlySet<string>;
  /** What our SQLite says of a text that it cannot read, as one of a newer version than ours; null where it reads all of them. */
  readonly unreadable: string | null;
  readonly userVersion: number;
  readonly applicationId: number;
}

/** Reads the texts; where SQLite cannot read one of them, the others and that one as well. */
export function readSchema(connection: SqliteConnection): SchemaText {
  const { found, unreadable } = readRows(connection);
  const rows = found.flatMap(([type, name, table, sql]): SchemaRow[] =>
    // Without a text are the indexes of keys; the others are SQLite's own: sqlite_sequence, sqlite_stat1.
    typeof sql !== 'string' || foldName(String(name)).startsWith('sqlite_') ? [] : [{ type: type as SchemaRow['type'], name: String(name), table: String(table), sql }],
  );
  return {
    rows,
    unreadable,
    shadows: new Set(rows.some(({ sql }) => isVirtual(sql)) ? listShadows(connection, rows) : []),
    userVersion: Number(connection.all('PRAGMA user_version')[0]?.[0]),
    applicationId: Number(connection.all('PRAGMA application_id')[0]?.[0]),
  };
}

export function isVirtual(sql: string): boolean {
  return /^CREATE\s+VIRTUAL\s/i.test(sql);
}

function readRows(connection: SqliteConnection): { readonly found: readonly Row[]; readonly unreadable: string | null } {
  const query = 'SELECT type, name, tbl_name, sql FROM sqlite_schema';
  try {
    return { found: connection.all(query), unreadable: null };
  } catch (error) {
    if (!(error instanceof Error) || !error.message.startsWith('malformed database schema')) throw error;
    // What it cannot read is passed over then. https://sqlite.org/pragma.html#pragma_writable_schema
    connection.exec('PRAGMA writable_schema = ON');
    return { found: connection.all(query), unreadable: error.message };
  }
}

/** Endings of the tables of modules that our SQLite may lack while the project's has them; asked for only then, because a module itself says best which are its own. */
const shadowEndings: Readonly<Record<string, RegExp>> = {
  fts3: /^(?:content|segments|segdir)$/,
  fts4: /^(?:content|segments|segdir|docsize|stat)$/,
  fts5: /^(?:data|idx|content|docsize|config)$/,
  rtree: /^(?:node|rowid|parent)$/,
  rtree_i32: /^(?:node|rowid|parent)$/,
  geopoly: /^(?:node|rowid|parent)$/,
  // https://sqlite.org/spellfix1.html
  spellfix1: /^vocab$/,
  // https://github.com/asg017/sqlite-vec
  vec0: /^(?:chunks|info|rowids|auxiliary|(?:vector_chunks|metadatachunks|metadatatext)\d+)$/,
};

function listShadows(connection: SqliteConnection, rows: readonly SchemaRow[]): string[] {
  const known = connection.all("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'shadow'").map(([name]) => foldName(String(name)));
  const present = new Set(connection.all('PRAGMA module_list').map(([name]) => foldName(String(name))));
  const foreign = rows.filter(({ sql }) => isVirtual(sql)).map(({ name, sql }) => ({ prefix: `${foldName(name)}_`, module: readModule(sql) })).filter(({ module }) => !present.has(module));
  const isOf = (table: string): boolean => foreign.some(({ prefix, module }) => table.startsWith(prefix) && shadowEndings[module]?.test(table.slice(prefix.length)) === true);
  return [...known, ...rows.filter(({ type }) => type === 'table').map(({ name }) => foldName(name)).filter(isOf)];
}

/** The module of a `CREATE VIRTUAL TABLE`, folded; empty where it cannot be read. https://sqlite.org/lang_createvtab.html */
export function readModule(sql: string): string {
  try {
    const cursor = new TokenCursor(tokenize(sql));
    while (!cursor.take('USING')) cursor.next();
    return foldName(cursor.takeName());
  } catch (error) {
    if (error instanceof UnreadableSql) return '';
    throw error;
  }
}
