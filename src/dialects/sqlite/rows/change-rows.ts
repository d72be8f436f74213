import type { RowChange, RowRefusal } from '../../../rows/row-session.ts';
import type { SqliteConnection } from '../connect.ts';
import { quoteName } from '../quoting.ts';
import { findError } from '../sqlite-error.ts';
import { findRule } from './explain-refusal.ts';
import { findRefusalCode } from './result-codes.ts';
import { countAllUnmatched, countUnmatched, findGrown } from './unmatched-keys.ts';
import type { UnmatchedCount } from './unmatched-keys.ts';
import { writeChange } from './write-change.ts';

/**
 * Makes changes in one transaction: all, or none. Foreign keys are in force and looked at when all is done. A trigger that never ends cannot be
 * stopped: Node's SQLite has no progress handler (https://nodejs.org/docs/latest-v24.x/api/sqlite.html); what is bounded is how deep triggers
 * fire each other. Throws what is no word about rows, such as a lock that another process holds.
 * @param end `try` takes them back
 */
export function changeRows(connection: SqliteConnection, changes: readonly RowChange[], end: 'keep' | 'try'): RowRefusal | undefined {
  // Files of ours, which need not outlive the machine. Triggers that fire themselves are off, as they are for Python.
  connection.exec('PRAGMA synchronous = OFF; PRAGMA recursive_triggers = OFF');
  const refusal = attempt(connection, changes, end === 'keep' ? makeEnforced : makeCounted(beginEnforced, 'ROLLBACK'));
  // A table with a key to what is not there takes no row at all while keys are in force, and rows as any other while they are not, which is as most
  // programs connect. https://sqlite.org/foreignkeys.html#fk_schemachanges
  return refusal !== undefined && isDangling(refusal) ? attempt(connection, changes, makeCounted(beginUnenforced, end === 'keep' ? 'COMMIT' : 'ROLLBACK')) : refusal;
}

function isDangling({ code, message }: RowRefusal): boolean {
  return code === 'SQLITE_ERROR' && /^(?:foreign key mismatch|no such table: )/.test(message);
}

type Make = (connection: SqliteConnection, changes: readonly RowChange[]) => RowRefusal | undefined;

/** What is refused is taken back, with all before it. */
function attempt(connection: SqliteConnection, changes: readonly RowChange[], make: Make): RowRefusal | undefined {
  let refusal: RowRefusal | undefined;
  const error = findError(() => void (refusal = make(connection, changes)));
  if ((error !== undefined || refusal !== undefined) && connection.isInTransaction()) connection.exec('ROLLBACK');
  if (error !== undefined) throw error;
  return refusal;
}

const beginEnforced = 'PRAGMA foreign_keys = ON; BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON';
const beginUnenforced = 'PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE';

const makeEnforced: Make = (connection, changes) => {
  connection.exec(beginEnforced);
  const refusal = makeEach(connection, changes, () => undefined);
  if (refusal !== undefined) return refusal;
  const error = findError(() => connection.exec('COMMIT'));
  if (error === undefined) return undefined;
  if (findRefusalCode(error) === undefined) throw error;
  const after = countAllUnmatched(connection, changes);
  connection.exec(`ROLLBACK; ${beginEnforced}`);
  return blameKey(connection, changes, findGrown(countAllUnmatched(connection, changes), after), error.message);
};

/** For where keys are not in force, or would only be looked at when all is kept: rows that find nothing are counted before and after. */
function makeCounted(begin: string, end: 'COMMIT' | 'ROLLBACK'): Make {
  return (connection, changes) => {
    connection.exec(begin);
    const before = countAllUnmatched(connection, changes);
    const refusal = makeEach(connection, changes, () => undefined);
    if (refusal !== undefined) return refusal;
    const grown = findGrown(before, countAllUnmatched(connection, changes));
    connection.exec(grown === undefined ? end : `ROLLBACK; ${begin}`);
    return grown === undefined ? undefined : blameKey(connection, changes, grown, 'FOREIGN KEY constraint failed');
  };
}

/** Reads one row; gives why it cannot be. */
export function tryRead(connection: SqliteConnection, table: string, columns: readonly string[]): RowRefusal | undefined {
  const query = `SELECT ${columns.map((name) => `${quoteName(table)}.${quoteName(name)}`).join(', ')} FROM ${quoteName(table)} LIMIT 1`;
  const error = findError(() => {
    Array.from(connection.iterate(query));
  });
  if (error === undefined) return undefined;
  const code = findRefusalCode(error);
  if (code === undefined) throw error;
  return { index: 0, message: error.message, code, constraint: undefined, column: undefined };
}

/**
 * Does it again, looking after each change how many rows find nothing, because at the end SQLite says of no key and no row which it was. It is the change
 * after which there are more, and no later one mended that; the last one where the key is another table's.
 */
function blameKey(connection: SqliteConnection, changes: readonly RowChange[], grown: UnmatchedCount | undefined, message: string): RowRefusal {
  const refusal = { index: changes.length - 1, message, code: 'SQLITE_CONSTRAINT_FOREIGNKEY' };
  if (grown === undefined) return { ...refusal, constraint: undefined, column: undefined };
  const { table, key } = grown;
  const counts = [countUnmatched(connection, table, key)];
  makeEach(connection, changes, () => counts.push(countUnmatched(connection, table, key)));
  const index = changes.findLastIndex((change, place) => change.table.name === table.name && (counts[place + 1] ?? 0) > (counts[place] ?? 0));
  return { ...refusal, ...(index === -1 ? {} : { index }), constraint: key.name, column: key.columns.length === 1 ? key.columns[0] : undefined };
}

function makeEach(connection: SqliteConnection, changes: readonly RowChange[], onMade: () => void): RowRefusal | undefined {
  for (const [index, change] of changes.entries()) {
    for (const { sql, rows } of writeChange(change)) {
      const error = findError(() => connection.exec(sql));
      const code = error === undefined ? undefined : findRefusalCode(error);
      if (error !== undefined && code === undefined) throw error;
      if (error !== undefined) return { index, message: error.message, code, ...findRule(error.message, change.table) };
      const written = Number(connection.all('SELECT changes()')[0]?.[0]);
      if (written < rows) return { index, message: `${String(rows - written)} of ${String(rows)} rows were passed over without an error, as ON CONFLICT IGNORE and RAISE(IGNORE) do`, code: undefined, constraint: undefined, column: undefined };
    }
    onMade();
  }
  return undefined;
}
