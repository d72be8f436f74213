import * as core from '@actions/core';
import type { Approval } from '../approval/approval.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import type { Report } from '../report/report.ts';
import { writeAnnotations } from '../reporters/annotations.ts';
import { renderConsole } from '../reporters/console.ts';
import { deliver } from '../reporters/deliver.ts';
import type { Delivery } from '../reporters/deliver.ts';
import { inFile, inSummaryAndFile, renderComment } from '../reporters/pull-request-comment.ts';
import type { CommentStyle } from '../reporters/pull-request-comment.ts';
import { listReportFiles } from '../reporters/report-files.ts';
import { commentLimit, summaryLimit } from '../reporters/text-limit.ts';
import { deliverComment, describeOwnRun } from './deliver-comment.ts';
import type { JobLog } from './job-log.ts';

/** What the deliveries need beside the report. */
export interface DeliveryTools {
  readonly host: Host;
  /** What was read of the label; undefined where nothing was asked. */
  readonly approval: Approval | undefined;
  readonly checkPages: string;
  readonly log: JobLog;
  /** Fingerprints of the findings that the log has already. */
  readonly shown: ReadonlySet<string>;
}

/** Brings a report to the job's outputs, log, annotations, summary, files and comment, and gives the job its verdict. */
export async function deliverReport(report: Report, options: Options, tools: DeliveryTools): Promise<void> {
  writeOutputs(report, options);
  const console: Delivery = { name: 'Log', run: () => tools.log.write(`\n${renderConsole(report, { hasColor: true }, tools.shown)}`) };
  for (const failure of await deliver([console, ...listDeliveries(report, options, tools)])) core.warning(failure);
  if (report.conclusion === 'incomplete') core.setFailed('Alembic Gate could not check everything.');
  else if (report.conclusion === 'failed' && options.failOn !== 'never') core.setFailed('Alembic Gate found what must not be merged.');
}

function writeOutputs(report: Report, options: Options): void {
  const counted = report.findings.filter(({ suppressed }) => suppressed === undefined);
  const count = (severity: string): number => counted.filter((finding) => finding.severity === severity).length;
  core.setOutput('conclusion', report.conclusion);
  core.setOutput('new-revisions', report.projects.flatMap(({ revisions }) => revisions.filter((revision) => revision.new).map(({ id }) => id)).join(','));
  core.setOutput('findings', counted.length);
  core.setOutput('errors', count('error'));
  core.setOutput('warnings', count('warning'));
  core.setOutput('heads', report.projects.flatMap(({ heads }) => heads).join(','));
  core.setOutput('json-file', options.jsonFile ?? '');
}

/** Each renders what it delivers, so that one that cannot does not keep the others. */
function listDeliveries(report: Report, options: Options, { host, approval, checkPages }: DeliveryTools): Delivery[] {
  const style = { key: options.commentKey, links: host.fileLinks };
  const renderBody = (writeHidden: CommentStyle['writeHidden']): string => renderComment(report, { ...style, limit: commentLimit, elsewhere: inSummaryAndFile, writeHidden });
  return [
    { name: 'Annotations', run: () => writeAnnotations(report) },
    { name: 'Job summary', run: () => core.summary.addRaw(renderComment(report, { ...style, limit: summaryLimit, elsewhere: inFile })).write() },
    ...listReportFiles(report, options, { writeComment: () => renderBody(undefined), checkPages }),
    { name: 'Pull-request comment', run: () => deliverComment({ report, options, host, run: describeOwnRun(host), approval, render: renderBody }) },
  ];
}
