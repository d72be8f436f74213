import type { SuppressionCheck } from '../check.ts';

export const unused: SuppressionCheck = {
  id: 'suppressions/unused',
  stage: 'suppression',
  severity: 'warning',
  title: 'Unused suppression',
  why: 'It suppresses nothing today and would silently suppress something tomorrow.',
};
