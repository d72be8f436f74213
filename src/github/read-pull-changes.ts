import { isVersionFile } from '../project/version-folders.ts';
import type { VersionFolder } from '../project/version-folders.ts';
import { readRevision } from '../revisions/read-revision.ts';
import type { RevisionChanges, WrittenFile } from '../skew/apply-changes.ts';
import type { Octokit } from './open-octokit.ts';
import { readBlobGroups } from './read-blobs.ts';
import type { BlobAnswer, RepositoryName } from './read-blobs.ts';
import { addsPath } from './read-open-pulls.ts';
import type { OpenPull, PullFile } from './read-open-pulls.ts';

/** Where a project keeps its revisions. */
export interface ProjectFolders {
  readonly name: string;
  readonly folders: readonly VersionFolder[];
}

/** What a pull request does to the revisions. */
export interface PullRevisionChanges {
  /** By the projects' names; only those that it touches. */
  readonly changes: ReadonlyMap<string, RevisionChanges>;
  /** Sentences with names in backticks, of files that could not be read. */
  readonly notLookedAt: readonly string[];
}

/** Of one pull request, forty a request. */
const mostFiles = 500;

/**
 * Reads the revision files that pull requests change, all of them in a few requests. Nothing of theirs is run: the texts are parsed.
 * Throws Octokit's errors.
 * @param renamedFrom the old paths of files that a pull request renames; undefined where GitHub does not tell: then none of its files are
 * taken for new ones
 */
export async function readPullChanges(
  octokit: Octokit,
  repository: RepositoryName,
  projects: readonly ProjectFolders[],
  pulls: readonly OpenPull[],
  renamedFrom: ReadonlyMap<number, readonly string[] | undefined>,
): Promise<PullRevisionChanges[]> {
  const folders = projects.flatMap((project) => project.folders);
  const touched = pulls.map(({ headSha, files }) => files.filter((file) => isWritten(file) && isVersionFile(file.path, folders)).map(({ path }) => ({ sha: headSha, path })));
  const read = await readBlobGroups(octokit, repository, touched.map((places) => places.slice(0, mostFiles)));
  return pulls.map((pull, index): PullRevisionChanges => {
    const texts = read[index] ?? new Map<string, BlobAnswer>();
    if (renamedFrom.has(pull.number) && renamedFrom.get(pull.number) === undefined) return { changes: new Map(), notLookedAt: ['GitHub does not tell from where it renames files.'] };
    const removed = [...pull.files.filter((file) => !isWritten(file)).map(({ path }) => path), ...(renamedFrom.get(pull.number) ?? [])];
    const changes = projects.flatMap(({ name, folders: own }) => {
      const part = takeChanges(pull.files, texts, removed, own);
      return part.written.length + part.removed.length === 0 ? [] : [[name, part] as const];
    });
    return { changes: new Map(changes), notLookedAt: [...listUnread(texts), ...tellLeft(touched[index]?.length ?? 0)] };
  });
}

function takeChanges(files: readonly PullFile[], texts: ReadonlyMap<string, BlobAnswer>, removed: readonly string[], folders: readonly VersionFolder[]): RevisionChanges {
  const written = files.flatMap((file): WrittenFile[] => {
    const { path } = file;
    const answer = texts.get(path);
    if (answer?.kind !== 'text' || !isVersionFile(path, folders)) return [];
    return [{ file: path, isNew: addsPath(file), reading: readRevision({ file: path, source: answer.text }) }];
  });
  return { written, removed: removed.filter((path) => isVersionFile(path, folders)) };
}

function tellLeft(many: number): string[] {
  return many <= mostFiles ? [] : [`Only ${String(mostFiles)} of the ${String(many)} revision files it changes were read.`];
}

function listUnread(texts: ReadonlyMap<string, BlobAnswer>): string[] {
  return [...texts].flatMap(([path, answer]) => {
    if (answer.kind === 'text') return [];
    return [answer.kind === 'missing' ? `GitHub does not give \`${path}\`; the pull request may just have changed.` : `\`${path}\` was not read: ${answer.reason}.`];
  });
}

function isWritten({ changeType }: PullFile): boolean {
  return changeType !== 'DELETED';
}
