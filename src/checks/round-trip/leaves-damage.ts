import type { ObservationCheck } from '../check.ts';
import { listJudged, locateFunction } from './step-place.ts';

export const leavesDamage: ObservationCheck = {
  id: 'round-trip/leaves-damage',
  stage: 'observation',
  severity: 'error',
  title: 'Database damaged',
  why: 'The database lets such a revision pass and finds fault with what it holds afterwards: queries and later revisions fail on it.',
  find: (context) =>
    listJudged(context).flatMap(({ revision, steps }) => {
      const [first] = steps.filter(({ damage }) => damage.length > 0);
      if (first === undefined) return [];
      const { direction, attempt, damage } = first;
      return [
        {
          revision,
          ...locateFunction(revision, direction, context),
          message: `After the ${attempt === 2 ? 'second ' : ''}${direction} of \`${revision}\`: ${damage.slice(0, shown).join('; ')}${damage.length > shown ? ` and ${String(damage.length - shown)} more` : ''}.`,
          remedy: { text: `Let \`${direction}()\` leave rows, keys and views that fit together.` },
          evidence: { diff: damage.map((sentence) => `+ ${sentence}`) },
          identity: [revision, direction],
        },
      ];
    }),
};

const shown = 3;
