import type { ObservationCheck } from '../check.ts';
import { changed } from './changed.ts';
import { downgradeFails } from './downgrade-fails.ts';
import { leftBehind } from './left-behind.ts';
import { lost } from './lost.ts';
import { upgradeFails } from './upgrade-fails.ts';

/** All checks of this category, in the order of the documentation. */
export const rowChecks: readonly ObservationCheck[] = [upgradeFails, downgradeFails, lost, changed, leftBehind];
