import type { Approval } from '../approval/approval.ts';
import { joinParts } from '../join-parts.ts';
import { writeMarker } from '../reporters/pull-request-comment.ts';
import type { ActionContext } from './action-context.ts';
import { deliverReport } from './deliver-report.ts';
import { openJobLog } from './job-log.ts';
import { readApproval } from './read-approval.ts';

/** `mode: report`: the reports of other jobs -> one -> reporters -> the job's verdict. Runs nothing of the pull request's. */
export async function reportParts({ options, host, tools }: ActionContext): Promise<void> {
  let approval: Approval | undefined;
  const report = await joinParts(options, {
    directory: tools.environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    commit: host.headSha,
    // The jobs write no comment, and so cannot know what a label agrees to; and what they say ran with the pull request's code.
    readApproval: async () => (approval = await readApproval({ host, options, marker: writeMarker(options.commentKey) })),
  });
  await deliverReport(report, options, { host, approval, checkPages: tools.checkPages, log: openJobLog(), shown: new Set() });
}
