import type { CheckContext } from '../check.ts';

/**
 * The pull request that added a revision's file, `#12`: as the merge queue tells, else as GitHub writes it into the commit that merges or
 * squashes one. Undefined where neither tells. https://docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
 */
export function namePullRequest({ history, pullRequests }: Pick<CheckContext, 'history' | 'pullRequests'>, { id, file }: { readonly id: string; readonly file: string }): string | undefined {
  const queued = pullRequests?.get(file);
  if (queued !== undefined) return `#${String(queued)}`;
  const subject = history.addedBy.get(id)?.subject ?? '';
  const [, merged, squashed] = /^Merge pull request #(\d{1,9}) from |\(#(\d{1,9})\)$/.exec(subject) ?? [];
  const number = merged ?? squashed;
  return number === undefined ? undefined : `#${number}`;
}
