import { expect, it } from 'vitest';
import { readAllPages } from '../../src/github/read-pages.ts';

async function* give(...pages: readonly (readonly number[])[]): AsyncGenerator<{ readonly data: readonly number[] }> {
  for (const data of pages) yield await Promise.resolve({ data });
}

it('gives what all pages have', async () => {
  expect(await readAllPages(give([1, 2], [3]))).toEqual([1, 2, 3]);
  expect(await readAllPages(give([]))).toEqual([]);
});

it('ends with a page that is empty, whatever it links to', async () => {
  expect(await readAllPages(give([1], [], [2]))).toEqual([1]);
});

it('fails as an answer that can be asked for again where a page comes once more', async () => {
  await expect(readAllPages(give([1], [1], [1]))).rejects.toMatchObject({ status: 502 });
});
