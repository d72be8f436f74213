import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';
import { askGraphql } from './ask-graphql.ts';
import { isFromGitHub } from './github-error.ts';
import { openOctokit } from './open-octokit.ts';
import { addsPath } from './read-open-pulls.ts';
import type { PullFile } from './read-open-pulls.ts';

/**
 * Gives what asks which queued pull request adds which file; undefined where this is no merge queue's run or there is no token. The answer
 * is the number by path; empty where GitHub does not tell, because the finding is right without it.
 * https://docs.github.com/graphql/reference/objects#mergequeueentry
 */
export function openQueue({ mergeGroup, repository, apiUrl }: Host, { githubToken: token }: Pick<Options, 'githubToken'>): (() => Promise<ReadonlyMap<string, number>>) | undefined {
  if (mergeGroup === undefined || repository === undefined || token === undefined) return undefined;
  return async () => {
    try {
      const { repository: found } = await askGraphql<QueueAnswer>(openOctokit(token, apiUrl), queueQuery, { ...repository, branch: mergeGroup.baseRef });
      return listFiles(found?.mergeQueue?.entries?.nodes ?? [], mergeGroup.headSha);
    } catch (error) {
      if (!isFromGitHub(error)) throw error;
      return new Map();
    }
  };
}

const queueQuery = `query ($owner: String!, $name: String!, $branch: String!) {
  repository(owner: $owner, name: $name) {
    mergeQueue(branch: $branch) {
      entries(first: 50) {
        nodes {
          position
          headCommit { oid }
          pullRequest { number files(first: 100) { nodes { path changeType } } }
        }
      }
    }
  }
}`;

interface QueueEntry {
  readonly position: number;
  readonly headCommit: { readonly oid: string } | null;
  readonly pullRequest: { readonly number: number; readonly files: { readonly nodes: readonly (PullFile | null)[] | null } | null } | null;
}

interface QueueAnswer {
  readonly repository: { readonly mergeQueue: { readonly entries: { readonly nodes: readonly (QueueEntry | null)[] | null } | null } | null } | null;
}

/** Files that this group's pull request and those before it add; of two that add the same path, the one that came first. */
function listFiles(nodes: readonly (QueueEntry | null)[], headSha: string): Map<string, number> {
  const entries = nodes.flatMap((entry) => (entry === null ? [] : [entry])).sort((a, b) => a.position - b.position);
  const own = entries.find(({ headCommit }) => headCommit?.oid === headSha);
  const before = own === undefined ? entries : entries.filter(({ position }) => position <= own.position);
  const added = before.flatMap(({ pullRequest }) =>
    (pullRequest?.files?.nodes ?? []).flatMap((file) => (pullRequest === null || file === null || !addsPath(file) ? [] : [[file.path, pullRequest.number] as const])),
  );
  return new Map(added.toReversed());
}
