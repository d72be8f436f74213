import { sayCount } from '../say-count.ts';
import { sayFew } from '../say-list.ts';
import { describeReportPart, identifyDatabase } from './report-part.ts';
import type { ReportPart } from './report-part.ts';
import type { Problem, ProjectReport } from './report.ts';

/** What reports are expected. */
export interface ExpectedParts {
  /** How many there must be; undefined where they tell it themselves. */
  readonly count: number | undefined;
  /** How many files could not be read. */
  readonly unread: number;
  /** The commit that this run is about, where it is known. */
  readonly commit: string | undefined;
  /** Of this program, which must have written them all. */
  readonly version: string;
}

const where = 'option `reports`';
/** Named one by one. */
const mostNamed = 5;

/** Why reports are not together one look at everything: one is missing or there twice, or they are of different commits or versions. Pure. */
export function findMissingParts(parts: readonly ReportPart[], expected: ExpectedParts): Problem[] {
  if (parts.length === 0) {
    return [{ code: 'missing-part', what: 'There is no report to join, so nothing was looked at.', where, remedy: 'Give the files that `json-file` of the jobs before has written; where they are artifacts, download them first, and look whether those jobs ran.' }];
  }
  const configs = [...new Set(parts.flatMap(({ report }) => report.projects.map(({ config }) => config)))];
  return [...checkCount(parts.length + expected.unread, expected.count), ...checkOrigin(parts, expected), ...configs.flatMap((config) => checkProject(config, parts))];
}

function checkCount(count: number, expected: number | undefined): Problem[] {
  if (expected === undefined || count === expected) return [];
  const remedy = count < expected ? 'Look at the jobs that should have written the others; one that was cancelled or ended early has written none.' : 'Correct `parts`, or give the files of this run alone.';
  return [{ code: 'missing-part', what: `There ${count === 1 ? 'is' : 'are'} ${sayCount(count, 'report')}, and there must be ${String(expected)} (\`parts\`).`, where, remedy }];
}

function checkOrigin(parts: readonly ReportPart[], { commit, version }: ExpectedParts): Problem[] {
  const commits = new Set([...parts.flatMap(({ report }) => report.commit ?? []), ...(commit === undefined ? [] : [commit])]);
  const versions = new Set([version, ...parts.map(({ report }) => report.tool.version)]);
  const ofCommits = commits.size < 2 ? [] : [`The reports are of different commits: ${sayFew([...commits].map((id) => id.slice(0, 12)), mostNamed)}.`];
  const ofVersions = versions.size < 2 ? [] : [`The reports are of different versions of Alembic Gate: ${sayFew([...versions], mostNamed)}.`];
  return [
    ...ofCommits.map((what) => ({ code: 'other-part', what, where, remedy: 'Give the files of one run alone, each job of it on the same commit.' })),
    ...ofVersions.map((what) => ({ code: 'other-part', what, where, remedy: 'Use the same version in all jobs.' })),
  ];
}

/** A report of a project, and the database that it was checked on. */
interface Entry {
  readonly from: ReportPart;
  /** Undefined where the job came to none; it may then be any. */
  readonly database: string | undefined;
  readonly title: string;
}

function checkProject(config: string, parts: readonly ReportPart[]): Problem[] {
  const entries = parts.flatMap((from): Entry[] => {
    const own = from.report.projects.filter((project) => project.config === config);
    // A job that came to no project at all was to look at each.
    if (from.report.projects.length === 0 && from.report.part !== undefined) return [{ from, database: undefined, title: '' }];
    return own.map((project) => ({ from, database: identifyDatabase(project), title: describeDatabase(project) }));
  });
  const counts = new Set(entries.map(({ from }) => from.report.part?.of));
  const mixed = counts.size < 2 ? [] : [tellMixed(config, counts)];
  return [...mixed, ...findDoubles(config, entries), ...(mixed.length > 0 ? [] : findAbsent(config, entries))];
}

function describeDatabase({ server }: ProjectReport): string {
  return server === undefined ? '' : `${server.title} ${server.version}`;
}

function tellMixed(config: string, counts: ReadonlySet<number | undefined>): Problem {
  const told = [...counts].map((of) => (of === undefined ? 'one that looked at all of them' : `some that looked at one of ${sayCount(of, 'part')}`));
  return { code: 'other-part', what: `The reports on ${config} do not divide its revisions alike: there are ${sayFew(told, mostNamed)}.`, where, remedy: 'Let all jobs have the same number behind the stroke of `shard`, and give the files of one run alone.' };
}

/** The same part of the same project on the same database, in more than one file. */
function findDoubles(config: string, entries: readonly Entry[]): Problem[] {
  const groups = Map.groupBy(entries.filter(({ database }) => database !== undefined), ({ from, database }) => JSON.stringify([from.report.part?.index, from.report.part?.of, database]));
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length === 1) return [];
    const files = sayFew(same.map(({ from }) => from.file), mostNamed);
    return [
      {
        code: 'double-part',
        what: `There are ${String(same.length)} reports of ${config}, ${describeReportPart(first.from)}: ${files}.`,
        where,
        remedy: 'Where a job was run again, let its artifact replace the one before (`overwrite: true`); where two jobs look at the same, leave out one.',
      },
    ];
  });
}

/** Parts that none of the files is, with the databases that lack them. */
function findAbsent(config: string, entries: readonly Entry[]): Problem[] {
  const of = entries[0]?.from.report.part?.of;
  if (of === undefined) return [];
  const titles = new Map(entries.flatMap(({ database, title }) => (database === undefined ? [] : [[database, title] as const])));
  const byIndex = Map.groupBy(entries, ({ from }) => from.report.part?.index ?? 0);
  // Said by number and not counted up to what a file claims.
  const known = [...byIndex.keys()];
  const wanting = known.filter((index) => (byIndex.get(index)?.length ?? 0) < titles.size);
  const absent = of - known.length;
  const [first] = listAbsent(known, of, 1);
  const ofAll =
    first === undefined
      ? []
      : [absent === 1 ? `Part ${String(first)}/${String(of)} of ${config} is missing.` : `${String(absent)} of ${sayCount(of, 'part')} of ${config} are missing: ${sayFew(listAbsent(known, of, mostNamed + 1).map((index) => `${String(index)}/${String(of)}`), mostNamed, absent)}.`];
  const ofSome = wanting.map((index) => {
    const there = new Set(byIndex.get(index)?.map(({ database }) => database));
    const lacking = [...titles].flatMap(([database, title]) => (there.has(database) ? [] : [title]));
    return `Part ${String(index)}/${String(of)} of ${config} on ${sayFew([...new Set(lacking)], mostNamed)} is missing.`;
  });
  return [...ofAll, ...ofSome].map((what) => ({ code: 'missing-part', what, where, remedy: 'Look at the job that should have written it; one that was cancelled, or ended before it began, has written no report.' }));
}

/** The lowest numbers that are not there. */
function listAbsent(known: readonly number[], of: number, most: number): number[] {
  const there = new Set(known);
  const absent: number[] = [];
  for (let index = 1; index <= of && absent.length < most; index += 1) if (!there.has(index)) absent.push(index);
  return absent;
}
