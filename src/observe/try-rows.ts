import type { TableShape } from '../rows/table-shape.ts';
import type { Direction, RowTrial } from './observation.ts';
import type { Filling, RowBench } from './row-bench.ts';

/** A revision that did not move with rows. */
export interface RowFailure {
  readonly revision: string;
  readonly direction: Direction;
  /** What was applied before its upgrade. */
  readonly appliedBefore: readonly string[];
}

/** With what rows it is tried. */
export interface TrialPlan {
  readonly rows: number;
  readonly seedSql: readonly string[];
  /** What was applied at the merge base, where the `seed-sql` is run. */
  readonly base: readonly string[];
  /** Whether there is a table at the merge base, whoever made it. */
  readonly hasTables: boolean;
}

/**
 * Whether a revision that failed on rows fails on any: tried on rows without extremes that keep the rules of the tables as they are before
 * the upgrade and as they are after it; then on one row of each table, and on the user's own. Before all that, on rows made at the merge
 * base alone: where it passes, it failed on rows that a deployment of all revisions does not meet, and nothing else is tried.
 */
export async function tryRows(bench: RowBench, failure: RowFailure, { rows, seedSql, base, hasTables }: TrialPlan): Promise<readonly RowTrial[]> {
  const { revision, direction, appliedBefore } = failure;
  // With no table at the merge base nothing is carried: that is the walk without rows, on which it passed. The whole history need not be run again.
  if (!hasTables && seedSql.length === 0 && appliedBefore.length > base.length) return [{ direction, rows: 'carried', outcome: 'applied' }];
  const fitting = await readShapes(bench, [...appliedBefore, revision]);
  if ('because' in fitting) return [{ direction, rows, outcome: 'not-tried', because: fitting.because }];
  const trials: RowTrial[] = [];
  if (appliedBefore.length > base.length) {
    const carried = await tryOnce(bench, failure, { told: 'carried', fitting: [], rows, style: 'edges', from: { scripts: seedSql, base, isFilled: true } });
    if (carried.outcome === 'applied') return [carried];
  }
  const isThrough = async (count: number, from?: Start): Promise<boolean> => {
    const trial = await tryOnce(bench, failure, { told: from === undefined ? count : 'seeded', fitting: fitting.tables, rows: count, style: 'plain', from });
    trials.push(trial);
    return trial.outcome === 'applied';
  };
  if (await isThrough(rows)) return trials;
  if (seedSql.length > 0 && (await isThrough(rows, { scripts: seedSql, base, isFilled: false }))) return trials;
  if (rows > 1) await isThrough(1);
  return trials;
}

/** The tables once some revisions were applied, or why they could not be. */
async function readShapes(bench: RowBench, applied: readonly string[]): Promise<{ readonly tables: readonly TableShape[] } | { readonly because: string }> {
  const branched = await bench.branch(applied);
  if (!('copy' in branched)) return branched;
  try {
    return { tables: await branched.copy.readTables() };
  } finally {
    await branched.copy.close();
  }
}

/** What is done at the merge base before the earlier revisions are upgraded. */
interface Start {
  readonly scripts: readonly string[];
  readonly base: readonly string[];
  /** Tables are filled there, and not before the revision that is tried. */
  readonly isFilled: boolean;
}

interface Trial extends Pick<Filling, 'rows' | 'style'> {
  readonly told: RowTrial['rows'];
  readonly fitting: readonly TableShape[];
  readonly from: Start | undefined;
}

async function tryOnce(bench: RowBench, { revision, direction, appliedBefore }: RowFailure, { told: name, fitting, rows, style, from }: Trial): Promise<RowTrial> {
  const told = { direction, rows: name };
  const branched = await bench.branch(from?.base ?? appliedBefore);
  if (!('copy' in branched)) return { ...told, outcome: 'not-tried', because: branched.because };
  const { copy } = branched;
  try {
    const refused = await copy.trySeeds(from?.scripts ?? []);
    if (refused !== undefined) return { ...told, outcome: 'not-tried', because: refused };
    if (from?.isFilled === true) await copy.fill({ rows, style, alsoFitting: fitting });
    for (const earlier of appliedBefore.filter((one) => !copy.applied.includes(one))) {
      const step = await copy.move(earlier, 'upgrade');
      if (step.outcome !== 'applied') return { ...told, outcome: 'not-tried', because: `\`${earlier}\` did not upgrade on these rows` };
    }
    const { unfilled } = from?.isFilled === true ? { unfilled: [] } : await copy.fill({ rows, style, alsoFitting: fitting });
    // What has no rows here and had some on the walk would let everything pass.
    const bare = unfilled.filter((table) => !bench.isRefusing(table)).map(({ name }) => `\`${name}\``);
    if (bare.length > 0) return { ...told, outcome: 'not-tried', because: `no rows could be made for ${bare.join(', ')} that keep the rules both before and after the upgrade` };
    const up = await copy.move(revision, 'upgrade');
    const step = direction === 'upgrade' ? up : up.outcome === 'applied' ? await copy.move(revision, 'downgrade') : undefined;
    if (step === undefined) return { ...told, outcome: 'not-tried', because: `its upgrade failed: ${up.error?.message ?? up.outcome}` };
    const outcome = step.outcome === 'applied' || step.outcome === 'timed-out' ? step.outcome : 'failed';
    return { ...told, outcome, ...(step.error === undefined ? {} : { error: step.error }) };
  } finally {
    await copy.close();
  }
}
