import { setTimeout as sleep } from 'node:timers/promises';
import { isFromGitHub, isRefused, readMessage } from './github-error.ts';
import type { Octokit } from './open-octokit.ts';
import type { RepositoryName } from './read-blobs.ts';
import { isRateLimit, repeatRequest } from './repeat-request.ts';

/** The context under which branch protection knows the status. */
export const skewContext = 'alembic-gate/skew';

export interface StatusToWrite {
  readonly number: number;
  readonly sha: string;
  readonly state: 'success' | 'failure' | 'error';
  readonly description: string;
}

/** A status that could not be set; `why` is GitHub's word. */
export interface UnwrittenStatus {
  readonly number: number;
  readonly why: string;
}

/** So many writes go without a pause; GitHub lets 80 a minute pass, and asks for a second between many. */
const writesAtOnce = 60;
const pauseMs = 1_000;

/**
 * Sets commit statuses one after the other, never two at once, and goes on after one that GitHub does not take; only where it takes no
 * more at all the rest is left. Gives those that were not set. Throws Octokit's error where the token may not.
 * https://docs.github.com/rest/commits/statuses#create-a-commit-status
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#pause-between-mutative-requests
 */
export async function writeStatuses(octokit: Octokit, { owner, name }: RepositoryName, statuses: readonly StatusToWrite[], targetUrl: string | undefined): Promise<UnwrittenStatus[]> {
  const unwritten: UnwrittenStatus[] = [];
  for (const [index, { number, sha, state, description }] of statuses.entries()) {
    if (index >= writesAtOnce) await sleep(pauseMs);
    const target = targetUrl === undefined ? {} : { target_url: targetUrl };
    try {
      await repeatRequest(() => octokit.rest.repos.createCommitStatus({ owner, repo: name, sha, state, description, context: skewContext, ...target }));
    } catch (error) {
      if (!isFromGitHub(error) || isRefused(error)) throw error;
      if (isRateLimit(error)) {
        const why = 'GitHub takes no more requests from this token for now';
        return [...unwritten, ...statuses.slice(index).map((left) => ({ number: left.number, why }))];
      }
      unwritten.push({ number, why: readMessage(error) });
    }
  }
  return unwritten;
}
