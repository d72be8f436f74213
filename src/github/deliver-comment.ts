import * as core from '@actions/core';
import type { Approval } from '../approval/approval.ts';
import { advanceRecord } from '../approval/bind-label.ts';
import { writeRecord } from '../approval/record.ts';
import { UserError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import { isClean } from '../report/is-clean.ts';
import type { Report } from '../report/report.ts';
import { codeBlock, escapeSentence } from '../reporters/escape-markdown.ts';
import { writeMarker } from '../reporters/pull-request-comment.ts';
import { summarizeReport, writeRunMark } from '../reporters/run-mark.ts';
import type { RunMark } from '../reporters/run-mark.ts';
import { neededPermissions, stands } from './explain-no-comment.ts';
import type { OwnComment } from './find-comment.ts';
import { postComment } from './post-comment.ts';
import type { CommentPosted } from './post-comment.ts';
import { knowComment } from './read-approval.ts';
import { readStatus } from './repeat-request.ts';

/** Which run of which commit a comment is of. */
export type CheckedRun = Pick<RunMark, 'head' | 'run' | 'attempt' | 'began'>;

/** The comment of one run. */
export interface CommentDelivery {
  readonly report: Report;
  readonly options: Pick<Options, 'comment' | 'commentKey' | 'githubToken' | 'approvalLabel'>;
  readonly host: Pick<Host, 'pullRequest' | 'repository' | 'apiUrl'>;
  /** The run that the report is of; undefined where GitHub does not tell. */
  readonly run: CheckedRun | undefined;
  /** What this run read of the label; undefined where it asked nothing. */
  readonly approval: Approval | undefined;
  /** The comment's text; `writeHidden` gives the hidden lines behind its first for the operations that it shows. */
  readonly render: (writeHidden: (operations: readonly string[]) => string) => string;
  /** What this workflow's job needs, as YAML, to be told where the token may not write; without it what `mode: check` needs. */
  readonly permissions?: string;
  /** False corrects the comment that is there and makes none; without it the options say. */
  readonly mayCreate?: boolean;
}

/** This job's own run; it began when its program did. */
export function describeOwnRun({ run, pullRequest }: Host): CheckedRun | undefined {
  if (run === undefined || pullRequest === undefined) return undefined;
  return { head: pullRequest.headSha, run: run.id, attempt: run.attempt, began: new Date(performance.timeOrigin).toISOString() };
}

/**
 * Writes the comment where the options and the event want one, and tells the job its address. Throws a `UserError` where GitHub does not
 * take it, after saying so in the job summary; of a pull request from a fork, where nobody expects otherwise, that is only said.
 */
export async function deliverComment(delivery: CommentDelivery): Promise<void> {
  const { options, host } = delivery;
  const token = options.githubToken;
  if (options.comment === 'never' || host.pullRequest === undefined) return;
  if (token === undefined) {
    core.info('Pull-request comment: not written, because the input github-token is empty');
    return;
  }
  try {
    const posted = await postComment({ ...describeRequest(delivery), token });
    if (posted?.url !== undefined) core.setOutput('comment-url', posted.url);
    if (posted !== undefined) core.info(`Pull-request comment: ${sayPosted(posted)}`);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await core.summary.addRaw(`\n\n${renderNoComment(error)}\n`).write();
    if (!host.pullRequest.isFork || ![403, 404].includes(readStatus(error.cause))) throw error;
    core.notice(`Pull-request comment: ${error.message}`);
  }
}

function describeRequest({ report, options, host, run, approval, permissions, render, mayCreate }: CommentDelivery): Omit<Parameters<typeof postComment>[0], 'token'> {
  const bound = approval?.state === 'set' ? approval : undefined;
  const mark = run === undefined ? undefined : { ...run, ...summarizeReport(report) };
  const writeHidden = (stored: OwnComment | undefined, operations: readonly string[]): string => {
    const record = options.approvalLabel === undefined ? undefined : advanceRecord(knowComment(stored), operations, bound);
    return [...(record === undefined ? [] : [writeRecord(record)]), ...(mark === undefined ? [] : [writeRunMark(mark)])].join('\n');
  };
  return {
    host,
    permissions: permissions ?? neededPermissions,
    marker: writeMarker(options.commentKey),
    mark,
    render: (stored) => render((operations) => writeHidden(stored, operations)),
    mayCreate: mayCreate ?? (options.comment === 'always' || !isClean(report)),
  };
}

function sayPosted({ outcome, because }: CommentPosted): string {
  return because === undefined ? outcome : `${outcome}; ${because}`;
}

/** For the job summary, where people look for what the pull request does not show. */
function renderNoComment({ what, remedy, details }: UserError): string {
  const yaml = details === undefined ? '' : `\n\n${codeBlock(details, 'yaml')}`;
  return `### The pull-request comment was not written\n\n${escapeSentence(what)} ${escapeSentence(remedy.replace(` ${stands}`, ''))}${yaml}`;
}
