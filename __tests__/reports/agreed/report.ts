import type { Finding, Report } from '../../../src/report/report.ts';
import { fileOf, makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision } from '../make-report.ts';

const file = fileOf('9e7f3b6a4c8d', 'Forget addresses');
const up = ['ALTER TABLE customer DROP COLUMN street', 'ALTER TABLE customer DROP COLUMN city', 'DROP TABLE address_history'];
const down = ['CREATE TABLE address_history (id INTEGER NOT NULL PRIMARY KEY)', 'ALTER TABLE customer ADD COLUMN city VARCHAR(80)', 'ALTER TABLE customer ADD COLUMN street VARCHAR(120)'];
const why = 'Its values are gone for good, and the release that is still running fails, because it names every column it knows.';

function drop(column: string, line: number, sql: string, words: Partial<Finding>): Finding {
  return makeFinding({
    check: 'destructive/drop-column',
    title: 'Column dropped',
    revision: '9e7f3b6a4c8d',
    file,
    line,
    message: `Column \`customer.${column}\` is dropped, with every value in it.`,
    why,
    remedy: {
      text: 'Take the column out of the models in one release, and drop it in a later one, after its values are kept elsewhere or known to be worthless. Where it is meant, say why on the line above:',
      code: '# alembic-gate: ignore[destructive/drop-column] why nothing is lost',
      language: 'python',
    },
    evidence: { sql },
    ...words,
  });
}

const approved = { by: 'ada', at: '2026-11-21T14:03:27Z', label: 'migration-approved' };

/** A label agrees to two operations; a later push destroys a third. */
export const agreed: Report = makeReport({
  conclusion: 'failed',
  proof: 'checked 1 new revision on PostgreSQL 17.2 (container), 24 brought up before it, 5 round-trip steps, 0 skipped',
  projects: [
    makeProjectReport([
      makeRevision('9e7f3b6a4c8d', '0c9d1e2f3a4b', 'Forget addresses', { up, down }, { isHead: true, conclusion: 'failed', grade: 'shape', changes: ['column `customer.city` dropped', 'column `customer.street` dropped', 'table `address_history` dropped'] }),
      makeOldRevision('0c9d1e2f3a4b', 'Customers', { parents: [] }),
    ]),
  ],
  findings: [
    makeFinding({
      check: 'destructive/drop-table',
      title: 'Table dropped',
      revision: '9e7f3b6a4c8d',
      file,
      line: 20,
      message: 'Table `address_history` is dropped, with every row in it.',
      why: 'Its rows are gone for good.',
      remedy: { text: 'Keep its rows elsewhere. Where it is meant, say why on the line above:', code: '# alembic-gate: ignore[destructive/drop-table] why nothing is lost', language: 'python' },
      evidence: { sql: up[2] ?? '' },
      fingerprint: '3333333333333333',
      approvable: ['CCCCCCCCCCCCCCCCCCCCCC'],
    }),
    drop('street', 18, up[0] ?? '', { severity: 'note', fingerprint: '1111111111111111', approvable: ['AAAAAAAAAAAAAAAAAAAAAA'], approved }),
    drop('city', 19, up[1] ?? '', { severity: 'note', fingerprint: '2222222222222222', approvable: ['BBBBBBBBBBBBBBBBBBBBBB'], approved }),
  ],
  approval: { label: approved.label, set: { by: approved.by, at: approved.at } },
  coverage: { newRevisions: 1, broughtUp: 24, steps: 5, rowSteps: 0, filledTables: 0, skipped: 0, statements: 12, unparsed: 0, notLookedAt: [] },
});
