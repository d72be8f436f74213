import { describe, expect, test } from 'vitest';
import { takeFromBaseline } from '../src/choose-baseline.ts';
import type { Baseline } from '../src/options.ts';
import { makeHistory, writeRevision } from './make-history.ts';

const files = { 'a1.py': writeRevision('a1', null), 'b1.py': writeRevision('b1', 'a1'), 'c1.py': writeRevision('c1', 'b1') };
const fromSql = (id: string): Baseline => ({ kind: 'sql', scripts: [{ sql: 'SELECT 1' }], revisions: [id] });

describe('what a baseline stands for', () => {
  test('old revisions are told as not run', () => {
    const history = makeHistory(files, ['a1.py']);
    expect(takeFromBaseline(history, fromSql('a1'))).toEqual({ history, notLookedAt: ['1 revision up to `a1` was not run: `baseline-sql` stands for it.'], problems: [] });
  });

  test('of new revisions, with what to write, as nothing proves them', () => {
    const history = makeHistory(files, ['a1.py']);
    expect(takeFromBaseline(history, fromSql('c1'))).toEqual({
      history,
      notLookedAt: ['3 revisions up to `c1` were not run: `baseline-sql` stands for them.'],
      problems: [
        {
          code: 'baseline',
          what: 'The baseline stands for the new revisions `b1` and `c1` too, so they were not run.',
          where: 'option `baseline`',
          remedy: 'Set `baseline` to a revision that the base branch has, and `baseline-sql` to the schema there.',
        },
      ],
    });
  });

  test('where all are looked at, those above it are left', () => {
    const { history, problems } = takeFromBaseline({ ...makeHistory(files), base: undefined }, fromSql('a1'));
    expect([[...history.newRevisions], problems]).toEqual([['b1', 'c1'], []]);
  });
});
