import { lstat, readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { glob } from 'tinyglobby';
import { listProblems } from './describe-error.ts';
import { UserError } from './errors.ts';
import { readReport, reportTextLimit } from './report/read-report.ts';
import type { ReportPart } from './report/report-part.ts';
import type { Problem } from './report/report.ts';

/** Reports that could be read, and why others could not. */
export interface ReadReports {
  readonly parts: readonly ReportPart[];
  /** One for each file that could not be read, and one for each path or glob that led to none. */
  readonly problems: readonly Problem[];
}

/** More jobs than a workflow's matrix can have. https://docs.github.com/actions/reference/limits */
const mostFiles = 256;
/** Bytes of all files together, which are held in memory at once. */
const mostBytes = 4 * reportTextLimit;

export interface ReadRequest {
  /** Absolute paths or globs. */
  readonly patterns: readonly string[];
  /** Names in messages are relative to it. */
  readonly directory: string;
  /** Where the joined report goes; a glob may lead to the one of an earlier run. */
  readonly leaveOut: string | undefined;
}

/** Reads the JSON reports of other jobs, in the order of their names. They are untrusted. What is wrong with them is told, not thrown. */
export async function readReportFiles({ patterns, directory, leaveOut }: ReadRequest): Promise<ReadReports> {
  const parts: ReportPart[] = [];
  const problems: Problem[] = [];
  const attempt = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const found = listProblems(error);
      if (found === undefined) throw error;
      problems.push(...found);
    }
  };
  const files = new Set<string>();
  for (const pattern of patterns) {
    await attempt(async () => {
      const found = await findFiles(pattern);
      if (found.length === 0) throw new UserError('bad-report', { what: 'There is no such file.', where: relative(directory, pattern), remedy: 'Look whether the job that writes it ran to its end, and where its artifact was downloaded to.' });
      for (const file of found) if (file !== leaveOut) files.add(file);
    });
  }
  let bytes = 0;
  const named = [...files].sort();
  for (const file of named.slice(0, mostFiles)) {
    await attempt(async () => {
      const name = relative(directory, file);
      const { size, text } = await readText(file, name, mostBytes - bytes);
      bytes += size;
      parts.push({ file: name, report: readReport(text, name) });
    });
  }
  if (named.length > mostFiles) {
    await attempt(() => Promise.reject(new UserError('bad-report', { what: `${String(named.length)} files are more than the ${String(mostFiles)} that are read.`, where: 'option `reports`', remedy: 'Name the reports of this run alone.' })));
  }
  return { parts, problems };
}

/** A file that is named is taken by its name, whatever a glob would make of that. */
async function findFiles(pattern: string): Promise<readonly string[]> {
  const isFile = await lstat(pattern).then((found) => found.isFile(), () => false);
  return isFile ? [pattern] : glob([pattern], { absolute: true, onlyFiles: true, dot: true, expandDirectories: false, followSymbolicLinks: false });
}

/** The text of a plain file of a size that a report can have; a link could lead anywhere. */
async function readText(file: string, name: string, limit: number): Promise<{ readonly size: number; readonly text: string }> {
  const refuse = (what: string): UserError => new UserError('bad-report', { what, where: name, remedy: 'Give the file that `json-file` of the job has written.' });
  try {
    const found = await lstat(file);
    if (!found.isFile()) throw refuse('This is no plain file.');
    if (found.size > Math.min(limit, reportTextLimit)) throw refuse(`The file has ${String(Math.ceil(found.size / 1024 / 1024))} MiB, with which the reports are larger than can be read.`);
    return { size: found.size, text: await readFile(file, 'utf8') };
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw refuse('The file cannot be read.');
  }
}
