import { isAbsolute, relative, sep } from 'node:path';
import type { AlembicProject } from './project.ts';
import { isRevisionFile } from './read-revision-files.ts';

/** A directory of revision files inside of the repository. */
export interface VersionFolder {
  /** Relative to the repository's root, forward slashes; empty for the root itself. */
  readonly path: string;
  readonly isRecursive: boolean;
}

/** The directories of a project's revisions that are in the repository. */
export function listVersionFolders(project: AlembicProject): VersionFolder[] {
  return project.versionLocations.flatMap((location) => {
    const path = findInRepository(project.repositoryRoot, location);
    return path === undefined ? [] : [{ path, isRecursive: project.recursiveVersionLocations }];
  });
}

/** The project's configuration files by their paths in the repository. */
export function listConfigurations({ repositoryRoot, config }: AlembicProject): string[] {
  return config.flatMap((file) => findInRepository(repositoryRoot, file) ?? []);
}

/** Whether Alembic takes the file at a path of the repository for one of the revisions in these directories. */
export function isVersionFile(file: string, folders: readonly VersionFolder[]): boolean {
  return isRevisionFile(file.split('/').at(-1) ?? '') && folders.some((folder) => isIn(file, folder));
}

function isIn(file: string, { path, isRecursive }: VersionFolder): boolean {
  if (path !== '' && !file.startsWith(`${path}/`)) return false;
  const folders = file.slice(path === '' ? 0 : path.length + 1).split('/').slice(0, -1);
  return folders.length === 0 || (isRecursive && !folders.includes('__pycache__'));
}

/** A path relative to the root with forward slashes; undefined outside of it. */
function findInRepository(root: string, path: string): string | undefined {
  const inside = relative(root, path).split(sep).join('/');
  return inside === '..' || inside.startsWith('../') || isAbsolute(inside) ? undefined : inside;
}
