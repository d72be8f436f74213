import { createHash } from 'node:crypto';
import { findConfiguration } from '../project/name-project.ts';
import type { Finding, Problem, Report } from '../report/report.ts';
import { cutText } from './cut-text.ts';
import { describeAgreement } from './render-approval.ts';
import { showControls } from './show-controls.ts';

/**
 * One entry of GitLab's code quality report, the part of Code Climate's format that GitLab reads. It shows one entry for each fingerprint.
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export interface CodeQualityEntry {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const severities: Readonly<Record<Finding['severity'], CodeQualityEntry['severity']>> = { error: 'critical', warning: 'minor', note: 'info' };
/** GitLab shows an entry as one paragraph of the merge request's box. */
const descriptionLimit = 1000;

/**
 * A report as GitLab's code quality report: the findings that no suppression speaks for, and what could not be checked. One that a label agrees
 * to is `info`. Pure.
 */
export function renderCodeQuality(report: Report): string {
  const counted = report.findings.filter(({ suppressed }) => suppressed === undefined);
  const entries = [...counted.map(describeFinding), ...report.problems.map((problem) => describeProblem(problem, report))];
  return `${JSON.stringify(tellApart(entries), undefined, 2)}\n`;
}

function describeFinding(finding: Finding): CodeQualityEntry {
  const { check, severity, title, message, remedy, approved, targets, file, line, project, fingerprint } = finding;
  const on = targets === undefined ? '' : ` (on ${targets.join(', ')})`;
  const advice = approved === undefined ? `What to write: ${remedy.text} ${remedy.code ?? ''}` : `Agreed to ${describeAgreement(approved)}.`;
  return {
    description: writeText(`${title}${on}: ${endSentence(message)} ${advice}`),
    check_name: check,
    fingerprint,
    severity: approved === undefined ? severities[severity] : 'info',
    location: { path: writePath(file ?? findConfiguration(project)), lines: { begin: file === undefined ? 1 : (line ?? 1) } },
  };
}

function endSentence(text: string): string {
  return /[.!?:]\s*$/.test(text) ? text : `${text}.`;
}

/** What could not be checked stands at the configuration that it names, or at the first project's, because GitLab wants a file. */
function describeProblem({ code, what, where, remedy }: Problem, { projects }: Report): CodeQualityEntry {
  const named = projects.filter(({ config }) => where?.includes(config) === true).sort((a, b) => b.config.length - a.config.length);
  const project = named[0] ?? projects[0];
  return {
    description: writeText(`Not checked: ${what}${where === undefined ? '' : ` (${where})`} ${remedy}`),
    check_name: `problem/${code}`,
    fingerprint: digest([code, what, where ?? '']),
    severity: 'blocker',
    location: { path: writePath(project === undefined ? 'alembic.ini' : findConfiguration(project.config)), lines: { begin: 1 } },
  };
}

/** The same finding of several projects has its fingerprint once for each; so that GitLab shows all, the later ones get others. */
function tellApart(entries: readonly CodeQualityEntry[]): CodeQualityEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    const before = seen.get(entry.fingerprint) ?? 0;
    seen.set(entry.fingerprint, before + 1);
    return before === 0 ? entry : { ...entry, fingerprint: digest([entry.fingerprint, entry.location.path, String(before)]) };
  });
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

/** Relative to the repository's root and without `./`, as GitLab joins it to the address of the commit. */
function writePath(path: string): string {
  return showControls(path).replace(/^(?:\.?\/)+/, '');
}

/**
 * Untrusted text in one line. GitLab shows it as text, so that nothing of HTML or Markdown is to be escaped; the merge request's box takes `%{…}`
 * for a style. https://gitlab.com/gitlab-org/gitlab/-/blob/master/app/assets/javascripts/vue_merge_request_widget/components/widget/utils.js
 */
function writeText(text: string): string {
  const line = showControls(text).replaceAll(/\s+/g, ' ').trim();
  return cutText(line, descriptionLimit).replaceAll('%{', '% {');
}
