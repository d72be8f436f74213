/** Where we run: a CI job or a terminal. Found by `detectHost`; passed in, so that the gate knows no environment. */
export interface Host {
  readonly name: 'github' | 'terminal' | 'ci';
  /** Where to look for what is new. */
  readonly base: BaseRequest;
  /** Present on a pull request's event. */
  readonly pullRequest: PullRequest | undefined;
  readonly repository: { readonly owner: string; readonly name: string } | undefined;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly isGitHubHostedRunner: boolean;
  /** The commit that is checked, for links. */
  readonly headSha: string | undefined;
  readonly runUrl: string | undefined;
}

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly isFork: boolean;
}

/** How the base is to be found: by commit where the event tells it, else by asking git for the default branch. */
export type BaseRequest =
  /**
   * The base is the merge base of HEAD and that ref or commit; its own tip tells whether it moved. `headSha` is the pull request's
   * head: where HEAD is GitHub's merge of it into the base branch, the base is what it was merged into.
   */
  | { readonly kind: 'merge-base'; readonly ref: string; readonly sha: string | undefined; readonly headSha?: string }
  /** Exactly that commit (the `before` of a push to the default branch, a merge group's `base_sha`). */
  | { readonly kind: 'commit'; readonly sha: string }
  /** The default branch's merge base, uncommitted files included. */
  | { readonly kind: 'default-branch' }
  /** No base: every revision is looked at (`schedule`, `workflow_dispatch` on the default branch itself). */
  | { readonly kind: 'none'; readonly because: string };
