import type { Check } from './check.ts';
import { compatibilityChecks } from './compatibility/index.ts';
import { destructiveChecks } from './destructive/index.ts';
import { lockChecks } from './locks/index.ts';
import { drift } from './models/drift.ts';
import { revisionChecks } from './revisions/index.ts';
import { roundTripChecks } from './round-trip/index.ts';
import { rowChecks } from './rows/index.ts';
import { noReason } from './suppressions/no-reason.ts';
import { unused } from './suppressions/unused.ts';

/** Every check, in the order of the documentation. */
export const checks: readonly Check[] = [...revisionChecks, ...roundTripChecks, ...rowChecks, ...destructiveChecks, ...compatibilityChecks, ...lockChecks, drift, unused, noReason];
