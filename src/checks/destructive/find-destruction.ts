import { beginSentence, describeObject } from '../../catalog/describe.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { Direction, StatementObservation } from '../../observe/observation.ts';
import type { OperationKind } from '../../sql/operation.ts';
import { sayList } from '../../say-list.ts';
import { findRebuild } from '../../sql/find-rebuild.ts';
import { findStatement } from '../../sql/find-statement.ts';
import type { FoundProblem, ObservationContext, Remedy, Severity } from '../check.ts';
import { nameObject } from '../name-object.ts';
import { countLostValues } from '../rows/count-lost.ts';
import { locateFunction } from '../round-trip/step-place.ts';
import { followCatalogs } from './follow-catalogs.ts';
import type { FollowedUpgrade } from './follow-catalogs.ts';
import { describeEffect, findOwner, isPartOf, listAlong } from './list-along.ts';
import type { JudgedUpgrade } from './list-upgrades.ts';

/**
 * Whether an object was there before the pull request: by its identity, which survives a rename, or by its name where the base has none. One that
 * took the name of another, as a copy does that takes a table's place, is that other from then on, unless that one is still there.
 * @param now what stood before the upgrade that is judged
 */
export function wasAtBase(object: CatalogObject, base: Catalog | undefined, now: Catalog | undefined): boolean {
  if (base === undefined) return false;
  const objects = [...base.objects.values()];
  if (objects.some(({ identity }) => identity !== null && identity === object.identity)) return true;
  const named = objects.find((other) => isSameName(object, other));
  if (named === undefined || named.identity === null) return named !== undefined;
  return ![...(now?.objects.values() ?? [])].some((other) => other.identity === named.identity && !isSameName(other, named));
}

function isSameName(a: CatalogObject, b: CatalogObject): boolean {
  return a.kind === b.kind && a.schema === b.schema && a.name === b.name && a.parentName === b.parentName;
}

/** What a check of dropped objects looks for and says. */
export interface Dropping extends Omit<Destruction, 'object' | 'message'> {
  readonly dropped: readonly CatalogObject['kind'][];
  /** What is lost with it, the end of a sentence. */
  readonly loss?: string;
  /** What else there is to say of one, a sentence after a blank, or nothing. */
  readonly note?: (object: CatalogObject, upgrade: JudgedUpgrade) => string;
  /** Whether it is there yet, as a part of another that the catalog does not tell, or another has taken its place. */
  readonly isThere?: (object: CatalogObject, upgrade: FollowedUpgrade) => boolean;
  /** Where it is not the check's own. */
  readonly severityOf?: (object: CatalogObject) => Severity | undefined;
}

/** Objects of these kinds that a new revision drops as a whole, not as a part of another, and that stood at the base; one finding each. */
export function findDropped(context: ObservationContext, drop: Dropping): FoundProblem[] {
  const { base } = context.observation;
  return followCatalogs(context).flatMap((upgrade) =>
    upgrade.step.changes
      .flatMap((change) => (change.type === 'removed' && drop.dropped.includes(change.object.kind) && wasAtBase(change.object, base, upgrade.before) ? [change.object] : []))
      .flatMap((object) => {
        const owner = findOwner(object, upgrade.step);
        if (owner !== undefined && wasAtBase(owner, base, upgrade.before) && isPartOf(object, owner)) return [];
        if (drop.isThere?.(object, upgrade) === true) return [];
        const along = listAlong(object, upgrade.step);
        const message = [
          `${describeObject(object)} is dropped${owner === undefined ? '' : ` with ${describeObject(owner)}`}${object.attributes['generated'] == null ? (drop.loss ?? '') : ''}`,
          along.length === 0 ? '.' : `, and with it ${sayList(along)}.`,
          countLostValues(context, upgrade.revision, object),
          drop.note?.(object, upgrade) ?? '',
        ];
        const severity = drop.severityOf?.(object);
        return [{ ...reportDestruction(upgrade, context, { ...drop, object, message: message.join('') }), ...(severity === undefined ? {} : { severity }) }];
      }),
  );
}

/** What a destructive finding says of one object. */
export interface Destruction {
  readonly object: CatalogObject;
  /** What the statement names, where it is something else. */
  readonly cause?: CatalogObject;
  readonly kinds: readonly OperationKind[];
  readonly message: string;
  readonly remedy: string;
  readonly check: string;
  /** What is done to the object, where the check does not tell: the labels that it loses, its types before and after. */
  readonly detail?: readonly string[];
}

/** A finding at the statement that did it, with the line to agree to it. */
export function reportDestruction({ revision, step }: JudgedUpgrade, context: ObservationContext, destruction: Destruction): FoundProblem {
  const { object, kinds, message, check } = destruction;
  const named = destruction.cause ?? object;
  const effect = describeEffect(named, kinds);
  const statement = findStatement(step.statements, effect);
  const isLostInCopy = named.kind !== 'column' && statement !== undefined && statement === findRebuild(step.statements, effect);
  return {
    revision,
    ...locateStatement(revision, statement, context),
    message: beginSentence(message),
    remedy: agreeWith(isLostInCopy ? `${keepInCopy} ${destruction.remedy}` : destruction.remedy, check),
    ...(statement === undefined ? {} : { evidence: { sql: statement.sql } }),
    identity: [revision, nameObject(object, context.dialect)],
    operation: [describeObject(object), ...(destruction.detail ?? [])],
  };
}

/** https://alembic.sqlalchemy.org/en/latest/batch.html#including-check-constraints */
const keepInCopy =
  'The table is copied, as batch mode does, and its copy lacks it. Where it was to stay, give it to the copy (`table_args=`, or a name, by which batch mode knows it again) or make it anew after the batch.';

/** The statement's line where it is one of the revision's own, else the function that ran. */
export function locateStatement(revision: string, statement: StatementObservation | undefined, context: ObservationContext, direction: Direction = 'upgrade'): { file?: string; line?: number } {
  const file = context.history.graph.revisions.get(revision)?.file;
  if (statement?.file !== undefined && statement.line !== undefined && statement.file === file) return { file, line: statement.line };
  return locateFunction(revision, direction, context);
}

/** A remedy that ends with how to agree. */
export function agreeWith(text: string, check: string): Remedy {
  return {
    text: `${text} Where it is meant, say why on the line above:`,
    code: `# alembic-gate: ignore[${check}] why nothing is lost`,
    language: 'python',
  };
}
