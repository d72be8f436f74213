import { join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findAuthors, readRevisionFilesAt } from '../../src/project/git-files.ts';
import { makeDirectory } from '../temporary-directory.ts';
import { checkOut, makeRepository, makeServer } from './git-repository.ts';
import { makeProject } from './make-project.ts';

describe('readRevisionFilesAt', () => {
  const files = {
    'migrations/versions/b 1.py': 'b1 "é"',
    'migrations/versions/a1.py': '',
    'migrations/versions/__init__.py': 'init',
    'migrations/versions/README.md': 'read',
    'migrations/versions/2024/c1.py': 'c1\r\n',
    'migrations/versions/2024/__pycache__/c1.py': 'cached',
    'migrations/versions2/z1.py': 'z1',
    'more/日本 "1".py': 'd1',
    'versions/e1.py': 'e1',
  };
  const a1 = { file: 'migrations/versions/a1.py', source: '' };
  const b1 = { file: 'migrations/versions/b 1.py', source: 'b1 "é"' };
  const c1 = { file: 'migrations/versions/2024/c1.py', source: 'c1\r\n' };
  const d1 = { file: 'more/日本 "1".py', source: 'd1' };

  test.each<[title: string, locations: string[], isRecursive: boolean, expected: unknown[]]>([
    ['one directory', ['migrations/versions'], false, [a1, b1]],
    ['several directories', ['more', 'migrations/versions'], false, [a1, b1, d1]],
    ['sub-folders', ['migrations/versions'], true, [c1, a1, b1]],
    ['a directory inside of another', ['migrations/versions', 'migrations/versions/2024'], false, [c1, a1, b1]],
    ['a directory that was not there', ['lost'], false, []],
    ['the root itself', ['.'], false, [{ file: 'top.py', source: 'top' }]],
  ])('%s', async (_, versionLocations, recursiveVersionLocations, expected) => {
    const repository = makeRepository();
    const commit = repository.commit('first', { ...files, 'top.py': 'top' });
    repository.commit('later', { 'migrations/versions/a1.py': undefined, 'migrations/versions/f1.py': 'f1', 'migrations/versions/b 1.py': 'edited' });
    expect(await readRevisionFilesAt(commit, makeProject(repository.root, { versionLocations, recursiveVersionLocations }))).toEqual(expected);
  });

  test('locations outside of the repository, which have no history here', async () => {
    const repository = makeRepository();
    const outside = makeDirectory({ 'x1.py': 'x1' });
    const commit = repository.commit('first', { 'v/a1.py': 'a1' });
    const [both, alone] = [['v', outside], [outside]].map((versionLocations) => makeProject(repository.root, { versionLocations }));
    const x1 = { file: relative(repository.root, join(outside, 'x1.py')), source: 'x1' };
    expect([await readRevisionFilesAt(commit, both!), await readRevisionFilesAt(commit, alone!)]).toEqual([[{ file: 'v/a1.py', source: 'a1' }, x1], [x1]]);
  });

  test('sources by their coding', async () => {
    const repository = makeRepository();
    repository.write({ 'v/a1.py': '' });
    const bytes = Buffer.from('# coding: latin-1\nname = "\xE9"\n', 'latin1');
    const object = repository.feed(bytes as unknown as string, 'hash-object', '-w', '--stdin');
    const tree = repository.feed(`040000 tree ${repository.feed(`100644 blob ${object}\ta1.py\n`, 'mktree')}\tv\n`, 'mktree');
    const commit = repository.git('commit-tree', tree, '-m', 'first');
    expect(await readRevisionFilesAt(commit, makeProject(repository.root, { versionLocations: ['v'] }))).toEqual([{ file: 'v/a1.py', source: '# coding: latin-1\nname = "é"\n' }]);
  });

  test('many files', async () => {
    const repository = makeRepository();
    const many = Object.fromEntries(Array.from({ length: 1500 }, (_, index) => [`v/r${String(index).padStart(4, '0')}.py`, `revision = "r${String(index)}"\n${'# '.repeat(index)}\n`]));
    const commit = repository.commit('many', many);
    expect(await readRevisionFilesAt(commit, makeProject(repository.root, { versionLocations: ['v'] }))).toEqual(Object.entries(many).map(([file, source]) => ({ file, source })));
  });

  test('a commit that is not there is an error, not an empty history', async () => {
    const repository = makeRepository();
    repository.commit('first', { 'v/a1.py': '' });
    await expect(readRevisionFilesAt('a'.repeat(40), makeProject(repository.root, { versionLocations: ['v'] }))).rejects.toThrow(/a{40}/);
  });
});

describe('findAuthors', () => {
  test('who added each file', async () => {
    const repository = makeRepository();
    const first = repository.commit('Add accounts', { 'v/a.py': 'a', 'v/b.py': 'b' }, 'Ada');
    repository.commit('Edit accounts', { 'v/a.py': 'a2' }, 'Grace');
    const third = repository.commit('Add "topics" | and more', { 'v/c.py': 'c' }, 'Grace "H" Ö');
    repository.write({ 'v/new.py': '' });
    const added = (commit: string, author: string, subject: string) => ({ author, commit: repository.git('rev-parse', '--short', commit), subject });
    expect(await findAuthors(repository.root, ['v/a.py', 'v/b.py', 'v/c.py', 'v/new.py', 'v/lost.py'])).toEqual(
      new Map([
        ['v/a.py', added(first, 'Ada', 'Add accounts')],
        ['v/b.py', added(first, 'Ada', 'Add accounts')],
        ['v/c.py', added(third, 'Grace "H" Ö', 'Add "topics" | and more')],
      ]),
    );
  });

  test('in a shallow checkout the history is fetched; where it cannot be, nobody is named', async () => {
    const origin = makeRepository();
    const first = origin.commit('Add accounts', { 'v/a.py': 'a' }, 'Ada');
    const second = origin.commit('Add topics', { 'v/b.py': 'b' }, 'Grace');
    const { url } = makeServer(origin);
    const open = checkOut(url, second, 1);
    const closed = checkOut(url, second, 1);
    closed.git('remote', 'set-url', 'origin', 'file:///nonexistent/repository');
    const files = ['v/a.py', 'v/b.py', 'v/new.py'];
    expect([await findAuthors(closed.root, files), await findAuthors(open.root, files)]).toEqual([
      new Map([['v/a.py', undefined], ['v/b.py', undefined]]),
      new Map([
        ['v/a.py', { author: 'Ada', commit: first.slice(0, 7), subject: 'Add accounts' }],
        ['v/b.py', { author: 'Grace', commit: second.slice(0, 7), subject: 'Add topics' }],
      ]),
    ]);
  });

  test('no files', async () => {
    expect(await findAuthors(makeRepository().root, [])).toEqual(new Map());
  });
});
