import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { StepObservation } from '../../observe/observation.ts';
import type { ObservationContext } from '../check.ts';
import { listSteps } from './compare-with-base.ts';

/** The step of a new revision that made an object what it is at the heads, and what the object was called then. */
export interface Origin {
  readonly revision: string;
  readonly step: StepObservation;
  /** Before the step, where it was there, and after it. */
  readonly objects: readonly CatalogObject[];
}

type Name = Pick<CatalogObject, 'kind' | 'schema' | 'name' | 'parentName'>;

/**
 * The last step that did something to an object, told by its name at the heads and followed back through renames. Undefined where it was
 * none of the new revisions.
 * @param isMeant whether a change of the object is the one looked for
 */
export function findOrigin(object: CatalogObject, isMeant: (change: CatalogChange) => boolean, context: ObservationContext): Origin | undefined {
  let name: Name = object;
  for (const step of listSteps(context.observation).toReversed()) {
    const own = step.changes.find((change) => listObjects(change).some((other) => isSame(other, name)));
    if (own !== undefined && isMeant(own)) {
      if (!context.history.newRevisions.has(step.revision)) return undefined;
      const known = listObjects(own).find((other) => isSame(other, name));
      return { revision: step.revision, step, objects: [...(known === undefined ? [] : [known]), ...('before' in own ? [own.before] : [])] };
    }
    name = nameBefore(name, own, step.changes);
  }
  return undefined;
}

/** What a change leaves there, with the parts of what it added. */
function listObjects(change: CatalogChange): readonly CatalogObject[] {
  if (change.type === 'removed') return [];
  return change.type === 'added' ? [change.object, ...change.parts] : [change.after];
}

function isSame(object: CatalogObject, { kind, schema, name, parentName }: Name): boolean {
  return object.kind === kind && object.schema === schema && object.name === name && object.parentName === parentName;
}

/** A part goes by the name of what it is a part of. */
function nameBefore(name: Name, own: CatalogChange | undefined, changes: readonly CatalogChange[]): Name {
  if (own?.type === 'renamed') return own.before;
  const parent = changes.find((change) => change.type === 'renamed' && change.after.kind !== 'column' && change.after.schema === name.schema && change.after.name === name.parentName);
  return parent?.type === 'renamed' ? { ...name, schema: parent.before.schema, parentName: parent.before.name } : name;
}
