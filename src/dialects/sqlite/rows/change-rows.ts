import type { RowChange, RowRefusal } from '../../../rows/row-session.ts';
import type { SqliteConnection } from '../connect.ts';
import { findError } from '../sqlite-error.ts';
import { findRule } from './explain-refusal.ts';
import { countAllUnmatched, findUnmatched } from './unmatched-keys.ts';
import type { UnmatchedCounts } from './unmatched-keys.ts';
import { findRefusalCode } from './result-codes.ts';
import { writeChange } from './write-change.ts';

/**
 * Makes changes in one transaction: all, or none. Foreign keys are in force and looked at when all is done. A trigger that never ends cannot be
 * stopped: Node's SQLite has no progress handler (https://nodejs.org/docs/latest-v24.x/api/sqlite.html); what is bounded is how deep triggers
 * fire each other. Throws what is no word about rows, such as a lock that another process holds.
 */
export function changeRows(connection: SqliteConnection, changes: readonly RowChange[]): RowRefusal | undefined {
  // Files of ours, which need not outlive the machine. Triggers that fire themselves are off, as they are for Python.
  connection.exec('PRAGMA synchronous = OFF; PRAGMA recursive_triggers = OFF');
  const refusal = attempt(connection, changes, makeEnforced);
  // A table with a key to what is not there takes no row at all while keys are in force, and rows as any other while they are not, which is as most
  // programs connect. https://sqlite.org/foreignkeys.html#fk_schemachanges
  return refusal !== undefined && isDangling(refusal) ? attempt(connection, changes, makeUnenforced) : refusal;
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

const makeEnforced: Make = (connection, changes) => {
  connection.exec('PRAGMA foreign_keys = ON; BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON');
  const refusal = makeEach(connection, changes, () => undefined);
  if (refusal !== undefined) return refusal;
  const error = findError(() => connection.exec('COMMIT'));
  if (error === undefined) return undefined;
  const code = findRefusalCode(error);
  if (code === undefined) throw error;
  return blameKey(connection, changes, { index: changes.length - 1, message: error.message, code, constraint: undefined, column: undefined });
};

const makeUnenforced: Make = (connection, changes) => {
  connection.exec('PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE');
  const before = countAllUnmatched(connection, changes);
  const history: UnmatchedCounts[] = [before];
  const refusal = makeEach(connection, changes, () => history.push(countAllUnmatched(connection, changes)));
  if (refusal !== undefined) return refusal;
  const found = findUnmatched(changes, history);
  if (found === undefined) connection.exec('COMMIT');
  return found;
};

/** Does it again, looking after each change which keys find nothing, because at the end SQLite says of none which it was. */
function blameKey(connection: SqliteConnection, changes: readonly RowChange[], refusal: RowRefusal): RowRefusal {
  connection.exec('ROLLBACK; BEGIN IMMEDIATE; PRAGMA defer_foreign_keys = ON');
  const history: UnmatchedCounts[] = [countAllUnmatched(connection, changes)];
  makeEach(connection, changes, () => history.push(countAllUnmatched(connection, changes)));
  return findUnmatched(changes, history) ?? refusal;
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
