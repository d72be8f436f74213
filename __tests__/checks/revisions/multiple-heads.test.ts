import { describe, expect, test } from 'vitest';
import { multipleHeads } from '../../../src/checks/revisions/multiple-heads.ts';
import type { CheckContext } from '../../../src/checks/check.ts';
import type { RevisionHistory } from '../../../src/revisions/history.ts';
import { makeHistory, writeRevision } from '../../make-history.ts';

describe('the pull request of each head', () => {
  const files = { 'v/a1.py': writeRevision('a1', null), 'v/a2.py': writeRevision('a2', 'a1'), 'v/b2.py': writeRevision('b2', 'a1') };
  const by = (subject: string) => ({ author: 'Ada', commit: '1a2b3c4', subject });

  test.each<[title: string, subjects: readonly [string, string], queued: ReadonlyMap<string, number> | undefined, heads: string]>([
    ['is told as the queue says', ['x (#3)', 'y'], new Map([['v/a2.py', 12], ['v/b2.py', 15]]), '`a2` (v/a2.py, #12, added by Ada in 1a2b3c4), `b2` (v/b2.py, #15, added by Ada in 1a2b3c4)'],
    ['is told as the commit that merged or squashed it says', ['Merge pull request #12 from ada/topics', 'Topics (#15)'], undefined, '`a2` (v/a2.py, #12, added by Ada in 1a2b3c4), `b2` (v/b2.py, #15, added by Ada in 1a2b3c4)'],
    ['is left open where neither says', ['See (#12) for more', 'Merge pull request #9999999999 from x'], new Map(), '`a2` (v/a2.py, added by Ada in 1a2b3c4), `b2` (v/b2.py, added by Ada in 1a2b3c4)'],
  ])('%s', (_, [one, two], queued, heads) => {
    const history = { ...makeHistory(files, ['v/a1.py', 'v/a2.py']), addedBy: new Map([['a2', by(one)], ['b2', by(two)]]) };
    const context: CheckContext = { history, expectedHeads: 1, downgrades: 'required', smallTables: [], ...(queued === undefined ? {} : { pullRequests: queued }) };
    expect(multipleHeads.find(context).map(({ message }) => message)).toEqual([`The history has 2 heads: ${heads}.`]);
  });
});

describe('who added each head', () => {
  const files = { 'v/a1.py': writeRevision('a1', null), 'v/a2.py': writeRevision('a2', 'a1'), 'v/b2.py': writeRevision('b2', 'a1') };
  const ada = { author: 'Ada', commit: '1a2b3c4', subject: 'Add accounts' };

  test.each<[title: string, addedBy: RevisionHistory['addedBy'], message: string]>([
    ['is told as the log says', new Map([['a2', ada], ['b2', { author: 'Grace', commit: '5d6e7f8', subject: 'Add topics' }]]), 'The history has 2 heads: `a2` (v/a2.py, added by Ada in 1a2b3c4), `b2` (v/b2.py, added by Grace in 5d6e7f8).'],
    ['is nobody where it is not committed', new Map([['a2', ada]]), 'The history has 2 heads: `a2` (v/a2.py, added by Ada in 1a2b3c4), `b2` (v/b2.py, not committed).'],
    ['is left open where the log is cut off', new Map([['a2', undefined], ['b2', ada]]), 'The history has 2 heads: `a2` (v/a2.py), `b2` (v/b2.py, added by Ada in 1a2b3c4).'],
  ])('%s', (_, addedBy, message) => {
    const history = { ...makeHistory(files, ['v/a1.py', 'v/a2.py']), addedBy };
    expect(multipleHeads.find({ history, expectedHeads: 1 } as Parameters<typeof multipleHeads.find>[0])).toEqual([
      {
        revision: 'b2',
        file: 'v/b2.py',
        line: 3,
        message,
        remedy: { text: 'Let `b2` follow the other head with `down_revision = "a2"`, or join the heads with a merge revision.', code: 'alembic merge -m "merge heads" a2 b2', language: 'bash' },
        identity: ['a2', 'b2'],
      },
    ]);
  });
});
