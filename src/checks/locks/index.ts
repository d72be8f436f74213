import type { ObservationCheck } from '../check.ts';
import { blocksReads } from './blocks-reads.ts';
import { blocksWrites } from './blocks-writes.ts';
import { copyAlgorithm } from './copy-algorithm.ts';
import { constraintValidatedInPlace } from './constraint-validated-in-place.ts';
import { heldWhileWorking } from './held-while-working.ts';
import { indexNotConcurrent } from './index-not-concurrent.ts';
import { invalidIndex } from './invalid-index.ts';
import { noLockTimeout } from './no-lock-timeout.ts';
import { tableRewrite } from './table-rewrite.ts';

/** All checks of this category, in the order of the documentation. */
export const lockChecks: readonly ObservationCheck[] = [
  tableRewrite, blocksReads, blocksWrites, indexNotConcurrent, constraintValidatedInPlace, heldWhileWorking, noLockTimeout, invalidIndex, copyAlgorithm,
]; // prettier-ignore
