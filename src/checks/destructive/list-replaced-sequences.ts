import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { ObservationContext } from '../check.ts';
import { findRows } from '../rows/row-table.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import { wasAtBase } from './find-destruction.ts';
import { followCatalogs } from './follow-catalogs.ts';
import type { FollowedUpgrade } from './follow-catalogs.ts';
import { isNamed } from './list-references.ts';
import { setsPosition } from './sets-position.ts';

/** A sequence of the base that gave a column its numbers, and what does now. */
export interface ReplacedSequence {
  readonly upgrade: FollowedUpgrade;
  readonly object: CatalogObject;
  readonly column: CatalogObject;
  /** A sequence, or the column itself, which counts as its identity. */
  readonly by: CatalogObject;
}

/** Those whose successor counts from its beginning, though there are rows that have numbers of before. */
export function listReplacedSequences(context: ObservationContext): readonly ReplacedSequence[] {
  return followCatalogs(context).flatMap((upgrade) => {
    const gone = upgrade.step.changes.flatMap((change) => (change.type === 'removed' && change.object.kind === 'sequence' && wasAtBase(change.object, context.observation.base, upgrade.before) ? [change.object] : []));
    return gone.flatMap((object): ReplacedSequence[] => {
      const column = findColumn(object, upgrade.after);
      const by = findSuccessor(object, upgrade);
      if (column === undefined || by === undefined || setsPosition(upgrade, context)) return [];
      return hasNoRows(column, upgrade, context) || isNumberedAnew(column, upgrade) ? [] : [{ upgrade, object, column, by }];
    });
  });
}

/** What an upgrade made to count for the column that owned a sequence; undefined where nothing does. */
export function findSuccessor(sequence: CatalogObject, upgrade: FollowedUpgrade): CatalogObject | undefined {
  const { ownedBy } = sequence.attributes;
  if (typeof ownedBy !== 'string') return undefined;
  const other = upgrade.step.changes.flatMap((change) => (change.type === 'added' ? [change.object, ...change.parts] : [])).find(({ kind, attributes }) => kind === 'sequence' && attributes['ownedBy'] === ownedBy);
  if (other !== undefined) return other;
  const [had, has] = [findColumn(sequence, upgrade.before), findColumn(sequence, upgrade.after)];
  return has?.attributes['identity'] == null || had?.attributes['identity'] != null ? undefined : has;
}

/** The column at the place of the one that owned a sequence. */
function findColumn({ schema, parentName, attributes: { ownedBy } }: CatalogObject, { objects }: Catalog): CatalogObject | undefined {
  const path = String(ownedBy).replaceAll('"', '');
  return [...objects.values()].find((object) => object.kind === 'column' && object.schema === schema && object.parentName === parentName && path === `${schema ?? ''}.${parentName ?? ''}.${object.name}`);
}

/** As far as the walk with rows tells. */
function hasNoRows({ schema, parentName }: CatalogObject, { revision }: FollowedUpgrade, context: ObservationContext): boolean {
  const rows = findRowTrip(context, revision)?.rows;
  return findRows(rows?.upgraded, { schema: schema ?? undefined, name: parentName ?? '' })?.count === 0;
}

/** Whether the rows have their numbers from the successor: the copy is filled without them, or another column takes the name. */
function isNumberedAnew({ schema, parentName, name }: CatalogObject, { step }: FollowedUpgrade): boolean {
  const table = { schema, name: parentName ?? '' };
  return step.statements.flatMap(listOperations).some(({ kind, target, newName, copy }) => {
    if (kind === 'rename-column') return isNamed(target, table) && isSameName(newName, name);
    return copy !== undefined && copy.columns.length > 0 && isNamed(copy.from, table) && !copy.columns.some(({ to }) => isSameName(to, name));
  });
}
