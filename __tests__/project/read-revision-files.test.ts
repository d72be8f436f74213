import { describe, expect, test } from 'vitest';
import { isRevisionFile, readRevisionFiles } from '../../src/project/read-revision-files.ts';
import { makeDirectory } from '../temporary-directory.ts';
import { makeProject } from './make-project.ts';

describe('isRevisionFile', () => {
  test.each([
    ['a1_first.py', true],
    ['2024-01-02 first.py', true],
    ['.hidden.py', true],
    ['__init__.py', false],
    ['__init__2.py', false],
    ['.#a1_first.py', false],
    ['a1_first.pyc', false],
    ['a1_first.py.bak', false],
    ['README', false],
  ])('%s: %s, as for Alembic', (name, expected) => {
    expect(isRevisionFile(name)).toBe(expected);
  });
});

describe('readRevisionFiles', () => {
  const files = {
    'migrations/versions/b1.py': 'b1',
    'migrations/versions/a1.py': 'a1',
    'migrations/versions/__init__.py': 'init',
    'migrations/versions/README.md': 'read',
    'migrations/versions/2024/c1.py': 'c1',
    'migrations/versions/2024/05/d1.py': 'd1',
    'migrations/versions/2024/__pycache__/c1.py': 'cached',
    'migrations/versions/folder.py/e1.py': 'e1',
    'more/f1.py': '# coding: latin-1\n',
  };
  const [a1, b1, c1, d1, e1, f1] = [
    { file: 'migrations/versions/a1.py', source: 'a1' },
    { file: 'migrations/versions/b1.py', source: 'b1' },
    { file: 'migrations/versions/2024/c1.py', source: 'c1' },
    { file: 'migrations/versions/2024/05/d1.py', source: 'd1' },
    { file: 'migrations/versions/folder.py/e1.py', source: 'e1' },
    { file: 'more/f1.py', source: '# coding: latin-1\n' },
  ];

  test.each<[title: string, locations: string[], isRecursive: boolean, expected: unknown[]]>([
    ['one directory', ['migrations/versions'], false, [a1, b1]],
    ['several directories', ['more', 'migrations/versions'], false, [a1, b1, f1]],
    ['sub-folders', ['migrations/versions'], true, [d1, c1, a1, b1, e1]],
    ['a directory named twice, and one inside of another', ['migrations/versions', 'migrations/versions', 'migrations/versions/2024'], true, [d1, c1, a1, b1, e1]],
    ['a directory that is not there', ['lost'], false, []],
  ])('%s', async (_, versionLocations, recursiveVersionLocations, expected) => {
    expect(await readRevisionFiles(makeProject(makeDirectory(files), { versionLocations, recursiveVersionLocations }))).toEqual(expected);
  });

  test('what is no directory is an error', async () => {
    await expect(readRevisionFiles(makeProject(makeDirectory({ versions: 'text' }), { versionLocations: ['versions'] }))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});
