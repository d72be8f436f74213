import { readRecord } from '../approval/record.ts';
import type { Conclusion, Report } from '../report/report.ts';

/** Which run a comment is of, and what it said: the hidden line by which two runs tell whose comment stands. */
export interface RunMark {
  /** The pull request's commit that was checked, 40 or 64 hex digits. */
  readonly head: string;
  /** The run's id, and which attempt of it. */
  readonly run: number;
  readonly attempt: number;
  /** When that attempt began, ISO 8601 in UTC. */
  readonly began: string;
  readonly verdict: Conclusion;
  /** The first eight digits of the fingerprints of the findings that count, each once, sorted; the first hundred. */
  readonly findings: readonly string[];
}

const [before, after] = ['<!-- alembic-gate-run:1 ', ' -->'];
const mostFindings = 100;
const longestLine = 2000;

/** What a mark says of a report. */
export function summarizeReport({ conclusion, findings }: Report): Pick<RunMark, 'verdict' | 'findings'> {
  const counted = findings.filter(({ suppressed, approved }) => suppressed === undefined && approved === undefined);
  return { verdict: conclusion, findings: [...new Set(counted.map(({ fingerprint }) => fingerprint.slice(0, 8)))].sort().slice(0, mostFindings) };
}

/** The mark as a hidden line of the comment. It has digits, letters and dates, so nothing in it ends the HTML comment. */
export function writeRunMark({ head, run, attempt, began, verdict, findings }: RunMark): string {
  return `${before}${JSON.stringify({ head, run, attempt, began, verdict, findings })}${after}`;
}

/** The mark among the hidden lines at a comment's top; undefined where there is none, or not exactly of the form that we write. */
export function readRunMark(body: string): RunMark | undefined {
  // Behind the comment's marker, and behind what is remembered of a label.
  const line = body.split(/\r?\n/, 3)[readRecord(body) === undefined ? 1 : 2]?.trimEnd();
  if (line === undefined || line.length > longestLine || !line.startsWith(before) || !line.endsWith(after)) return undefined;
  try {
    const value = JSON.parse(line.slice(before.length, -after.length)) as unknown;
    return isMark(value) && writeRunMark(value) === line ? value : undefined;
  } catch {
    // Somebody changed it: then nothing is known of the run, and any run may write.
    return undefined;
  }
}

function isMark(value: unknown): value is RunMark {
  if (typeof value !== 'object' || value === null) return false;
  const { head, run, attempt, began, verdict, findings } = value as Readonly<Record<string, unknown>>;
  return (
    isText(head, /^(?:[\da-f]{40}|[\da-f]{64})$/) &&
    isCount(run) &&
    isCount(attempt) &&
    isText(began, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z$/) &&
    !Number.isNaN(Date.parse(began)) &&
    isText(verdict, /^(?:passed|failed|incomplete)$/) &&
    Array.isArray(findings) &&
    findings.length <= mostFindings &&
    findings.every((one) => isText(one, /^[\da-f]{1,8}$/))
  );
}

function isText(value: unknown, form: RegExp): value is string {
  return typeof value === 'string' && form.test(value);
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0;
}
