import { writeFile } from 'node:fs/promises';
import type { Options } from '../options.ts';
import type { Report } from '../report/report.ts';
import type { Delivery } from './deliver.ts';

/** The files that the options ask for. `writeComment` gives the comment's text. */
export function listReportFiles(report: Report, options: Pick<Options, 'jsonFile' | 'markdownFile'>, writeComment: () => string): Delivery[] {
  const { jsonFile, markdownFile } = options;
  return [
    ...(jsonFile === undefined ? [] : [{ name: 'json-file', run: () => writeFile(jsonFile, `${JSON.stringify(report, undefined, 2)}\n`) }]),
    ...(markdownFile === undefined ? [] : [{ name: 'markdown-file', run: () => writeFile(markdownFile, writeComment()) }]),
  ];
}
