import type { Options } from '../options.ts';
import type { Conclusion, Finding, Problem } from './report.ts';

/** What a conclusion is drawn from. */
export interface Grounds {
  readonly findings: readonly Finding[];
  readonly problems: readonly Problem[];
  /** Whether every new revision of every project was looked at. */
  readonly isProved: boolean;
  /** From which severity a finding makes the conclusion `failed`; `never` leaves it as with `error`. */
  readonly failOn: Options['failOn'];
}

/** `failed` where a finding counts; `incomplete` where something could not be looked at; else `passed`. Pure. */
export function conclude({ findings, problems, isProved, failOn }: Grounds): Conclusion {
  const counts = ({ suppressed, severity }: Finding): boolean => suppressed === undefined && (severity === 'error' || (severity === 'warning' && failOn === 'warning'));
  if (findings.some(counts)) return 'failed';
  return problems.length === 0 && isProved ? 'passed' : 'incomplete';
}
