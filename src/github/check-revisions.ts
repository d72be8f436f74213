import type { Approval } from '../approval/approval.ts';
import { runGate } from '../gate.ts';
import { createConsoleProgress, createEarlyFindings } from '../reporters/console.ts';
import { writeMarker } from '../reporters/pull-request-comment.ts';
import type { ActionContext } from './action-context.ts';
import { deliverReport } from './deliver-report.ts';
import { openJobLog } from './job-log.ts';
import { readApproval } from './read-approval.ts';
import { openQueue } from './read-queue.ts';
import { openRivals } from './read-rivals.ts';
import { refuseStrangersCode } from './refuse-strangers-code.ts';

const style = { hasColor: true };

/** `mode: check`: gate -> reporters -> the job's verdict. Throws a `UserError` (`wrong-event`) where code of strangers would run beside a token that may write. */
export async function checkRevisions({ options, host, tools }: ActionContext): Promise<void> {
  await refuseStrangersCode(host, options.workingDirectory);
  const log = openJobLog();
  const early = createEarlyFindings(log.write, style);
  let approval: Approval | undefined;
  const [readRivals, readQueue] = [openRivals(host, options), openQueue(host, options)];
  const report = await runGate(options, {
    ...tools,
    host,
    ...(readRivals === undefined ? {} : { readRivals }),
    ...(readQueue === undefined ? {} : { readQueue }),
    readApproval: async () => (approval = await readApproval({ host, options, marker: writeMarker(options.commentKey) })),
    progress: { ...createConsoleProgress(log.write, style), phase: log.begin },
    onGraphFindings: (findings) => {
      // Not inside of a chapter, which people would have to unfold first.
      if (findings.some(({ suppressed }) => suppressed === undefined)) log.end();
      early.show(findings);
    },
  });
  log.end();
  await deliverReport(report, options, { host, approval, checkPages: tools.checkPages, log, shown: early.shown });
}
