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
  /** Two processes, because the walk and the fresh installation run side by side; both loaded, closed by the caller. */
  readonly bridges: { readonly walk: AlembicBridge; readonly fresh: AlembicBridge };
  readonly setupSql: readonly string[];
  readonly downgrades: 'required' | 'optional' | 'off';
  readonly timeoutMs: number;
  readonly progress: Progress;
}
