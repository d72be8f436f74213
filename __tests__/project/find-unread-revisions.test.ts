import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sayUnreadRevisions } from '../../src/project/find-unread-revisions.ts';
import type { AlembicProject } from '../../src/project/project.ts';
import { writeRevision } from '../revisions/written-history.ts';
import { makeDirectory } from '../temporary-directory.ts';
import { makeProject } from './make-project.ts';

const files = {
  'migrations/versions/a1.py': writeRevision('a1', {}),
  'migrations/versions/2024/b1.py': writeRevision('b1', { parent: '"a1"' }),
  'migrations/versions/2024/c1.py': writeRevision('c1', { parent: '"b1"' }),
  'migrations/versions/2024/tables.py': 'names = []\n',
};
const told = (which: string): string => `${which}, but Alembic reads no sub-folders of alembic.ini's version locations without \`recursive_version_locations = true\`, so`;

/** Does it as a user whom a mode of 000 keeps out, which root is not. */
async function asAnybody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** What is said where a path may not be read. */
async function sayWithout(closed: string): Promise<string | undefined> {
  const root = makeDirectory(files);
  chmodSync(root, 0o755);
  chmodSync(join(root, closed), 0o000);
  try {
    return await asAnybody(() => sayUnreadRevisions(makeProject(root), undefined));
  } finally {
    chmodSync(join(root, closed), 0o755);
  }
}

test.each<[title: string, changes: Partial<AlembicProject>, sentence: string | undefined]>([
  ['are told', {}, `${told('`migrations/versions/2024/b1.py` and 1 other file look like revisions')} they are never run.`],
  ['are read where Alembic looks there', { recursiveVersionLocations: true }, undefined],
  ['are read where the folder is a location of its own', { versionLocations: ['migrations/versions', 'migrations/versions/2024'] }, undefined],
])('revisions in a sub-folder %s', async (_, changes, sentence) => {
  expect(await sayUnreadRevisions(makeProject(makeDirectory(files), changes), undefined)).toBe(sentence);
});

test('a sub-folder that may not be read says nothing', async () => {
  expect(await sayWithout('migrations/versions/2024')).toBeUndefined();
});

test('a file there that may not be read is left out', async () => {
  expect(await sayWithout('migrations/versions/2024/b1.py')).toBe(`${told('`migrations/versions/2024/c1.py` looks like a revision')} it is never run.`);
});
