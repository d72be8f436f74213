import { expect, test } from 'vitest';
import { addsPath } from '../../src/github/read-open-pulls.ts';
import type { PullFile } from '../../src/github/read-open-pulls.ts';

test.each<[changeType: PullFile['changeType'], adds: boolean]>([
  ['ADDED', true],
  ['COPIED', true],
  ['RENAMED', true],
  // A file that becomes a link, or can be run.
  ['CHANGED', false],
  ['MODIFIED', false],
  ['DELETED', false],
])('a file that is %s is put where none was: %s', (changeType, adds) => {
  expect(addsPath({ changeType })).toBe(adds);
});
