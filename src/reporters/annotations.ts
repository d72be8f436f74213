import * as core from '@actions/core';
import type { Finding, Report } from '../report/report.ts';
import { cutLines } from './cut-text.ts';
import { describeAgreement } from './render-approval.ts';
import { showControls } from './show-controls.ts';

/** GitHub shows at most ten of each kind a step. https://github.com/orgs/community/discussions/26680 */
const mostOfAKind = 10;

/** One annotation: a mark at a line of the pull request's files. */
export interface Annotation {
  readonly kind: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

const kinds: Readonly<Record<Finding['severity'], Annotation['kind']>> = { error: 'error', warning: 'warning', note: 'notice' };

/** The annotations of a report, most serious first; where there are more than GitHub shows, the last of a kind counts the rest. */
export function listAnnotations(report: Report): Annotation[] {
  const all: Annotation[] = [
    ...report.findings.filter(({ suppressed }) => suppressed === undefined).map(annotateFinding),
    ...report.problems.map((problem): Annotation => ({ kind: 'error', title: 'Alembic Gate could not check', message: write(`${problem.what}\n${problem.remedy}`) })),
  ];
  return (['error', 'warning', 'notice'] as const).flatMap((kind) => {
    const same = all.filter((annotation) => annotation.kind === kind);
    if (same.length <= mostOfAKind) return same;
    const rest = same.length - mostOfAKind + 1;
    return [...same.slice(0, mostOfAKind - 1), { kind, title: 'Alembic Gate', message: `${String(rest)} more of this kind are in the job summary.` }];
  });
}

/** Tells the runner each annotation; it needs no token. */
export function writeAnnotations(report: Report): void {
  for (const { kind, message, title, file, line } of listAnnotations(report)) {
    core[kind](message, { title, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { startLine: line }) });
  }
}

function annotateFinding({ severity, title, message, remedy, file, line, targets, approved }: Finding): Annotation {
  const isPlain = file === undefined || (showControls(file) === file && !/[\n\t]/.test(file));
  const advice = `${remedy.text}${remedy.code === undefined ? '' : `\n${remedy.code}`}`;
  const text = `${isPlain ? '' : `${file}: `}${targets === undefined ? '' : `On ${targets.join(', ')}: `}${message}\n${approved === undefined ? advice : `Agreed to ${describeAgreement(approved)}.`}`;
  return {
    kind: kinds[severity],
    title: showControls(`Alembic Gate: ${title}`),
    message: write(text),
    // The runner prints a path as it is; one with control characters goes into the text instead.
    ...(file === undefined || !isPlain ? {} : { file }),
    ...(line === undefined || !isPlain ? {} : { line }),
  };
}

/** GitHub shows a box beside the line; what is longer is for the job summary. */
const longest = 4000;

function write(text: string): string {
  return showControls(cutLines(text, longest));
}
