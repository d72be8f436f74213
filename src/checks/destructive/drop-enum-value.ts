import { describeObject } from '../../catalog/describe.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
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
    listUpgrades(context).flatMap((upgrade) => {
      const trip = context.observation.revisions.find(({ revision }) => revision === upgrade.revision);
      const base = listEnums(context.observation.base);
      const [before, after] = [listEnums(trip?.before), listEnums(trip?.after)];
      // By name and not by identity: rename, create, cast and drop is how a label is removed.
      return [...base].flatMap(([name, object]) => {
        const [had, now] = [before.get(name), after.get(name)];
        if (had === undefined || now === undefined) return [];
        const renamedLabels = had.identity === now.identity && labelsOf(had).length === labelsOf(now).length;
        const lost = renamedLabels ? [] : labelsOf(had).filter((label) => labelsOf(object).includes(label) && !labelsOf(now).includes(label));
        if (lost.length === 0) return [];
        return [
          reportDestruction(upgrade, context, {
            object: now,
            kinds: ['rename-type', 'drop-type', 'create-type'],
            message: `${describeObject(now)} loses ${lost.map((label) => `\`${label}\``).join(', ')}.`,
            remedy: 'Stop writing the value in one release, change the rows that hold it, and remove it in a later one.',
            check: id,
          }),
        ];
      });
    }),
};

function listEnums(catalog: Catalog | undefined): Map<string, CatalogObject> {
  const objects = [...(catalog?.objects ?? [])].filter(([, object]) => object.kind === 'enum type');
  return new Map(objects);
}

function labelsOf({ attributes }: CatalogObject): readonly string[] {
  const labels = attributes['labels'];
  return Array.isArray(labels) ? (labels as readonly string[]) : [];
}
