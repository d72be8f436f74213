import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
import type { Approval } from '../approval/approval.ts';
import { checks } from '../checks/registry.ts';
import type { DisposalRegistry } from '../database/disposal.ts';
import { runGate } from '../gate.ts';
import { detectHost } from '../host/detect-host.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import { defaults } from '../options/defaults.ts';
import type { OptionName } from '../options/definitions.ts';
import { readOptions } from '../options/read-options.ts';
import type { Report } from '../report/report.ts';
import { writeAnnotations } from '../reporters/annotations.ts';
import { createConsoleProgress, createEarlyFindings, renderConsole } from '../reporters/console.ts';
import { deliver } from '../reporters/deliver.ts';
import type { Delivery } from '../reporters/deliver.ts';
import { commentLimit, inFile, inSummaryAndFile, renderComment, summaryLimit, writeMarker } from '../reporters/pull-request-comment.ts';
import type { CommentStyle } from '../reporters/pull-request-comment.ts';
import { listReportFiles } from '../reporters/report-files.ts';
import { deliverComment } from './deliver-comment.ts';
import { openJobLog } from './job-log.ts';
import { readApproval } from './read-approval.ts';

/** What the action's entry lends. */
export interface ActionTools {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly bridgeScript: string;
  /** Absolute path of the folder with a page for every check, `<category>/<name>.md`. */
  readonly checkPages: string;
  readonly disposals: DisposalRegistry;
}

/** The action: inputs -> gate -> reporters -> the job's verdict. Throws a `UserError` for bad inputs. */
export async function runAction(tools: ActionTools): Promise<void> {
  const options = readOptions({
    source: { get: readInput, describe: (name) => `input ${name}` },
    currentDirectory: tools.environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    checkIds: checks.map(({ id }) => id),
  });
  if (options.githubToken !== undefined) core.setSecret(options.githubToken);
  const host = detectHost(tools.environment, (path) => readFileSync(path, 'utf8'));
  const style = { hasColor: true };
  const log = openJobLog();
  const early = createEarlyFindings(log.write, style);
  let approval: Approval | undefined;
  const report = await runGate(options, {
    ...tools,
    host,
    readApproval: async () => (approval = await readApproval({ host, options, marker: writeMarker(options.commentKey) })),
    progress: { ...createConsoleProgress(log.write, style), phase: log.begin },
    onGraphFindings: (findings) => {
      // Not inside of a chapter, which people would have to unfold first.
      if (findings.some(({ suppressed }) => suppressed === undefined)) log.end();
      early.show(findings);
    },
  });
  log.end();
  writeOutputs(report, options);
  const console: Delivery = { name: 'Log', run: () => log.write(`\n${renderConsole(report, style, early.shown)}`) };
  for (const failure of await deliver([console, ...listDeliveries(report, options, { host, approval, checkPages: tools.checkPages })])) core.warning(failure);
  if (report.conclusion === 'incomplete') core.setFailed('Alembic Gate could not check everything.');
  else if (report.conclusion === 'failed' && options.failOn !== 'never') core.setFailed('Alembic Gate found what must not be merged.');
}

/**
 * An input as the workflow sets it. The runner fills in the defaults of action.yml, which must not go before a file of options,
 * so an input that says its default counts as not given.
 */
function readInput(name: OptionName): string | undefined {
  const value = core.getInput(name);
  return value === defaults[name] ? undefined : value;
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

interface DeliveryTools {
  readonly host: Host;
  /** What was read of the label; undefined where nothing was asked. */
  readonly approval: Approval | undefined;
  readonly checkPages: string;
}

/** Each renders what it delivers, so that one that cannot does not keep the others. */
function listDeliveries(report: Report, options: Options, { host, approval, checkPages }: DeliveryTools): Delivery[] {
  const { repository, serverUrl, headSha } = host;
  const links = repository === undefined || headSha === undefined ? undefined : `${serverUrl}/${repository.owner}/${repository.name}/blob/${headSha}`;
  const style = { key: options.commentKey, links };
  const renderBody = (writeHidden: CommentStyle['writeHidden']): string => renderComment(report, { ...style, limit: commentLimit, elsewhere: inSummaryAndFile, writeHidden });
  return [
    { name: 'Annotations', run: () => writeAnnotations(report) },
    { name: 'Job summary', run: () => core.summary.addRaw(renderComment(report, { ...style, limit: summaryLimit, elsewhere: inFile })).write() },
    ...listReportFiles(report, options, { writeComment: () => renderBody(undefined), checkPages }),
    { name: 'Pull-request comment', run: () => deliverComment({ report, options, host, approval, render: renderBody }) },
  ];
}
