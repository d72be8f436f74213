import { setTimeout as sleep } from 'node:timers/promises';
import type { Host, PullRequest } from '../host/host.ts';
import { goesBefore, isSameRun } from '../reporters/compare-runs.ts';
import type { RunMark } from '../reporters/run-mark.ts';
import { readRunMark } from '../reporters/run-mark.ts';
import { isSameComment } from '../reporters/same-comment.ts';
import { explainNoComment } from './explain-no-comment.ts';
import { findSigned, readOwnLogin, takeComment } from './find-comment.ts';
import type { CommentSign, OwnComment } from './find-comment.ts';
import { openOctokit } from './open-octokit.ts';
import type { Octokit, PullRequestPlace } from './open-octokit.ts';
import { readPullState } from './read-pull-state.ts';
import type { PullState } from './read-pull-state.ts';
import { readStatus, repeatRequest } from './repeat-request.ts';
import { showCommentAgain } from './show-comment-again.ts';

/** Where a comment goes and what it says. */
export interface CommentRequest {
  readonly host: Pick<Host, 'repository' | 'apiUrl'> & { readonly pullRequest: Pick<PullRequest, 'number' | 'isFork'> | undefined };
  readonly token: string;
  /** What the job needs, as YAML, to be told where the token may not write. */
  readonly permissions: string;
  /** The hidden line by which ours is found. */
  readonly marker: string;
  /** Of the run that the text is of; undefined where that is not known, and then it is written whatever is there. */
  readonly mark: RunMark | undefined;
  /** The text that is to stand in the place of what is there. */
  readonly render: (stored: OwnComment | undefined) => string;
  /** False leaves the pull request alone where we have no comment on it yet. */
  readonly mayCreate: boolean;
}

export interface CommentPosted {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'not wanted' | 'left as it is' | 'not written';
  readonly url: string | undefined;
  /** Why, or what else was done; words without a full stop. */
  readonly because?: string;
}

/** How often another run may come in between before we let it be. */
const mostTurns = 4;
/** What another run wrote at the same moment can be seen after this. */
const settleMs = 1000;
/** Clocks of GitHub's servers, and a request that takes its time. */
const rivalMs = 600_000;

/**
 * Creates or updates our one comment on the pull request; leaves it alone where it says the same already, or is of a newer run
 * (`compare-runs.ts`). Of two that were created at once the older stays, which every run sees alike; one that a person deleted is made
 * anew. GitHub knows no update on a condition. So after an update we look once more whether an older run wrote over it meanwhile, and
 * write again. What remains is an older run whose request takes more than a second from its look at the comment to its write; and runs
 * that say the same leave the mark of the first of them there.
 * Gives undefined where there is no pull request. Throws a `UserError` (`no-comment`) with what to do where it could not be written.
 */
export async function postComment(request: CommentRequest): Promise<CommentPosted | undefined> {
  const { pullRequest, repository, apiUrl } = request.host;
  if (pullRequest === undefined || repository === undefined) return undefined;
  const octokit = openOctokit(request.token, apiUrl);
  const place = { owner: repository.owner, repo: repository.name, issue_number: pullRequest.number };
  try {
    // Looked for anew each time: a creation that seemed to fail may have left the comment there.
    return await repeatRequest(() => takeTurns({ ...request, octokit, place }));
  } catch (error) {
    throw explainNoComment(error, { isFork: pullRequest.isFork, apiUrl, permissions: request.permissions });
  }
}

/** A comment of which GitHub said, when it was to be written, that there is none. */
interface Gone {
  readonly id: number;
  readonly error: unknown;
}

interface Turn extends CommentRequest {
  readonly octokit: Octokit;
  readonly place: PullRequestPlace;
}

async function takeTurns(turn: Turn): Promise<CommentPosted> {
  const sign = { marker: turn.marker, author: await readOwnLogin(turn.octokit) };
  let gone: Gone | undefined;
  for (let attempt = 1; attempt <= mostTurns; attempt += 1) {
    const stored = await findSigned(turn.octokit, turn.place, sign);
    // It is still there, so it was a refusal.
    if (stored !== undefined && stored.id === gone?.id) throw gone.error;
    const posted = stored === undefined ? await createComment(turn, sign) : await updateComment(turn, stored);
    if (posted !== undefined && 'outcome' in posted) return posted;
    gone = posted;
  }
  return { outcome: 'left as it is', url: undefined, because: `other runs wrote it ${String(mostTurns)} times while this one tried to` };
}

/** Undefined where another run created one at the same time, which then is the one to update. */
async function createComment({ octokit, place, render, mayCreate }: Turn, sign: CommentSign): Promise<CommentPosted | undefined> {
  if (!mayCreate) return { outcome: 'not wanted', url: undefined };
  const pull = await readPullState(octokit, place);
  if (!pull.isOpen) return { outcome: 'not written', url: undefined, because: 'the pull request was closed meanwhile' };
  const { data } = await octokit.rest.issues.createComment({ ...place, body: render(undefined) });
  const since = new Date(Date.parse(data.created_at) - rivalMs).toISOString();
  const first = await findSigned(octokit, place, sign, since);
  if (first === undefined || first.id >= data.id) return { outcome: 'created', url: data.html_url };
  await ignoreGone(octokit.rest.issues.deleteComment({ owner: place.owner, repo: place.repo, comment_id: data.id }));
  return undefined;
}

/** Where it has to be looked at again, `Gone` for a comment that was deleted, or undefined where an older run wrote over ours. */
async function updateComment({ octokit, place, mark, render }: Turn, stored: OwnComment): Promise<CommentPosted | Gone | undefined> {
  const body = render(stored);
  const before = readRunMark(stored.body);
  if (isSameComment(stored.body, body) && before?.head === mark?.head) return { outcome: 'unchanged', url: stored.url };
  if (!(await isOurTurn(octokit, place, mark, stored))) return { outcome: 'left as it is', url: stored.url, because: sayWhoseComment(before, mark) };
  const written = octokit.rest.issues.updateComment({ owner: place.owner, repo: place.repo, comment_id: stored.id, body });
  const updated = await written.catch((error: unknown): Gone => ({ id: stored.id, error }));
  if ('error' in updated) {
    if (!isGone(updated.error)) throw updated.error;
    return updated;
  }
  if (mark !== undefined && (await isOverwritten(octokit, place, mark, stored.id))) return undefined;
  const because = mark !== undefined && isNews(mark, before) ? await showCommentAgain(octokit, stored.nodeId) : undefined;
  return { outcome: 'updated', url: updated.data.html_url, ...(because === undefined ? {} : { because }) };
}

/** Whether an older run has written over ours. One that was deleted in this second was meant to be. */
async function isOverwritten(octokit: Octokit, place: PullRequestPlace, mark: RunMark, id: number): Promise<boolean> {
  await sleep(settleMs);
  const answer = await ignoreGone(octokit.rest.issues.getComment({ owner: place.owner, repo: place.repo, comment_id: id }));
  if (answer === undefined) return false;
  const seen = takeComment(answer.data);
  const other = readRunMark(seen.body);
  return (other === undefined || !isSameRun(mark, other)) && isOurTurn(octokit, place, mark, seen);
}

/** Whether ours goes before what is there. GitHub is asked for the pull request's head only where that decides. */
async function isOurTurn(octokit: Octokit, place: PullRequestPlace, ours: RunMark | undefined, { body, updatedAt }: OwnComment): Promise<boolean> {
  const mark = readRunMark(body);
  if (ours === undefined || mark === undefined) return true;
  const pull: PullState | undefined = ours.head === mark.head ? undefined : await readPullState(octokit, place);
  return goesBefore(ours, { mark, updatedAt }, pull?.headSha);
}

function sayWhoseComment(stored: RunMark | undefined, ours: RunMark | undefined): string {
  const what = stored?.head === ours?.head ? 'a run that began later' : `a run of the newer commit ${stored?.head.slice(0, 10) ?? ''}`;
  return `it is of ${what} (${String(stored?.run)}, attempt ${String(stored?.attempt)}); the verdict of this run stands`;
}

/** Whether somebody who has hidden the comment should see it again: it failed now, or it found something else. */
function isNews(ours: RunMark, stored: RunMark | undefined): boolean {
  if (ours.verdict === 'passed') return false;
  return stored?.verdict !== ours.verdict || ours.findings.some((finding) => !stored.findings.includes(finding));
}

/** Undefined where the comment is not there any more. */
async function ignoreGone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return readStatus(error) === 404 || readStatus(error) === 410;
}
