import { describeObject } from '../../catalog/describe.ts';
import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject, ObjectKind } from '../../catalog/model.ts';
import type { StepObservation } from '../../observe/observation.ts';
import type { Effect } from '../../sql/effect.ts';
import { findNaming, findStatement } from '../../sql/find-statement.ts';
import type { OperationKind } from '../../sql/operation.ts';

/** By which operations objects are dropped that have checks. */
const dropped: Partial<Readonly<Record<ObjectKind, readonly OperationKind[]>>> = {
  table: ['drop-table'], 'foreign table': ['drop-table'], column: ['drop-column'], schema: ['drop-schema'], view: ['drop-view'], 'materialized view': ['drop-view'],
  'enum type': ['drop-type'], domain: ['drop-type'], 'composite type': ['drop-type'], 'range type': ['drop-type'], 'base type': ['drop-type'], sequence: ['drop-sequence'],
  function: ['drop-function'], procedure: ['drop-function'], aggregate: ['drop-function'], extension: ['drop-extension'], constraint: ['drop-constraint', 'drop-index'],
  index: ['drop-index', 'drop-constraint'], trigger: ['drop-trigger'],
}; // prettier-ignore

/** The effect that a dropped object is, to look for its statement. */
export function describeEffect(object: CatalogObject, kinds: readonly OperationKind[]): Effect {
  const isPart = object.parentName !== null && object.kind !== 'sequence';
  return { kinds, schema: object.schema, target: isPart ? object.parentName : object.name.replace(/\(.*$/s, ''), ...(isPart ? { member: object.name } : {}) };
}

/** What was dropped that took an object along, which no statement names; undefined where one does, or nothing is known to have. */
export function findOwner(object: CatalogObject, step: StepObservation): CatalogObject | undefined {
  const kinds = dropped[object.kind];
  if (kinds === undefined || findNaming(step.statements, describeEffect(object, kinds)) !== undefined) return undefined;
  const gone = listGone(step.changes).filter((other) => other !== object);
  const column = gone.find((other) => other.kind === 'column' && other.parent !== null && other.parent === object.parent && object.kind !== 'column' && mentions(object, other.name));
  if (column !== undefined) return column;
  const statement = findStatement(step.statements, describeEffect(object, kinds));
  const named = gone.filter((other) => statement !== undefined && dropped[other.kind] !== undefined && findNaming(step.statements, describeEffect(other, dropped[other.kind] ?? [])) === statement);
  return named.find((other) => mentions(object, other.name)) ?? named[0];
}

/** Whether an object is a part of its owner's table that always goes with it, so that a finding of the owner tells enough. */
export function isPartOf(object: CatalogObject, owner: CatalogObject): boolean {
  return owner.kind === 'column' && object.parent === owner.parent && object.kind !== 'column';
}

/** What went along with a dropped object, each as people say it. */
export function listAlong(owner: CatalogObject, step: StepObservation): readonly string[] {
  const whole = listGone(step.changes).filter((object) => findOwner(object, step) === owner);
  // MySQL takes a column out of the keys that have others as well.
  const parts = owner.kind !== 'column' ? [] : step.changes.flatMap((change) => (change.type === 'changed' && change.after.parent === owner.parent && isKey(change.after) && mentions(change.before, owner.name) && !mentions(change.after, owner.name) ? [change.after] : []));
  return [...whole.map(describeObject), ...parts.map((object) => `its part of ${describeObject(object)}`)];
}

function listGone(changes: readonly CatalogChange[]): readonly CatalogObject[] {
  return changes.flatMap((change) => (change.type === 'removed' ? [change.object] : []));
}

function isKey({ kind }: CatalogObject): boolean {
  return kind === 'constraint' || kind === 'index';
}

/** Whether a definition speaks of a name. */
function mentions({ name, attributes }: CatalogObject, word: string): boolean {
  const text = `${name} ${Object.values(attributes).filter((value) => typeof value === 'string').join(' ')}`;
  return new RegExp(`(?<![\\p{L}\\p{N}_$])${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\p{L}\\p{N}_$])`, 'iu').test(text);
}
