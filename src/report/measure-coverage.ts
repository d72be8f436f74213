import { downgradeEmpty } from '../checks/round-trip/downgrade-empty.ts';
import { downgradeFails } from '../checks/round-trip/downgrade-fails.ts';
import { downgradeLeavesTrace } from '../checks/round-trip/downgrade-leaves-trace.ts';
import { leavesDamage } from '../checks/round-trip/leaves-damage.ts';
import { timeout } from '../checks/round-trip/timeout.ts';
import { upgradeFails } from '../checks/round-trip/upgrade-fails.ts';
import { upgradeNotRepeatable } from '../checks/round-trip/upgrade-not-repeatable.ts';
import { downgradeFails as downgradeFailsOnRows } from '../checks/rows/downgrade-fails.ts';
import { upgradeFails as upgradeFailsOnRows } from '../checks/rows/upgrade-fails.ts';
import type { StepObservation } from '../observe/observation.ts';
import type { ProjectResult } from './build-report.ts';
import { sayFew } from '../say-list.ts';
import { mergeNotLookedAt } from './merge-not-looked-at.ts';
import type { NamedTarget } from './name-targets.ts';
import { reportRows } from './report-rows.ts';
import type { Coverage, RowsReport } from './report.ts';

/** Counts what was looked at, and says what was not. */
export function measureCoverage(targets: readonly NamedTarget[]): Coverage {
  const projects = targets.map(({ project }) => project);
  const firsts = projects.filter((project, index) => projects.findIndex(({ config }) => config === project.config) === index);
  const steps = projects.flatMap(listSteps);
  const statements = steps.flatMap((step) => step.statements).filter(({ isBookkeeping }) => !isBookkeeping);
  const sum = (of: readonly ProjectResult[], count: (project: ProjectResult) => number): number => of.reduce((total, project) => total + count(project), 0);
  const mostOf = (config: string, count: (project: ProjectResult) => number): number => Math.max(...projects.filter((project) => project.config === config).map(count));
  return {
    // A project that is checked on several databases has its revisions once.
    newRevisions: sum(firsts, ({ history }) => history?.newRevisions.size ?? 0),
    broughtUp: sum(firsts, ({ config }) => mostOf(config, ({ observation }) => observation?.bringUp.applied.length ?? 0)),
    steps: steps.filter(({ outcome }) => outcome !== 'skipped').length,
    rowSteps: steps.filter(({ outcome, walk }) => outcome !== 'skipped' && walk === 'rows').length,
    filledTables: sum(firsts, ({ config }) => mostOf(config, countFilled)),
    skipped: steps.filter(({ outcome }) => outcome === 'skipped').length + sum(projects, countUntouched),
    statements: statements.length,
    unparsed: statements.filter(({ parsed }) => !parsed.parsed).length,
    notLookedAt: mergeNotLookedAt(targets.map(({ project, name }) => ({ project: { config: project.config, notLookedAt: listNotLookedAt(project) }, name }))),
  };
}

function countFilled({ observation, dialect }: ProjectResult): number {
  return observation?.rows === undefined || dialect === undefined ? 0 : reportRows(observation.rows, dialect).filled.length;
}

function listSteps({ observation }: ProjectResult): StepObservation[] {
  const withRows = observation?.rows?.revisions.flatMap(({ steps }) => steps.filter(({ outcome }) => outcome !== 'skipped')) ?? [];
  return [...(observation?.revisions.flatMap(({ steps }) => steps) ?? []), ...withRows, ...(observation?.rehearsal?.steps ?? [])];
}

/** New revisions that the walk did not come to; why is told by a problem or by what was not looked at. */
function countUntouched({ history, observation }: ProjectResult): number {
  const touched = new Set(observation?.revisions.map(({ revision }) => revision));
  return [...(history?.newRevisions ?? [])].filter((id) => !touched.has(id)).length;
}

/** The checks that say of a revision that one of its steps fails, with rows or without. */
const tellingFailures: ReadonlySet<string> = new Set(
  [upgradeFailsOnRows, downgradeFailsOnRows, upgradeFails, downgradeFails, downgradeEmpty, downgradeLeavesTrace, upgradeNotRepeatable, timeout, leavesDamage].map(({ id }) => id),
);

/** Revisions with a step that fails with rows alone, and with no finding that says so. */
function tellUntoldFailures({ observation, findings }: ProjectResult): string[] {
  const nameStep = ({ revision, direction, attempt }: StepObservation): string => JSON.stringify([revision, direction, attempt]);
  const withoutRows = new Set((observation?.revisions ?? []).flatMap(({ steps }) => steps.filter(({ outcome }) => outcome === 'applied').map(nameStep)));
  const untold = (observation?.rows?.revisions ?? []).flatMap(({ revision, steps }) => {
    const isFailed = steps.some((step) => step.outcome === 'failed' && step.error?.isIrreversible !== true && withoutRows.has(nameStep(step)));
    return isFailed && !findings.some((finding) => finding.revision === revision && tellingFailures.has(finding.check)) ? [revision] : [];
  });
  if (untold.length === 0) return [];
  return [`${nameSome(untold)} ${untold.length === 1 ? 'fails' : 'fail'} on rows, and there is no finding: the tables are new in this change as well, so they have none when it is deployed, or the check is switched off.`];
}

function listNotLookedAt(project: ProjectResult): string[] {
  const unwalked = listSteps(project).filter(({ outcome }) => outcome === 'skipped');
  const skipped = tellTogether(unwalked, 'was not walked', 'were not walked');
  const unstopped = (project.observation?.revisions ?? []).flatMap(({ revision, retriesLeftOut = [] }) =>
    retriesLeftOut.map(({ count, because }) => `\`${revision}\` was not stopped at ${String(count)} of the places where it could have been${tellReason(because)}`),
  );
  const drift = project.observation?.drift;
  const unread =
    drift?.outcome === 'skipped'
      ? [`Models were not compared: ${drift.because}.`]
      : drift?.outcome === 'failed'
        ? [`Models were not compared: ${drift.error.message}.`]
        : [];
  const unmeasured = (project.observation?.revisions ?? []).flatMap((trip) => trip.unmeasured ?? []);
  return [...skipped, ...unstopped, ...unmeasured, ...tellUntoldFailures(project), ...listRowsNotLookedAt(project), ...project.notLookedAt, ...unread];
}

const mostNamed = 4;

/** One sentence for all revisions that were left out for the same reason: what fails early may leave out hundreds. */
function tellTogether(steps: readonly Pick<StepObservation, 'revision' | 'skippedBecause'>[], was: string, were: string): string[] {
  return [...Map.groupBy(steps, ({ skippedBecause }) => skippedBecause ?? 'no reason recorded')].map(([because, together]) => {
    const names = nameSome(together.map(({ revision }) => revision));
    if (together.length === 1) return `Revision ${names} ${was}${tellReason(because)}`;
    return `Revisions ${names} ${were}${tellReason(because.replace('which it needs', 'which they need'))}`;
  });
}

/** The first few of many, and how many more there are. */
function nameSome(revisions: readonly string[]): string {
  const names = revisions.map((revision) => `\`${revision}\``);
  return sayFew(names, names.length > mostNamed ? mostNamed - 1 : mostNamed);
}

/** Tables without rows, and revisions that were walked without them alone. */
function listRowsNotLookedAt({ observation, dialect }: ProjectResult): string[] {
  const rows = observation?.rows;
  if (rows === undefined || dialect === undefined) return [];
  const { unfilled } = reportRows(rows, dialect);
  const walked = new Set(observation?.revisions.filter(({ steps }) => steps.some(({ outcome }) => outcome !== 'skipped')).map(({ revision }) => revision));
  return [
    ...(rows.because === undefined ? [] : [`The walk with rows was left out${tellReason(rows.because)}`]),
    ...rows.notes,
    ...unfilled.map(sayUnfilled),
    ...tellTogether(rows.revisions.flatMap(({ revision, steps }) => steps.filter(({ outcome }) => outcome === 'skipped' && walked.has(revision))), 'was not walked with rows', 'were not walked with rows'),
    ...rows.revisions.flatMap(({ revision, notes = [] }) => notes.map((note) => `On the walk of \`${revision}\` with rows ${note}${/[.!?]$/.test(note) ? '' : '.'}`)),
  ];
}

/** That a table has no rows. */
export function sayUnfilled({ table, reason }: RowsReport['unfilled'][number]): string {
  return `No rows could be made for \`${table}\`${tellReason(reason)}`;
}

/** The end of a sentence; a reason may hold an error's words, which may end in one. */
function tellReason(because: string | undefined): string {
  return because === undefined ? '.' : `: ${because}${/[.!?]$/.test(because) ? '' : '.'}`;
}
