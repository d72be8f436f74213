import { resolveCommit, tryGit } from './git.ts';

/** What is checked out. */
export interface Checkout {
  /** `main`; undefined where a commit is checked out and no branch. */
  readonly branch: string | undefined;
  readonly commit: string | undefined;
}

/** Reads what is checked out in a repository. */
export async function readCheckout(root: string): Promise<Checkout> {
  const branch = await tryGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return { branch: branch === '' ? undefined : branch, commit: await resolveCommit(root, 'HEAD') };
}
