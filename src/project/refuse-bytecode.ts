import { basename, join, relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import type { AlembicProject } from './project.ts';
import { listEntries } from './read-revision-files.ts';

const mostNamed = 3;

/**
 * Throws a `UserError` where a project of `sourceless = true` has revisions as bytecode alone: Alembic loads them, but nobody can tell without running
 * them what they are, nor point at a line. https://alembic.sqlalchemy.org/en/latest/tutorial.html#editing-the-ini-file
 */
export async function refuseBytecode(project: AlembicProject): Promise<void> {
  if (!project.isSourceless) return;
  const found = await Promise.all(project.versionLocations.map((directory) => listBytecode(directory, project.recursiveVersionLocations)));
  const files = found.flat().map((file) => relative(project.repositoryRoot, file).split(sep).join('/')).sort();
  if (files.length === 0) return;
  const more = files.length > mostNamed ? ` and ${String(files.length - mostNamed)} more` : '';
  throw new UserError('no-project', {
    what: `With \`sourceless = true\` Alembic takes bytecode for revisions, and these have no source beside them, so they cannot be read: ${files.slice(0, mostNamed).join(', ')}${more}.`,
    where: project.name,
    remedy: 'Check a tree that has the `.py` files of every revision; where these are left over from revisions that are gone, delete them.',
  });
}

/** `_list_py_dir` in alembic/script/base.py: beside the sources and in `__pycache__`, whatever has no source of its name. */
async function listBytecode(directory: string, isRecursive: boolean): Promise<string[]> {
  const entries = await listEntries(directory, isRecursive);
  const cached = isRecursive ? [] : await listEntries(join(directory, '__pycache__'), false);
  const files = [...entries, ...cached].filter((entry) => entry.isFile());
  const sources = new Set(files.filter(({ name }) => name.endsWith('.py')).map(({ parentPath, name }) => join(parentPath, takeStem(name))));
  return files.flatMap(({ parentPath, name }) => {
    const folder = basename(parentPath) === '__pycache__' ? join(parentPath, '..') : parentPath;
    return /^(?!\.#|__init__).*\.py[co]$/.test(name) && !sources.has(join(folder, takeStem(name))) ? [join(parentPath, name)] : [];
  });
}

function takeStem(name: string): string {
  return name.split('.')[0] ?? name;
}
