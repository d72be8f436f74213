import * as core from '@actions/core';
import type { Approval } from '../approval/approval.ts';
import { advanceRecord } from '../approval/bind-label.ts';
import { writeRecord } from '../approval/record.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import type { Report } from '../report/report.ts';
import { writeMarker } from '../reporters/pull-request-comment.ts';
import type { OwnComment } from './find-comment.ts';
import { postComment } from './post-comment.ts';
import { knowComment } from './read-approval.ts';

/** The comment of one run. */
export interface CommentDelivery {
  readonly report: Report;
  readonly options: Pick<Options, 'comment' | 'commentKey' | 'githubToken' | 'approvalLabel'>;
  readonly host: Host;
  /** What this run read of the label; undefined where it asked nothing. */
  readonly approval: Approval | undefined;
  /** The comment's text; `writeHidden` gives its second line for the operations that it shows. */
  readonly render: (writeHidden: (operations: readonly string[]) => string) => string;
}

/** Writes the comment where the options and the event want one, and tells the job its address. Throws a `UserError` where GitHub does not take it. */
export async function deliverComment({ report, options, host, approval, render }: CommentDelivery): Promise<void> {
  const { githubToken: token, approvalLabel } = options;
  if (options.comment === 'never' || host.pullRequest === undefined) return;
  if (token === undefined) {
    core.info('Pull-request comment: not written, because the input github-token is empty');
    return;
  }
  const isClean = report.conclusion === 'passed' && report.findings.every(({ suppressed }) => suppressed !== undefined);
  const bound = approval?.state === 'set' ? approval : undefined;
  const writeHidden = (stored: OwnComment | undefined, operations: readonly string[]): string => {
    const record = approvalLabel === undefined ? undefined : advanceRecord(knowComment(stored), operations, bound);
    return record === undefined ? '' : writeRecord(record);
  };
  const posted = await postComment({
    host,
    token,
    marker: writeMarker(options.commentKey),
    render: (stored) => render((operations) => writeHidden(stored, operations)),
    mayCreate: options.comment === 'always' || !isClean,
  });
  if (posted?.url !== undefined) core.setOutput('comment-url', posted.url);
  if (posted !== undefined) core.info(`Pull-request comment: ${posted.outcome}`);
}
