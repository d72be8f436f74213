import { describeObject } from '../../catalog/describe.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { ObservationCheck } from '../check.ts';
import { listUpgrades, reportDestruction } from './find-destruction.ts';

const id = 'destructive/drop-enum-value';

export const dropEnumValue: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Enum value dropped',
  why: 'Rows that hold the value cannot be kept, and the release that is still running fails when it writes it.',
  find: (context) =>
    listUpgrades(context).flatMap((upgrade) =>
      upgrade.step.changes.flatMap((change) => {
        if (change.type !== 'changed' && change.type !== 'renamed') return [];
        const lost = listLost(change.before, change.after, context.observation.base?.objects.get(change.key));
        if (lost.length === 0) return [];
        return [
          reportDestruction(upgrade, context, {
            object: change.after,
            kinds: change.after.kind === 'column' ? ['change-column-type'] : ['rename-type', 'drop-type', 'create-type'],
            message: `${describeObject(change.after)} loses ${lost.map((label) => `\`${label}\``).join(', ')}.`,
            remedy: 'Stop writing the value in one release, change the rows that hold it, and remove it in a later one.',
            check: id,
            detail: lost,
          }),
        ];
      }),
    ),
};

/**
 * Labels that the type, or the column that lists its own, had at the base as well. By name and not by identity: rename, create, cast and drop
 * is how a type loses a label. One that keeps its identity can only have renamed it; a column can not.
 */
function listLost(before: CatalogObject, after: CatalogObject, atBase: CatalogObject | undefined): readonly string[] {
  const [had, has] = [labelsOf(before), labelsOf(after)];
  const isRenamed = after.kind !== 'column' && before.identity === after.identity && had.length === has.length;
  // A column without labels has another type and may hold any text.
  if (isRenamed || has.length === 0 || atBase === undefined) return [];
  return had.filter((label) => !has.includes(label) && labelsOf(atBase).includes(label));
}

function labelsOf({ attributes }: CatalogObject): readonly string[] {
  const labels = attributes['labels'];
  return Array.isArray(labels) ? (labels as readonly string[]) : [];
}
