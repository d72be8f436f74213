import { showExample, tellExample } from '../../../src/checks/rows/tell-example.ts';
import type { Finding, Report, StepReport } from '../../../src/report/report.ts';
import { fileOf, makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision, makeStep } from '../make-report.ts';

const region = fileOf('4f2a8c1b9d3e', 'Require region');
const unique = fileOf('5a3b9d2c0e4f', 'Unique email');
const phone = fileOf('6b4c0e3d1f5a', 'Drop phone');
const names = fileOf('7c5d1f4e2a6b', 'Lower names');

const regionUp = ['ALTER TABLE customer ADD COLUMN region VARCHAR(20) NOT NULL'];
const regionDown = ['ALTER TABLE customer DROP COLUMN region'];
const uniqueUp = ['ALTER TABLE customer ADD CONSTRAINT uq_customer_email UNIQUE (email)'];
const uniqueDown = ['ALTER TABLE customer DROP CONSTRAINT uq_customer_email'];
const phoneUp = ['ALTER TABLE customer DROP COLUMN phone'];
const phoneDown = ['ALTER TABLE customer ADD COLUMN phone VARCHAR(30)'];
const namesUp = ['UPDATE customer SET name = lower(name)'];

/** A name as nobody should have one: what ends a cell, a code span, a line or a tag, and what turns the reading direction. */
const oddName = 'A|b `c` \u202eDrop\u202c\n<b>Table</b> **@Team** ';
const changed = { schema: 'public', table: 'customer', column: 'name', of: 5, lost: 0, changed: 4, example: { before: oddName, after: oddName.toLowerCase(), row: '3' } };

const failsOnAny = 'The upgrade of `4f2a8c1b9d3e` works on an empty database and fails on one with rows: column "region" of relation "customer" contains null values. `customer` had 5 rows, made up for this check. It fails on any row: one row in each table is enough, whatever is in it.';
const failsOnSome = 'The upgrade of `5a3b9d2c0e4f` works on an empty database and fails on one with rows: could not create unique index "uq_customer_email". `customer` had 5 rows, made up for this check. It depends on the data: on 5 rows without NULLs and extremes, which also keep the rules that the upgrade brings, it passes.';

/** The same steps with rows, of which the last is the one that failed where there is an error. */
function withRows(file: string, sql: readonly (readonly string[])[], error?: StepReport['error']): readonly StepReport[] {
  const ways = [['upgrade', 1], ['downgrade', 1], ['upgrade', 2]] as const;
  return sql.map((statements, index) => {
    const [direction, attempt] = ways[index] ?? ways[0];
    const isFailed = error !== undefined && index === sql.length - 1;
    return makeStep(direction, attempt, statements, file, { walk: 'rows', ...(isFailed ? { outcome: 'failed' as const, error } : {}) });
  });
}

const refused = { type: 'sqlalchemy.exc.IntegrityError', message: 'column "region" of relation "customer" contains null values', code: '23502' };
const twice = { type: 'sqlalchemy.exc.IntegrityError', message: 'could not create unique index "uq_customer_email"', code: '23505' };

const findings: readonly Finding[] = [
  makeFinding({
    check: 'rows/upgrade-fails',
    title: 'Upgrade fails on rows',
    revision: '4f2a8c1b9d3e',
    file: region,
    line: 18,
    message: failsOnAny,
    why: 'It passes on an empty database, as in most test suites, and stops the deployment on one that is in use.',
    remedy: {
      text: 'Add the column nullable, give the rows that are there a value, and require it then (or give it a `server_default`):',
      code: 'op.add_column("customer", sa.Column("region", sa.String(20), nullable=True))\nop.execute("UPDATE customer SET region = ... WHERE region IS NULL")\nop.alter_column("customer", "region", nullable=False)',
      language: 'python',
    },
    evidence: { error: `sqlalchemy.exc.IntegrityError: (psycopg2.errors.NotNullViolation) ${refused.message}`, sql: regionUp[0] ?? '' },
    fingerprint: '1111111111111111',
    excerpt: { firstLine: 16, lines: ['', 'def upgrade() -> None:', '    op.add_column("customer", sa.Column("region", sa.String(20), nullable=False))', '', ''] },
  }),
  makeFinding({
    check: 'destructive/drop-column',
    title: 'Column dropped',
    revision: '6b4c0e3d1f5a',
    file: phone,
    line: 18,
    message: 'Column `customer.phone` is dropped, with every value in it. On the walk with rows 4 of 4 values were lost: the downgrade does not bring them back.',
    why: 'Its values are gone for good, and the release that is still running fails, because it names every column it knows.',
    remedy: { text: 'Take the column out of the models in one release, and drop it in a later one, after its values are kept elsewhere or known to be worthless. Where it is meant, say why on the line above:', code: '# alembic-gate: ignore[destructive/drop-column] why nothing is lost', language: 'python' },
    evidence: { sql: phoneUp[0] ?? '' },
    fingerprint: '2222222222222222',
  }),
  makeFinding({
    check: 'rows/upgrade-fails',
    title: 'Upgrade fails on rows',
    severity: 'warning',
    revision: '5a3b9d2c0e4f',
    file: unique,
    line: 18,
    message: failsOnSome,
    why: 'It passes on an empty database, as in most test suites, and stops the deployment on one that is in use.',
    remedy: {
      text: 'Rows that are there may have the same values. Look for them in production, and settle them in `upgrade()` before it is made unique:',
      code: 'SELECT email, count(*) FROM customer WHERE email IS NOT NULL GROUP BY email HAVING count(*) > 1',
      language: 'sql',
    },
    evidence: { error: `sqlalchemy.exc.IntegrityError: (psycopg2.errors.UniqueViolation) ${twice.message}`, sql: uniqueUp[0] ?? '' },
    fingerprint: '3333333333333333',
  }),
  makeFinding({
    check: 'rows/changed',
    title: 'Values come back different',
    severity: 'warning',
    revision: '7c5d1f4e2a6b',
    file: names,
    line: 17,
    message: `\`customer.name\`: 4 of 5 values came back different after upgrade and downgrade of \`7c5d1f4e2a6b\`${tellExample(changed)}.`,
    why: 'After the release was taken back, the old one works on other values than it had written.',
    remedy: { text: 'Let `downgrade()` put back what was there: keep the old values beside the new ones until the release is settled.' },
    evidence: showExample(changed, 'customer.name'),
    fingerprint: '4444444444444444',
  }),
];

/** Revisions that pass on an empty database and not with rows, by every grade but `none`. */
export const rows: Report = makeReport({
  conclusion: 'failed',
  proof: 'checked 4 new revisions on PostgreSQL 17.2 (container), 214 brought up before them, 20 round-trip steps (8 with made-up rows in 2 tables), 0 skipped',
  projects: [
    makeProjectReport(
      [
        makeRevision('4f2a8c1b9d3e', '8d1e2f3a4b5c', 'Require region', { up: regionUp, down: regionDown }, {
          conclusion: 'failed',
          changes: ['column `customer.region` added'],
          steps: [makeStep('upgrade', 1, regionUp, region), makeStep('downgrade', 1, regionDown, region), makeStep('upgrade', 2, regionUp, region), ...withRows(region, [regionUp], refused)],
        }),
        makeRevision('5a3b9d2c0e4f', '4f2a8c1b9d3e', 'Unique email', { up: uniqueUp, down: uniqueDown }, {
          conclusion: 'warned',
          changes: ['unique constraint `uq_customer_email` of `customer` added'],
          steps: [makeStep('upgrade', 1, uniqueUp, unique), makeStep('downgrade', 1, uniqueDown, unique), makeStep('upgrade', 2, uniqueUp, unique), ...withRows(unique, [uniqueUp], twice)],
        }),
        makeRevision('6b4c0e3d1f5a', '5a3b9d2c0e4f', 'Drop phone', { up: phoneUp, down: phoneDown }, {
          conclusion: 'failed',
          grade: 'shape',
          changes: ['column `customer.phone` removed'],
          steps: [makeStep('upgrade', 1, phoneUp, phone), makeStep('downgrade', 1, phoneDown, phone), makeStep('upgrade', 2, phoneUp, phone), ...withRows(phone, [phoneUp, phoneDown, phoneUp])],
        }),
        makeRevision('7c5d1f4e2a6b', '6b4c0e3d1f5a', 'Lower names', { up: namesUp, down: [] }, {
          conclusion: 'warned',
          isHead: true,
          grade: 'shape',
          steps: [makeStep('upgrade', 1, namesUp, names), makeStep('downgrade', 1, [], names), makeStep('upgrade', 2, namesUp, names), ...withRows(names, [namesUp, [], namesUp])],
        }),
        makeOldRevision('8d1e2f3a4b5c', 'Base'),
      ],
      {
        rows: {
          filled: [{ table: 'customer', rows: 5 }, { table: 'billing.invoice', rows: 5 }],
          unfilled: [{ table: 'audit|log', reason: 'the trigger `refuse` refuses every row that was tried: <b>no</b> rows here!' }],
        },
      },
    ),
  ],
  findings,
  coverage: {
    newRevisions: 4,
    broughtUp: 214,
    steps: 20,
    rowSteps: 8,
    filledTables: 2,
    skipped: 0,
    statements: 18,
    unparsed: 0,
    notLookedAt: ['No rows could be made for `audit|log`: the trigger `refuse` refuses every row that was tried: <b>no</b> rows here!'],
  },
  timings: [{ what: 'alembic.ini', durationMs: 6100 }],
});
