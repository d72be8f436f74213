import type { ObservationCheck } from '../check.ts';
import { columnOrder } from './column-order.ts';
import { downgradeEmpty } from './downgrade-empty.ts';
import { downgradeFails } from './downgrade-fails.ts';
import { downgradeLeavesTrace } from './downgrade-leaves-trace.ts';
import { freshInstallDiffers } from './fresh-install-differs.ts';
import { irreversible } from './irreversible.ts';
import { leavesDamage } from './leaves-damage.ts';
import { retryFails } from './retry-fails.ts';
import { rollbackLeavesTrace } from './rollback-leaves-trace.ts';
import { timeout } from './timeout.ts';
import { upgradeFails } from './upgrade-fails.ts';
import { upgradeNotRepeatable } from './upgrade-not-repeatable.ts';

/** All checks of this category, in the order of the documentation. */
export const roundTripChecks: readonly ObservationCheck[] = [
  upgradeFails, downgradeFails, downgradeEmpty, downgradeLeavesTrace, upgradeNotRepeatable, rollbackLeavesTrace, freshInstallDiffers,
  leavesDamage, timeout, irreversible, retryFails, columnOrder,
]; // prettier-ignore
