import { isSameName } from '../catalog/same-name.ts';
import { listOperations } from '../sql/find-statement.ts';
import type { StepObservation } from './observation.ts';

/** Servers and revisions may be in any time zone. */
const widestZoneMs = 26 * 60 * 60 * 1000;

/**
 * Whether it is the database that wrote the time of the walk into a column, as triggers and MySQL's `ON UPDATE CURRENT_TIMESTAMP` do for
 * any statement that updates a row: the statements of a round trip only update the table, and none of them names the column.
 * @param came the values that came in place of others, as text
 */
export function isByClock({ table, column }: { readonly table: string; readonly column: string }, came: readonly string[], steps: readonly StepObservation[], nowMs: number): boolean {
  if (came.length === 0 || !came.every((text) => isNear(text, nowMs))) return false;
  const statements = steps.flatMap((step) => step.statements).filter(({ isBookkeeping }) => !isBookkeeping);
  const name = column.toLowerCase();
  if (statements.some(({ sql }) => sql.toLowerCase().includes(name))) return false;
  const kinds = statements.flatMap(listOperations).flatMap(({ kind, target, newName }) => (isSameName(target.name, table) || isSameName(newName ?? '', table) ? [kind] : []));
  return kinds.includes('update') && !kinds.some((kind) => otherRows.has(kind));
}

/** What puts other rows into a table, in which the time of the walk may be a default. */
const otherRows: ReadonlySet<string> = new Set(['insert', 'delete', 'truncate', 'create-table', 'drop-table', 'rename-table']);

function isNear(text: string, nowMs: number): boolean {
  const [, date, time = '00:00:00'] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d:\d\d)(?:\.\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?$/.exec(text) ?? [];
  return date !== undefined && Math.abs(Date.parse(`${date}T${time}Z`) - nowMs) < widestZoneMs;
}
