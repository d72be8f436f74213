import { TokenCursor } from './catalog/token-cursor.ts';
import { tokenize, UnreadableSql } from './catalog/tokenize.ts';
import type { SchemaRow } from './catalog/schema-rows.ts';
import { withConnection } from './connect.ts';
import type { SqliteConnection } from './connect.ts';
import { findError, sayUnlessForeign } from './sqlite-error.ts';
import { foldName } from './fold-name.ts';
import { quoteName } from './quoting.ts';

type TriggerEvent = 'DELETE' | 'INSERT' | 'UPDATE';

/** The triggers that one statement fires. */
interface Firing {
  readonly table: string;
  readonly event: TriggerEvent;
  readonly triggers: readonly SchemaRow[];
}

/** A sentence for each trigger that can no longer run, because what its statements speak of is not there. */
export function listBrokenTriggers(connection: SqliteConnection, rows: readonly SchemaRow[]): string[] {
  const failing = groupTriggers(rows).flatMap((firing) => {
    const error = findError(() => compileFiring(connection, firing));
    return error === undefined ? [] : [{ firing, error }];
  });
  return failing.length === 0 ? [] : blameTriggers(rows, failing);
}

function groupTriggers(rows: readonly SchemaRow[]): Firing[] {
  const firings = new Map<string, Firing>();
  for (const row of rows) {
    const event = row.type === 'trigger' ? readEvent(row.sql) : undefined;
    if (event === undefined) continue;
    const key = `${event} ${foldName(row.table)}`;
    firings.set(key, { table: row.table, event, triggers: [...(firings.get(key)?.triggers ?? []), row] });
  }
  return [...firings.values()];
}

/** What fires a trigger; undefined where its text cannot be read. https://sqlite.org/lang_createtrigger.html */
function readEvent(sql: string): TriggerEvent | undefined {
  try {
    const cursor = new TokenCursor(tokenize(sql));
    cursor.take('CREATE');
    cursor.takeOneOf('TEMP', 'TEMPORARY');
    cursor.take('TRIGGER');
    cursor.take('IF', 'NOT', 'EXISTS');
    cursor.takeName();
    if (cursor.takeSign('.')) cursor.takeName();
    if (cursor.takeOneOf('BEFORE', 'AFTER') === undefined) cursor.take('INSTEAD', 'OF');
    return cursor.takeOneOf('DELETE', 'INSERT', 'UPDATE') as TriggerEvent | undefined;
  } catch (error) {
    if (error instanceof UnreadableSql) return undefined;
    throw error;
  }
}

/** A trigger is compiled with the statement that fires it. */
function compileFiring(connection: SqliteConnection, { table, event }: Firing): void {
  const columns = connection.all('SELECT name FROM pragma_table_xinfo(?) WHERE hidden IN (0, 1)', table).map(([column]) => quoteName(String(column)));
  const [first] = columns;
  if (event === 'DELETE') connection.prepare(`DELETE FROM ${quoteName(table)}`);
  else if (first === undefined) return;
  else if (event === 'UPDATE') connection.prepare(`UPDATE ${quoteName(table)} SET ${columns.map((column) => `${column} = ${column}`).join(', ')}`);
  else connection.prepare(`INSERT INTO ${quoteName(table)} (${first}) VALUES (NULL)`);
}

/**
 * SQLite says of a statement what is missing, but not which of its triggers needs it, and one trigger fires others. So each is tried alone, in an
 * empty copy of the schema that has no other; this is done only where something is wrong.
 */
function blameTriggers(rows: readonly SchemaRow[], failing: readonly { readonly firing: Firing; readonly error: Error }[]): string[] {
  return withConnection(':memory:', { mayWrite: true }, (copy) => {
    const isWhole = rows.every(({ type, sql }) => (type !== 'table' && type !== 'view') || findError(() => copy.exec(sql)) === undefined);
    // Without a module or function that only the project has there is no copy, so that the statement alone can be told.
    if (!isWhole) return failing.flatMap(({ firing: { table, event }, error }) => sayUnlessForeign(error, (message) => `the triggers of \`${table}\` for ${event} can no longer run: ${message}`));
    return failing.flatMap(({ firing }) =>
      firing.triggers.flatMap((trigger) => {
        copy.exec('SAVEPOINT alone');
        copy.exec(trigger.sql);
        const error = findError(() => compileFiring(copy, firing));
        copy.exec('ROLLBACK TO alone; RELEASE alone');
        return error === undefined ? [] : sayUnlessForeign(error, (message) => `trigger \`${trigger.name}\` of \`${trigger.table}\` can no longer run: ${message}`);
      }),
    );
  });
}
