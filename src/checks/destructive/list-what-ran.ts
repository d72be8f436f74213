import type { ObjectKind } from '../../catalog/model.ts';
import type { ObservationContext } from '../check.ts';
import { followCatalogs } from './follow-catalogs.ts';
import { nameStatement } from './name-statement.ts';

/** What runs statements of its own when a statement calls it or writes to its table. */
const running: ReadonlySet<ObjectKind> = new Set(['function', 'procedure', 'trigger', 'rule', 'package body']);

/**
 * All that can have had a part in what an upgrade did unseen, as texts that are the same in each run: its statements on the empty database,
 * which may have made what they call, and the routines and triggers that were there before.
 */
export function listWhatRan(context: ObservationContext, revision: string): readonly string[] {
  const upgrade = followCatalogs(context).find((one) => one.revision === revision);
  if (upgrade === undefined) return [];
  const statements = upgrade.step.statements.flatMap(({ isBookkeeping, sql }) => (isBookkeeping ? [] : [nameStatement(sql)]));
  const routines = [...upgrade.before.objects].flatMap(([key, { kind, attributes }]) => (running.has(kind) ? [JSON.stringify([key, attributes])] : []));
  return [...statements, ...routines.sort()];
}
