import type { AlembicBridge } from '../alembic/runner.ts';
import type { DatabaseServer } from '../database/provider.ts';
import type { Dialect } from '../dialects/dialect.ts';
import type { Progress } from '../progress.ts';
import type { RevisionGraph } from '../revisions/graph.ts';
import type { Plan } from '../revisions/plan.ts';

/** What to observe, and with what. */
export interface ObserveRequest {
  readonly graph: RevisionGraph;
  readonly newRevisions: ReadonlySet<string>;
  readonly plan: Plan;
  readonly dialect: Dialect;
  /** May still be starting. */
  readonly server: Promise<DatabaseServer>;
  /** Processes of their own for what runs side by side, all loaded; closed by the caller. `rows` is undefined where that walk is switched off. */
  readonly bridges: { readonly walk: AlembicBridge; readonly fresh: AlembicBridge; readonly rows: AlembicBridge | undefined };
  readonly setupSql: readonly string[];
  readonly seedSql: readonly string[];
  /** Of each table on the walk with rows. */
  readonly rows: number;
  readonly downgrades: 'required' | 'optional' | 'off';
  readonly timeoutMs: number;
  readonly progress: Progress;
}
