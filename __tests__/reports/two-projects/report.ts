import type { Report } from '../../../src/report/report.ts';
import { makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision } from '../make-report.ts';

const shopFile = 'shop/migrations/versions/b1_add_price.py';
const billingFile = 'billing/migrations/versions/b1_add_invoice.py';

/** Two projects of one repository, on two servers; the same id in both. */
export const twoProjects: Report = makeReport({
  conclusion: 'failed',
  proof: 'checked 2 new revisions on PostgreSQL 17.2 (container) and PostgreSQL 18.1 (embedded), 9 brought up before them, 6 round-trip steps, 0 skipped',
  projects: [
    makeProjectReport(
      [
        makeRevision('b1', 'a1', 'Add price', { up: ['ALTER TABLE item ADD COLUMN price INTEGER'], down: ['ALTER TABLE item DROP COLUMN price'] }, { file: shopFile, isHead: true, conclusion: 'passed', changes: ['column `item.price` added'] }),
        makeOldRevision('a1', 'Add item', { file: 'shop/migrations/versions/a1_add_item.py', parents: [] }),
      ],
      { config: 'shop/alembic.ini', bases: ['a1'] },
    ),
    makeProjectReport(
      [
        makeRevision('b1', 'a1', 'Add invoice', { up: ['CREATE TABLE invoice (id SERIAL)', 'CREATE SEQUENCE invoice_number'], down: ['DROP TABLE invoice'] }, {
          file: billingFile,
          isHead: true,
          conclusion: 'failed',
          leavesTrace: true,
          changes: ['sequence `invoice_id_seq` added', 'sequence `invoice_number` added', 'table `invoice` added', 'index `i` of `invoice` added'],
        }),
        makeOldRevision('a1', 'Add account', { file: 'billing/migrations/versions/a1_add_account.py', parents: [] }),
      ],
      { config: 'billing/alembic.ini [accounts]', bases: ['a1'], server: { provider: 'embedded', version: '18.1', title: 'PostgreSQL' } },
    ),
  ],
  findings: [
    makeFinding({
      check: 'round-trip/downgrade-leaves-trace',
      title: 'Downgrade leaves a trace',
      project: 'billing/alembic.ini [accounts]',
      revision: 'b1',
      file: billingFile,
      line: 22,
      message: 'After the downgrade of `b1`, sequence `invoice_number` is still there.',
      why: 'After taking this back, the database is not what it was.',
      remedy: { text: 'Add to `downgrade()`:', code: 'op.execute("DROP SEQUENCE invoice_number")', language: 'python' },
      evidence: { diff: ['+ sequence `invoice_number` is still there'] },
      fingerprint: '1111111111111111',
    }),
  ],
  coverage: { newRevisions: 2, broughtUp: 9, steps: 6, rowSteps: 0, filledTables: 0, skipped: 0, statements: 9, unparsed: 0, notLookedAt: [] },
  timings: [
    { what: 'shop/alembic.ini', durationMs: 2100 },
    { what: 'billing/alembic.ini [accounts]', durationMs: 1800 },
  ],
});
