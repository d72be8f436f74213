import type { ProjectReport, Report, RevisionReport } from '../report/report.ts';

/** A project with all that it was checked on. */
export interface CheckedProject {
  /** One, or one for each database. */
  readonly targets: readonly ProjectReport[];
  /** Each revision once, as the first database has it, with the worst that any of them concludes. */
  readonly revisions: readonly RevisionReport[];
}

/** The reports of each project together. */
export function groupByProject({ projects }: Report): readonly CheckedProject[] {
  return [...Map.groupBy(projects, ({ config }) => config).values()].map((targets) => ({ targets, revisions: mergeRevisions(targets) }));
}

/** All have the same revisions, because they are of one history. */
function mergeRevisions([first, ...others]: readonly ProjectReport[]): readonly RevisionReport[] {
  const elsewhere = Map.groupBy(others.flatMap(({ revisions }) => revisions), ({ id }) => id);
  const addWorst = (revision: RevisionReport): RevisionReport =>
    (elsewhere.get(revision.id) ?? []).reduce((worst, { conclusion }) => (ranks[conclusion] > ranks[worst.conclusion] ? { ...worst, conclusion } : worst), revision);
  return first?.revisions.map(addWorst) ?? [];
}

const ranks: Readonly<Record<RevisionReport['conclusion'], number>> = { passed: 0, warned: 1, 'not-walked': 2, skipped: 3, failed: 4 };

/** The new ones among a project's revisions. */
export function listNew({ revisions }: Pick<CheckedProject, 'revisions'>): readonly RevisionReport[] {
  return revisions.filter((revision) => revision.new);
}

/** A project's reports, one for each dialect: on two versions of one it runs the same SQL. */
export function listOnePerDialect({ targets }: CheckedProject): readonly ProjectReport[] {
  return targets.filter(({ dialect }, index) => targets.findIndex((other) => other.dialect === dialect) === index);
}
