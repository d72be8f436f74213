import type { ObservationCheck } from '../check.ts';

/** All checks of this category, in the order of the documentation. */
export const compatibilityChecks: readonly ObservationCheck[] = [
]; // prettier-ignore
