import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { DisposalRegistry } from '../../src/database/disposal.ts';
import { openBaseTree } from '../../src/project/base-tree.ts';

let root: string;
let commit: string;
const git = async (...words: string[]): Promise<string> => (await execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd: root })).stdout;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'alembic-gate-test-'));
  await mkdir(join(root, 'shop'));
  await git('init', '--quiet', '--initial-branch=main');
  await writeFile(join(root, 'shop/models.py'), 'before = True\n');
  await writeFile(join(root, '.gitattributes'), 'shop export-ignore\n');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'before');
  commit = await git('rev-parse', 'HEAD');
  await writeFile(join(root, 'shop/models.py'), 'before = False\n');
  await writeFile(join(root, 'shop/new.py'), '');
});
afterAll(() => rm(root, { recursive: true, force: true }));

describe('the files of a commit', () => {
  it('are all written elsewhere, and leave the repository as it was', async () => {
    const before = [await git('status', '--short'), await git('worktree', 'list'), readFileSync(join(root, '.git/index')).toString('hex')];
    const disposals = new DisposalRegistry();
    const tree = openBaseTree(root, commit, disposals);
    const written = await tree.written;
    if ('because' in written) throw new Error(written.because);
    expect(readdirSync(written.directory, { recursive: true }).map(String).toSorted()).toEqual(['.gitattributes', 'shop', 'shop/models.py']);
    expect(readFileSync(join(written.directory, 'shop/models.py'), 'utf8')).toBe('before = True\n');
    expect([await git('status', '--short'), await git('worktree', 'list'), readFileSync(join(root, '.git/index')).toString('hex')]).toEqual(before);
    await tree.close();
    await tree.close();
    expect([existsSync(dirname(written.directory)), disposals.size]).toEqual([false, 0]);
  });

  it('are removed with all that is open, also while they are written', async () => {
    const disposals = new DisposalRegistry();
    const tree = openBaseTree(root, commit, disposals);
    expect(await disposals.disposeAll()).toEqual([]);
    const written = await tree.written.catch(() => undefined);
    expect(written !== undefined && 'directory' in written && existsSync(written.directory)).toBe(false);
  });

  it('are not there where git does not know the commit', async () => {
    const tree = openBaseTree(root, 'f'.repeat(40), new DisposalRegistry());
    expect(await tree.written).toEqual({ because: expect.stringMatching(/^git could not write the files of the merge base \(fatal: .*\)$/) as string });
    await tree.close();
  });
});
