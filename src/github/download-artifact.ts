import { HttpClient } from '@actions/http-client';
import { UserError } from '../errors.ts';
import type { Octokit } from './open-octokit.ts';
import { readAllPages } from './read-pages.ts';
import { repeatRequest } from './repeat-request.ts';

/** Bytes of an archive that are downloaded at most. */
const packedLimit = 20 * 1024 * 1024;

const downloadLimitMs = 60_000;

/** Where an artifact is looked for. */
export interface ArtifactRequest {
  readonly owner: string;
  readonly repo: string;
  /** The run that uploaded it. */
  readonly runId: number;
  readonly name: string;
}

/**
 * The archive that a run uploaded under a name, in memory; undefined where there is none. A run that was done again keeps what it uploaded
 * before, so of several the newest is taken. Throws a `UserError` (`bad-artifact`) where it has expired or is too large, and Octokit's errors.
 * https://docs.github.com/rest/actions/artifacts
 */
export async function downloadArtifact(octokit: Octokit, { owner, repo, runId, name }: ArtifactRequest): Promise<Buffer | undefined> {
  const refuse = (what: string): UserError => new UserError('bad-artifact', { what, where: `artifact ${name}`, remedy: 'Run the workflow that uploads it again.' });
  return repeatRequest(async () => {
    const pages = octokit.paginate.iterator(octokit.rest.actions.listWorkflowRunArtifacts, { owner, repo, run_id: runId, name, per_page: 100 });
    const named = (await readAllPages(pages)).filter((artifact) => artifact.name === name);
    const newest = named.toSorted((a, b) => b.id - a.id)[0];
    if (newest === undefined) return undefined;
    if (newest.expired) throw refuse('The artifact has expired.');
    if (newest.size_in_bytes > packedLimit) throw refuse(tooLarge);
    const archive = await download(await findArchive(octokit, { owner, repo, artifact_id: newest.id }));
    if (archive === undefined) throw refuse(tooLarge);
    return archive;
  });
}

const tooLarge = `The artifact is larger than ${String(packedLimit / 1024 / 1024)} MiB, which no report is.`;

/** The address that GitHub leads to, for a minute, for anybody. */
async function findArchive(octokit: Octokit, place: { readonly owner: string; readonly repo: string; readonly artifact_id: number }): Promise<string> {
  const { headers } = await octokit.rest.actions.downloadArtifact({ ...place, archive_format: 'zip', request: { redirect: 'manual' } });
  const { location } = headers;
  if (location === undefined) throw Object.assign(new Error('GitHub did not say where the artifact is'), { status: 502 });
  return location;
}

/** Without the token, which is none of that place's business. Undefined where it is too much. */
async function download(address: string): Promise<Buffer | undefined> {
  const client = new HttpClient('alembic-gate', [], { allowRedirects: false, socketTimeout: downloadLimitMs });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    const { message } = await client.get(address);
    const status = message.statusCode ?? 0;
    if (status !== 200) throw Object.assign(new Error(`The place where artifacts are stored answered ${String(status)}`), { status: 502 });
    const timer = setTimeout(() => message.destroy(new Error(`The download took more than ${String(downloadLimitMs / 1000)} s`)), downloadLimitMs);
    try {
      for await (const chunk of message) {
        size += (chunk as Buffer).length;
        if (size > packedLimit) return undefined;
        chunks.push(chunk as Buffer);
      }
    } finally {
      clearTimeout(timer);
    }
    return Buffer.concat(chunks);
  } catch (error) {
    // A connection that fails is tried again, as Octokit's are.
    throw error instanceof Error && !('status' in error) ? Object.assign(error, { status: 502 }) : error;
  } finally {
    client.dispose();
  }
}
