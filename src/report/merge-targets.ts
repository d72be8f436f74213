import { createHash } from 'node:crypto';
import type { NamedTarget } from './name-targets.ts';
import type { Finding, Problem } from './report.ts';

/** What was found on one of a project's databases. */
export interface Judged {
  readonly config: string;
  readonly findings: readonly Finding[];
}

/** What was in the way on one of a project's databases. */
export interface Hindered {
  readonly config: string;
  readonly problems: readonly Problem[];
}

const ranks: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, note: 2 };

/**
 * The findings of all projects: most serious first, what is agreed to last, otherwise as they were. One that several databases of a
 * project gave is one finding; where not all gave it, it says which did.
 */
export function mergeFindings(targets: readonly NamedTarget<Judged>[]): Finding[] {
  const rank = ({ suppressed, severity }: Finding): number => (suppressed === undefined ? ranks[severity] : 3);
  const groups = Map.groupBy(targets, ({ project }) => project.config);
  return [...groups.values()].flatMap(mergeOfProject).sort((a, b) => rank(a) - rank(b));
}

interface Told {
  readonly finding: Finding;
  readonly target: string | undefined;
}

function mergeOfProject(targets: readonly NamedTarget<Judged>[]): Finding[] {
  const groups = Map.groupBy(targets.flatMap(listTold), ({ key }) => key);
  const seen = new Set<string>();
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const fingerprint = distinguish(first.finding, seen);
    seen.add(fingerprint);
    return [{ ...first.finding, fingerprint, ...mergeApprovable(same), ...sayWhere(same, targets.length) }];
  });
}

/** The findings of one database, each with what it shares with the same of another; one that is told twice here stays two. */
function listTold({ project, name }: NamedTarget<Judged>): (Told & { readonly key: string })[] {
  const times = new Map<string, number>();
  return project.findings.map((finding) => {
    const content = describeContent(finding);
    const before = times.get(content) ?? 0;
    times.set(content, before + 1);
    return { finding, target: name, key: JSON.stringify([content, before]) };
  });
}

/**
 * All that a reader acts on. Evidence is left out: the same statement has other quotes on another database. What is agreed to is in it, so
 * that a finding that counts never goes into one that does not; and the remedy, so that none is shown for a database where it fails.
 */
function describeContent({ check, fingerprint, severity, message, file, line, remedy, suppressed, approved }: Finding): string {
  const { text, code, language } = remedy;
  return JSON.stringify([fingerprint, severity, tellsOfRows.test(check) ? withoutRows(message) : message, file, line, text, code, language, suppressed?.line, suppressed?.reason, approved !== undefined]);
}

/** Checks whose messages have numbers and values of rows. */
const tellsOfRows = /^(?:rows|destructive)\//;

/** Rows made up for another database have NULLs and extremes of their own: how many were lost, and one of them, makes no other finding. */
function withoutRows(message: string): string {
  return message.replaceAll(/: `[^`]*` is now `[^`]*`/g, '').replaceAll(/\b\d+(?: of \d+)? (value|row)s?\b/g, '# $1s');
}

/** All of them are shown as one, so who agrees to it agrees to all. */
function mergeApprovable(same: readonly Told[]): Pick<Finding, 'approvable'> {
  const digests = [...new Set(same.flatMap(({ finding }) => finding.approvable ?? []))];
  return digests.length === 0 ? {} : { approvable: digests };
}

function sayWhere(same: readonly Told[], targetCount: number): Pick<Finding, 'targets' | 'evidenceTarget'> {
  const names = same.flatMap(({ target }) => target ?? []);
  const [first] = same;
  const isSameEvidence = new Set(same.map(({ finding: { message, evidence } }) => JSON.stringify([message, evidence]))).size === 1;
  return {
    ...(same.length === targetCount ? {} : { targets: names }),
    ...(isSameEvidence || first?.target === undefined ? {} : { evidenceTarget: first.target }),
  };
}

/** The same of two databases in two wordings is two findings, and each is told from the other tomorrow as well. */
function distinguish({ fingerprint, message, remedy }: Finding, seen: ReadonlySet<string>): string {
  let own = fingerprint;
  while (seen.has(own)) own = createHash('sha256').update(JSON.stringify([own, message, remedy])).digest('hex').slice(0, 16);
  return own;
}

/** The problems of all projects, each once, with the database that it is of. */
export function mergeProblems(targets: readonly NamedTarget<Hindered>[]): Problem[] {
  const problems = targets.flatMap(({ project, name }) => project.problems.map((problem) => ({ problem, config: project.config, name })));
  const groups = Map.groupBy(problems, ({ problem, config }) => JSON.stringify([config, problem]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { problem, config, name } = first;
    const isEverywhere = group.length === targets.filter(({ project }) => project.config === config).length;
    return [name === undefined || isEverywhere ? problem : { ...problem, what: `On ${group.map((other) => other.name).join(', ')}: ${problem.what}` }];
  });
}
