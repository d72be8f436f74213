import { expect, test } from 'vitest';
import type { Octokit } from '../../src/github/open-octokit.ts';
import type { PullFile } from '../../src/github/read-open-pulls.ts';
import { readRenames } from '../../src/github/read-renames.ts';

/** What GitHub tells of a file in a list of REST's. */
interface ListedFile {
  readonly filename: string;
  readonly status: string;
  readonly previous_filename?: string;
}

/** GitHub that has these pages of files for each pull request; `asked` are the numbers that it was asked for. */
function open(pages: Readonly<Record<number, readonly (readonly ListedFile[])[]>>): { readonly octokit: Octokit; readonly asked: number[] } {
  const asked: number[] = [];
  async function* iterator(_: unknown, { pull_number: number }: { readonly pull_number: number }): AsyncGenerator<{ readonly data: readonly ListedFile[] }> {
    asked.push(number);
    for (const data of pages[number] ?? []) yield await Promise.resolve({ data });
  }
  return { octokit: { paginate: { iterator }, rest: { pulls: { listFiles: undefined } } } as unknown as Octokit, asked };
}

const repository = { owner: 'ada', name: 'shop' };
const pull = (number: number, path: string, changeType: PullFile['changeType']) => ({ number, files: [{ path: 'README.md', changeType: 'MODIFIED' as const }, { path, changeType }] });
const renamed = (from: string, to: string): ListedFile => ({ filename: to, status: 'renamed', previous_filename: from });

test('each pull request that renames a file is asked for, whatever the file is called now', async () => {
  const { octokit, asked } = open({ 1: [[{ filename: 'README.md', status: 'modified' }], [renamed('v/a1.py', 'v/a1.py.off')]], 2: [[renamed('v/b1.py', 'v/b1_better.py')]] });
  const found = await readRenames(octokit, repository, [pull(1, 'v/a1.py.off', 'RENAMED'), pull(2, 'v/b1_better.py', 'RENAMED'), pull(3, 'v/c1.py', 'ADDED')]);
  expect([asked, [...found]]).toEqual([[1, 2], [[1, ['v/a1.py']], [2, ['v/b1.py']]]]);
});

test('a page with nothing on it is the last, whatever it links to', async () => {
  const { octokit } = open({ 1: [[renamed('v/a1.py', 'v/x1.py')], [], [renamed('v/b1.py', 'v/y1.py')]] });
  expect([...(await readRenames(octokit, repository, [pull(1, 'v/x1.py', 'RENAMED')]))]).toEqual([[1, ['v/a1.py']]]);
});
