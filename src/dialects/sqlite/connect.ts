import type * as sqlite from 'node:sqlite';

/**
 * SQLite as Node 24 brings it: nothing to install or compile, nothing to bundle, and always a newer SQLite than most Pythons have, which
 * reads every older file. Of the others, better-sqlite3 is compiled at install or downloaded for one platform and cannot be bundled; sql.js and
 * @sqlite.org/sqlite-wasm hold the file in memory, so they see neither a journal nor a WAL that Python left.
 * https://nodejs.org/docs/latest-v24.x/api/sqlite.html
 */
let loaded: typeof sqlite | undefined;

/** Node says while it loads the module that it is experimental, which is nothing to the user of a command. */
function loadSqlite(): typeof sqlite {
  if (loaded !== undefined) return loaded;
  const original = Object.getOwnPropertyDescriptor(process, 'emitWarning');
  process.emitWarning = () => undefined;
  try {
    loaded = process.getBuiltinModule('node:sqlite');
  } finally {
    if (original !== undefined) Object.defineProperty(process, 'emitWarning', original);
  }
  return loaded;
}

/** A row of a query; a list of values. */
export type Row = readonly (string | number | bigint | null | Uint8Array)[];

/** Our own connection to a file, for as long as a piece of work lasts. */
export interface SqliteConnection {
  /** Every row that a query gives. Throws as SQLite does, with its message. */
  all(sql: string, ...values: readonly sqlite.SQLInputValue[]): Row[];
  /** The same one row after the other, with all integers as `bigint`. */
  iterate(sql: string, ...values: readonly sqlite.SQLInputValue[]): Iterable<Row>;
  /** Compiles a statement without running it. */
  prepare(sql: string): void;
  /** Runs statements. */
  exec(sql: string): void;
  isInTransaction(): boolean;
}

/**
 * Does a piece of work on a connection of its own, which is closed at the end: one that stays open would hold a lock on a database in WAL
 * mode, which a revision may need. It is not opened for reading only, because such a connection can neither roll back what a process that
 * was killed had begun nor remove the WAL; `query_only` keeps our SQL from writing.
 */
export function withConnection<T>(file: string, { mayWrite }: { readonly mayWrite: boolean }, work: (connection: SqliteConnection) => T): T {
  const { DatabaseSync } = loadSqlite();
  // Not `defensive`, which would forbid `writable_schema`: the way to read a schema of which SQLite cannot read a part.
  // Texts in double quotes, and keys that are not enforced, as SQLite has it by default and Python with it.
  const database = new DatabaseSync(file, { timeout: busyLimitMs, enableForeignKeyConstraints: false, enableDoubleQuotedStringLiterals: true, ...{ defensive: false } });
  try {
    // Not `trusted_schema = OFF`, with which SQLite refuses views of `pragma_table_info` or `fts5vocab` that the project's own connection reads. We run
    // none of them, and the file is the work of revisions, which are programs and need no trick to do what they want.
    if (!mayWrite) database.exec('PRAGMA query_only = ON');
    return work(describeConnection(database));
  } finally {
    database.close();
  }
}

/** How long to wait for a lock that another process holds. */
const busyLimitMs = 2_000;

function describeConnection(database: sqlite.DatabaseSync): SqliteConnection {
  return {
    all: (sql, ...values) => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      statement.setReadBigInts(false);
      return statement.all(...values) as unknown as Row[];
    },
    iterate: (sql, ...values) => {
      const statement = database.prepare(sql);
      statement.setReturnArrays(true);
      statement.setReadBigInts(true);
      return statement.iterate(...values) as unknown as Iterable<Row>;
    },
    prepare: (sql) => {
      database.prepare(sql);
    },
    exec: (sql) => {
      database.exec(sql);
    },
    isInTransaction: () => database.isTransaction,
  };
}
