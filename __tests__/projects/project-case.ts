import { readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DialectName } from '../../src/dialects/dialect.ts';
import type { Report } from '../../src/report/report.ts';

export const projectsDirectory = import.meta.dirname;

/** What the gate must say of one pull request: `case.json`. */
export interface Expectation {
  readonly conclusion: Report['conclusion'];
  /** `<severity> <check> <file>:<line>: <message>`, in the report's order; with several databases, which gave it where not all did. */
  readonly findings: readonly string[];
  /** What each problem says, where it is incomplete. */
  readonly problems?: readonly string[];
  /** Coverage, where it is not `everything`. */
  readonly notLookedAt?: readonly string[];
  /** Findings that a suppression speaks for. */
  readonly suppressed?: readonly string[];
}

export interface ProjectCase extends Expectation {
  readonly name: string;
  /** What it shows, in a sentence. */
  readonly title: string;
  /** The database it is for, or several of which the same is expected; PostgreSQL where nothing is said. */
  readonly dialect?: DialectName | readonly DialectName[];
  /** Flags of the command, by name. */
  readonly options?: Readonly<Record<string, string>>;
  readonly layers?: readonly string[];
  readonly deletes?: readonly string[];
  readonly mergesBase?: boolean;
  /** The code of its finding, pasted into `downgrade()`, mends it. */
  readonly remedyWorks?: boolean;
}

/** Every case, by name. */
export function listCases(): ProjectCase[] {
  return readdirSync(projectsDirectory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
    .map(({ name }) => ({ name, ...(JSON.parse(readFileSync(join(projectsDirectory, name, 'case.json'), 'utf8')) as Omit<ProjectCase, 'name'>) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The dialects that a case is run on. */
export function listDialects({ dialect = 'postgresql' }: ProjectCase): readonly DialectName[] {
  return typeof dialect === 'string' ? [dialect] : dialect;
}

/** What a report says, in the words of a case. */
export function summarizeReport(report: Report): Expectation {
  const lineOf = ({ severity, check, file, line, message, targets }: Report['findings'][number]): string => {
    const place = file === undefined ? '-' : `${shorten(file)}${line === undefined ? '' : `:${String(line)}`}`;
    const on = targets === undefined ? '' : ` (on ${targets.map((name) => name.replace(/ [\d.]+$/, '')).join(', ')})`;
    return `${severity} ${check} ${place}: ${message}${on}`;
  };
  const suppressed = report.findings.filter((finding) => finding.suppressed !== undefined).map(lineOf);
  const problems = report.problems.map(({ what }) => what);
  const { notLookedAt } = report.coverage;
  return {
    conclusion: report.conclusion,
    findings: report.findings.filter((finding) => finding.suppressed === undefined).map(lineOf),
    ...(problems.length === 0 ? {} : { problems }),
    ...(notLookedAt.length === 0 ? {} : { notLookedAt }),
    ...(suppressed.length === 0 ? {} : { suppressed }),
  };
}

/** The expectation of a case alone, to be compared with `summarizeReport`. */
export function takeExpectation({ conclusion, findings, problems, notLookedAt, suppressed }: ProjectCase): Expectation {
  return {
    conclusion,
    findings,
    ...(problems === undefined ? {} : { problems }),
    ...(notLookedAt === undefined ? {} : { notLookedAt }),
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}

/** Writes what was found into a case's file, for a reader to judge. */
export async function rewriteCase(project: ProjectCase, found: Expectation): Promise<void> {
  const { name, title, dialect, options, layers, deletes, mergesBase, remedyWorks } = project;
  const kept = { title, dialect, layers, options, deletes, mergesBase, remedyWorks };
  await writeFile(join(projectsDirectory, name, 'case.json'), `${JSON.stringify({ ...kept, ...found }, undefined, 2)}\n`);
}

function shorten(file: string): string {
  return file.replace('migrations/versions/', '');
}
