import type { AlembicBridge } from '../alembic/runner.ts';
import type { DatabaseServer } from '../database/provider.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Progress } from '../progress.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import type { Plan } from '../revisions/plan.ts';
import type { LaidBaseline } from './lay-baseline.ts';

/** The release that runs while the pull request is deployed. */
export interface OldCode {
  /** As the base is called: `main`. */
  readonly name: string;
  /** Knows the models of the merge base; closed by the caller. Or why there is none. */
  readonly bridge: Promise<AlembicBridge | { readonly because: string }>;
}

/** What to observe, and with what. */
export interface ObserveRequest {
  readonly graph: RevisionGraph;
  readonly newRevisions: ReadonlySet<string>;
  /** Those of them that are judged; the others are another job's. */
  readonly judged: ReadonlySet<string>;
  readonly plan: Plan;
  readonly dialect: Dialect;
  /** May still be starting. */
  readonly server: Promise<DatabaseServer>;
  /** Processes of their own for what runs side by side, all loaded; closed by the caller. `rows` is undefined where that walk is switched off. */
  readonly bridges: { readonly walk: AlembicBridge; readonly fresh: AlembicBridge; readonly rows: AlembicBridge | undefined };
  /** The code of the merge base, to try what it can still do afterwards; undefined where that is not asked for. */
  readonly oldCode: OldCode | undefined;
  readonly setupSql: readonly string[];
  /** What a new database begins with; `plan` leaves the revisions below it out. */
  readonly baseline: LaidBaseline | undefined;
  readonly seedSql: readonly string[];
  /** Of each table on the walk with rows. */
  readonly rows: number;
  readonly downgrades: 'required' | 'optional' | 'off';
  readonly timeoutMs: number;
  readonly progress: Progress;
}
