import type { MergeRequest } from '../host/host.ts';
import { goesBefore } from '../reporters/compare-runs.ts';
import { readRunMark } from '../reporters/run-mark.ts';
import type { RunMark } from '../reporters/run-mark.ts';
import { isSameComment } from '../reporters/same-comment.ts';
import { explainNoNote } from './explain-no-note.ts';
import { findNote, mergeRequestPath, notesPath } from './find-note.ts';
import type { OwnNote } from './find-note.ts';
import { askGitLab, GitLabError } from './gitlab-api.ts';
import type { GitLabApi } from './gitlab-api.ts';
import { repeatRequest } from './repeat-request.ts';

/** Where a note goes and what it says. */
export interface NoteRequest {
  readonly mergeRequest: MergeRequest;
  readonly token: string;
  /** The hidden line by which ours is found. */
  readonly marker: string;
  readonly body: string;
  /** Of the run that the text is of; undefined where that is not known, and then it is written whatever is there. */
  readonly mark: RunMark | undefined;
  /** False leaves the merge request alone where we have no note on it yet. */
  readonly mayCreate: boolean;
}

export interface NotePosted {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'not-wanted' | 'outdated';
  readonly url: string | undefined;
}

/**
 * Creates or updates our one note on the merge request; leaves it alone where it says the same of the same commit already or is of a newer run.
 * Throws a `UserError` (`no-comment`) with what to do where it could not be written. https://docs.gitlab.com/api/notes/#merge-requests
 */
export async function postNote(request: NoteRequest): Promise<NotePosted> {
  const { apiUrl } = request.mergeRequest;
  try {
    // Looked for anew each time: a creation that seemed to fail may have left the note there.
    return await repeatRequest(() => writeNote({ apiUrl, token: request.token }, request));
  } catch (error) {
    throw explainNoNote(error, apiUrl);
  }
}

async function writeNote(api: GitLabApi, { mergeRequest, marker, body, mark, mayCreate }: NoteRequest): Promise<NotePosted> {
  const ours = await findNote(api, mergeRequest, marker);
  if (ours === undefined) {
    if (!mayCreate) return { outcome: 'not-wanted', url: undefined };
    const { value } = await askGitLab(api, 'POST', notesPath(mergeRequest), { body });
    return { outcome: 'created', url: linkNote(mergeRequest, readId(value)) };
  }
  const url = linkNote(mergeRequest, ours.id);
  if (await isOfNewerRun(api, mergeRequest, ours, mark)) return { outcome: 'outdated', url };
  if (isSameComment(ours.body, body) && readRunMark(ours.body)?.head === mark?.head) return { outcome: 'unchanged', url };
  await askGitLab(api, 'PUT', `${notesPath(mergeRequest)}/${String(ours.id)}`, { body });
  return { outcome: 'updated', url };
}

/** Two jobs may run at once, and an old one may be run again; the merge request's head is asked for only where the two are of different commits. */
async function isOfNewerRun(api: GitLabApi, mergeRequest: MergeRequest, { body, updatedAt }: OwnNote, mark: RunMark | undefined): Promise<boolean> {
  const stored = readRunMark(body);
  if (stored === undefined || mark === undefined) return false;
  const currentHead = stored.head === mark.head ? undefined : await readHead(api, mergeRequest);
  return !goesBefore(mark, { mark: stored, updatedAt }, currentHead);
}

/** https://docs.gitlab.com/api/merge_requests/#get-single-mr */
async function readHead(api: GitLabApi, mergeRequest: MergeRequest): Promise<string | undefined> {
  const { value } = await askGitLab(api, 'GET', mergeRequestPath(mergeRequest));
  const sha = (value as { readonly sha?: unknown } | null)?.sha;
  return typeof sha === 'string' ? sha : undefined;
}

function readId(value: unknown): number {
  const id = (value as { readonly id?: unknown } | null)?.id;
  if (typeof id !== 'number') throw new GitLabError(200, 'the answer to a new note has no id');
  return id;
}

function linkNote({ projectUrl, iid }: MergeRequest, id: number): string {
  return `${projectUrl}/-/merge_requests/${String(iid)}#note_${String(id)}`;
}
