import { readFile } from 'node:fs/promises';
import { dirname, relative, sep } from 'node:path';
import { sayCount } from '../say-count.ts';
import { decodeSource } from './decode-source.ts';
import { tryGit } from './git.ts';
import type { AlembicProject } from './project.ts';
import { listRevisionFiles } from './read-revision-files.ts';

/**
 * Says which files of revisions lie in sub-folders where Alembic does not look for them, so that they are never run, here as in a deployment;
 * undefined where there are none. Against a base only those that are new, because old ones may have been put away on purpose.
 * https://alembic.sqlalchemy.org/en/latest/tutorial.html#editing-the-ini-file (`recursive_version_locations`)
 */
export async function sayUnreadRevisions(project: AlembicProject, baseCommit: string | undefined): Promise<string | undefined> {
  if (project.recursiveVersionLocations) return undefined;
  const inFolders = (await listRevisionFiles({ ...project, recursiveVersionLocations: true }).catch(ignoreClosed)) ?? [];
  const others = inFolders.filter((path) => !project.versionLocations.includes(dirname(path)));
  const old = baseCommit === undefined || others.length === 0 ? new Set() : await listFiles(project.repositoryRoot, baseCommit);
  const named = others.map((path) => ({ path, file: relative(project.repositoryRoot, path).split(sep).join('/') })).filter(({ file }) => !old.has(file));
  const sources = await Promise.all(named.map(async ({ path, file }) => ({ file, source: (await readFile(path).then(decodeSource, ignoreClosed)) ?? '' })));
  const [first, ...rest] = sources.filter(({ source }) => looksLikeRevision(source)).map(({ file }) => file);
  if (first === undefined) return undefined;
  const what = rest.length === 0 ? `\`${first}\` looks like a revision` : `\`${first}\` and ${sayCount(rest.length, 'other file')} look like revisions`;
  return `${what}, but Alembic reads no sub-folders of ${project.name}'s version locations without \`recursive_version_locations = true\`, so ${rest.length === 0 ? 'it is' : 'they are'} never run.`;
}

/** Alembic does not look there, so a folder or file that others may not read, or that is just deleted, is no reason to end a check. */
function ignoreClosed(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'EACCES' || error.code === 'EPERM' || error.code === 'ENOENT') return undefined;
  throw error;
}

/** The paths of a commit's files. */
async function listFiles(root: string, commit: string): Promise<ReadonlySet<string>> {
  return new Set((await tryGit(root, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', '--end-of-options', commit]))?.split('\0'));
}

function looksLikeRevision(source: string): boolean {
  return ['revision', 'down_revision'].every((name) => new RegExp(`^${name}\\b[^=\\n]*=`, 'm').test(source));
}
