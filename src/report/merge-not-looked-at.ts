import type { NamedTarget } from './name-targets.ts';

/** What was not looked at on one of a project's databases, one sentence each. */
export interface NotLookedAt {
  readonly config: string;
  readonly notLookedAt: readonly string[];
}

/** Each sentence once, with the databases that it is true of where it is not true of all. */
export function mergeNotLookedAt(targets: readonly NamedTarget<NotLookedAt>[]): string[] {
  const told = targets.flatMap(({ project: { config, notLookedAt }, name }) => notLookedAt.map((sentence) => ({ sentence, config, name })));
  const groups = Map.groupBy(told, ({ sentence, config, name }, index) => (name === undefined ? String(index) : JSON.stringify([config, sentence])));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const isEverywhere = first.name === undefined || group.length === targets.filter(({ project }) => project.config === first.config).length;
    return [isEverywhere ? first.sentence : `On ${group.map(({ name }) => name).join(', ')}: ${first.sentence}`];
  });
}
