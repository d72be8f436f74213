import { isOrderOnly } from '../../catalog/diff.ts';
import { describeObject, renderDiff } from '../../catalog/describe.ts';
import type { CatalogChange } from '../../catalog/change.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { ObservationCheck } from '../check.ts';
import { nameChanged } from '../name-object.ts';
import { listJudged, locateFunction } from './step-place.ts';

export const columnOrder: ObservationCheck = {
  id: 'round-trip/column-order',
  stage: 'observation',
  severity: 'note',
  title: 'Column order changes',
  why: 'Only code that relies on `SELECT *` or `INSERT` without column names can notice.',
  find: (context) => {
    if (context.downgrades === 'off') return [];
    const seen = new Set<string>();
    const perRevision = listJudged(context).flatMap((trip) => {
      const changes = [...(trip.trace ?? []), ...(trip.repeat ?? [])].filter((change) => isOrderOnly(change) && !seen.has(change.key));
      for (const { key } of changes) seen.add(key);
      const unique = [...new Map(changes.map((change) => [change.key, change])).values()];
      return unique.length === 0 ? [] : [{ revision: trip.revision, ...locateFunction(trip.revision, 'downgrade', context), ...describe(unique, context.dialect) }];
    });
    const later = [...(context.observation.rehearsal?.trace ?? []), ...(context.observation.rehearsal?.repeat ?? []), ...(context.observation.fresh?.changes ?? [])];
    const rest = [...new Map(later.filter((change) => isOrderOnly(change) && !seen.has(change.key)).map((change) => [change.key, change])).values()];
    return rest.length === 0 ? perRevision : [...perRevision, describe(rest, context.dialect)];
  },
};

function describe(changes: readonly CatalogChange[], dialect: Dialect): Omit<ReturnType<ObservationCheck['find']>[number], 'revision'> {
  const tables = changes.map((change) => describeObject('object' in change ? change.object : change.after));
  return {
    message: `After the way back the columns of ${tables.join(', ')} are in another order.`,
    remedy: { text: 'A column that comes back comes back as the last one. Nothing needs to be done unless code relies on the order.' },
    evidence: { diff: renderDiff(changes, 'trace') },
    identity: nameChanged(changes, dialect),
  };
}
