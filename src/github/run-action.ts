import { readFileSync } from 'node:fs';
import * as core from '@actions/core';
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
import { listReportFiles } from '../reporters/report-files.ts';
import { openJobLog } from './job-log.ts';
import { postComment } from './post-comment.ts';

/** What the action's entry lends. */
export interface ActionTools {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly bridgeScript: string;
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
  const report = await runGate(options, {
    ...tools,
    host,
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
  for (const failure of await deliver([console, ...listDeliveries(report, options, host)])) core.warning(failure);
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

/** Each renders what it delivers, so that one that cannot does not keep the others. */
function listDeliveries(report: Report, options: Options, host: Host): Delivery[] {
  const { repository, serverUrl, headSha } = host;
  const links = repository === undefined || headSha === undefined ? undefined : `${serverUrl}/${repository.owner}/${repository.name}/blob/${headSha}`;
  const style = { key: options.commentKey, links };
  const renderBody = (): string => renderComment(report, { ...style, limit: commentLimit, elsewhere: inSummaryAndFile });
  return [
    { name: 'Annotations', run: () => writeAnnotations(report) },
    { name: 'Job summary', run: () => core.summary.addRaw(renderComment(report, { ...style, limit: summaryLimit, elsewhere: inFile })).write() },
    ...listReportFiles(report, options, renderBody),
    { name: 'Pull-request comment', run: () => comment(report, options, host, renderBody) },
  ];
}

async function comment(report: Report, options: Options, host: Host, renderBody: () => string): Promise<void> {
  if (options.comment === 'never' || host.pullRequest === undefined) return;
  if (options.githubToken === undefined) {
    core.info('Pull-request comment: not written, because the input github-token is empty');
    return;
  }
  const isClean = report.conclusion === 'passed' && report.findings.every(({ suppressed }) => suppressed !== undefined);
  const posted = await postComment({
    host,
    token: options.githubToken,
    marker: writeMarker(options.commentKey),
    body: renderBody(),
    mayCreate: options.comment === 'always' || !isClean,
  });
  if (posted?.url !== undefined) core.setOutput('comment-url', posted.url);
  if (posted !== undefined) core.info(`Pull-request comment: ${posted.outcome}`);
}
