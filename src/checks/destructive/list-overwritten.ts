import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import type { StatementObservation, StepObservation } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObservationContext } from '../check.ts';
import { findLosses } from '../rows/find-losses.ts';
import { findRows } from '../rows/row-table.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import { findStep } from '../round-trip/step-place.ts';
import { listUpgrades } from './list-upgrades.ts';
import { isNamed } from './list-references.ts';

/** A column of the base whose values an upgrade overwrites in every row. */
export interface Overwritten {
  readonly revision: string;
  readonly column: CatalogObject;
  readonly statement: StatementObservation;
}

/**
 * UPDATEs without a condition of columns that stood at the base. Not those that make each new value from the one that was there, and not those whose values
 * the downgrade brings back on the walk with rows: they are kept.
 */
export function listOverwritten(context: ObservationContext): readonly Overwritten[] {
  const { base } = context.observation;
  if (base === undefined) return [];
  const found = listUpgrades(context).flatMap(({ revision, step }) => [...readOverwritten(base, revision, step), ...readOnRows(context, base, revision)]);
  const told = found.filter((one, index) => found.findIndex((other) => isSame(one, other)) === index);
  return told.filter((one) => !isKept(context, one));
}

/** Those of a loop over rows, which are executed on the walk with rows alone. */
function readOnRows(context: ObservationContext, base: Catalog, revision: string): readonly Overwritten[] {
  const trip = findRowTrip(context, revision);
  const step = trip === undefined ? undefined : findStep(trip, 'upgrade', 1);
  return step?.outcome === 'applied' ? readOverwritten(base, revision, step) : [];
}

function isSame(a: Overwritten, b: Overwritten): boolean {
  return a.revision === b.revision && a.column === b.column && a.statement.file === b.statement.file && a.statement.line === b.statement.line;
}

function readOverwritten(base: Catalog, revision: string, { statements }: StepObservation): readonly Overwritten[] {
  const columns = [...base.objects.values()].filter(({ kind }) => kind === 'column');
  const dropped = statements.flatMap(listOperations).filter(({ kind }) => kind === 'drop-column');
  return statements
    .filter(({ isBookkeeping, isFailed }) => !isBookkeeping && !isFailed)
    .flatMap((statement) =>
      listOperations(statement).flatMap(({ kind, target, assigned = [], flags }) => {
        if (kind !== 'update' || flags.includes('conditional') || flags.includes('temporary')) return [];
        return assigned.flatMap(({ column: name, readsItself }): Overwritten[] => {
          const column = columns.find((one) => isSameName(one.name, name) && isNamed(target, { schema: one.schema, name: one.parentName ?? '' }));
          // One that is dropped and added again under its name is another column.
          const isAnother = dropped.some((operation) => isSameName(operation.member, name) && isSameName(operation.target.name, target.name));
          return column === undefined || readsItself || isAnother ? [] : [{ revision, column, statement }];
        });
      }),
    );
}

/** Whether values were there to be seen, and every one of them came back. */
function isKept(context: ObservationContext, { revision, column: { schema, parentName, name } }: Overwritten): boolean {
  const trip = findRowTrip(context, revision);
  const table = findRows(trip?.rows?.before, { schema: schema ?? undefined, name: parentName ?? '' });
  const nulls = table?.columns.get(name)?.nulls;
  if (trip?.rows?.downgraded === undefined || table === undefined || nulls === undefined || nulls === table.count) return false;
  const changed = trip.rows.upgraded === undefined ? undefined : findRows(trip.rows.upgraded, { schema: schema ?? undefined, name: parentName ?? '' })?.columns.get(name);
  // What the UPDATE left as it was on these rows it may change on others.
  if (changed?.values === table.columns.get(name)?.values) return false;
  return !findLosses(trip).some((loss) => loss.schema === schema && loss.table === parentName && (loss.before !== loss.after || loss.columns.some((one) => one.column === name)));
}
