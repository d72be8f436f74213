/**
 * The event that started a workflow: its payload (GitHub's own examples, @octokit/webhooks-examples, with our repository and commits in
 * them) and the environment that goes with it.
 * https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { without } from './github-render.ts';
import { fullName, pullNumber, repository } from './github-state.ts';
import type { GitHubDescription } from './openapi-request.ts';

export type EventName = 'pull_request' | 'pull_request_target' | 'push' | 'schedule' | 'merge_group' | 'workflow_run' | 'workflow_dispatch';
export type PullAction = 'opened' | 'synchronize' | 'reopened' | 'labeled' | 'ready_for_review' | 'closed';

/** What a test may say of the event. */
export interface EventSettings {
  readonly event?: EventName;
  /** Of a pull request; default: `synchronize`. */
  readonly action?: PullAction;
  readonly number?: number;
  readonly isFork?: boolean;
  readonly isDraft?: boolean;
  /** With `closed`. */
  readonly isMerged?: boolean;
  /** Of `push` and `workflow_dispatch`; default: `main`. Of a pull request it is `topics`. */
  readonly branch?: string;
  /** Of `labeled`. */
  readonly label?: string;
  /** Of `workflow_run`: the run that has ended. */
  readonly run?: Partial<EndedRun>;
}

export interface EndedRun {
  readonly id: number;
  readonly attempt: number;
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string;
  readonly headRepository: string;
  readonly conclusion: string;
}

/** Commits of the repository where it happens. */
export interface EventCommits {
  /** The default branch's tip before the pull request, or what a merge group is built on. */
  readonly baseSha: string;
  readonly headSha: string;
  /** GitHub's merge of the pull request into its base. */
  readonly mergeSha: string;
}

export interface WorkflowEvent {
  readonly payload: Readonly<Record<string, unknown>>;
  /** The schema of GitHub's description that the payload fits; undefined where it has none. */
  readonly schema: string | undefined;
  readonly environment: Readonly<Record<string, string>>;
  /** The commit that `actions/checkout` checks out, and the ref under which it fetches it. */
  readonly sha: string;
  readonly ref: string;
}

type Fields = Readonly<Record<string, unknown>>;
interface Example {
  readonly name: string;
  readonly examples: readonly Fields[];
}

const examplesFile = createRequire(import.meta.url).resolve('@octokit/webhooks-examples/api.github.com/index.json');
let loaded: readonly Example[] | undefined;

/** One of GitHub's examples, to be changed freely. */
function takeExample(event: string, action?: string): Fields {
  loaded ??= JSON.parse(readFileSync(examplesFile, 'utf8')) as readonly Example[];
  const found = loaded.find(({ name }) => name === event)?.examples.find((example) => action === undefined || example['action'] === action);
  if (found === undefined) throw new Error(`there is no example of ${event} ${action ?? ''}`);
  return structuredClone(found);
}

/** What the workflow of an event is given. */
export function makeEvent(description: GitHubDescription, settings: EventSettings, commits: EventCommits): WorkflowEvent {
  const { event = 'pull_request', branch = 'main' } = settings;
  switch (event) {
    case 'pull_request':
    case 'pull_request_target':
      return makePullEvent(description, event, settings, commits);
    case 'push': {
      const [after, before] = branch === 'main' ? [commits.mergeSha, commits.baseSha] : [commits.headSha, '0'.repeat(40)];
      const example = takeExample('push');
      const head = { ...(example['head_commit'] as Fields), id: after };
      const payload = { ...example, ref: `refs/heads/${branch}`, before, after, created: branch !== 'main', base_ref: null, commits: [], head_commit: head, repository: fitRepository(description, example) };
      return { payload, schema: 'webhook-push', ...placeOn(event, branch, after) };
    }
    case 'schedule':
      // The payload has neither repository nor sender.
      return { payload: { schedule: '30 5 * * 1', workflow: '.github/workflows/migrations.yml' }, schema: undefined, ...placeOn(event, 'main', commits.baseSha) };
    case 'workflow_dispatch': {
      const example = takeExample('workflow_dispatch');
      const sha = branch === 'main' ? commits.baseSha : commits.headSha;
      return { payload: { ...example, inputs: null, ref: `refs/heads/${branch}`, repository: fitRepository(description, example) }, schema: 'webhook-workflow-dispatch', ...placeOn(event, branch, sha) };
    }
    case 'merge_group': {
      const example = takeExample('merge_group', 'checks_requested');
      const ref = `gh-readonly-queue/main/pr-${String(settings.number ?? pullNumber)}-${commits.baseSha}`;
      const group = { ...(example['merge_group'] as Fields), head_sha: commits.mergeSha, head_ref: `refs/heads/${ref}`, base_ref: 'refs/heads/main', base_sha: commits.baseSha };
      return { payload: { ...example, merge_group: group, repository: fitRepository(description, example) }, schema: 'webhook-merge-group-checks-requested', ...placeOn(event, ref, commits.mergeSha) };
    }
    case 'workflow_run': {
      const example = takeExample('workflow_run', 'completed');
      const ended = example['workflow_run'] as Fields;
      const { id = 30_433_642, attempt = 1, event: from = 'pull_request', headSha = commits.headSha, headBranch = 'topics', conclusion = 'success' } = settings.run ?? {};
      const headRepository = settings.run?.headRepository ?? (settings.isFork === true ? `visitor/${repository.name}` : fullName);
      const [owner = ''] = headRepository.split('/');
      const headOf = ended['head_repository'] as Fields;
      const { actor, triggering_actor, path } = description.takeExample('workflow-run');
      const run = {
        ...ended,
        actor,
        triggering_actor,
        path,
        id,
        run_attempt: attempt,
        event: from,
        head_sha: headSha,
        head_branch: headBranch,
        status: 'completed',
        conclusion,
        html_url: `https://github.com/${fullName}/actions/runs/${String(id)}`,
        // Empty for a fork, which is how GitHub has it.
        pull_requests: [],
        repository: { ...(ended['repository'] as Fields), id: repository.id, name: repository.name, full_name: fullName },
        head_repository: { ...headOf, owner: { ...(headOf['owner'] as Fields), login: owner }, id: headRepository === fullName ? repository.id : 9, name: headRepository.split('/')[1], full_name: headRepository, fork: headRepository !== fullName },
      };
      return { payload: { ...example, workflow_run: run, repository: fitRepository(description, example) }, schema: 'webhook-workflow-run-completed', ...placeOn(event, 'main', commits.baseSha) };
    }
  }
}

function makePullEvent(description: GitHubDescription, event: 'pull_request' | 'pull_request_target', settings: EventSettings, commits: EventCommits): WorkflowEvent {
  const { action = 'synchronize', number = pullNumber, isFork = false, isDraft = false, isMerged = false, label = 'migration-approved' } = settings;
  const { baseSha, headSha, mergeSha } = commits;
  const example = takeExample('pull_request', action);
  // The examples are older than the description, which knows fields that they lack.
  const described = description.takeExample('pull-request');
  const [head, base] = [described['head'] as Record<string, Fields>, described['base'] as Record<string, Fields>];
  const ours = describeRepository(fullName);
  const isClosed = action === 'closed';
  const pullRequest = {
    ...described,
    number,
    html_url: `https://github.com/${fullName}/pull/${String(number)}`,
    requested_teams: [],
    draft: isDraft,
    state: isClosed ? 'closed' : 'open',
    closed_at: isClosed ? '2026-11-21T14:30:00Z' : null,
    merged: isMerged,
    merged_at: isMerged ? '2026-11-21T14:30:00Z' : null,
    merge_commit_sha: mergeSha,
    head: { ...head, ref: 'topics', sha: headSha, repo: { ...head['repo'], ...(isFork ? describeRepository(`visitor/${repository.name}`) : ours) } },
    base: { ...base, ref: 'main', sha: baseSha, repo: { ...base['repo'], ...ours } },
  };
  const more = action === 'synchronize' ? { before: baseSha, after: headSha } : action === 'labeled' ? { label: { ...(example['label'] as Fields), name: label } } : {};
  const kept = without(example, 'installation', 'organization');
  const payload = { ...kept, action, number, pull_request: pullRequest, repository: { ...base['repo'], ...ours }, ...more };
  const schema = `webhook-pull-request-${action.replaceAll('_', '-')}`;
  const names = { GITHUB_EVENT_NAME: event, GITHUB_BASE_REF: 'main', GITHUB_HEAD_REF: 'topics' };
  if (event === 'pull_request_target') return { payload, schema, ...placeOn(event, 'main', baseSha, names) };
  // After the merge the ref is the branch that it went into. https://docs.github.com/actions/reference/workflows-and-actions/variables
  if (isMerged) return { payload, schema, ...placeOn(event, 'main', mergeSha, names) };
  const ref = `refs/pull/${String(number)}/merge`;
  return { payload, schema, sha: mergeSha, ref, environment: { ...names, GITHUB_SHA: mergeSha, GITHUB_REF: ref, GITHUB_REF_NAME: `${String(number)}/merge`, GITHUB_REF_TYPE: 'branch', GITHUB_REF_PROTECTED: 'false' } };
}

/** The environment of a run on a branch. */
function placeOn(event: EventName, branch: string, sha: string, names: Readonly<Record<string, string>> = {}): Pick<WorkflowEvent, 'environment' | 'sha' | 'ref'> {
  const ref = `refs/heads/${branch}`;
  return { sha, ref, environment: { GITHUB_EVENT_NAME: event, GITHUB_BASE_REF: '', GITHUB_HEAD_REF: '', GITHUB_SHA: sha, GITHUB_REF: ref, GITHUB_REF_NAME: branch, GITHUB_REF_TYPE: 'branch', GITHUB_REF_PROTECTED: 'false', ...names } };
}

function describeRepository(name: string): Fields {
  return { name: repository.name, full_name: name, id: name === fullName ? repository.id : 9, default_branch: 'main', visibility: 'public', homepage: null };
}

function fitRepository(description: GitHubDescription, example: Fields): Fields {
  const base = description.takeExample('pull-request')['base'] as Record<string, Fields>;
  return { ...base['repo'], ...(example['repository'] as Fields), ...describeRepository(fullName) };
}
