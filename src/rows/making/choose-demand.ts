import type { Demand } from '../conditions/demand.ts';
import { mergeDemands } from '../conditions/merge-demands.ts';
import type { TablePlan } from '../plan/table-plan.ts';

/** Merges that are made before it is given up. */
const maxMerges = 2000;

/** One way to meet all conditions of a table, and that of one of its partitions; another one for another turn. Undefined where they contradict each other. */
export function chooseDemand(plan: TablePlan, turn: number): Demand | undefined {
  const choices = [...plan.partitions.map((parts) => parts.flatMap(({ ways }) => ways)), ...plan.conditions.map(({ ways }) => ways)];
  return combine(plan.required, choices, 0, turn, { left: maxMerges });
}

/** Goes on with the first way that contradicts none of those before it, beginning with another one each turn. */
function combine(merged: Demand, choices: readonly (readonly Demand[])[], place: number, turn: number, merges: { left: number }): Demand | undefined {
  const ways = choices[place];
  if (ways === undefined) return merged;
  for (let step = 0; step < ways.length && merges.left > 0; step++) {
    const way = ways[(turn + step) % ways.length];
    merges.left--;
    const next = way === undefined ? undefined : mergeDemands(merged, way);
    const whole = next === undefined ? undefined : combine(next, choices, place + 1, Math.floor(turn / ways.length), merges);
    if (whole !== undefined) return whole;
  }
  return undefined;
}
