import type { Report } from '../../../src/report/report.ts';
import { fileOf, makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision, makeStep } from '../make-report.ts';

const kinds = fileOf('4f2a8c1b9d3e', 'Add kind');
const profiles = fileOf('5a3b9d2c0e4f', 'Drop legacy email');
const unique = fileOf('6b4c0e3d1f5a', 'Unique names');

const kindUp = ["CREATE TYPE kind AS ENUM ('person', 'company')", "ALTER TABLE customer ADD COLUMN kind kind DEFAULT 'person' NOT NULL"];
const uniqueDown = ['ALTER TABLE customer DROP CONSTRAINT None'];
const syntaxError = '(psycopg2.errors.SyntaxError) syntax error at or near "None"';

/** Several errors, a warning, a note and a suppressed finding; one revision skipped. */
export const failing: Report = makeReport({
  conclusion: 'failed',
  proof: 'checked 4 new revisions on PostgreSQL 17.2 (container), 214 brought up before them, 7 round-trip steps, 1 skipped',
  projects: [
    makeProjectReport(
      [
        makeRevision('4f2a8c1b9d3e', '8d1e2f3a4b5c', 'Add kind', { up: kindUp, down: ['ALTER TABLE customer DROP COLUMN kind'] }, {
          conclusion: 'failed',
          leavesTrace: true,
          changes: ['column `customer.kind` added', 'enum type `kind` added'],
          steps: [
            makeStep('upgrade', 1, kindUp, kinds),
            makeStep('downgrade', 1, ['ALTER TABLE customer DROP COLUMN kind'], kinds),
            makeStep('upgrade', 2, kindUp.slice(0, 1), kinds, {
              outcome: 'failed',
              error: { type: 'sqlalchemy.exc.ProgrammingError', message: '(psycopg2.errors.DuplicateObject) type "kind" already exists', code: '42710' },
            }),
          ],
        }),
        makeRevision('5a3b9d2c0e4f', '4f2a8c1b9d3e', 'Drop legacy email', { up: ['ALTER TABLE customer DROP COLUMN email'], down: ['ALTER TABLE customer ADD COLUMN email VARCHAR(80)'] }, {
          conclusion: 'failed',
          changes: ['column `customer.email` removed'],
          steps: [
            makeStep('upgrade', 1, ['ALTER TABLE customer DROP COLUMN email'], profiles),
            makeStep('downgrade', 1, ['ALTER TABLE customer ADD COLUMN email VARCHAR(80)'], profiles, { durationMs: 1430 }),
            makeStep('upgrade', 2, ['ALTER TABLE customer DROP COLUMN email'], profiles),
          ],
        }),
        makeRevision('6b4c0e3d1f5a', '5a3b9d2c0e4f', 'Unique names', { up: [], down: [] }, {
          conclusion: 'failed',
          changes: ['unique constraint `customer_name_key` of `customer` added'],
          steps: [
            makeStep('upgrade', 1, ['ALTER TABLE customer ADD UNIQUE (name)'], unique),
            makeStep('downgrade', 1, uniqueDown, unique, {
              outcome: 'failed',
              error: { type: 'sqlalchemy.exc.ProgrammingError', message: syntaxError, code: '42601' },
            }),
          ],
        }),
        makeRevision('7c5d1f4e2a6b', '6b4c0e3d1f5a', 'Add region', { up: [], down: [] }, {
          isHead: true,
          conclusion: 'skipped',
          steps: [makeStep('upgrade', 1, [], fileOf('7c5d1f4e2a6b', 'Add region'), { outcome: 'skipped', durationMs: 0, skippedBecause: '`6b4c0e3d1f5a`, which it needs, was not upgraded' })],
        }),
        makeOldRevision('8d1e2f3a4b5c', 'Add customer'),
      ],
      { drift: 'found' },
    ),
  ],
  findings: [
    makeFinding({
      check: 'round-trip/downgrade-leaves-trace',
      title: 'Downgrade leaves a trace',
      revision: '4f2a8c1b9d3e',
      file: kinds,
      line: 26,
      message: 'After the downgrade of `4f2a8c1b9d3e`, enum type `kind` is still there. The next upgrade then fails: (psycopg2.errors.DuplicateObject) type "kind" already exists',
      why: 'After taking this back, the database is not what it was: the next upgrade can stumble over what is left, and old code meets what it does not know.',
      remedy: { text: 'Add to `downgrade()`:', code: 'op.execute("DROP TYPE kind")', language: 'python' },
      evidence: { diff: ['+ enum type `kind` is still there'] },
      fingerprint: '1111111111111111',
      excerpt: { firstLine: 24, lines: ['', '', 'def downgrade() -> None:', '    op.drop_column("customer", "kind")', ''] },
    }),
    makeFinding({
      check: 'destructive/drop-column',
      title: 'Column dropped',
      revision: '5a3b9d2c0e4f',
      file: profiles,
      line: 18,
      message: 'Column `customer.email` is dropped, with every value in it.',
      why: 'Its values are gone for good, and the release that is still running fails, because it names every column it knows.',
      remedy: {
        text: 'Take the column out of the models in one release, and drop it in a later one, after its values are kept elsewhere or known to be worthless. Where it is meant, say why on the line above:',
        code: '# alembic-gate: ignore[destructive/drop-column] why nothing is lost',
        language: 'python',
      },
      evidence: { sql: 'ALTER TABLE customer DROP COLUMN email' },
      fingerprint: '2222222222222222',
      excerpt: { firstLine: 16, lines: ['', 'def upgrade() -> None:', '    op.drop_column("customer", "email")', '', ''] },
    }),
    makeFinding({
      check: 'round-trip/downgrade-fails',
      title: 'Downgrade fails',
      revision: '6b4c0e3d1f5a',
      file: unique,
      line: 22,
      message: `The downgrade of \`6b4c0e3d1f5a\` fails: ${syntaxError}`,
      why: 'When the release has to be taken back, the database cannot follow.',
      remedy: {
        text: 'A constraint without a name cannot be dropped by name. Name it in `upgrade()`, and use the same name here:',
        code: 'op.create_unique_constraint("uq_customer_name", "customer", ["name"])\nop.drop_constraint("uq_customer_name", "customer", type_="unique")',
        language: 'python',
      },
      evidence: {
        error: `Traceback (most recent call last):\n  File "${unique}", line 22, in downgrade\n    op.drop_constraint(None, "customer", type_="unique")\nsqlalchemy.exc.ProgrammingError: ${syntaxError}\nLINE 1: ALTER TABLE customer DROP CONSTRAINT None\n                                             ^`,
        sql: 'ALTER TABLE customer DROP CONSTRAINT None',
      },
      fingerprint: '3333333333333333',
      excerpt: { firstLine: 20, lines: ['', 'def downgrade() -> None:', '    op.drop_constraint(None, "customer", type_="unique")', ''] },
    }),
    makeFinding({
      check: 'models/drift',
      title: 'Model drift',
      severity: 'warning',
      revision: '7c5d1f4e2a6b',
      file: fileOf('7c5d1f4e2a6b', 'Add region'),
      line: 16,
      message: 'Models and migrated database differ: add column `customer.region`.',
      why: 'The models say something else than the migrated database, so code that works on a database made from the models fails in production.',
      remedy: {
        text: 'Let Alembic write the revision that is missing (`alembic revision --autogenerate`), or correct the models. It would write:',
        code: "op.add_column('customer', sa.Column('region', sa.String(length=20), nullable=True))",
        language: 'python',
      },
      evidence: { diff: ['~ add column `customer.region`'] },
      fingerprint: '4444444444444444',
    }),
    makeFinding({
      check: 'round-trip/column-order',
      title: 'Column order changes',
      severity: 'note',
      revision: '5a3b9d2c0e4f',
      file: profiles,
      line: 21,
      message: 'After the way back the columns of table `customer` are in another order.',
      why: 'Only code that relies on `SELECT *` or `INSERT` without column names can notice.',
      remedy: { text: 'A column that comes back comes back as the last one. Nothing needs to be done unless code relies on the order.' },
      evidence: { diff: ['~ table `customer`: columns are in another order'] },
      fingerprint: '5555555555555555',
    }),
    makeFinding({
      check: 'destructive/drop-index',
      title: 'Index dropped',
      severity: 'note',
      revision: '5a3b9d2c0e4f',
      file: profiles,
      line: 19,
      message: 'Index `ix_customer_email` of `customer` is dropped.',
      fingerprint: '6666666666666666',
      suppressed: { reason: 'nothing has read it since 2.3', line: 18 },
    }),
  ],
  coverage: {
    newRevisions: 4,
    broughtUp: 214,
    steps: 7,
    rowSteps: 0,
    filledTables: 0,
    skipped: 1,
    statements: 9,
    unparsed: 1,
    notLookedAt: ['Revision `7c5d1f4e2a6b` was not walked: `6b4c0e3d1f5a`, which it needs, was not upgraded.', 'The rollback rehearsal was left out: `4f2a8c1b9d3e` did not make its round trip.'],
  },
  timings: [{ what: 'alembic.ini', durationMs: 5300 }],
});
