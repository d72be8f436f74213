import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { compareFiles } from '../../src/init/save-files.ts';
import { makeDirectory } from '../temporary-directory.ts';

const path = '.github/workflows/a.yml';
const compare = (directory: string): ReturnType<typeof compareFiles> => compareFiles(directory, [{ path, text: 'a\nc\n' }]);

test('what is there, beside what is to be', () => {
  expect(compare(makeDirectory())).toEqual([{ path, text: 'a\nc\n', state: 'new', difference: '' }]);
  expect(compare(makeDirectory({ [path]: 'a\nc\n' }))).toEqual([{ path, text: 'a\nc\n', state: 'same', difference: '' }]);
  expect(compare(makeDirectory({ [path]: 'a\nb\n' }))[0]?.difference).toBe(`--- ${path}\tthere\n+++ ${path}\tto be\n@@ -1,2 +1,2 @@\n a\n-b\n+c`);
});

test('what is in the way is in the way of a dry run too, which is no remedy', () => {
  expect(() => compare(makeDirectory({ [path]: undefined }))).toThrow(expect.objectContaining({ code: 'file-not-written', where: path, remedy: 'Move it away.' }) as Error);
  const directory = makeDirectory();
  symlinkSync(makeDirectory(), join(directory, '.github'));
  expect(() => compare(directory)).toThrow(expect.objectContaining({ code: 'file-not-written', where: '.github', remedy: 'Make it a directory of the repository.' }) as Error);
});
