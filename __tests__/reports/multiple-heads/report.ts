import type { Report } from '../../../src/report/report.ts';
import { fileOf, makeFinding, makeOldRevision, makeReport, makeRevision } from '../make-report.ts';

const notWalked = { conclusion: 'not-walked', steps: [] } as const;
const mine = fileOf('4f2a8c1b9d3e', 'Add topic');

/** Two heads, and a file that cannot be read: the graph cannot be walked, and no database was started. */
export const multipleHeads: Report = makeReport({
  conclusion: 'failed',
  proof: 'checked 2 new revisions on no database, 0 brought up before them, 0 round-trip steps, 2 skipped',
  projects: [
    {
      config: 'alembic.ini',
      base: 'main',
      heads: ['4f2a8c1b9d3e', '9e7f3a6b4c8d'],
      bases: ['0c9d1e2f3a4b'],
      revisions: [
        makeRevision('3e1f7b0a8c2d', '8d1e2f3a4b5c', 'Add tags', { up: [], down: [] }, notWalked),
        makeRevision('4f2a8c1b9d3e', '3e1f7b0a8c2d', 'Add topic', { up: [], down: [] }, { ...notWalked, isHead: true, conclusion: 'failed' }),
        makeOldRevision('8d1e2f3a4b5c', 'Add note'),
        makeOldRevision('9e7f3a6b4c8d', 'Add region', { parents: ['8d1e2f3a4b5c'], isHead: true }),
      ],
      drift: 'not-compared',
    },
  ],
  findings: [
    makeFinding({
      check: 'revisions/multiple-heads',
      title: 'Multiple heads',
      revision: '4f2a8c1b9d3e',
      file: mine,
      line: 12,
      message: `The history has 2 heads: \`4f2a8c1b9d3e\` (${mine}, not committed), \`9e7f3a6b4c8d\` (${fileOf('9e7f3a6b4c8d', 'Add region')}, added by Ada in 1a2b3c4).`,
      why: '`alembic upgrade head` refuses to choose between two heads, so the next deployment stops.',
      remedy: {
        text: 'Let `4f2a8c1b9d3e` follow the other head with `down_revision = "9e7f3a6b4c8d"`, or join the heads with a merge revision.',
        code: 'alembic merge -m "merge heads" 4f2a8c1b9d3e 9e7f3a6b4c8d',
        language: 'bash',
      },
      fingerprint: '1111111111111111',
      excerpt: { firstLine: 10, lines: ['# revision identifiers, used by Alembic.', 'revision = "4f2a8c1b9d3e"', 'down_revision = "3e1f7b0a8c2d"', 'branch_labels = None', 'depends_on = None'] },
    }),
    makeFinding({
      check: 'revisions/unreadable',
      title: 'Revision cannot be read',
      file: 'migrations/versions/5a3b9d2c0e4f_draft.py',
      line: 9,
      message: 'migrations/versions/5a3b9d2c0e4f_draft.py cannot be read: Python cannot parse this line.',
      why: 'Alembic reads every file of its versions directory, and stops at the first that it cannot.',
      remedy: { text: 'Correct the file, or take it out of the versions directory.' },
      fingerprint: '2222222222222222',
    }),
  ],
  coverage: {
    newRevisions: 2,
    broughtUp: 0,
    steps: 0,
    rowSteps: 0,
    filledTables: 0,
    skipped: 2,
    statements: 0,
    unparsed: 0,
    notLookedAt: ['No database was started, because the history cannot be walked: a revision file cannot be read.'],
  },
  timings: [{ what: 'alembic.ini', durationMs: 64 }],
});
