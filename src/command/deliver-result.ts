import { deliverNote } from '../gitlab/deliver-note.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import { deliver } from '../reporters/deliver.ts';
import { inFile, renderComment } from '../reporters/pull-request-comment.ts';
import { listReportFiles } from '../reporters/report-files.ts';
import { commentLimit, noteLimit } from '../reporters/text-limit.ts';
import type { Report } from '../report/report.ts';

/** What the deliveries need beside the report. */
export interface ResultTools {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder with a page for every check, `<category>/<name>.md`. */
  readonly checkPages: string;
  readonly write: (text: string) => void;
}

/** Brings a report to the files that the options name and to the merge request, and gives the exit code: 0 passed, 1 failed, 2 incomplete. */
export async function deliverResult(report: Report, options: Options, host: Host, { environment, checkPages, write }: ResultTools): Promise<number> {
  const limit = host.name === 'gitlab' ? noteLimit : commentLimit;
  const writeComment = (): string => renderComment(report, { key: options.commentKey, links: host.fileLinks, limit, elsewhere: inFile });
  const note = { name: 'Merge-request note', run: () => deliverNote({ report, options, host, environment, tell: (line) => write(`${line}\n`) }) };
  for (const failure of await deliver([...listReportFiles(report, options, { writeComment, checkPages }), note])) write(`not written: ${failure}\n`);
  return exitCodeOf(report, options.failOn);
}

/** With `fail-on: never` findings do not fail. */
function exitCodeOf({ conclusion }: Report, failOn: Options['failOn']): 0 | 1 | 2 {
  if (conclusion === 'incomplete') return 2;
  return conclusion === 'failed' && failOn !== 'never' ? 1 : 0;
}
