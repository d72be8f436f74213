/** GitHub's REST objects, made of its description's own examples with what the stand-in's state knows in their place. */
import { fullName, hashBlob, ownLogin, repository } from './github-state.ts';
import type { Artifact, CommitStatus, GitHubState, Pull, StoredComment, StoredRun, Tree } from './github-state.ts';
import type { GitHubDescription } from './openapi-request.ts';

type Fields = Record<string, unknown>;

export class GitHubRenderer {
  readonly #description: GitHubDescription;
  readonly #readApiUrl: () => string;
  readonly #state: GitHubState;

  constructor(description: GitHubDescription, state: GitHubState, readApiUrl: () => string) {
    this.#description = description;
    this.#state = state;
    this.#readApiUrl = readApiUrl;
  }

  /** With `/api/v3` on an Enterprise server. */
  get apiUrl(): string {
    return this.#readApiUrl();
  }

  get place(): string {
    return `${this.apiUrl}/repos/${fullName}`;
  }

  /** The links between pages name a repository by its number. */
  nameByNumber(path: string): string {
    return path.replace(`/repos/${fullName}/`, `/repositories/${String(repository.id)}/`);
  }

  user(login: string): Fields {
    const { user } = this.#take('issue-comment') as { readonly user: Fields };
    return { ...user, login, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
  }

  comment(pull: number, id: number, login: string, body: string): StoredComment {
    const now = this.#state.tick();
    const comment: StoredComment & Fields = {
      ...this.#take('issue-comment'),
      id,
      node_id: nameNode(id),
      body: storeText(body),
      created_at: now,
      updated_at: now,
      url: `${this.place}/issues/comments/${String(id)}`,
      html_url: `https://github.com/${fullName}/pull/${String(pull)}#issuecomment-${String(id)}`,
      issue_url: `${this.place}/issues/${String(pull)}`,
      user: this.user(login) as { login: string } & Fields,
    };
    return comment;
  }

  label(name: string): Fields {
    const [example] = this.#takeList('label-items');
    return { ...example, name, url: `${this.place}/labels/${encodeURIComponent(name)}` };
  }

  labelEvent(id: number, login: string, event: 'labeled' | 'unlabeled', name: string): Fields {
    return {
      id,
      node_id: `LE_${String(id)}`,
      url: `${this.place}/issues/events/${String(id)}`,
      actor: this.user(login),
      event,
      commit_id: null,
      commit_url: null,
      created_at: this.#state.tick(),
      label: { name, color: 'd93f0b' },
      performed_via_github_app: null,
    };
  }

  /** A pull request as lists have it, or alone with `pull-request`. */
  pull(pull: Pull, example: 'pull-request' | 'pull-request-simple'): Fields {
    const taken = example === 'pull-request' ? this.#take(example) : (this.#takeList('pull-request-simple-items')[0] ?? {});
    const isOpen = pull.state === 'open';
    const closedAt = isOpen ? null : pull.updatedAt;
    const alone = { merged: pull.state === 'merged', mergeable: isOpen ? true : null, comments: pull.comments.length, changed_files: pull.files.length };
    return {
      ...taken,
      number: pull.number,
      title: pull.title,
      url: `${this.place}/pulls/${String(pull.number)}`,
      html_url: `https://github.com/${fullName}/pull/${String(pull.number)}`,
      user: pull.author === undefined ? null : this.user(pull.author),
      state: isOpen ? 'open' : 'closed',
      draft: pull.isDraft,
      locked: pull.isLocked,
      labels: pull.labels.map((name) => this.label(name)),
      requested_teams: [],
      created_at: pull.createdAt,
      updated_at: pull.updatedAt,
      closed_at: closedAt,
      merged_at: pull.state === 'merged' ? closedAt : null,
      head: this.#end(taken['head'] as Fields, pull.headRepository, pull.headRef, pull.headSha),
      base: this.#end(taken['base'] as Fields, fullName, pull.baseRef, pull.baseSha),
      ...(example === 'pull-request' ? alone : {}),
    };
  }

  /** One end of a pull request. */
  #end(example: Fields, of: string | undefined, ref: string, sha: string): Fields {
    const [owner = 'ghost'] = (of ?? '').split('/');
    const user = this.user(owner);
    return { ...example, label: `${owner}:${ref}`, ref, sha, user, repo: of === undefined ? null : this.repository(of, example['repo'] as Fields) };
  }

  /** Our repository, or a fork of it. */
  repository(of: string, example: Fields): Fields {
    const [owner = '', name = ''] = of.split('/');
    return { ...example, owner: this.user(owner), name, full_name: of, id: of === fullName ? repository.id : 9, fork: of !== fullName, default_branch: this.#state.defaultBranch, visibility: 'public' };
  }

  status(sha: string, status: CommitStatus, hasCreator: boolean): Fields {
    const example = this.#take('status');
    const { id, state, description, targetUrl, context, createdAt } = status;
    const told = { ...example, url: `${this.place}/statuses/${sha}`, id, node_id: `SC_${String(id)}`, state, description, target_url: targetUrl, context, created_at: createdAt, updated_at: createdAt };
    return hasCreator ? { ...told, creator: this.user(status.creator) } : without(told, 'creator');
  }

  combinedStatus(sha: string): Fields {
    const example = this.#take('combined-commit-status');
    const statuses = this.#state.readStatuses(sha);
    const has = (...states: readonly string[]): boolean => statuses.some(({ state }) => states.includes(state));
    const state = has('error', 'failure') ? 'failure' : statuses.length === 0 || has('pending') ? 'pending' : 'success';
    return { ...example, sha, state, total_count: statuses.length, statuses: statuses.map((status) => this.status(sha, status, false)), url: `${this.place}/commits/${sha}/status`, commit_url: `${this.place}/commits/${sha}` };
  }

  branch(name: string, sha: string): Fields {
    const example = this.#take('branch-get');
    return { ...example, name, commit: { ...(example['commit'] as Fields), sha, url: `${this.place}/commits/${sha}` } };
  }

  file(path: string, bytes: Buffer, ref: string): Fields {
    const sha = hashBlob(bytes);
    const url = `${this.place}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
    const git = `${this.place}/git/blobs/${sha}`;
    const html = `https://github.com/${fullName}/blob/${ref}/${encodeURI(path)}`;
    // Beyond a megabyte the content is left out. https://docs.github.com/rest/repos/contents#get-repository-content
    const content = bytes.length > 1_048_576 ? { encoding: 'none', content: '' } : { encoding: 'base64', content: wrapBase64(bytes) };
    return { type: 'file', size: bytes.length, name: path.split('/').at(-1), path, ...content, sha, url, git_url: git, html_url: html, download_url: html.replace('/blob/', '/raw/'), _links: { self: url, git, html } };
  }

  /** What is directly in a folder, as `repos/get-content` lists it. */
  folder(tree: Tree, folder: string, ref: string): Fields[] {
    return listFolder(tree, folder).map(({ name, bytes }) => {
      const path = folder === '' ? name : `${folder}/${name}`;
      const file = without(this.file(path, bytes ?? Buffer.alloc(0), ref), 'content', 'encoding');
      return bytes === undefined ? { ...file, type: 'dir', size: 0, download_url: null } : file;
    });
  }

  /** `git/get-tree` */
  tree(tree: Tree, sha: string, isRecursive: boolean): Fields {
    const entry = (path: string, bytes: Buffer | undefined): Fields =>
      bytes === undefined
        ? { path, mode: '040000', type: 'tree', sha: hashBlob(Buffer.from(path)), url: `${this.place}/git/trees/${hashBlob(Buffer.from(path))}` }
        : { path, mode: '100644', type: 'blob', size: bytes.length, sha: hashBlob(bytes), url: `${this.place}/git/blobs/${hashBlob(bytes)}` };
    const folders = [...new Set([...tree.keys()].flatMap((path) => listParents(path)))].map((path) => entry(path, undefined));
    const entries = isRecursive ? [...folders, ...[...tree].map(([path, bytes]) => entry(path, bytes))] : listFolder(tree, '').map(({ name, bytes }) => entry(name, bytes));
    // GitHub lists at most 100,000 entries.
    return { sha, url: `${this.place}/git/trees/${sha}`, tree: entries.sort((a, b) => (String(a['path']) < String(b['path']) ? -1 : 1)).slice(0, 100_000), truncated: entries.length > 100_000 };
  }

  blob(bytes: Buffer): Fields {
    const sha = hashBlob(bytes);
    return { content: wrapBase64(bytes), encoding: 'base64', url: `${this.place}/git/blobs/${sha}`, sha, size: bytes.length, node_id: `B_${sha}` };
  }

  changedFile(pull: Pull, index: number): Fields {
    const [example] = this.#takeList('diff-entry-items');
    const file = pull.files[index];
    if (file === undefined) return {};
    const status = { ADDED: 'added', MODIFIED: 'modified', DELETED: 'removed', RENAMED: 'renamed' }[file.changeType];
    const bytes = this.#state.readTree(pull.headSha).get(file.path) ?? Buffer.alloc(0);
    const contents = `${this.place}/contents/${encodeURIComponent(file.path)}?ref=${pull.headSha}`;
    return { ...example, sha: hashBlob(bytes), filename: file.path, status, contents_url: contents, ...(file.from === undefined ? {} : { previous_filename: file.from }) };
  }

  run(run: StoredRun): Fields {
    const example = this.#take('workflow-run');
    const url = `${this.place}/actions/runs/${String(run.id)}`;
    return {
      ...example,
      id: run.id,
      name: run.name,
      run_attempt: run.attempt,
      event: run.event,
      status: run.conclusion === null ? 'in_progress' : 'completed',
      conclusion: run.conclusion,
      head_branch: run.headBranch,
      head_sha: run.headSha,
      url,
      html_url: `https://github.com/${fullName}/actions/runs/${String(run.id)}`,
      artifacts_url: `${url}/artifacts`,
      // Empty for a fork, which is how GitHub has it.
      pull_requests: [],
      actor: this.user(ownLogin),
      triggering_actor: this.user(ownLogin),
      repository: this.repository(fullName, example['repository'] as Fields),
      head_repository: this.repository(run.headRepository, example['head_repository'] as Fields),
    };
  }

  artifact(artifact: Artifact): Fields {
    const { artifacts } = this.#take('artifact-paginated') as { readonly artifacts: readonly Fields[] };
    const { id, name, sizeInBytes, isExpired, runId, createdAt } = artifact;
    const url = `${this.place}/actions/artifacts/${String(id)}`;
    const run = this.#state.runs.get(runId);
    const from = { id: runId, repository_id: repository.id, head_repository_id: run?.headRepository === fullName ? repository.id : 9, head_branch: run?.headBranch ?? 'main', head_sha: run?.headSha ?? '' };
    return { ...artifacts[0], id, name, size_in_bytes: sizeInBytes, url, archive_download_url: `${url}/zip`, expired: isExpired, created_at: createdAt, updated_at: createdAt, workflow_run: from };
  }

  #take(name: string): Fields {
    return this.#description.takeExample(name);
  }

  #takeList(name: string): readonly Fields[] {
    return this.#description.takeExample(name) as unknown as readonly Fields[];
  }
}

/** An object without some of its fields. */
export function without(fields: Readonly<Fields>, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}

/** The id by which GraphQL knows a comment. */
export function nameNode(commentId: number): string {
  return `IC_${String(commentId)}`;
}

/** GitHub trims what it stores, and stores lines as a browser sends them. */
export function storeText(text: string): string {
  return text.trim().replaceAll(/\r?\n/g, '\r\n');
}

/** What is directly in a folder; a folder in it has no bytes. */
export function listFolder(tree: Tree, folder: string): { readonly name: string; readonly bytes: Buffer | undefined }[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const found = new Map<string, Buffer | undefined>();
  for (const [path, bytes] of tree) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...rest] = path.slice(prefix.length).split('/');
    found.set(name, rest.length === 0 ? bytes : undefined);
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, bytes]) => ({ name, bytes }));
}

function listParents(path: string): string[] {
  const words = path.split('/').slice(0, -1);
  return words.map((_, index) => words.slice(0, index + 1).join('/'));
}

/** As GitHub writes it: lines of 60 characters. */
function wrapBase64(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll(/.{60}/g, '$&\n');
}
