import type { BaseRequest } from '../host/host.ts';
import { UserError } from '../errors.ts';
import { fetchCommit, fetchHistory, findMergeBase, isShallow, listParents, resolveCommit, tryGit } from './git.ts';

/** What the checkout is compared with. */
export interface Base {
  /** The commit the new revisions are new against. */
  readonly commit: string;
  /** The base branch's tip, where it is known and may have moved past `commit`. */
  readonly tip: string;
  /** For people: `main`, `a1b2c3d`. */
  readonly name: string;
}

const zeros = /^0+$/;

/**
 * Finds the base. What a shallow checkout lacks is fetched: a commit, and the history down to the merge base. Where there is none
 * (unrelated histories, a history that cannot be fetched), the tip itself is taken.
 * @param wanted the option `base`
 * @returns undefined where everything counts as new (`none`, the first push)
 */
export async function findBase(root: string, request: BaseRequest, wanted: string | undefined): Promise<Base | undefined> {
  if (wanted !== undefined) return compareWith(root, await requireCommit(root, wanted), wanted);
  switch (request.kind) {
    case 'none':
      return undefined;
    case 'commit': {
      if (zeros.test(request.sha)) return undefined;
      const exact = compareExactly(await requireCommit(root, request.sha));
      return { ...exact, name: request.name ?? exact.name };
    }
    case 'merge-base': {
      const mergedInto = await findMergedInto(root, request.headSha);
      if (mergedInto !== undefined) return { ...compareExactly(await requireCommit(root, mergedInto)), name: request.ref };
      const base = await compareWith(root, await requireCommit(root, request.sha ?? request.ref), request.ref);
      await requirePullRequest(root, base, request.headSha);
      return base;
    }
    case 'branch': {
      const mergedInto = await findMergedInto(root, request.headSha);
      if (mergedInto !== undefined) return { ...compareExactly(await requireCommit(root, mergedInto)), name: request.name };
      const tip = await findBranchTip(root, request.name, request.mergeBase);
      return compareWith(root, tip, request.name, request.mergeBase);
    }
    case 'default-branch':
      return findDefaultBase(root);
  }
}

/**
 * What GitHub merged a pull request's head into, where HEAD is that merge (`refs/pull/<number>/merge`, which actions/checkout takes).
 * The event's own base may be older: GitHub renews the merge when the base branch moves, but not the event.
 */
async function findMergedInto(root: string, headSha: string | undefined): Promise<string | undefined> {
  if (headSha === undefined) return undefined;
  const [base, head, ...more] = await listParents(root, 'HEAD');
  return head === headSha && more.length === 0 ? base : undefined;
}

/** Throws where the checkout is a commit that the base branch has already: nothing of the pull request would be looked at, and all be green. */
async function requirePullRequest(root: string, { commit, name }: Base, headSha: string | undefined): Promise<void> {
  if (headSha === undefined || commit === headSha || commit !== (await resolveCommit(root, 'HEAD'))) return;
  throw new UserError('no-base', {
    what: `The checkout is the commit ${commit.slice(0, 7)} of ${name}, and not the pull request.`,
    where: root,
    remedy: 'Remove `ref:` from actions/checkout, which then takes the pull request, and run on `pull_request`.',
  });
}

/**
 * A branch of `origin` as it is now; where it cannot be fetched, as the checkout knows it, or else the merge base that the CI told.
 * Throws a `UserError` (`no-base`) where there is none of these.
 */
async function findBranchTip(root: string, name: string, mergeBase: string | undefined): Promise<string> {
  let refusal: UserError | undefined;
  try {
    await fetchCommit(root, `refs/heads/${name}`);
    const fetched = await resolveCommit(root, 'FETCH_HEAD');
    if (fetched !== undefined) return fetched;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    refusal = error;
  }
  for (const known of [`refs/remotes/origin/${name}`, `refs/heads/${name}`, ...(mergeBase === undefined ? [] : [mergeBase])]) {
    const commit = await resolveCommit(root, known);
    if (commit !== undefined) return commit;
  }
  throw refusal ?? new UserError('no-base', { what: `git knows no branch ${name}.`, where: root, remedy: 'Set the option `base` to a branch or commit that exists.' });
}

async function findDefaultBase(root: string): Promise<Base | undefined> {
  const remote = await tryGit(root, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  const configured = await tryGit(root, ['config', 'init.defaultBranch']);
  const names = [remote, 'origin/main', 'origin/master', configured, 'main', 'master'].filter((name) => name !== undefined);
  for (const name of names) {
    const commit = await resolveCommit(root, name);
    if (commit !== undefined) return compareWith(root, commit, name);
  }
  throw new UserError('no-base', {
    what: 'No default branch was found to compare with.',
    where: root,
    remedy: 'Set the option `base` to a branch or commit, or `revisions: all` to look at every revision.',
  });
}

async function requireCommit(root: string, name: string): Promise<string> {
  const here = (await resolveCommit(root, name)) ?? (await resolveCommit(root, `origin/${name}`));
  if (here !== undefined) return here;
  await fetchCommit(root, name);
  const fetched = (await resolveCommit(root, name)) ?? (await resolveCommit(root, 'FETCH_HEAD'));
  if (fetched !== undefined) return fetched;
  throw new UserError('no-base', { what: `git knows no commit ${name}.`, where: root, remedy: 'Set the option `base` to a branch or commit that exists.' });
}

async function compareWith(root: string, tip: string, name: string, told?: string): Promise<Base> {
  const found = (await findMergeBase(root, 'HEAD', tip)) ?? (await fetchMergeBase(root, tip));
  const commit = found ?? (told === undefined ? undefined : await resolveCommit(root, told)) ?? tip;
  return { commit, tip, name };
}

/** Brings the histories of HEAD and of the tip into a shallow checkout until they meet, first a little, then all. */
async function fetchMergeBase(root: string, tip: string): Promise<string | undefined> {
  for (const depth of ['--deepen=100', '--deepen=1000', '--unshallow'] as const) {
    if (!(await isShallow(root)) || !(await fetchHistory(root, ['HEAD', tip], depth))) return undefined;
    const commit = await findMergeBase(root, 'HEAD', tip);
    if (commit !== undefined) return commit;
  }
  return undefined;
}

function compareExactly(commit: string): Base {
  return { commit, tip: commit, name: commit.slice(0, 7) };
}
