import { readVariable } from '../host/environment.ts';
import type { Environment } from '../host/environment.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import { isClean } from '../report/is-clean.ts';
import type { Report } from '../report/report.ts';
import { inFile, renderComment, writeMarker } from '../reporters/pull-request-comment.ts';
import { summarizeReport, writeRunMark } from '../reporters/run-mark.ts';
import type { RunMark } from '../reporters/run-mark.ts';
import { noteLimit } from '../reporters/text-limit.ts';
import { postNote } from './post-note.ts';
import type { NotePosted } from './post-note.ts';
import { readGitLabToken } from './read-token.ts';

/** The note of one run. */
export interface NoteDelivery {
  readonly report: Report;
  readonly options: Pick<Options, 'comment' | 'commentKey'>;
  readonly host: Pick<Host, 'mergeRequest' | 'fileLinks' | 'headSha'>;
  readonly environment: Environment;
  /** Tells a line to the log. */
  readonly tell: (line: string) => void;
}

/** Writes the note where the options and the pipeline want one. Throws a `UserError` where GitLab does not take it. */
export async function deliverNote(delivery: NoteDelivery): Promise<void> {
  const { report, options, host, environment, tell } = delivery;
  const { mergeRequest } = host;
  if (mergeRequest === undefined || options.comment === 'never') return;
  const token = readGitLabToken(environment);
  if (token === undefined) {
    tell(`Merge-request note: ${mergeRequest.isFork ? noTokenOnFork : noToken}`);
    return;
  }
  const mark = describeRun(delivery);
  const posted = await postNote({
    mergeRequest,
    token,
    marker: writeMarker(options.commentKey),
    body: renderNote(report, { key: options.commentKey, links: host.fileLinks, mark }),
    mark,
    mayCreate: options.comment === 'always' || !isClean(report),
  });
  tell(`Merge-request note: ${describePosted(posted)}`);
}

/** The report as a note; pure. */
export function renderNote(report: Report, { key, links, mark }: { readonly key: string; readonly links: string | undefined; readonly mark: RunMark | undefined }): string {
  return renderComment(report, { key, links, limit: noteLimit, elsewhere: inFile, writeHidden: mark === undefined ? undefined : () => writeRunMark(mark) });
}

const noToken =
  "not written, because no token is set. Make a project access token with the scope `api` and the role Reporter, and set it as the masked CI/CD variable ALEMBIC_GATE_GITLAB_TOKEN; the job's own CI_JOB_TOKEN may not write notes. `--comment never` leaves out this line.";
const noTokenOnFork = 'not written, because a pipeline of a fork has no token of this project. A member of the project can run a pipeline for the merge request in it.';

const outcomes: Readonly<Record<NotePosted['outcome'], string>> = {
  created: 'created',
  updated: 'updated',
  unchanged: 'says the same already',
  'not-wanted': 'not written, because there is nothing to say',
  outdated: 'left as it is, because a newer job wrote it',
};

function describePosted({ outcome, url }: NotePosted): string {
  return `${outcomes[outcome]}${url === undefined ? '' : `, ${url}`}`;
}

/** Which job of which commit the note is of; undefined where GitLab does not tell. It began when its program did. */
function describeRun({ report, host, environment }: NoteDelivery): RunMark | undefined {
  const job = Number(readVariable(environment, 'CI_JOB_ID'));
  if (!Number.isSafeInteger(job) || job < 1 || host.headSha === undefined || !/^[\da-f]{40}(?:[\da-f]{24})?$/.test(host.headSha)) return undefined;
  return { head: host.headSha, run: job, attempt: 1, began: new Date(performance.timeOrigin).toISOString(), ...summarizeReport(report) };
}
