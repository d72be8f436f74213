/** GitHub's REST operations, carried out on the stand-in's state, with GitHub's limits. */
import { createHash } from 'node:crypto';
import { listPage, notFound, refuseWith } from './github-answer.ts';
import type { Answer, Handler, RestCall } from './github-answer.ts';
import { storeText } from './github-render.ts';
import { fullName, hashBlob, ownLogin } from './github-state.ts';
import type { Pull, StatusState, StoredComment } from './github-state.ts';

/** https://github.com/orgs/community/discussions/27190: characters, not bytes and not UTF-16 units. */
const commentLimit = 65_536;
const descriptionLimit = 140;
/** https://docs.github.com/rest/commits/statuses#create-a-commit-status */
const statusLimit = 1000;
/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
const fileLimit = 3000;

const onPull =
  (work: (call: RestCall, pull: Pull) => Answer): Handler =>
  (call) => {
    const pull = call.state.pulls.get(Number(call.parameters['issue_number'] ?? call.parameters['pull_number']));
    return pull === undefined ? notFound : work(call, pull);
  };

const onComment =
  (work: (call: RestCall, pull: Pull, index: number, comment: StoredComment) => Answer): Handler =>
  (call) => {
    const id = Number(call.parameters['comment_id']);
    for (const pull of call.state.pulls.values()) {
      const index = pull.comments.findIndex((comment) => comment.id === id);
      const comment = pull.comments[index];
      if (comment !== undefined) return work(call, pull, index, comment);
    }
    return notFound;
  };

export const restHandlers: Readonly<Record<string, Handler>> = {
  'issues/list-comments': onPull((call, pull) => {
    const since = call.request.query.get('since');
    return listPage(call, since === null ? pull.comments : pull.comments.filter(({ updated_at: at }) => at >= since));
  }),
  'issues/get-comment': onComment((_call, _pull, _index, comment) => ({ status: 200, body: comment })),
  'issues/create-comment': onPull(({ state, render, body }, pull) => {
    if (pull.isLocked) return refuseWith({ status: 403, message: 'Unable to create comment because issue is locked.' });
    const refusal = refuseText(body);
    if (refusal !== undefined) return refusal;
    const comment = render.comment(pull.number, state.nextId(), ownLogin, String(body['body']));
    pull.comments.push(comment);
    return { status: 201, body: comment, headers: { location: `${render.place}/issues/comments/${String(comment.id)}` } };
  }),
  'issues/update-comment': onComment(({ state, body }, pull, index, comment) => {
    if (comment.user.login !== ownLogin) return refuseWith({ status: 403, message: 'Resource not accessible by integration' });
    const refusal = refuseText(body);
    if (refusal !== undefined) return refusal;
    const updated = { ...comment, body: storeText(String(body['body'])), updated_at: state.tick() };
    pull.comments[index] = updated;
    return { status: 200, body: updated };
  }),
  'issues/delete-comment': onComment((_call, pull, index) => {
    pull.comments.splice(index, 1);
    return { status: 204, body: undefined };
  }),
  'issues/list-labels-on-issue': onPull((call, pull) => listPage(call, pull.labels.map((name) => call.render.label(name)))),
  'issues/list-events-for-timeline': onPull((call, pull) => listPage(call, pull.timeline)),

  'pulls/get': onPull(({ render }, pull) => ({ status: 200, body: render.pull(pull, 'pull-request') })),
  'pulls/list': (call) => listPage(call, choosePulls(call).map((pull) => call.render.pull(pull, 'pull-request-simple'))),
  'pulls/list-files': onPull((call, pull) => listPage(call, pull.files.slice(0, fileLimit).map((_, index) => call.render.changedFile(pull, index)))),
  // Asked of the repository where the commit is: of ours it gives nothing for a commit that only a fork has.
  // https://github.com/TooTallNate/nx.js/pull/410
  'repos/list-pull-requests-associated-with-commit': (call) => {
    const { owner = '', repo = '', commit_sha: sha = '' } = call.parameters;
    const pulls = [...call.state.pulls.values()].filter(({ headSha, headRepository }) => headSha === sha && headRepository === `${owner}/${repo}`);
    return listPage(call, pulls.map((pull) => call.render.pull(pull, 'pull-request-simple')));
  },

  'repos/get-branch': ({ state, render, parameters: { branch = '' } }) => {
    const sha = state.branches.get(branch);
    return sha === undefined ? refuseWith({ status: 404, message: 'Branch not found' }) : { status: 200, body: render.branch(branch, sha) };
  },
  'repos/get-content': ({ state, render, parameters, request }) => {
    const ref = request.query.get('ref') ?? state.defaultBranch;
    const sha = state.resolveCommit(ref);
    const path = (parameters['path'] ?? '').replace(/\/$/, '');
    if (sha === undefined) return refuseWith({ status: 404, message: `No commit found for the ref ${ref}` });
    const bytes = state.readTree(sha).get(path);
    if (bytes !== undefined) return isRaw(request.headers['accept']) ? { status: 200, body: bytes } : { status: 200, body: render.file(path, bytes, ref) };
    const entries = render.folder(state.readTree(sha), path, ref);
    return entries.length === 0 ? notFound : { status: 200, body: entries };
  },
  'git/get-tree': ({ state, render, parameters: { tree_sha: name = '' }, request }) => {
    const sha = state.resolveCommit(name);
    return sha === undefined ? notFound : { status: 200, body: render.tree(state.readTree(sha), sha, request.query.has('recursive')) };
  },
  'git/get-blob': ({ state, render, parameters, request }) => {
    const bytes = [...state.commits.values()].flatMap((tree) => [...tree.values()]).find((each) => hashBlob(each) === parameters['file_sha']);
    if (bytes === undefined) return notFound;
    return { status: 200, body: isRaw(request.headers['accept']) ? bytes : render.blob(bytes) };
  },

  'repos/create-commit-status': ({ state, render, parameters: { sha = '' }, body }) => {
    const { state: to, context = 'default', description, target_url: targetUrl } = body as { readonly state: StatusState; readonly context?: string; readonly description?: string; readonly target_url?: string };
    if (!state.commits.has(sha)) return refuseWith({ status: 422, message: `No commit found for SHA: ${sha}` });
    if (countCharacters(description ?? '') > descriptionLimit) return refuseField('Status', 'description', `description is too long (maximum is ${String(descriptionLimit)} characters)`);
    const isOver = (state.statuses.get(sha) ?? []).filter((status) => status.context === context).length >= statusLimit;
    if (isOver) return refuseField('Status', 'context', 'This SHA and context has reached the maximum number of statuses.');
    const status = state.setStatus(sha, context, to, { ...(description == null ? {} : { description }), ...(targetUrl == null ? {} : { targetUrl }) });
    return { status: 201, body: render.status(sha, status, true) };
  },
  'repos/list-commit-statuses-for-ref': (call) => {
    const sha = call.state.resolveCommit(call.parameters['ref'] ?? '');
    if (sha === undefined) return notFound;
    return listPage(call, (call.state.statuses.get(sha) ?? []).toReversed().map((status) => call.render.status(sha, status, true)));
  },
  'repos/get-combined-status-for-ref': ({ state, render, parameters: { ref = '' } }) => {
    const sha = state.resolveCommit(ref);
    return sha === undefined ? notFound : { status: 200, body: render.combinedStatus(sha) };
  },

  'actions/get-workflow-run': ({ state, render, parameters }) => {
    const run = state.runs.get(Number(parameters['run_id']));
    return run === undefined ? notFound : { status: 200, body: render.run(run) };
  },
  'actions/list-workflow-run-artifacts': (call) => {
    const runId = Number(call.parameters['run_id']);
    if (!call.state.runs.has(runId)) return notFound;
    const name = call.request.query.get('name');
    const artifacts = call.state.artifacts.filter((artifact) => artifact.runId === runId && (name === null || artifact.name === name)).toReversed();
    return listPage(call, artifacts.map((artifact) => call.render.artifact(artifact)), (page) => ({ total_count: artifacts.length, artifacts: page }));
  },
  'actions/download-artifact': ({ state, parameters, storageUrl }) => {
    const artifact = state.artifacts.find(({ id }) => String(id) === parameters['artifact_id']);
    if (artifact === undefined || parameters['archive_format'] !== 'zip') return notFound;
    if (artifact.isExpired) return refuseWith({ status: 410, message: 'Artifact has expired' });
    const signature = createHash('sha256').update(String(artifact.id)).digest('hex');
    // What GitHub leads elsewhere it calls an HTML page, which is empty: https://github.com/jsdelivr/jsdelivr/issues/17997
    const location = `${storageUrl}/actions-results/${String(artifact.id)}.zip?sig=${signature}`;
    return { status: 302, body: undefined, headers: { 'content-type': 'text/html;charset=utf-8', 'content-length': '0', location } };
  },
};

function choosePulls({ state, request: { query } }: RestCall): Pull[] {
  const [wanted, head, base] = [query.get('state') ?? 'open', query.get('head'), query.get('base')];
  const isWanted = (pull: Pull): boolean =>
    (wanted === 'all' || (wanted === 'open') === (pull.state === 'open')) &&
    (base === null || pull.baseRef === base) &&
    // `owner:branch`; GitHub takes no notice of a head in any other form.
    (head === null || !head.includes(':') || `${(pull.headRepository ?? '').split('/')[0] ?? ''}:${pull.headRef}` === head);
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const ascending = [...state.pulls.values()].filter(isWanted).sort((a, b) => (a[key] < b[key] ? -1 : 1));
  const isAscending = (query.get('direction') ?? (query.has('sort') && query.get('sort') !== 'created' ? 'asc' : 'desc')) === 'asc';
  return isAscending ? ascending : ascending.reverse();
}

function refuseText(body: Readonly<Record<string, unknown>>): Answer | undefined {
  const text = String(body['body']);
  if (text.trim() === '') return refuseField('IssueComment', 'body', "Body can't be blank");
  if (countCharacters(text) > commentLimit) return refuseField('IssueComment', 'data', `Body is too long (maximum is ${String(commentLimit)} characters)`, 'unprocessable');
  return undefined;
}

function refuseField(resource: string, field: string, message: string, code = 'custom'): Answer {
  return refuseWith({ status: 422, message: 'Validation Failed' }, [{ resource, code, field, message }]);
}

/** As GitHub counts: code points. */
function countCharacters(text: string): number {
  return Array.from(text).length;
}

function isRaw(accept: unknown): boolean {
  return typeof accept === 'string' && /^application\/vnd\.github(\.v3)?\.raw(\+json)?$/.test(accept);
}

/** Whether a request is for our repository; a commit's pull requests may be asked of a fork too. */
export function isKnownRepository(operation: string, { owner = '', repo = '' }: Readonly<Record<string, string>>, pulls: Iterable<Pull>): boolean {
  const name = `${owner}/${repo}`;
  if (name === fullName) return true;
  return operation === 'repos/list-pull-requests-associated-with-commit' && [...pulls].some(({ headRepository }) => headRepository === name);
}
