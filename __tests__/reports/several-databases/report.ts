import type { ProjectReport, Report, RevisionReport } from '../../../src/report/report.ts';
import { fileOf, makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision } from '../make-report.ts';

const file = fileOf('c2', 'Add nickname');

function price(type: string): RevisionReport {
  return makeRevision('c1', 'b1', 'Add price', { up: [`ALTER TABLE item ADD COLUMN price ${type}`], down: ['ALTER TABLE item DROP COLUMN price'] }, { changes: ['column `item.price` added'] });
}

function nickname(words: Partial<RevisionReport>): RevisionReport {
  const up = ['CREATE TABLE nickname (name VARCHAR(40))', 'CREATE INDEX ix_nickname_name ON nickname (name)'];
  return makeRevision('c2', 'c1', 'Add nickname', { up, down: ['DROP TABLE nickname'] }, { isHead: true, changes: ['table `nickname` added'], ...words });
}

const old = makeOldRevision('b1', 'Add item', { parents: [] });

function on(target: string, server: NonNullable<ProjectReport['server']>, dialect: NonNullable<ProjectReport['dialect']>, revisions: readonly RevisionReport[]): ProjectReport {
  return makeProjectReport([...revisions, old], { target, server, dialect, bases: ['b1'] });
}

/** One project on two versions of PostgreSQL and on MySQL. */
export const severalDatabases: Report = makeReport({
  conclusion: 'failed',
  proof: 'checked 2 new revisions on PostgreSQL 15.6 (container), PostgreSQL 18.1 (container) and MySQL 9.7.0 (container), 1 brought up before them, 18 round-trip steps, 0 skipped',
  projects: [
    on('PostgreSQL 15.6', { provider: 'container', version: '15.6', image: 'postgres:15', title: 'PostgreSQL' }, 'postgresql', [price('INTEGER'), nickname({})]),
    on('PostgreSQL 18.1', { provider: 'container', version: '18.1', image: 'postgres:18', title: 'PostgreSQL' }, 'postgresql', [price('INTEGER'), nickname({ conclusion: 'failed', leavesTrace: true })]),
    on('MySQL 9.7.0', { provider: 'container', version: '9.7.0', image: 'mysql:9.7', title: 'MySQL' }, 'mysql', [price('INTEGER(11)'), nickname({ conclusion: 'warned' })]),
  ],
  findings: [
    makeFinding({
      check: 'round-trip/downgrade-leaves-trace',
      title: 'Downgrade leaves a trace',
      revision: 'c2',
      file,
      line: 30,
      message: 'After the downgrade of `c2`, statistics object `s` is still there.',
      targets: ['PostgreSQL 18.1'],
      fingerprint: '1111111111111111',
    }),
    makeFinding({
      check: 'round-trip/retry-fails',
      title: 'Upgrade cannot be retried',
      severity: 'warning',
      revision: 'c2',
      file,
      line: 18,
      message: "The upgrade of `c2`, stopped after statement 1 of 2, fails when it is run again: 1050 Table 'nickname' already exists.",
      remedy: { text: 'Let it look at what is there first:', code: 'if not sa.inspect(op.get_bind()).has_table("nickname"):\n    op.create_table("nickname", ...)', language: 'python' },
      targets: ['MySQL 9.7.0'],
      fingerprint: '2222222222222222',
    }),
    makeFinding({ check: 'models/drift', title: 'Models and migrations differ', severity: 'warning', message: 'Column `item.colour` is in the models and not in the database.', fingerprint: '3333333333333333' }),
    makeFinding({
      check: 'destructive/drop-table',
      title: 'Table dropped',
      severity: 'note',
      revision: 'c1',
      file: fileOf('c1', 'Add price'),
      line: 18,
      message: 'Table `old` is dropped.',
      evidence: { sql: 'DROP TABLE "old"' },
      evidenceTarget: 'PostgreSQL 15.6',
      fingerprint: '4444444444444444',
    }),
  ],
  coverage: { newRevisions: 2, broughtUp: 1, steps: 18, rowSteps: 0, filledTables: 0, skipped: 0, statements: 30, unparsed: 0, notLookedAt: ['On PostgreSQL 15.6: The rollback rehearsal was left out: the heads were not reached.'] },
  timings: [{ what: 'alembic.ini', durationMs: 5100 }],
});
