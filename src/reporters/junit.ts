import type { Options } from '../options.ts';
import type { Finding, ProjectReport, Report, RevisionReport, StepReport } from '../report/report.ts';
import { cutLines, cutText } from './cut-text.ts';
import { describeAgreement } from './render-approval.ts';
import { writeXml } from './write-xml.ts';
import type { XmlElement } from './write-xml.ts';

/** From which severity a finding is a failure; otherwise it is told in the output of a case that passes. */
type FailOn = Options['failOn'];

interface TestCase {
  readonly className: string;
  readonly name: string;
  readonly timeMs: number;
  readonly outcome: 'passed' | 'failure' | 'error' | 'skipped';
  /** What the outcome is of: an exception's class, a check. */
  readonly type?: string;
  /** One line. */
  readonly message?: string;
  readonly text?: string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly TestCase[];
  readonly properties: readonly (readonly [string, string])[];
  readonly output: readonly string[];
}

const lineLimit = 1000;
const textLimit = 20_000;

/**
 * A report as JUnit XML: a suite for each database of each project, and in it a case for each step of each new revision and one for each
 * finding. Most readers show one failure a case, so that a finding is a case of its own; one that tells of a failed step stands for it. No case
 * is a failure that fails no run.
 * Valid by the schema of Jenkins' xUnit plugin. Pure. https://plugins.jenkins.io/xunit/
 */
export function renderJunit(report: Report, failOn: FailOn): string {
  const suites: Suite[] = report.projects.map((project) => ({ name: nameSuite(project), cases: listCases(report, project, failOn), properties: describeProject(project), output: [] }));
  const rest = listRest(report, failOn);
  const output = [report.proof, ...report.coverage.notLookedAt];
  const [only] = suites;
  // What is of the whole run stands in a suite of its own, where there is not just one.
  const isOne = suites.length === 1 && only !== undefined && rest.length === 0;
  const all: Suite[] = isOne ? [{ ...only, output }] : [...suites, { name: 'Alembic Gate', cases: rest, properties: [], output }];
  return writeXml({
    name: 'testsuites',
    attributes: { name: 'Alembic Gate', ...count(all.flatMap(({ cases }) => cases), false) },
    content: all.map(({ name, cases, properties, output: lines }) => ({
      name: 'testsuite',
      attributes: { name: cutText(name, lineLimit), ...count(cases, true) },
      content: [
        ...(properties.length === 0 ? [] : [{ name: 'properties', content: properties.map(([key, value]) => ({ name: 'property', attributes: { name: key, value: cutText(value, lineLimit) } })) }]),
        ...cases.map(writeCase),
        ...(lines.length === 0 ? [] : [{ name: 'system-out', content: cutLines(lines.join('\n'), textLimit) }]),
      ],
    })),
  });
}

function nameSuite({ config, target }: ProjectReport): string {
  return target === undefined ? config : `${config} on ${target}`;
}

function describeProject({ server, python, base }: ProjectReport): Suite['properties'] {
  const known: readonly (readonly [string, string | undefined])[] = [
    ['database', server === undefined ? undefined : `${server.title} ${server.version} (${server.image ?? server.provider})`],
    ['python', python?.version],
    ['alembic', python?.alembic],
    ['sqlalchemy', python?.sqlalchemy],
    ['base', base],
  ];
  return known.flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
}

function listCases(report: Report, project: ProjectReport, failOn: FailOn): TestCase[] {
  const suite = nameSuite(project);
  const own = report.findings.filter((finding) => finding.project === project.config && (project.target === undefined || finding.targets?.includes(project.target) !== false));
  const revisions = project.revisions.filter((revision) => revision.new);
  const ids = new Set(revisions.map(({ id }) => id));
  const cases = [
    ...revisions.flatMap((revision) => listRevisionCases(revision, own.filter((finding) => finding.revision === revision.id), suite, failOn)),
    ...own.filter(({ revision }) => revision === undefined || !ids.has(revision)).map((finding) => describeFinding(finding, toClass(suite), failOn)),
  ];
  // Jenkins takes a file without a case for a failed run.
  const none: TestCase = { className: toClass(suite), name: 'new revisions', timeMs: 0, outcome: report.conclusion === 'incomplete' ? 'skipped' : 'passed', text: 'There are none.' };
  return cases.length === 0 ? [none] : numberDoubles(cases);
}

function listRevisionCases(revision: RevisionReport, findings: readonly Finding[], suite: string, failOn: FailOn): TestCase[] {
  const className = toClass(suite, `${revision.id} ${revision.message}`);
  const left = new Set(findings);
  const walked = revision.steps.map((step): TestCase => {
    const own = describeStep(step, className);
    if (own.outcome !== 'failure') return own;
    const told = [...left].filter((finding) => tellsOf(finding, step));
    const telling = told.find((finding) => isFailure(finding, failOn));
    // What fails no run is no failure to a reader of this file either, such as a way back that a revision declares not to have; it has not passed.
    if (telling === undefined) return told.length > 0 || isDeclared(step) || !findings.some((finding) => isFailure(finding, failOn)) ? { ...own, outcome: 'skipped' } : own;
    left.delete(telling);
    return { ...own, type: telling.check, message: telling.message, text: writeText(telling) };
  });
  const unwalked: TestCase[] = revision.steps.length > 0 ? [] : [{ className, name: 'round trip', timeMs: 0, outcome: 'skipped', message: 'The revision was not walked.' }];
  return [...walked, ...unwalked, ...[...left].map((finding) => describeFinding(finding, className, failOn))];
}

const walks: Readonly<Record<StepReport['walk'], string>> = { empty: '', rows: ' with rows', rehearsal: ' in the rollback rehearsal', fresh: ' in a new installation' };

function describeStep({ walk, direction, attempt, outcome, durationMs, error, skippedBecause }: StepReport, className: string): TestCase {
  const step = { className, name: `${direction}${attempt === 2 ? ' again' : ''}${walks[walk]}`, timeMs: durationMs };
  if (outcome === 'applied') return { ...step, outcome: 'passed' };
  if (outcome === 'skipped') return { ...step, outcome: 'skipped', ...(skippedBecause === undefined ? {} : { message: skippedBecause }) };
  const message = error?.message ?? (outcome === 'timed-out' ? 'It took too long.' : 'It failed.');
  return { ...step, outcome: 'failure', type: error?.type ?? outcome, message, ...(error?.traceback === undefined ? {} : { text: error.traceback }) };
}

/** Whether a finding is about a step that failed; a failure then needs no case of its own. */
function tellsOf({ check, message }: Finding, step: StepReport): boolean {
  if (step.outcome === 'timed-out') return check.endsWith('/timeout');
  if (isDeclared(step)) return check === 'round-trip/irreversible';
  return step.error !== undefined && message.includes(step.error.message);
}

/** Whether a step says itself that it cannot be. */
function isDeclared({ direction, error }: StepReport): boolean {
  return direction === 'downgrade' && error?.type === 'NotImplementedError';
}

function isFailure({ severity, suppressed }: Finding, failOn: FailOn): boolean {
  return suppressed === undefined && (severity === 'error' || (severity === 'warning' && failOn === 'warning'));
}

function describeFinding(finding: Finding, className: string, failOn: FailOn): TestCase {
  const { check, message } = finding;
  return { className, name: check, timeMs: 0, outcome: isFailure(finding, failOn) ? 'failure' : 'passed', type: check, message, text: writeText(finding) };
}

function writeText({ severity, file, line, message, why, remedy, evidence, suppressed, approved }: Finding): string {
  const { diff, sql, error } = evidence;
  return [
    `${approved !== undefined ? `agreed to ${describeAgreement(approved)}` : suppressed === undefined ? severity : `suppressed (${suppressed.reason})`}: ${message}`,
    ...(file === undefined ? [] : [`at ${file}${line === undefined ? '' : `:${String(line)}`}`]),
    why,
    [remedy.text, ...(remedy.code === undefined ? [] : [remedy.code])].join('\n'),
    ...(diff === undefined ? [] : [diff.join('\n')]),
    ...(sql === undefined ? [] : [sql]),
    ...(error === undefined ? [] : [error]),
  ].join('\n\n');
}

/** What is of no project that came to be walked: findings of those, and problems. */
function listRest({ findings, projects, problems }: Report, failOn: FailOn): TestCase[] {
  const known = new Set(projects.map(({ config }) => config));
  return numberDoubles([
    ...findings.filter(({ project }) => !known.has(project)).map((finding) => describeFinding(finding, toClass(finding.project), failOn)),
    ...problems.map(({ code, what, where, remedy, details }): TestCase => ({
      className: toClass('Alembic Gate'),
      name: code,
      timeMs: 0,
      outcome: 'error',
      type: code,
      message: what,
      text: [what, ...(where === undefined ? [] : [`at ${where}`]), remedy, ...(details === undefined ? [] : [details])].join('\n\n'),
    })),
  ]);
}

/** Jenkins takes what stands before the last dot for the package, so that only ours may be one. */
function toClass(...parts: readonly string[]): string {
  return parts.map((part) => cutText(part, lineLimit).replaceAll('.', '_')).join('.');
}

/** Readers take two cases of one name for two runs of the same. */
function numberDoubles(cases: readonly TestCase[]): TestCase[] {
  const times = new Map<string, number>();
  return cases.map((testCase) => {
    const key = JSON.stringify([testCase.className, testCase.name]);
    const time = (times.get(key) ?? 0) + 1;
    times.set(key, time);
    return time === 1 ? testCase : { ...testCase, name: `${testCase.name} (${String(time)})` };
  });
}

function count(cases: readonly TestCase[], hasSkipped: boolean): Record<string, string> {
  const countOf = (outcome: TestCase['outcome']): string => String(cases.filter((testCase) => testCase.outcome === outcome).length);
  return {
    tests: String(cases.length),
    failures: countOf('failure'),
    errors: countOf('error'),
    ...(hasSkipped ? { skipped: countOf('skipped') } : {}),
    time: toSeconds(cases.reduce((sum, { timeMs }) => sum + timeMs, 0)),
  };
}

function writeCase({ className, name, timeMs, outcome, type, message, text }: TestCase): XmlElement {
  const line = message === undefined ? undefined : cutText(message, lineLimit);
  const body = text === undefined ? {} : { content: cutLines(text, textLimit) };
  const said: XmlElement[] = outcome === 'passed' ? (text === undefined ? [] : [{ name: 'system-out', ...body }]) : [{ name: outcome, attributes: { type, message: line }, ...body }];
  return { name: 'testcase', attributes: { classname: className, name: cutText(name, lineLimit), time: toSeconds(timeMs) }, content: said };
}

function toSeconds(durationMs: number): string {
  return (durationMs / 1000).toFixed(3);
}
