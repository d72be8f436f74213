import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checks } from '../checks/registry.ts';
import { getDialect } from '../dialects/registry.ts';
import type { Options } from '../options.ts';
import type { Report } from '../report/report.ts';
import type { Delivery } from './deliver.ts';
import { renderCodeQuality } from './code-quality.ts';
import { renderJunit } from './junit.ts';
import { renderSarif } from './sarif.ts';
import { renderSqlFiles } from './sql-files.ts';
import { writeSqlFiles } from './write-sql-files.ts';

type FileOptions = Pick<Options, 'codeQualityFile' | 'commentKey' | 'failOn' | 'jsonFile' | 'junitFile' | 'markdownFile' | 'sarifFile' | 'sqlDirectory'>;

/** What the files need beside the report. */
export interface FileTools {
  /** Gives the comment's text. */
  readonly writeComment: () => string;
  /** Absolute path of the folder with a page for every check, `<category>/<name>.md`. */
  readonly checkPages: string;
}

/** The files that the options ask for; each is rendered when it is written, so that one that cannot be does not keep the others. */
export function listReportFiles(report: Report, options: FileOptions, { writeComment, checkPages }: FileTools): Delivery[] {
  const { codeQualityFile, commentKey, failOn, jsonFile, junitFile, markdownFile, sarifFile, sqlDirectory } = options;
  const file = (name: string, path: string | undefined, render: () => string): Delivery[] => (path === undefined ? [] : [{ name, run: () => writeFile(path, render()) }]);
  return [
    ...file('json-file', jsonFile, () => `${JSON.stringify(report, undefined, 2)}\n`),
    ...file('markdown-file', markdownFile, writeComment),
    ...file('sarif-file', sarifFile, () => renderSarif(report, { key: commentKey, checks, readPage: (id) => readFileSync(join(checkPages, `${id}.md`), 'utf8') })),
    ...file('junit-file', junitFile, () => renderJunit(report, failOn)),
    ...file('code-quality-file', codeQualityFile, () => renderCodeQuality(report)),
    ...(sqlDirectory === undefined ? [] : [{ name: 'sql-directory', run: () => writeSqlFiles(sqlDirectory, renderSqlFiles(report, (dialect, sql) => getDialect(dialect).endStatement(sql))) }]),
  ];
}
