import type { Dirent } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { RevisionSource } from '../revisions/revision.ts';
import { decodeSource } from './decode-source.ts';
import type { AlembicProject } from './project.ts';

/** The Python files that Alembic takes for revisions: `_only_source_rev_file` in alembic/script/base.py. */
export function isRevisionFile(name: string): boolean {
  return /^(?!\.#|__init__).*\.py$/.test(name);
}

/** Reads the revision files of a project from the disk, uncommitted ones included; sorted by path. */
export async function readRevisionFiles(project: AlembicProject): Promise<RevisionSource[]> {
  const paths = await listRevisionFiles(project);
  return Promise.all(
    paths.map(async (path) => ({
      file: relative(project.repositoryRoot, path).split(sep).join('/'),
      source: decodeSource(await readFile(path)),
    })),
  );
}

/** The absolute paths of the revision files of a project, sorted. */
export async function listRevisionFiles({ versionLocations, recursiveVersionLocations }: Pick<AlembicProject, 'versionLocations' | 'recursiveVersionLocations'>): Promise<string[]> {
  const listed = await Promise.all(
    versionLocations.map(async (directory) => {
      const entries = await listEntries(directory, recursiveVersionLocations);
      return entries.filter((entry) => entry.isFile() && isRevisionFile(entry.name)).map((entry) => join(entry.parentPath, entry.name));
    }),
  );
  return [...new Set(listed.flat())].filter((path) => !path.includes(`${sep}__pycache__${sep}`)).sort();
}

/** What is in a directory, and in those below it where it is read recursively; nothing where there is no such directory. */
export async function listEntries(directory: string, isRecursive: boolean): Promise<Dirent[]> {
  return readdir(directory, { withFileTypes: true, recursive: isRecursive }).catch(ignoreMissing);
}

/** A project without a first revision has no versions directory in git. */
function ignoreMissing(error: NodeJS.ErrnoException): [] {
  if (error.code === 'ENOENT') return [];
  throw error;
}
