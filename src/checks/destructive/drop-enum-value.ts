import { describeObject } from '../../catalog/describe.ts';
import type { CatalogChange } from '../../catalog/change.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { reportDestruction } from './find-destruction.ts';
import type { Destruction } from './find-destruction.ts';
import { followCatalogs } from './follow-catalogs.ts';
import type { FollowedUpgrade } from './follow-catalogs.ts';
import { findType, listAllowed, listAllowedByType, listChecks } from './list-allowed.ts';

const id = 'destructive/drop-enum-value';

export const dropEnumValue: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Enum value dropped',
  why: 'Rows that hold the value cannot be kept, and the release that is still running fails when it writes it.',
  find: (context) =>
    followCatalogs(context).flatMap((upgrade) => {
      const types = upgrade.step.changes.flatMap((change) => listLosses(change, upgrade, context));
      const told = new Set(types.map(({ object }) => object.name));
      // What a type loses is told of the type, and not again of each column.
      const columns = listRestricted(upgrade).flatMap((pair) => (told.has(findType(String(pair.after.attributes['type']), upgrade.after)?.name ?? '') ? [] : findColumnLoss(pair, upgrade, context)));
      return [...types, ...columns].map((loss) => report(loss, upgrade, context));
    }),
};

interface LabelLoss extends Pick<Destruction, 'object' | 'cause' | 'kinds'> {
  readonly lost: readonly string[];
}

function report({ lost, ...loss }: LabelLoss, upgrade: FollowedUpgrade, context: ObservationContext): FoundProblem {
  const { object } = loss;
  return reportDestruction(upgrade, context, {
    ...loss,
    message: `${describeObject(object)} loses ${lost.map((label) => `\`${label}\``).join(', ')}.`,
    remedy: 'Stop writing the value in one release, change the rows that hold it, and remove it in a later one.',
    check: id,
    detail: lost,
  });
}

/**
 * What an enum or a domain loses that it had at the base as well. By name and not by identity: rename, create, cast and drop is how a type
 * loses a label. One that keeps its identity and as many can only have renamed it.
 */
function listLosses(change: CatalogChange, { before, after }: FollowedUpgrade, context: ObservationContext): readonly LabelLoss[] {
  if ((change.type !== 'changed' && change.type !== 'renamed') || (change.after.kind !== 'enum type' && change.after.kind !== 'domain')) return [];
  const { lexis } = context.dialect;
  const [had, has] = [listAllowedByType(change.before, before, lexis), listAllowedByType(change.after, after, lexis)];
  const isRenamed = change.after.kind === 'enum type' && change.before.identity === change.after.identity && had?.length === has?.length;
  if (isSetAside(change.before, change.after, before, after)) return [];
  const atBase = context.observation.base?.objects.get(change.key);
  if (isRenamed || atBase === undefined || context.observation.base === undefined) return [];
  const lost = listLost(had, has, listAllowedByType(atBase, context.observation.base, lexis));
  return lost.length === 0 ? [] : [{ object: change.after, lost, kinds: change.after.kind === 'domain' ? ['add-constraint', 'create-type', 'drop-type'] : ['rename-type', 'drop-type', 'create-type'] }];
}

/** Whether a type that another took the name of is still there under its own, and so are the columns of it: nothing is lost until they move. */
function isSetAside(was: CatalogObject, is: CatalogObject, before: Catalog, after: Catalog): boolean {
  if (was.identity === is.identity || ![...after.objects.values()].some(({ kind, identity }) => kind === was.kind && identity === was.identity)) return false;
  return ![...after.objects].some(([key, column]) => column.kind === 'column' && findType(String(column.attributes['type']), after) === is && findType(String(before.objects.get(key)?.attributes['type']), before) === was);
}

interface ColumnPair {
  readonly before: CatalogObject;
  readonly after: CatalogObject;
}

/** Columns whose labels or type changed, and those of tables whose conditions did. */
function listRestricted({ step, before, after }: FollowedUpgrade): readonly ColumnPair[] {
  const pairs = new Map<string, ColumnPair>();
  const touched = new Set<string | null>();
  for (const change of step.changes) {
    const object = change.type === 'added' || change.type === 'removed' ? change.object : change.after;
    if (object.attributes['constraintType'] === 'check constraint') touched.add(object.parent);
    if ((change.type === 'changed' || change.type === 'renamed') && object.kind === 'column' && change.attributes.some(({ attribute }) => attribute === 'type' || attribute === 'labels')) {
      pairs.set(`${String(object.parent)} ${object.name}`, change);
    }
  }
  if (touched.size > 0) {
    for (const [key, was] of before.objects) {
      const is = was.kind === 'column' && touched.has(was.parent) ? after.objects.get(key) : undefined;
      const place = `${String(is?.parent)} ${String(is?.name)}`;
      if (is !== undefined && !pairs.has(place)) pairs.set(place, { before: was, after: is });
    }
  }
  return [...pairs.values()];
}

function findColumnLoss({ before: was, after: is }: ColumnPair, { before, after, step }: FollowedUpgrade, context: ObservationContext): readonly LabelLoss[] {
  const { base } = context.observation;
  const { lexis } = context.dialect;
  const atBase = base === undefined ? undefined : findAtBase(was, [...base.objects.values()]);
  if (atBase === undefined || base === undefined) return [];
  const lost = listLost(listAllowed(was, before, lexis), listAllowed(is, after, lexis), listAllowed(atBase, base, lexis));
  if (lost.length === 0) return [];
  const isOfCheck = was.attributes['type'] === is.attributes['type'] && was.attributes['labels'] === is.attributes['labels'];
  if (!isOfCheck) return [{ object: is, lost, kinds: ['change-column-type'] }];
  // The condition that came is what leaves them out.
  const checks = listChecks(is, after);
  const cause = step.changes.map((change) => ('object' in change ? change.object : change.after)).find((object) => checks.includes(object));
  return [{ object: is, ...(cause === undefined ? {} : { cause }), lost, kinds: ['add-constraint'] }];
}

/** By identity where there is one, else by name. */
function findAtBase(column: CatalogObject, objects: readonly CatalogObject[]): CatalogObject | undefined {
  return objects.find((other) => other.kind === 'column' && (column.identity === null ? other.parent === column.parent && other.name === column.name : other.identity === column.identity));
}

/** Values that were allowed at the base and until now, and are no longer. Without a list any may be held. */
function listLost(had: readonly string[] | undefined, has: readonly string[] | undefined, atBase: readonly string[] | undefined): readonly string[] {
  if (had === undefined || has === undefined || atBase === undefined) return [];
  return had.filter((label) => !has.includes(label) && atBase.includes(label));
}
