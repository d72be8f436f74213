import { beginSentence } from '../../catalog/describe.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { StatementObservation } from '../../observe/observation.ts';
import type { Effect } from '../../sql/effect.ts';
import { findRebuild } from '../../sql/find-rebuild.ts';
import { findStatement, listOperations } from '../../sql/find-statement.ts';
import type { OperationKind } from '../../sql/operation.ts';
import type { FoundProblem, ObservationContext, Remedy, Severity } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { nameObject } from '../name-object.ts';
import type { Origin } from './find-origin.ts';

/** What breaks the running release. */
export interface Break {
  /** As the running release knows it, or, where it does not, as it is at the heads. */
  readonly object: CatalogObject;
  readonly origin: Origin;
  /** What may have done it, the most likely first; `create-table` where the table was made anew. */
  readonly kinds: readonly OperationKind[];
  /** The part of the object, where a statement that names it is looked for. */
  readonly member?: string | undefined;
  readonly severity?: Severity;
  readonly message: string;
  readonly remedy: Remedy;
}

/** A finding at the statement that did it. */
export function reportBreak({ object, origin, kinds, member, severity, message, remedy }: Break, context: ObservationContext): FoundProblem {
  const statement = findCause(origin, kinds, member);
  return {
    revision: origin.revision,
    ...locateStatement(origin.revision, statement, context),
    ...(severity === undefined ? {} : { severity }),
    message: beginSentence(message),
    remedy,
    ...(statement === undefined ? {} : { evidence: { sql: statement.sql } }),
    identity: [origin.revision, nameObject(object, context.dialect)],
  };
}

/** The statement of a step that did something to an object: one that names it by what it is called after the step or before, else what can only have done it. */
export function findCause({ step, objects }: Origin, kinds: readonly OperationKind[], member?: string): StatementObservation | undefined {
  const effects = listEffects(objects, kinds).map((effect) => (member === undefined ? effect : { ...effect, member }));
  for (const kind of kinds) {
    for (const effect of effects) {
      if (kind === 'create-table') {
        const rebuilt = findRebuild(step.statements, effect);
        if (rebuilt !== undefined) return rebuilt;
        continue;
      }
      const found = findStatement(step.statements, { ...effect, kinds: [kind] });
      if (found !== undefined && listOperations(found).some((operation) => operation.kind === kind)) return found;
    }
  }
  return effects.map((effect) => findStatement(step.statements, effect)).find((statement) => statement !== undefined);
}

/** A step may have renamed a part and what it is a part of, in either order. */
function listEffects(objects: readonly CatalogObject[], kinds: readonly OperationKind[]): Effect[] {
  return objects.flatMap(({ schema, name, kind, parentName }): Effect[] => {
    if (parentName === null || kind === 'sequence') return [{ kinds, schema, target: name.replace(/\(.*$/s, '') }];
    return objects.map(({ name: member }) => ({ kinds, schema, target: parentName, member }));
  });
}
