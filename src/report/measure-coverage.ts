import type { StepObservation } from '../observe/observation.ts';
import type { ProjectResult } from './build-report.ts';
import type { Coverage } from './report.ts';

/** Counts what was looked at, and says what was not. */
export function measureCoverage(projects: readonly ProjectResult[]): Coverage {
  const steps = projects.flatMap(listSteps);
  const statements = steps.flatMap((step) => step.statements).filter(({ isBookkeeping }) => !isBookkeeping);
  const sum = (count: (project: ProjectResult) => number): number => projects.reduce((total, project) => total + count(project), 0);
  return {
    newRevisions: sum(({ history }) => history?.newRevisions.size ?? 0),
    broughtUp: sum(({ observation }) => observation?.bringUp.applied.length ?? 0),
    steps: steps.filter(({ outcome }) => outcome !== 'skipped').length,
    skipped: steps.filter(({ outcome }) => outcome === 'skipped').length + sum(countUntouched),
    statements: statements.length,
    unparsed: statements.filter(({ parsed }) => !parsed.parsed).length,
    notLookedAt: projects.flatMap(listNotLookedAt),
  };
}

function listSteps({ observation }: ProjectResult): StepObservation[] {
  return [...(observation?.revisions.flatMap(({ steps }) => steps) ?? []), ...(observation?.rehearsal?.steps ?? [])];
}

/** New revisions that the walk did not come to; why is told by a problem or by what was not looked at. */
function countUntouched({ history, observation }: ProjectResult): number {
  const touched = new Set(observation?.revisions.map(({ revision }) => revision));
  return [...(history?.newRevisions ?? [])].filter((id) => !touched.has(id)).length;
}

function listNotLookedAt(project: ProjectResult): string[] {
  const unwalked = listSteps(project).filter(({ outcome }) => outcome === 'skipped');
  const skipped = unwalked.map(({ revision, skippedBecause }) => `Revision \`${revision}\` was not walked: ${skippedBecause ?? 'no reason recorded'}.`);
  const unstopped = (project.observation?.revisions ?? []).flatMap(({ revision, retriesLeftOut: count = 0 }) =>
    count === 0 ? [] : [`\`${revision}\` was not stopped at ${String(count)} of the places where it could have been.`],
  );
  const drift = project.observation?.drift;
  const unread =
    drift?.outcome === 'skipped'
      ? [`Models were not compared: ${drift.because}.`]
      : drift?.outcome === 'failed'
        ? [`Models were not compared: ${drift.error.message}.`]
        : [];
  return [...skipped, ...unstopped, ...project.notLookedAt, ...unread];
}
