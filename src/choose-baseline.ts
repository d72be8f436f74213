import type { Dialect } from './dialects/dialect.ts';
import { UserError } from './errors.ts';
import type { LaidBaseline } from './observe/lay-baseline.ts';
import { listScripts } from './options/list-scripts.ts';
import type { Baseline } from './options.ts';
import type { Problem } from './report/report.ts';
import type { RevisionHistory } from './revisions/history.ts';
import { listBelow } from './revisions/list-below.ts';
import { sayCount } from './say-count.ts';
import { sayList } from './say-list.ts';

/** What a new database of this history begins with; undefined where it is run from its first revision. Throws a `UserError` for a revision that there is not. */
export function chooseBaseline(baseline: Baseline | undefined, history: RevisionHistory, dialect: Pick<Dialect, 'name'>): LaidBaseline | undefined {
  if (baseline === undefined) return undefined;
  const revisions = listEnds(baseline, history);
  if (baseline.kind === 'models') return { sql: undefined, revisions };
  const [unknown] = revisions.filter((id) => !history.graph.revisions.has(id));
  if (unknown === undefined) return { sql: listScripts(baseline.scripts, dialect), revisions };
  throw new UserError('baseline', { what: `There is no revision ${unknown}.`, where: 'option `baseline`', remedy: 'Give a whole id, as `alembic history` prints it.' });
}

/** The revisions that a baseline leads to. */
function listEnds(baseline: Baseline, { base }: RevisionHistory): readonly string[] {
  return baseline.kind === 'models' ? (base?.heads ?? []) : baseline.revisions;
}

/** What is left to check where a baseline stands for the first revisions. */
export interface AboveBaseline {
  readonly history: RevisionHistory;
  readonly notLookedAt: readonly string[];
  readonly problems: readonly Problem[];
}

/** The history without the revisions that its baseline stands for, and what is to be said of them. Those of a pull request stay new: nothing proves them. */
export function takeFromBaseline(history: RevisionHistory, baseline: Baseline | undefined): AboveBaseline {
  const { graph, base, newRevisions } = history;
  const revisions = baseline === undefined ? [] : listEnds(baseline, history);
  const given = listBelow(graph, revisions);
  if (given.size === 0) return { history, notLookedAt: [], problems: [] };
  const stands = baseline?.kind === 'models' ? 'the models of the merge base stand' : '`baseline-sql` stands';
  const notLookedAt = [`${sayCount(given.size, 'revision')} up to \`${revisions.join('`, `')}\` ${given.size === 1 ? 'was' : 'were'} not run: ${stands} for ${given.size === 1 ? 'it' : 'them'}.`];
  if (base === undefined) return { history: { ...history, newRevisions: new Set([...newRevisions].filter((id) => !given.has(id))) }, notLookedAt, problems: [] };
  const unproved = [...newRevisions].filter((id) => given.has(id));
  return { history, notLookedAt, problems: unproved.length === 0 ? [] : [tellUnproved(unproved)] };
}

function tellUnproved(ids: readonly string[]): Problem {
  const [subject, verb] = ids.length === 1 ? ['the new revision', 'it was'] : ['the new revisions', 'they were'];
  return {
    code: 'baseline',
    what: `The baseline stands for ${subject} ${sayList(ids.map((id) => `\`${id}\``))} too, so ${verb} not run.`,
    where: 'option `baseline`',
    remedy: 'Set `baseline` to a revision that the base branch has, and `baseline-sql` to the schema there.',
  };
}
