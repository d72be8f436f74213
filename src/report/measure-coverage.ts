import type { StepObservation } from '../observe/observation.ts';
import type { ProjectResult } from './build-report.ts';
import type { NamedTarget } from './name-targets.ts';
import { reportRows } from './report-rows.ts';
import type { Coverage } from './report.ts';

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
    notLookedAt: tellNotLookedAt(targets),
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

function listNotLookedAt(project: ProjectResult): string[] {
  const unwalked = listSteps(project).filter(({ outcome }) => outcome === 'skipped');
  const skipped = unwalked.map(({ revision, skippedBecause }) => `Revision \`${revision}\` was not walked: ${skippedBecause ?? 'no reason recorded'}.`);
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
  return [...skipped, ...unstopped, ...unmeasured, ...listRowsNotLookedAt(project), ...project.notLookedAt, ...unread];
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
    ...unfilled.map(({ table, reason }) => `No rows could be made for \`${table}\`${tellReason(reason)}`),
    ...rows.revisions.flatMap(({ revision, steps }) => steps.flatMap(({ outcome, skippedBecause }) => (outcome === 'skipped' && walked.has(revision) ? [`\`${revision}\` was not walked with rows${tellReason(skippedBecause)}`] : []))),
    ...rows.revisions.flatMap(({ revision, notes = [] }) => notes.map((note) => `On the walk of \`${revision}\` with rows ${note}${/[.!?]$/.test(note) ? '' : '.'}`)),
  ];
}

/** The end of a sentence; a reason may hold an error's words, which may end in one. */
function tellReason(because: string | undefined): string {
  return because === undefined ? '.' : `: ${because}${/[.!?]$/.test(because) ? '' : '.'}`;
}

/** Each sentence once, with the databases that it is true of where it is not true of all. */
function tellNotLookedAt(targets: readonly NamedTarget[]): string[] {
  const told = targets.flatMap(({ project, name }) => listNotLookedAt(project).map((sentence) => ({ sentence, config: project.config, name })));
  const groups = Map.groupBy(told, ({ sentence, config, name }, index) => (name === undefined ? String(index) : JSON.stringify([config, sentence])));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const isEverywhere = first.name === undefined || group.length === targets.filter(({ project }) => project.config === first.config).length;
    return [isEverywhere ? first.sentence : `On ${group.map(({ name }) => name).join(', ')}: ${first.sentence}`];
  });
}
