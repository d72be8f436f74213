import type { BaseRequest } from '../host/host.ts';
import { UserError } from '../errors.ts';
import { fetchCommit, findMergeBase, resolveCommit, tryGit } from './git.ts';

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
 * Finds the base. A commit that a shallow checkout lacks is fetched. Where the merge base cannot be known (histories not
 * here), the tip itself is taken: then revisions that only the base has are seen as deleted only when git says so.
 * @param wanted the option `base`
 * @returns undefined where everything counts as new (`none`)
 */
export async function findBase(root: string, request: BaseRequest, wanted: string | undefined): Promise<Base | undefined> {
  if (wanted !== undefined) return compareWith(root, await requireCommit(root, wanted), wanted);
  switch (request.kind) {
    case 'none':
      return undefined;
    case 'commit':
      if (zeros.test(request.sha)) return findDefaultBase(root);
      return compareExactly(await requireCommit(root, request.sha));
    case 'merge-base':
      return compareWith(root, await requireCommit(root, request.sha ?? request.ref), request.ref);
    case 'default-branch':
      return findDefaultBase(root);
  }
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

async function compareWith(root: string, tip: string, name: string): Promise<Base> {
  const commit = (await findMergeBase(root, 'HEAD', tip)) ?? tip;
  return { commit, tip, name };
}

function compareExactly(commit: string): Base {
  return { commit, tip: commit, name: commit.slice(0, 7) };
}
