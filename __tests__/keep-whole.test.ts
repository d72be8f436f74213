import { expect, test } from 'vitest';
import { keepWhole } from '../src/keep-whole.ts';

test.each([
  ['abc', 'abc'],
  ['ab😀', 'ab😀'],
  ['ab😀'.slice(0, 3), 'ab'],
  ['', ''],
])('%j', (text, expected) => {
  expect(keepWhole(text)).toBe(expected);
});
