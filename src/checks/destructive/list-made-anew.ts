import type { CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { Operation, OperationKind } from '../../sql/operation.ts';
import type { ObservationContext } from '../check.ts';
import { findRows } from '../rows/row-table.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import { wasAtBase } from './find-destruction.ts';
import type { JudgedUpgrade } from './list-upgrades.ts';
import { followCatalogs } from './follow-catalogs.ts';
import type { FollowedUpgrade } from './follow-catalogs.ts';
import { isNamed } from './list-references.ts';
import { setsPosition } from './sets-position.ts';

/** An object of the base that an upgrade drops and makes anew under its name, so that the catalog hardly tells. */
export interface MadeAnew {
  readonly upgrade: JudgedUpgrade;
  readonly object: CatalogObject;
}

/** Columns whose values are not in the new one of their name: by the walk with rows, else where no statement writes them there. */
export function listColumnsMadeAnew(context: ObservationContext): readonly MadeAnew[] {
  return followCatalogs(context).flatMap((upgrade) =>
    listDroppedAndThere(upgrade, context, 'column', (operation, column) => isDropOf(operation, column)).flatMap((object) => (losesValues(object, upgrade, context) ? [{ upgrade, object }] : [])),
  );
}

/** Sequences that count from their beginning again. */
export function listSequencesMadeAnew(context: ObservationContext): readonly MadeAnew[] {
  return followCatalogs(context).flatMap((upgrade) => {
    const dropped = listDroppedAndThere(upgrade, context, 'sequence', ({ kind, target }, sequence) => kind === 'drop-sequence' && isNamed(target, sequence));
    return dropped.length === 0 || setsPosition(upgrade, context) ? [] : dropped.map((object) => ({ upgrade, object }));
  });
}

function listDroppedAndThere({ step, before, after }: FollowedUpgrade, context: ObservationContext, kind: CatalogObject['kind'], isDrop: (operation: Operation, object: CatalogObject) => boolean): readonly CatalogObject[] {
  const operations = step.statements.flatMap(listOperations);
  if (!operations.some((operation) => dropping.has(operation.kind))) return [];
  return [...before.objects].flatMap(([key, object]) => {
    const isThere = object.kind === kind && after.objects.has(key) && wasAtBase(object, context.observation.base, before);
    return isThere && operations.some((operation) => isDrop(operation, object)) ? [object] : [];
  });
}

const dropping: ReadonlySet<OperationKind> = new Set(['drop-column', 'drop-sequence', 'insert']);

/** By its name, or by a copy of its table that is filled without it. */
function isDropOf({ kind, target, member, copy }: Operation, { schema, parentName, name }: CatalogObject): boolean {
  const table = { schema, name: parentName ?? '' };
  if (kind === 'drop-column') return isNamed(target, table) && isSameName(member, name);
  return copy !== undefined && copy.columns.length > 0 && isNamed(copy.from, table) && !copy.columns.some(({ from }) => isSameName(from, name));
}

function losesValues({ schema, parentName, name }: CatalogObject, { revision, step }: FollowedUpgrade, context: ObservationContext): boolean {
  const table = { schema: schema ?? undefined, name: parentName ?? '' };
  const rows = findRowTrip(context, revision)?.rows;
  const [had, has] = [findRows(rows?.before, table), findRows(rows?.upgraded, table)];
  const [nullsBefore, nullsAfter] = [had?.columns.get(name)?.nulls, has?.columns.get(name)?.nulls];
  if (had !== undefined && has !== undefined && nullsBefore !== undefined && nullsAfter !== undefined && nullsBefore < had.count) return had.columns.get(name)?.values !== has.columns.get(name)?.values && nullsAfter > nullsBefore;
  const operations = step.statements.flatMap(listOperations);
  return operations.some(({ kind }) => kind === 'drop-column') && !operations.some(({ kind, target }) => kind === 'update' && isNamed(target, { schema, name: parentName ?? '' }));
}
