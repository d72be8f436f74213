import type { ColumnComparison } from '../conditions/demand.ts';
import { splitName } from './split-name.ts';

/** Words of which the first stands in the name of what is smaller or earlier. */
const pairs: readonly (readonly [string, string])[] = [
  ['start', 'end'], ['starts', 'ends'], ['started', 'ended'], ['started', 'finished'], ['started', 'completed'], ['begin', 'end'], ['begins', 'ends'],
  ['from', 'to'], ['from', 'until'], ['from', 'till'], ['created', 'updated'], ['created', 'modified'], ['created', 'deleted'], ['created', 'expires'],
  ['issued', 'due'], ['issued', 'expires'], ['opened', 'closed'], ['opens', 'closes'], ['ordered', 'shipped'], ['shipped', 'delivered'],
  ['min', 'max'], ['minimum', 'maximum'], ['low', 'high'], ['lower', 'upper'], ['first', 'last'], ['check_in', 'check_out'],
];

/** Which of two columns' values is to be the smaller one, by their names: `starts_at` before `ends_at`. */
export function pairColumns(columns: readonly string[]): readonly ColumnComparison[] {
  const bySpelling = new Map(columns.map((column) => [splitName(column).join(' '), column]));
  return columns.flatMap((left) => {
    const spelling = ` ${splitName(left).join(' ')} `;
    return pairs.flatMap(([low, high]): ColumnComparison[] => {
      const word = ` ${low.replace('_', ' ')} `;
      if (!spelling.includes(word)) return [];
      const right = bySpelling.get(spelling.replace(word, ` ${high.replace('_', ' ')} `).trim());
      return right === undefined ? [] : [{ left, operator: '<', right }];
    });
  });
}
