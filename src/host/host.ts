/** Where we run: a CI job or a terminal. Found by `detectHost`; passed in, so that the gate knows no environment. */
export interface Host {
  readonly name: 'github' | 'gitlab' | 'terminal' | 'ci';
  /** Gitea or Forgejo, whose runner sets the variables of GitHub's and whose API is not GitHub's. */
  readonly isGitea: boolean;
  /** Where to look for what is new. */
  readonly base: BaseRequest;
  /** Present on a pull request's event. */
  readonly pullRequest: PullRequest | undefined;
  readonly repository: { readonly owner: string; readonly name: string } | undefined;
  readonly apiUrl: string;
  readonly serverUrl: string;
  readonly isGitHubHostedRunner: boolean;
  /** Present in a merge request's pipeline on GitLab. */
  readonly mergeRequest: MergeRequest | undefined;
  /** Where the files of the commit that is checked are looked at: a file's path is put behind it. */
  readonly fileLinks: string | undefined;
  /** The commit that is checked, for links. */
  readonly headSha: string | undefined;
  readonly runUrl: string | undefined;
  /** This run of a workflow; a run done again keeps its id and counts its attempts. */
  readonly run: { readonly id: number; readonly attempt: number } | undefined;
  /** `pull_request`, `push`, … as GitHub calls it. */
  readonly event: string | undefined;
  /** On `merge_group`. */
  readonly mergeGroup: MergeGroup | undefined;
  /** On `workflow_run`: the run of another workflow that has ended. */
  readonly workflowRun: WorkflowRun | undefined;
}

/** What a merge queue wants checked. https://docs.github.com/webhooks/webhook-events-and-payloads#merge_group */
export interface MergeGroup {
  readonly headSha: string;
  readonly baseSha: string;
  /** `main` */
  readonly baseRef: string;
  /** The pull request that is last in it, whose changes are what is new; undefined where the ref does not tell. */
  readonly pullRequest: number | undefined;
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_run */
export interface WorkflowRun {
  readonly id: number;
  readonly attempt: number;
  /** The event that started it. */
  readonly event: string;
  readonly headSha: string;
  readonly headBranch: string | undefined;
  /** `owner/name` of where the commit is from; undefined where that is gone. */
  readonly headRepository: string | undefined;
  readonly url: string;
  /** `success`, `failure`, `cancelled`, …; undefined while it is not over. */
  readonly conclusion: string | undefined;
  /** When its last attempt began, ISO 8601. */
  readonly startedAt: string | undefined;
  /** The login of who started it: `ada`, `dependabot[bot]`. */
  readonly actor: string | undefined;
}

export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly baseSha: string;
  readonly baseRef: string;
  readonly isFork: boolean;
}

/** GitLab's. https://docs.gitlab.com/ci/variables/predefined_variables/#predefined-variables-for-merge-request-pipelines */
export interface MergeRequest {
  /** Its number in its project. */
  readonly iid: number;
  /** Of the project that it is to be merged into. */
  readonly projectId: string;
  readonly projectUrl: string;
  /** `https://gitlab.com/api/v4` */
  readonly apiUrl: string;
  readonly isFork: boolean;
}

/** How the base is to be found: by commit where the event tells it, else by asking git for the default branch. */
export type BaseRequest =
  /**
   * The base is the merge base of HEAD and that ref or commit; its own tip tells whether it moved. `headSha` is the pull request's
   * head: where HEAD is GitHub's merge of it into the base branch, the base is what it was merged into.
   */
  | { readonly kind: 'merge-base'; readonly ref: string; readonly sha: string | undefined; readonly headSha?: string }
  /**
   * The same for a branch of which only the name is known: it is fetched, because a checkout that was there before this job may know an old
   * one. `mergeBase` is the merge base as the CI says it, for where the branch cannot be had.
   */
  | { readonly kind: 'branch'; readonly name: string; readonly mergeBase?: string; readonly headSha?: string }
  /** Exactly that commit (the `before` of a push to the default branch, a merge group's `base_sha`). */
  | { readonly kind: 'commit'; readonly sha: string; readonly name?: string }
  /** The default branch's merge base, uncommitted files included. */
  | { readonly kind: 'default-branch' }
  /** No base: every revision is looked at (`schedule`, `workflow_dispatch` on the default branch itself). */
  | { readonly kind: 'none'; readonly because: string };
