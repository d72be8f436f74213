import type { RevisionObservation, StatementObservation } from '../../observe/observation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { isSameName } from '../../catalog/same-name.ts';
import { listRowChanges } from '../../sql/list-row-changes.ts';
import { tableKey } from '../../rows/table-shape.ts';
import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { findStep, listJudged, locateFunction } from '../round-trip/step-place.ts';
import { sayCount } from '../../say-count.ts';
import type { RowTable } from './row-table.ts';
import { isOfBase, nameTable, writePath } from './row-table.ts';
import { listRowTrips } from './row-trips.ts';

export const leftBehind: ObservationCheck = {
  id: 'rows/left-behind',
  stage: 'observation',
  severity: 'warning',
  title: 'Rows left behind',
  why: 'The old release finds rows that it did not write, and the next upgrade inserts them a second time.',
  find: (context) => {
    const trips = [...listJudged(context), ...listRowTrips(context)];
    const told = new Set<string>();
    return trips.flatMap((trip) =>
      listLeft(trip, context).flatMap((left): FoundProblem[] => {
        const name = nameTable(left, context.dialect);
        if (told.has(JSON.stringify([trip.revision, name])) || isToldByRepetition(trip.revision, context) || isByOthers(trip, left, context)) return [];
        told.add(JSON.stringify([trip.revision, name]));
        return [
          {
            revision: trip.revision,
            ...locateFunction(trip.revision, 'downgrade', context),
            message: `${sayCount(left.rows, 'row')} that the upgrade of \`${trip.revision}\` inserts into \`${name}\` ${left.rows === 1 ? 'is' : 'are'} still there after its downgrade.`,
            remedy: { text: 'Delete them in `downgrade()`, for example:', code: `op.execute(${quotePython(`DELETE FROM ${writePath(left, context.dialect)} WHERE ...`)})`, language: 'python' },
            identity: [trip.revision, name],
          },
        ];
      }),
    );
  },
};

/** Rows that an upgrade brought and its downgrade left. */
export interface LeftRows extends RowTable {
  readonly rows: number;
}

/** Of tables that were there before the upgrade: what comes and goes with their table is the catalog's. */
export function listLeft({ rows }: RevisionObservation, context: ObservationContext): readonly LeftRows[] {
  if (rows?.upgraded === undefined || rows.downgraded === undefined) return [];
  const { before, upgraded, downgraded } = rows;
  return [...before.values()].flatMap(({ schema, name, count: first }): LeftRows[] => {
    const key = tableKey({ schema, name });
    const [up, down] = [upgraded.get(key)?.count, downgraded.get(key)?.count];
    const left = { schema, table: name, rows: (down ?? first) - first };
    return up !== undefined && up > first && left.rows > 0 && isOfBase(left, context) ? [left] : [];
  });
}

/** Whether the second upgrade tripped over them, which is an error of its own and tells of them. */
function isToldByRepetition(revision: string, context: ObservationContext): boolean {
  const trip = listJudged(context).find((one) => one.revision === revision);
  const again = trip === undefined ? undefined : findStep(trip, 'upgrade', 2);
  return again?.error !== undefined && context.dialect.isRowConflict(again.error);
}

/**
 * Whether it is not the upgrade that wrote them: env.py notes versions in a table of its own (`on_version_apply`), or a trigger what is done to other
 * tables. Nobody expects a downgrade to undo that.
 */
function isByOthers(trip: RevisionObservation, { table }: RowTable, { observation }: ObservationContext): boolean {
  const statements = findStep(trip, 'upgrade', 1)?.statements.filter(({ isBookkeeping }) => !isBookkeeping) ?? [];
  const name = table.toLowerCase();
  const naming = statements.filter(({ sql }) => sql.toLowerCase().includes(name));
  if (naming.length > 0) return naming.every(isOfEnvironment);
  const written = listRowChanges(statements).map(({ target }) => target.name);
  return [...(observation.base?.objects.values() ?? [])].some(({ kind, parentName }) => (kind === 'trigger' || kind === 'rule') && written.some((one) => isSameName(one, parentName)));
}

/** Whether it was executed before or after the revision's function. */
function isOfEnvironment({ file, ordinal }: StatementObservation): boolean {
  return file === undefined && ordinal === undefined;
}
