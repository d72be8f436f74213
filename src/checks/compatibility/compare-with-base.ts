import type { CatalogChange } from '../../catalog/change.ts';
import { diffCatalogs } from '../../catalog/diff.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import { namesTable } from '../../catalog/names-table.ts';
import type { Rename } from '../../catalog/rename.ts';
import type { StepObservation } from '../../observe/observation.ts';
import { makeOperation } from '../../sql/make-operation.ts';
import { NameTracker } from '../../sql/name-tracker.ts';
import type { Operation } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { oncePerContext } from '../once-per-context.ts';
import { findStep } from '../round-trip/step-place.ts';

/** What the database is after the whole pull request, against what the running release knows. */
export interface Comparison {
  readonly base: Catalog;
  readonly heads: Catalog;
  /** What a revision does and a later one takes back is none. */
  readonly changes: readonly CatalogChange[];
}

/** Undefined where the merge base or nothing after it was reached. */
export const compareWithBase = oncePerContext(({ observation }): Comparison | undefined => {
  const { base, heads } = observation;
  if (base === undefined || heads === undefined) return undefined;
  const changes = diffCatalogs(base, heads, { matchRenames: true, renames: listAllRenames(listSteps(observation)) });
  return { base, heads, changes: changes.filter((change) => !isInherited(change, changes, heads)) };
});

/** Whether something has another path only because its schema was renamed, which is told of the schema. */
export function isInRenamedSchema({ before, after }: { readonly before: CatalogObject; readonly after: CatalogObject }, changes: readonly CatalogChange[]): boolean {
  const isOfSchema = changes.some((change) => change.type === 'renamed' && change.before.kind === 'schema' && change.before.name === before.schema && change.after.name === after.schema);
  return isOfSchema && before.name === after.name;
}

/** The first upgrade of every revision on the walk that was applied, in order. */
export function listSteps({ revisions }: Pick<ObservationContext['observation'], 'revisions'>): StepObservation[] {
  return revisions.flatMap((trip) => {
    const step = findStep(trip, 'upgrade', 1);
    return step?.outcome === 'applied' ? [step] : [];
  });
}

/** What the steps together gave another name, for databases that know nothing but names. */
function listAllRenames(steps: readonly StepObservation[]): Rename[] {
  const tracker = new NameTracker();
  for (const step of steps) for (const operation of listRenaming(step.changes)) tracker.follow(operation);
  return tracker.listRenames();
}

/** Columns first, because their changes name the table as it was called before the step. */
function listRenaming(changes: readonly CatalogChange[]): Operation[] {
  const renamed = changes.flatMap((change) => (change.type === 'renamed' && change.before.name !== change.after.name ? [change] : []));
  const columns = renamed.flatMap(({ before, after }) =>
    before.kind === 'column' ? [makeOperation('rename-column', { schema: before.schema ?? undefined, name: before.parentName ?? '' }, { member: before.name, newName: after.name })] : [],
  );
  const tables = renamed.flatMap(({ before, after }) =>
    before.kind === 'table' || before.kind === 'view' || before.kind === 'sequence' ? [makeOperation('rename-table', { schema: before.schema ?? undefined, name: before.name }, { newName: after.name })] : [],
  );
  return [...columns, ...tables];
}

/** The change of a column of a partition, or of a table that inherits: it is its parent's. */
function isInherited(change: CatalogChange, all: readonly CatalogChange[], heads: Catalog): boolean {
  const column = objectOf(change);
  const parents = column.kind !== 'column' || column.parent === null ? undefined : heads.objects.get(column.parent)?.attributes['inherits'];
  if (!Array.isArray(parents)) return false;
  return all.map(objectOf).some(({ kind, name, schema, parentName }) => kind === 'column' && name === column.name && parents.some((parent: string) => namesTable(parent, { schema, name: parentName })));
}

function objectOf(change: CatalogChange): CatalogObject {
  return 'object' in change ? change.object : change.after;
}
