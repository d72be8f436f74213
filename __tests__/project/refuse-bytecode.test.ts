import { describe, expect, test } from 'vitest';
import type { AlembicProject } from '../../src/project/project.ts';
import { refuseBytecode } from '../../src/project/refuse-bytecode.ts';
import { makeDirectory } from '../temporary-directory.ts';
import { makeProject } from './make-project.ts';

/** A project of `sourceless = true` with these files in one of its two directories; the other is not there. */
function makeSourceless(files: readonly string[], changes: Partial<AlembicProject> = {}): AlembicProject {
  const root = makeDirectory(Object.fromEntries(files.map((file) => [`versions/${file}`, ''])));
  return makeProject(root, { versionLocations: ['versions', 'lost'], isSourceless: true, ...changes });
}

describe('bytecode that Alembic would take for revisions', () => {
  test.each<[title: string, files: string[], named: string]>([
    ['alone', ['a1_first.pyc', 'b1.py'], 'versions/a1_first.pyc'],
    ['in the cache alone', ['__pycache__/a1.cpython-311.pyc', 'b1.py'], 'versions/__pycache__/a1.cpython-311.pyc'],
    ['of many', ['e.pyc', 'd.pyc', 'c.pyc', 'b.pyo', 'a.pyc'], 'versions/a.pyc, versions/b.pyo, versions/c.pyc and 2 more'],
  ])('%s is named', async (_, files, named) => {
    await expect(refuseBytecode(makeSourceless(files))).rejects.toMatchObject({
      code: 'no-project',
      what: `With \`sourceless = true\` Alembic takes bytecode for revisions, and these have no source beside them, so they cannot be read: ${named}.`,
      where: 'alembic.ini',
      remedy: 'Check a tree that has the `.py` files of every revision; where these are left over from revisions that are gone, delete them.',
    });
  });

  test('in a sub-folder is named where Alembic looks there', async () => {
    const files = ['2024/a1.pyc', '2024/__pycache__/b1.cpython-313.pyc', '2024/b1.py'];
    await expect(refuseBytecode(makeSourceless(files, { recursiveVersionLocations: true }))).rejects.toMatchObject({ what: expect.stringContaining(': versions/2024/a1.pyc.') as string });
    await refuseBytecode(makeSourceless(files));
  });

  test('beside its source, or of a package, is none', async () => {
    await refuseBytecode(makeSourceless(['a1.py', 'a1.pyc', '__pycache__/a1.cpython-311.pyc', '__pycache__/__init__.cpython-311.pyc', '__init__.pyc']));
  });

  test('is nothing to a project that does not ask for it', async () => {
    await refuseBytecode(makeSourceless(['a1.pyc'], { isSourceless: false }));
  });
});
