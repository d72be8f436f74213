import { renderDiff } from '../../catalog/describe.ts';
import type { StepObservation } from '../../observe/observation.ts';
import type { Evidence } from '../check.ts';
import { listTrace, summarize } from './downgrade-leaves-trace.ts';

/** What a failed step had committed before it failed, in a sentence; nothing where the database took it back. */
export function tellWhatStays({ changes, error }: StepObservation): string {
  const staying = listTrace(changes);
  if (staying.length === 0) return '';
  return `${/[.!?]$/.test(error?.message ?? '') ? '' : '.'} What it did before stays: ${summarize(staying, 'upgrade')}.`;
}

/** The same, line by line. */
export function showWhatStays({ changes }: StepObservation): Evidence {
  const staying = listTrace(changes);
  return staying.length === 0 ? {} : { diff: renderDiff(staying, 'upgrade') };
}
