import type { SuppressionCheck } from '../check.ts';

export const noReason: SuppressionCheck = {
  id: 'suppressions/no-reason',
  stage: 'suppression',
  severity: 'warning',
  title: 'Suppression without a reason',
  why: 'A reviewer cannot tell an agreement from a way around the gate.',
};
