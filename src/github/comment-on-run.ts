import * as core from '@actions/core';
import { agreeAnew, forgetApproval } from '../approval/agree-anew.ts';
import { awaitsApproval } from '../approval/approvable.ts';
import { UserError } from '../errors.ts';
import type { Host, WorkflowRun } from '../host/host.ts';
import type { Options } from '../options.ts';
import { readReport } from '../report/read-report.ts';
import type { Report } from '../report/report.ts';
import { renderComment, writeMarker } from '../reporters/pull-request-comment.ts';
import { renderOrigin } from '../reporters/render-origin.ts';
import { commentLimit } from '../reporters/text-limit.ts';
import type { ActionContext } from './action-context.ts';
import { deliverComment } from './deliver-comment.ts';
import { downloadArtifact } from './download-artifact.ts';
import { companionPermissions, explainNoReport } from './explain-no-report.ts';
import { findRunPull } from './find-run-pull.ts';
import { reportNoReport } from './no-report.ts';
import { openOctokit } from './open-octokit.ts';
import { readApproval } from './read-approval.ts';
import { repeatRequest } from './repeat-request.ts';
import { unpackReport } from './unpack-report.ts';

/**
 * `mode: comment`: in a workflow on `workflow_run`, writes the comment of a run whose own token may only read, which is one on a pull
 * request from a fork, or one that Dependabot started. This workflow's token may write and the run was of strangers' code, so the report
 * that the run left is taken for text that anybody could have written: it is read, bounded and validated, nothing of it is run, and what
 * decides where and on whose behalf something is written comes from GitHub: the pull request, its commit, the label and its record.
 * The verdict is the run's own check; this job only fails where it could not write.
 * https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/
 */
export async function commentOnRun({ options, host }: ActionContext): Promise<void> {
  const { repository, workflowRun: run } = host;
  if (run === undefined || repository === undefined) {
    throw new UserError('bad-option', {
      what: `\`mode: comment\` writes the comment of another workflow's run and works on the event workflow_run alone; this is ${host.event ?? 'no event of GitHub'}.`,
      where: 'input mode',
      remedy: 'Let a workflow of its own use it, with `on: { workflow_run: { workflows: [the name of the workflow that checks], types: [completed] } }`; `alembic-gate init --forks` writes it.',
    });
  }
  const because = explainNothingToDo(run, `${repository.owner}/${repository.name}`, options);
  if (because !== undefined) {
    core.info(`Pull-request comment: not written; ${because}`);
    return;
  }
  const token = options.githubToken;
  if (token === undefined) throw new UserError('no-comment', { what: 'The input github-token is empty, so no comment can be written.', remedy: "Remove the input, to use the job's own token." });
  const found = await findReport({ options, host, run, repository, token });
  if ('because' in found) core.notice(`Pull-request comment: not written. ${found.because}`);
  else await writeComment(found, { options, host, run, repository, token });
}

interface RunContext {
  readonly options: Options;
  readonly host: Host;
  readonly run: WorkflowRun;
  readonly repository: NonNullable<Host['repository']>;
  readonly token: string;
}

/** Conclusions of runs in which nothing was run. https://docs.github.com/rest/checks/runs */
const idleConclusions = ['skipped', 'action_required', 'stale', 'neutral'];

/** Why a run's comment is none of ours, for the log; undefined where it is. */
function explainNothingToDo({ event, headRepository, actor, conclusion }: WorkflowRun, ownName: string, { comment }: Options): string | undefined {
  if (comment === 'never') return 'the option comment is never';
  if (event !== 'pull_request') return `the run was of the event ${event}, and only one of pull_request has a pull request`;
  if (conclusion !== undefined && idleConclusions.includes(conclusion)) return `nothing was run (${conclusion})`;
  // Such a run's token may write, and has.
  if (headRepository === ownName && actor !== 'dependabot[bot]') return 'the pull request is of this repository, and its run writes the comment itself';
  return undefined;
}

interface FoundReport {
  readonly pullNumber: number;
  /** Undefined where the run left none. */
  readonly report: Report | undefined;
}

async function findReport({ options, host, run, repository, token }: RunContext): Promise<FoundReport | { readonly because: string }> {
  const octokit = openOctokit(token, host.apiUrl);
  const place = { owner: repository.owner, repo: repository.name };
  try {
    const pull = await repeatRequest(() => findRunPull(octokit, place, run));
    if ('because' in pull) return pull;
    const zip = await downloadArtifact(octokit, { ...place, runId: run.id, name: options.artifact });
    const where = `artifact ${options.artifact} of run ${String(run.id)}`;
    return { pullNumber: pull.number, report: zip === undefined ? undefined : readReport(await unpackReport(zip, options.artifact), where) };
  } catch (error) {
    throw explainNoReport(error, host.apiUrl);
  }
}

async function writeComment({ pullNumber, report: claimed }: FoundReport, { options, host, run, repository }: RunContext): Promise<void> {
  if (claimed === undefined && run.conclusion === 'cancelled') {
    // Mostly because another run of the same pull request has begun, which will tell.
    core.info('Pull-request comment: not written; the run was cancelled before it left a report');
    return;
  }
  if (claimed === undefined) core.warning(`The run ${run.url} left no artifact ${options.artifact}, so there is no report to write; a comment that is there is corrected.`);
  const written = forgetApproval(claimed ?? reportNoReport(run, options.artifact));
  // What forbids a fork's own run to write does not hold for this one.
  const place = { repository, apiUrl: host.apiUrl, pullRequest: { number: pullNumber, isFork: false, headSha: run.headSha, baseSha: '', baseRef: '' } };
  const marker = writeMarker(options.commentKey);
  const approval = written.findings.some(awaitsApproval) ? await readApproval({ host: place, options, marker }) : undefined;
  const { report, unfounded } = agreeAnew(claimed ?? written, approval);
  const runUrl = `${host.serverUrl}/${repository.owner}/${repository.name}/actions/runs/${String(run.id)}`;
  const style = {
    key: options.commentKey,
    links: `${host.serverUrl}/${repository.owner}/${repository.name}/blob/${run.headSha}`,
    limit: commentLimit,
    elsewhere: `The [run](${runUrl}) has the job summary and, as its artifact, the whole report.`,
    origin: renderOrigin({ runUrl, conclusion: run.conclusion, unfounded, isFork: run.headRepository !== `${repository.owner}/${repository.name}` }),
  };
  await deliverComment({
    report,
    options,
    host: place,
    run: { head: run.headSha, run: run.id, attempt: run.attempt, began: new Date(run.startedAt ?? Date.now()).toISOString() },
    approval,
    permissions: companionPermissions,
    ...(claimed === undefined ? { mayCreate: false } : {}),
    render: (writeHidden) => renderComment(report, { ...style, writeHidden }),
  });
}
