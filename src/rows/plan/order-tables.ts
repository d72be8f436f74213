import { findComponents } from './find-components.ts';
import type { ReferencePlan, TablePlan } from './table-plan.ts';

/** Tables that are filled at once: one, or several that refer to each other without a way around. */
export interface FillUnit {
  readonly tables: readonly FillStep[];
}

/** How one table is filled. */
export interface FillStep {
  readonly plan: TablePlan;
  /** What its rows refer to when they are inserted. */
  readonly references: readonly ReferencePlan[];
  /** What is NULL first and set when the other table has rows. */
  readonly postponed: readonly ReferencePlan[];
  /** What refers to rows of the same unit, whose keys are ours then. */
  readonly circular: readonly ReferencePlan[];
  /** Why it cannot be filled. */
  readonly reason: string | undefined;
}

/** Units in rounds: those of one round do not need each other. */
export function orderTables(plans: readonly TablePlan[]): readonly (readonly FillUnit[])[] {
  const byKey = new Map(plans.map((plan) => [plan.key, plan]));
  const follow = (plan: TablePlan, references: readonly ReferencePlan[]): readonly TablePlan[] => references.flatMap(({ target }) => (target === plan.key ? [] : (byKey.get(target) ?? [])));
  const groups = findComponents(plans, (plan) => follow(plan, plan.references));
  const groupOf = new Map(groups.flatMap((group) => group.map((plan) => [plan.key, group] as const)));
  // What comes at another time is given up where it leads around in a circle.
  const kept = new Map(plans.map((plan) => [plan.key, plan.references.filter(({ target, isSoft }) => !isSoft || groupOf.get(target) !== groupOf.get(plan.key))]));
  const units = groups.flatMap((group) => splitGroup(group, kept, byKey));
  return gatherRounds(units);
}

/** Orders tables of one group by what may not be NULL; what may is postponed where it refers to a later table. */
function splitGroup(group: readonly TablePlan[], kept: ReadonlyMap<string, readonly ReferencePlan[]>, byKey: ReadonlyMap<string, TablePlan>): readonly FillUnit[] {
  const referencesOf = (plan: TablePlan): readonly ReferencePlan[] => kept.get(plan.key) ?? [];
  const targetsOf = (plan: TablePlan, references: readonly ReferencePlan[]): readonly TablePlan[] => references.flatMap(({ target }) => (target === plan.key ? [] : (byKey.get(target) ?? [])));
  const rings = findComponents(group, (plan) => targetsOf(plan, referencesOf(plan).filter(({ nullColumns }) => nullColumns.length === 0)));
  const placeOf = new Map(rings.flatMap((ring, place) => ring.map((plan) => [plan.key, place] as const)));
  return rings.map((ring, place) => {
    const order = ring.length === 1 ? ring : orderRing(ring, referencesOf);
    return {
      tables: (order ?? ring).map((plan) => {
        const references = referencesOf(plan);
        const postponed = references.filter(({ target, nullColumns }) => nullColumns.length > 0 && (placeOf.get(target) ?? -1) >= place);
        const circular = references.filter((reference) => !postponed.includes(reference) && placeOf.get(reference.target) === place);
        const rest = references.filter((reference) => !postponed.includes(reference) && !circular.includes(reference));
        return { plan, references: rest, postponed, circular, reason: plan.reason ?? (order === undefined ? explainRing(plan, circular) : explainCircle(circular, byKey)) };
      }),
    };
  });
}

/** In an order in which only what is checked at the end refers to later tables; undefined where there is none. */
function orderRing(ring: readonly TablePlan[], referencesOf: (plan: TablePlan) => readonly ReferencePlan[]): readonly TablePlan[] | undefined {
  const strict = findComponents(ring, (plan) => {
    const targets = referencesOf(plan).flatMap(({ target, isDeferrable, nullColumns }) => (isDeferrable || nullColumns.length > 0 || target === plan.key ? [] : [target]));
    return ring.filter(({ key }) => targets.includes(key));
  });
  return strict.every((part) => part.length === 1) ? strict.flat() : undefined;
}

function explainRing(plan: TablePlan, circular: readonly ReferencePlan[]): string {
  const other = circular.find(({ target }) => target !== plan.key) ?? circular[0];
  return `its column ${other?.columns.join(', ') ?? ''} refers to ${other?.targetName ?? ''}, which refers back to it, and neither may be NULL or is checked at the end of a transaction`;
}

/** Only keys that we can give ourselves can be known before a row is there. */
function explainCircle(circular: readonly ReferencePlan[], byKey: ReadonlyMap<string, TablePlan>): string | undefined {
  for (const { columns, target, targetName, targetColumns } of circular) {
    const computed = byKey.get(target)?.shape.columns.find(({ name, made }) => targetColumns.includes(name) && made === 'generated');
    if (computed !== undefined) return `its column ${columns.join(', ')} refers to ${targetName}.${computed.name}, which the server computes when the row is there already`;
  }
  return undefined;
}

function gatherRounds(units: readonly FillUnit[]): readonly (readonly FillUnit[])[] {
  const roundOf = new Map<string, number>();
  const rounds: FillUnit[][] = [];
  for (const unit of units) {
    const targets = unit.tables.flatMap(({ references }) => references.flatMap(({ target }) => roundOf.get(target) ?? []));
    const round = Math.max(-1, ...targets) + 1;
    for (const { plan } of unit.tables) roundOf.set(plan.key, round);
    (rounds[round] ??= []).push(unit);
  }
  return rounds;
}
