import { applyChanges } from '../../catalog/apply-changes.ts';
import type { Catalog } from '../../catalog/model.ts';
import { oncePerContext } from '../once-per-context.ts';
import { listUpgrades } from './list-upgrades.ts';
import type { JudgedUpgrade } from './list-upgrades.ts';

/** An upgrade with what stood before and after it. */
export interface FollowedUpgrade extends JudgedUpgrade {
  readonly before: Catalog;
  readonly after: Catalog;
}

/** The upgrades that are judged, from the merge base on; none where that was not read. */
export const followCatalogs = oncePerContext((context): readonly FollowedUpgrade[] => {
  let now = context.observation.base;
  if (now === undefined) return [];
  const followed: FollowedUpgrade[] = [];
  for (const upgrade of listUpgrades(context)) {
    const after: Catalog = applyChanges(now, upgrade.step.changes);
    followed.push({ ...upgrade, before: now, after });
    now = after;
  }
  return followed;
});
