import type { Report } from './report.ts';

/** Whether a report has nothing to tell anybody: it passed, and whatever was found is suppressed. */
export function isClean({ conclusion, findings }: Report): boolean {
  return conclusion === 'passed' && findings.every(({ suppressed }) => suppressed !== undefined);
}
