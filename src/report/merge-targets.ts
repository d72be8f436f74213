import { createHash } from 'node:crypto';
import type { NamedTarget } from './name-targets.ts';
import type { Finding, Problem } from './report.ts';

const ranks: Readonly<Record<Finding['severity'], number>> = { error: 0, warning: 1, note: 2 };

/**
 * The findings of all projects: most serious first, what is agreed to last, otherwise as they were. One that several databases of a
 * project gave is one finding; where not all gave it, it says which did.
 */
export function mergeFindings(targets: readonly NamedTarget[]): Finding[] {
  const rank = ({ suppressed, severity }: Finding): number => (suppressed === undefined ? ranks[severity] : 3);
  const groups = Map.groupBy(targets, ({ project }) => project.config);
  return [...groups.values()].flatMap(mergeOfProject).sort((a, b) => rank(a) - rank(b));
}

interface Merged {
  readonly finding: Finding;
  readonly names: string[];
}

function mergeOfProject(targets: readonly NamedTarget[]): Finding[] {
  const merged: Merged[] = [];
  for (const { project, name } of targets) {
    for (const finding of project.findings) {
      const same = name === undefined ? undefined : merged.find((other) => isSame(other.finding, finding) && !other.names.includes(name));
      if (same === undefined) merged.push({ finding, names: name === undefined ? [] : [name] });
      else same.names.push(name ?? '');
    }
  }
  const seen = new Set<string>();
  return merged.map(({ finding, names }) => {
    const isEverywhere = names.length === 0 || names.length === targets.length;
    const isFirst = !seen.has(finding.fingerprint);
    seen.add(finding.fingerprint);
    // The same of two databases in two wordings is two findings, and each is told from the other tomorrow as well.
    const fingerprint = isFirst ? finding.fingerprint : createHash('sha256').update(JSON.stringify([finding.fingerprint, finding.message])).digest('hex').slice(0, 16);
    return { ...finding, fingerprint, ...(isEverywhere ? {} : { targets: names }) };
  });
}

function isSame(a: Finding, b: Finding): boolean {
  return a.fingerprint === b.fingerprint && a.message === b.message && a.severity === b.severity;
}

/** The problems of all projects, each once, with the database that it is of. */
export function mergeProblems(targets: readonly NamedTarget[]): Problem[] {
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
