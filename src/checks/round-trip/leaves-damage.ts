import type { ObservationCheck } from '../check.ts';
import type { RevisionObservation } from '../../observe/observation.ts';
import type { ObservationContext } from '../check.ts';
import { listRowTrips } from '../rows/row-trips.ts';
import { listJudged, locateFunction } from './step-place.ts';

export const leavesDamage: ObservationCheck = {
  id: 'round-trip/leaves-damage',
  stage: 'observation',
  severity: 'error',
  title: 'Database damaged',
  why: 'The database lets such a revision pass and finds fault with what it holds afterwards: queries and later revisions fail on it.',
  find: (context) =>
    listTrips(context).flatMap(({ revision, walk, steps }) => {
      const [first] = steps.filter(({ damage }) => damage.length > 0);
      if (first === undefined) return [];
      const { direction, attempt, damage } = first;
      return [
        {
          revision,
          ...locateFunction(revision, direction, context),
          // Which rows it damages depends on them, and those are made up.
          ...(walk === 'rows' ? { severity: 'warning' as const } : {}),
          message: `${walk === 'rows' ? 'With rows in the tables, after' : 'After'} the ${attempt === 2 ? 'second ' : ''}${direction} of \`${revision}\`: ${damage.slice(0, shown).join('; ')}${damage.length > shown ? ` and ${String(damage.length - shown)} more` : ''}.`,
          remedy: { text: `Let \`${direction}()\` leave rows, keys and views that fit together.` },
          evidence: { diff: damage.map((sentence) => `+ ${sentence}`) },
          identity: [revision, direction],
        },
      ];
    }),
};

const shown = 3;

/** Both walks, and of a revision that does damage on an empty database already only that. */
function listTrips(context: ObservationContext): readonly RevisionObservation[] {
  const empty = listJudged(context);
  const damaging = new Set(empty.flatMap(({ revision, steps }) => (steps.some(({ damage }) => damage.length > 0) ? [revision] : [])));
  return [...empty, ...listRowTrips(context).filter(({ revision }) => !damaging.has(revision))];
}
