import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PythonName } from '../../scripts/python-environment.mjs';
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

/** What a case lets a dialect say otherwise. */
type Otherwise = Partial<Readonly<Record<DialectName, Expectation>>>;

export interface ProjectCase extends Expectation {
  readonly name: string;
  /** What it shows, in a sentence. */
  readonly title: string;
  /** The database it is for, or several; PostgreSQL where nothing is said. */
  readonly dialect?: DialectName | readonly DialectName[];
  /** The expectation of those of them that differ from the first. */
  readonly otherwise?: Otherwise;
  /** Flags of the command, by name. */
  readonly options?: Readonly<Record<string, string>>;
  /** Which of the Python environments it runs in, where not in the usual one. */
  readonly python?: PythonName;
  /** Variables that are set while it runs; other cases run at the same time, so their names are its own. */
  readonly environment?: Readonly<Record<string, string>>;
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

const withoutModels = /^Whether the running release still works on the upgraded database was not tried: the `env\.py` of `main` gives Alembic no `target_metadata`\.$/;

/** What a report says, in the words of a case. */
export function summarizeReport(report: Report): Expectation {
  const lineOf = ({ severity, check, file, line, message, targets }: Report['findings'][number]): string => {
    const place = file === undefined ? '-' : `${shorten(file)}${line === undefined ? '' : `:${String(line)}`}`;
    const on = targets === undefined ? '' : ` (on ${targets.map((name) => name.replace(/ [\d.]+$/, '')).join(', ')})`;
    return `${severity} ${check} ${place}: ${message}${on}`;
  };
  const suppressed = report.findings.filter((finding) => finding.suppressed !== undefined).map(lineOf);
  const problems = report.problems.map(({ what }) => what);
  // Most cases have no models, which is said of each.
  const notLookedAt = report.coverage.notLookedAt.filter((sentence) => !withoutModels.test(sentence));
  return {
    conclusion: report.conclusion,
    findings: report.findings.filter((finding) => finding.suppressed === undefined).map(lineOf),
    ...(problems.length === 0 ? {} : { problems }),
    ...(notLookedAt.length === 0 ? {} : { notLookedAt }),
    ...(suppressed.length === 0 ? {} : { suppressed }),
  };
}

/** The expectation of a case for a dialect, to be compared with `summarizeReport`. */
export function takeExpectation(project: ProjectCase, dialect: DialectName): Expectation {
  return pickExpectation(project.otherwise?.[dialect] ?? project);
}

function pickExpectation({ conclusion, findings, problems, notLookedAt, suppressed }: Expectation): Expectation {
  return {
    conclusion,
    findings,
    ...(problems === undefined ? {} : { problems }),
    ...(notLookedAt === undefined ? {} : { notLookedAt }),
    ...(suppressed === undefined ? {} : { suppressed }),
  };
}

/** Writes what was found into a case's file, for a reader to judge: of its first dialect as what holds for all, of another one where it differs. */
export function rewriteCase({ name }: ProjectCase, dialect: DialectName, found: Expectation): void {
  const path = join(projectsDirectory, name, 'case.json');
  const written = { name, ...(JSON.parse(readFileSync(path, 'utf8')) as Omit<ProjectCase, 'name'>) };
  const { title, dialect: dialects, options, python, environment, layers, deletes, mergesBase, remedyWorks } = written;
  const isFirst = listDialects(written)[0] === dialect;
  const common = isFirst ? found : pickExpectation(written);
  const others = Object.entries(isFirst ? (written.otherwise ?? {}) : { ...written.otherwise, [dialect]: found });
  const differing = others.filter(([, expectation]) => JSON.stringify(expectation) !== JSON.stringify(common));
  const otherwise = differing.length === 0 ? {} : { otherwise: Object.fromEntries(differing) };
  const kept = { title, dialect: dialects, layers, python, environment, options, deletes, mergesBase, remedyWorks };
  // Written at once, because two dialects of one case run at the same time.
  writeFileSync(path, `${JSON.stringify({ ...kept, ...common, ...otherwise }, undefined, 2)}\n`);
}

function shorten(file: string): string {
  return file.replace('migrations/versions/', '');
}
