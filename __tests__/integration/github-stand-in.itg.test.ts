import { getOctokit } from '@actions/github';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { faults } from './github-faults.ts';
import { onlyReading } from './github-permissions.ts';
import { GitHubStandIn, ownLogin } from './github-stand-in.ts';
import { fullName } from './github-state.ts';
import { GitHubDescription } from './openapi-request.ts';
import { token } from './run-action.ts';
import { makeEvent } from './webhook-event.ts';
import type { EventSettings } from './webhook-event.ts';

const description = new GitHubDescription();
const place = { owner: 'octo', repo: 'shop' };
let github: GitHubStandIn;

beforeAll(async () => {
  github = await GitHubStandIn.start(token, description);
});
afterEach(() => {
  github.reset();
  expect(github.mismatches.splice(0)).toEqual([]);
});
afterAll(() => github.stop());

const open = (): ReturnType<typeof getOctokit> => getOctokit(token, { baseUrl: github.apiUrl });
/** Status and GitHub's words of a request that is refused. */
async function refusalOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => ['carried out', value],
    (error: unknown) => {
      const { status, response } = error as { readonly status: number; readonly response?: { readonly data?: { readonly message?: string; readonly errors?: readonly { readonly message?: string }[] } } };
      return [status, response?.data?.errors?.[0]?.message ?? response?.data?.message];
    },
  );
}
async function ask(query: string, variables: Record<string, unknown> = {}): Promise<unknown> {
  const response = await fetch(github.graphqlUrl, { method: 'POST', headers: { authorization: `token ${token}` }, body: JSON.stringify({ query, variables }) });
  return response.json();
}

describe('REST', () => {
  it('gives every object as GitHub describes it', async () => {
    const { state } = github;
    state.push('main', { 'migrations/versions/a1.py': 'revision = "a1"\n' });
    const pull = state.addPull({ headRepository: 'visitor/shop', headRef: 'fix', files: { 'migrations/versions/b1.py': 'revision = "b1"\n', 'README.md': undefined, 'migrations/versions/a0.py': { from: 'migrations/versions/a1.py' } } });
    const run = state.addRun({ headSha: pull.headSha, headRepository: 'visitor/shop' });
    state.addArtifact(run.id, 'report', Buffer.from('PK'));
    state.addArtifact(run.id, 'other', Buffer.from('PK'));
    const { rest } = open();
    const byNumber = { ...place, pull_number: pull.number };
    expect((await rest.pulls.get(byNumber)).data).toMatchObject({ number: 8, head: { sha: pull.headSha, repo: { full_name: 'visitor/shop' } }, state: 'open', merged: false });
    expect((await rest.pulls.list({ ...place, head: 'visitor:fix' })).data.map(({ number }) => number)).toEqual([8]);
    expect((await rest.pulls.list(place)).data.map(({ number }) => number)).toEqual([8, 7]);
    expect((await rest.pulls.listFiles(byNumber)).data.map(({ filename, status }) => [filename, status])).toEqual([
      ['README.md', 'removed'],
      ['migrations/versions/a0.py', 'renamed'],
      ['migrations/versions/b1.py', 'added'],
    ]);
    expect((await rest.repos.listPullRequestsAssociatedWithCommit({ ...place, commit_sha: pull.headSha })).data).toEqual([]);
    expect((await rest.repos.listPullRequestsAssociatedWithCommit({ owner: 'visitor', repo: 'shop', commit_sha: pull.headSha })).data.map(({ number }) => number)).toEqual([8]);
    expect((await rest.repos.getBranch({ ...place, branch: 'main' })).data.commit.sha).toBe(state.branches.get('main'));
    const content = (await rest.repos.getContent({ ...place, path: 'migrations/versions/b1.py', ref: pull.headSha })).data as unknown as { readonly content: string; readonly sha: string };
    expect(Buffer.from(content.content, 'base64').toString()).toBe('revision = "b1"\n');
    expect(((await rest.repos.getContent({ ...place, path: 'migrations', ref: pull.headSha })).data as unknown as readonly { readonly type: string; readonly path: string }[]).map(({ type, path }) => [type, path])).toEqual([['dir', 'migrations/versions']]);
    expect((await rest.repos.getContent({ ...place, path: 'migrations/versions/a1.py', mediaType: { format: 'raw' } })).data).toBe('revision = "a1"\n');
    expect((await rest.git.getTree({ ...place, tree_sha: pull.headSha, recursive: 'true' })).data.tree.map(({ path }) => path)).toEqual(['migrations', 'migrations/versions', 'migrations/versions/a0.py', 'migrations/versions/b1.py']);
    expect((await rest.git.getBlob({ ...place, file_sha: content.sha })).data.size).toBe(16);
    expect((await rest.actions.getWorkflowRun({ ...place, run_id: run.id })).data).toMatchObject({ head_sha: pull.headSha, head_repository: { full_name: 'visitor/shop' }, pull_requests: [] });
    expect((await rest.actions.listWorkflowRunArtifacts({ ...place, run_id: run.id, name: 'report' })).data.artifacts.map(({ name }) => name)).toEqual(['report']);
  });

  it('keeps comments, and refuses what GitHub refuses of them', async () => {
    const { rest } = open();
    const issue = { ...place, issue_number: 7 };
    const made = (await rest.issues.createComment({ ...issue, body: '😀'.repeat(65_536) })).data;
    expect(await refusalOf(rest.issues.createComment({ ...issue, body: 'x'.repeat(65_537) }))).toEqual([422, 'Body is too long (maximum is 65536 characters)']);
    expect(await refusalOf(rest.issues.createComment({ ...issue, body: ' \n' }))).toEqual([422, "Body can't be blank"]);
    expect((await rest.issues.updateComment({ ...place, comment_id: made.id, body: 'a\nb\n' })).data.body).toBe('a\r\nb');
    const others = github.addComment('ada', 'Mine.');
    expect(await refusalOf(rest.issues.updateComment({ ...place, comment_id: others.id, body: 'x' }))).toEqual([403, 'Resource not accessible by integration']);
    await rest.issues.deleteComment({ ...place, comment_id: made.id });
    expect(await refusalOf(rest.issues.getComment({ ...place, comment_id: made.id }))).toEqual([404, 'Not Found']);
    github.state.readPull(7).isLocked = true;
    expect(await refusalOf(rest.issues.createComment({ ...issue, body: 'x' }))).toEqual([403, 'Unable to create comment because issue is locked.']);
    expect(github.comments.map(({ user }) => user.login)).toEqual(['ada']);
  });

  it('keeps statuses, and refuses what GitHub refuses of them', async () => {
    const { rest } = open();
    const sha = github.state.readPull(7).headSha;
    const status = { ...place, sha, context: 'gate', state: 'failure' as const };
    await rest.repos.createCommitStatus({ ...status, description: 'd'.repeat(140), target_url: 'https://example.org/' });
    await rest.repos.createCommitStatus({ ...status, state: 'success' });
    expect(await refusalOf(rest.repos.createCommitStatus({ ...status, description: 'd'.repeat(141) }))).toEqual([422, 'description is too long (maximum is 140 characters)']);
    expect(await refusalOf(rest.repos.createCommitStatus({ ...status, sha: '0'.repeat(40) }))).toEqual([422, `No commit found for SHA: ${'0'.repeat(40)}`]);
    expect((await rest.repos.listCommitStatusesForRef({ ...place, ref: sha })).data.map(({ state }) => state)).toEqual(['success', 'failure']);
    expect((await rest.repos.getCombinedStatusForRef({ ...place, ref: sha })).data).toMatchObject({ state: 'success', total_count: 1 });
    for (let index = 0; index < 998; index += 1) github.state.setStatus(sha, 'gate', 'pending');
    expect(await refusalOf(rest.repos.createCommitStatus(status))).toEqual([422, 'This SHA and context has reached the maximum number of statuses.']);
  });

  it('pages as GitHub does', async () => {
    for (let index = 0; index < 249; index += 1) github.state.addPull();
    const pages = await open().paginate(open().rest.pulls.list, { ...place, base: 'main', per_page: 100 });
    expect([pages.length, github.requests]).toEqual([250, ['GET pulls/list', 'GET pulls/list', 'GET pulls/list']]);
    expect((await open().rest.pulls.list(place)).data).toHaveLength(30);
  });

  it('gives an artifact to who comes without the token', async () => {
    const run = github.state.addRun({ headSha: 'a'.repeat(40) });
    const artifact = github.state.addArtifact(run.id, 'report', Buffer.from('PK bytes'));
    const path = { ...place, artifact_id: artifact.id, archive_format: 'zip' };
    const { data } = await open().rest.actions.downloadArtifact(path);
    expect(Buffer.from(data as ArrayBuffer).toString()).toBe('PK bytes');
    const { headers } = await open().rest.actions.downloadArtifact({ ...path, request: { redirect: 'manual' } });
    expect((await fetch(headers.location ?? '', { headers: { authorization: `token ${token}` } })).status).toBe(400);
    expect(github.downloads.map(({ authorization }) => authorization)).toEqual([undefined, `token ${token}`]);
    artifact.isExpired = true;
    expect(await refusalOf(open().rest.actions.downloadArtifact(path))).toEqual([410, 'Artifact has expired']);
  });

  it('refuses a token that it does not know, and what a token may not do', async () => {
    expect(await refusalOf(getOctokit('ghs_other', { baseUrl: github.apiUrl }).rest.pulls.list(place))).toEqual([401, 'Bad credentials']);
    github.permissions = onlyReading;
    expect(await refusalOf(open().rest.issues.createComment({ ...place, issue_number: 7, body: 'x' }))).toEqual([403, 'Resource not accessible by integration']);
    expect((await open().rest.issues.listComments({ ...place, issue_number: 7 })).data).toEqual([]);
    github.permissions = { contents: 'read' };
    expect(await refusalOf(open().rest.pulls.list(place))).toEqual([403, 'Resource not accessible by integration']);
    expect(await refusalOf(open().rest.pulls.list({ owner: 'octo', repo: 'other' }))).toEqual([404, 'Not Found']);
  });

  it('tells what GitHub does not know', async () => {
    const { request } = open();
    for (const route of ['GET /repos/octo/shop/migrations', 'GET /repos/octo/shop/pulls?stat=open', 'GET /repos/octo/shop/pulls?state=merged', 'GET /repos/octo/shop/issues']) await refusalOf(request(route));
    await refusalOf(request('POST /repos/octo/shop/issues/7/comments', { text: 'x' }));
    expect(github.mismatches.splice(0)).toEqual([
      'GitHub has no GET /repos/octo/shop/migrations',
      'GET /repos/octo/shop/pulls: query stat is not known',
      'GET /repos/octo/shop/pulls: query state must be equal to one of the allowed values',
      'the stand-in does not carry out issues/list-for-repo',
      "POST /repos/octo/shop/issues/7/comments: must have required property 'body'; body text is not known",
    ]);
  });

  it('has the addresses of an Enterprise server', async () => {
    github.isEnterprise = true;
    expect((await open().paginate(open().rest.pulls.list, { ...place, per_page: 1 })).length).toBe(1);
    expect(await open().graphql('query { viewer { login } }')).toEqual({ viewer: { login: ownLogin } });
    github.isEnterprise = false;
    const wrong = open();
    github.isEnterprise = true;
    await refusalOf(wrong.rest.pulls.list(place));
    expect(github.mismatches.splice(0)).toEqual(['/repos/octo/shop/pulls is no address of a GitHub Enterprise server']);
  });
});

describe('GraphQL', () => {
  const repositoryOf = (fields: string): string => `query { repository(owner: "octo", name: "shop") { ${fields} } }`;

  it('tells of pull requests, files, texts, statuses and the merge queue', async () => {
    const { state } = github;
    const tip = state.push('main', { 'versions/a1.py': 'a1' });
    const pull = state.addPull({ files: { 'versions/b1.py': 'b1' }, isDraft: true, author: undefined });
    state.setStatus(pull.headSha, 'gate', 'failure', { description: 'stale' });
    const entry = state.enqueue(pull.number);
    const fields =
      'pullRequests(states: OPEN, baseRefName: "main", first: 1, after: $after, orderBy: { field: CREATED_AT, direction: ASC }) { totalCount pageInfo { hasNextPage endCursor } nodes { number title url state isDraft isCrossRepository headRefOid headRefName baseRefName author { login } files(first: 100) { totalCount pageInfo { hasNextPage } nodes { path changeType } } commits(last: 1) { nodes { commit { oid status { context(name: "gate") { state description targetUrl } } } } } } }';
    const query = repositoryOf(fields).replace('query', 'query ($after: String)');
    const first = (await ask(query)) as { readonly data: { readonly repository: { readonly pullRequests: { readonly pageInfo: { readonly endCursor: string } } } } };
    expect(first).toMatchObject({ data: { repository: { pullRequests: { totalCount: 2, pageInfo: { hasNextPage: true }, nodes: [{ number: 7, author: { login: 'ada' } }] } } } });
    expect(await ask(query, { after: first.data.repository.pullRequests.pageInfo.endCursor })).toEqual({
      data: {
        repository: {
          pullRequests: {
            totalCount: 2,
            pageInfo: { hasNextPage: false, endCursor: expect.any(String) as string },
            nodes: [
              {
                number: 8,
                title: 'Pull request 8',
                url: `https://github.com/${fullName}/pull/8`,
                state: 'OPEN',
                isDraft: true,
                isCrossRepository: false,
                headRefOid: pull.headSha,
                headRefName: 'branch-8',
                baseRefName: 'main',
                author: null,
                files: { totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [{ path: 'versions/b1.py', changeType: 'ADDED' }] },
                commits: { nodes: [{ commit: { oid: pull.headSha, status: { context: { state: 'FAILURE', description: 'stale', targetUrl: null } } } }] },
              },
            ],
          },
        },
      },
    });
    const objects = `blob: object(expression: "${pull.headSha}:versions/b1.py") { ... on Blob { text byteSize isBinary isTruncated } } commit: object(expression: "main") { ... on Commit { oid } } none: object(expression: "main:versions/b1.py") { __typename } tree: object(expression: "main:versions") { ... on Tree { entries { name type } } } ref(qualifiedName: "refs/heads/main") { target { oid } } defaultBranchRef { name } mergeQueue(branch: "main") { entries(first: 10) { nodes { position state pullRequest { number } headCommit { oid } baseCommit { oid } } } }`;
    expect(await ask(`${repositoryOf(objects).slice(0, -1)} rateLimit { cost remaining } }`)).toEqual({
      data: {
        repository: {
          blob: { text: 'b1', byteSize: 2, isBinary: false, isTruncated: false },
          commit: { oid: tip },
          none: null,
          tree: { entries: [{ name: 'a1.py', type: 'blob' }] },
          ref: { target: { oid: tip } },
          defaultBranchRef: { name: 'main' },
          mergeQueue: { entries: { nodes: [{ position: 1, state: 'AWAITING_CHECKS', pullRequest: { number: 8 }, headCommit: { oid: entry.headSha }, baseCommit: { oid: tip } }] } },
        },
        rateLimit: { cost: 1, remaining: 999 },
      },
    });
  });

  it('has in a commit of the merge queue what every pull request up to it adds, deletes and renames', () => {
    const { state } = github;
    state.push('main', { 'versions/a1.py': 'a1', 'versions/a2.py': 'a2' });
    const [first, second] = [state.addPull({ files: { 'versions/a1.py': undefined, 'versions/b2.py': { from: 'versions/a2.py' } } }), state.addPull({ files: { 'versions/c1.py': 'c1' } })];
    state.enqueue(first.number);
    expect([...state.readTree(state.enqueue(second.number).headSha).keys()].sort()).toEqual(['README.md', 'versions/b2.py', 'versions/c1.py']);
  });

  it('hides comments and shows them again', async () => {
    const { node_id: id } = github.addComment(ownLogin, 'Old.');
    const hide = 'mutation ($id: ID!) { minimizeComment(input: { subjectId: $id, classifier: OUTDATED }) { minimizedComment { isMinimized } } }';
    expect(await ask(hide, { id })).toEqual({ data: { minimizeComment: { minimizedComment: { isMinimized: true } } } });
    const look = 'query ($id: ID!) { node(id: $id) { ... on IssueComment { isMinimized minimizedReason } } }';
    expect(await ask(look, { id })).toEqual({ data: { node: { isMinimized: true, minimizedReason: 'outdated' } } });
    await ask('mutation ($id: ID!) { unminimizeComment(input: { subjectId: $id }) { unminimizedComment { isMinimized } } }', { id });
    expect(await ask(look, { id })).toEqual({ data: { node: { isMinimized: false, minimizedReason: null } } });
    github.permissions = onlyReading;
    expect(await ask(hide, { id })).toMatchObject({ data: { minimizeComment: null }, errors: [{ type: 'FORBIDDEN', message: 'Resource not accessible by integration' }] });
  });

  it('refuses pages and queries that are too large', async () => {
    const message = async (fields: string): Promise<unknown> => ((await ask(repositoryOf(fields))) as { readonly errors: readonly { readonly message: string }[] }).errors.map((error) => error.message);
    expect(await message('pullRequests(first: 101) { totalCount }')).toEqual(['Requesting 101 records on the `pullRequests` connection exceeds the `first` limit of 100 records.']);
    expect(await message('pullRequests { totalCount }')).toEqual(['You must provide a `first` or `last` value to properly paginate the `pullRequests` connection.']);
    expect(await message('pullRequests(first: 100) { nodes { files(first: 100) { nodes { path } } comments(first: 100) { nodes { reactions(first: 100) { totalCount } } } } }')).toEqual(['This query requests up to 1,020,100 possible nodes which exceeds the maximum limit of 500,000.']);
  });

  it('tells what the schema refuses, and what is asked of a stand-in that does not have it', async () => {
    await ask(repositoryOf('pulls { number }'));
    await ask(repositoryOf('forkCount'));
    expect(github.mismatches.splice(0)).toEqual([
      'GraphQL: Cannot query field "pulls" on type "Repository". Did you mean "url"? in query { repository(owner: "octo", name: "shop") { pulls { number } } }',
      'GraphQL: the stand-in does not carry out Repository.forkCount',
    ]);
  });
});

describe('what goes wrong', () => {
  const list = (): Promise<unknown> => open().rest.issues.listComments({ ...place, issue_number: 7 });
  const create = (): Promise<unknown> => open().rest.issues.createComment({ ...place, issue_number: 7, body: 'x' });

  it('is the n-th call and as many as the test says', async () => {
    github.inject('issues/list-comments', faults.secondaryLimit(3), { call: 2, calls: 2 });
    const seen = [];
    for (let call = 0; call < 4; call += 1) seen.push(((await refusalOf(list())) as readonly unknown[])[0]);
    expect(seen).toEqual(['carried out', 403, 403, 'carried out']);
  });

  it('is every kind that GitHub has', async () => {
    for (const fault of [faults.badCredentials(), faults.forbidden(), faults.notFound(), faults.conflict(), faults.unprocessable(), faults.tooManyRequests(1), faults.primaryLimit(60), faults.serverError(), faults.badGateway(), faults.unavailable(), faults.reset(), faults.truncated(), faults.garbage()]) github.inject('issues/list-comments', fault, { call: 1 });
    // The first of those that wait is taken, and each waits for one call.
    expect(((await refusalOf(list())) as readonly unknown[])[0]).toBe(401);
    github.reset();
    const statuses = [];
    for (const fault of [faults.conflict(), faults.tooManyRequests(1), faults.primaryLimit(60), faults.unavailable(), faults.reset()]) {
      github.inject('issues/list-comments', fault);
      statuses.push(((await refusalOf(list())) as readonly unknown[])[0]);
    }
    expect(statuses).toEqual([409, 429, 403, 503, 500]);
  });

  it('happens before or after what was asked', async () => {
    github.inject('issues/create-comment', faults.badGateway(true));
    await refusalOf(create());
    github.inject('issues/create-comment', faults.reset('after'));
    await refusalOf(create());
    github.inject('issues/create-comment', faults.reset());
    await refusalOf(create());
    expect(github.comments).toHaveLength(2);
  });

  it('is a link that leads nowhere', async () => {
    github.addComment('ada', 'x');
    for (const to of ['itself', 'empty-page'] as const) {
      github.inject('issues/list-comments', faults.wrongLink(to), { calls: 3 });
      const pages: number[] = [];
      for await (const { data } of open().paginate.iterator(open().rest.issues.listComments, { ...place, issue_number: 7 })) pages.push(data.length);
      expect(pages).toEqual(to === 'itself' ? [1, 1, 1, 1] : [1, 0, 0, 0]);
    }
  });

  it("is GraphQL's answer with errors", async () => {
    github.inject('graphql/viewer', faults.graphqlLimit());
    expect(await ask('query { viewer { login } }')).toEqual({ data: null, errors: [{ type: 'RATE_LIMITED', message: 'API rate limit exceeded for installation ID 1234567.' }] });
    expect(await ask('query { viewer { login } }')).toEqual({ data: { viewer: { login: ownLogin } } });
  });
});

describe('an event', () => {
  const commits = { baseSha: 'a'.repeat(40), headSha: 'b'.repeat(40), mergeSha: 'c'.repeat(40) };
  const cases: readonly (readonly [EventSettings, string, string])[] = [
    ...(['opened', 'synchronize', 'reopened', 'labeled', 'ready_for_review', 'closed'] as const).map((action) => [{ action, isFork: true, isDraft: true }, 'refs/pull/7/merge', commits.mergeSha] as const),
    [{ action: 'closed', isMerged: true }, 'refs/heads/main', commits.mergeSha],
    [{ event: 'pull_request_target' }, 'refs/heads/main', commits.baseSha],
    [{ event: 'push' }, 'refs/heads/main', commits.mergeSha],
    [{ event: 'push', branch: 'topics' }, 'refs/heads/topics', commits.headSha],
    [{ event: 'schedule' }, 'refs/heads/main', commits.baseSha],
    [{ event: 'workflow_dispatch' }, 'refs/heads/main', commits.baseSha],
    [{ event: 'merge_group' }, `refs/heads/gh-readonly-queue/main/pr-7-${commits.baseSha}`, commits.mergeSha],
    [{ event: 'workflow_run', isFork: true }, 'refs/heads/main', commits.baseSha],
  ];

  it.each(cases)('%o has a payload that GitHub describes, and its ref and commit', (settings, ref, sha) => {
    const { payload, schema, environment } = makeEvent(description, settings, commits);
    expect(schema === undefined ? [] : description.findSchemaErrors(schema, payload)).toEqual([]);
    expect([environment['GITHUB_REF'], environment['GITHUB_SHA']]).toEqual([ref, sha]);
  });
});
