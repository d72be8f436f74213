import type { Finding, Report } from '../../../src/report/report.ts';
import { fileOf, makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision } from '../make-report.ts';

const id = (index: number): string => `${index.toString(16).padStart(4, '0')}c1b9d3ef`;
const message = (index: number): string => `Move part ${String(index)} of the catalogue`;
const columns = Array.from({ length: 40 }, (_, column) => `\tcolumn_${String(column)} VARCHAR(${String(column * 10 + 10)}) DEFAULT 'unknown' NOT NULL`);
const isBad = (index: number): boolean => index % 3 === 0;

const revisions = Array.from({ length: 300 }, (_, index) =>
  makeRevision(
    id(index),
    index === 0 ? '8d1e2f3a4b5c' : id(index - 1),
    message(index),
    { up: [`CREATE TABLE part_${String(index)} (\n${columns.join(',\n')}\n)`], down: [`DROP TABLE part_${String(index)}`] },
    {
      isHead: index === 299,
      conclusion: isBad(index) ? 'failed' : 'passed',
      ...(isBad(index) ? { leavesTrace: true } : {}),
      changes: [`table \`part_${String(index)}\` added`, `enum type \`state_${String(index)}\` added`, 'enum type `more` added'],
    },
  ),
);

const findings = Array.from({ length: 400 }, (_, index): Finding => {
  const of = (index * 3) % 300;
  const place = { revision: id(of), file: fileOf(id(of), message(of)), line: 20 + (index % 10), fingerprint: index.toString(16).padStart(16, '0') };
  const names = Array.from({ length: 60 }, (_, name) => `state_${String(of)}_${String(name)}`);
  if (index < 150) {
    return makeFinding({
      ...place,
      check: 'round-trip/downgrade-leaves-trace',
      title: 'Downgrade leaves a trace',
      message: `After the downgrade of \`${id(of)}\`, enum type \`${String(names[0])}\` is still there, enum type \`${String(names[1])}\` is still there and 58 more.`,
      why: 'After taking this back, the database is not what it was.',
      remedy: { text: 'Add to `downgrade()`:', code: names.map((name) => `op.execute("DROP TYPE ${name}")`).join('\n'), language: 'python' },
      evidence: { diff: names.map((name) => `+ enum type \`${name}\` is still there`) },
    });
  }
  if (index < 320) {
    return makeFinding({
      ...place,
      check: 'destructive/drop-table',
      title: 'Table dropped',
      message: `Table \`old_part_${String(of)}\` is dropped, with every row in it.`,
      why: 'Its rows are gone for good.',
      evidence: { sql: `DROP TABLE old_part_${String(of)} -- ${'long '.repeat(600)}` },
    });
  }
  return makeFinding({ ...place, check: 'models/drift', title: 'Model drift', severity: 'warning', message: `Models and migrated database differ: add column \`part_${String(of)}.name\`.` });
});

/** 300 revisions, 400 findings, long SQL and long differences. */
export const huge: Report = makeReport({
  conclusion: 'failed',
  proof: 'checked 300 new revisions on PostgreSQL 17.2 (container), 214 brought up before them, 1500 round-trip steps, 0 skipped',
  projects: [makeProjectReport([...revisions, makeOldRevision('8d1e2f3a4b5c', 'Add note')], { drift: 'found' })],
  findings,
  coverage: {
    newRevisions: 300,
    broughtUp: 214,
    steps: 1500,
    rowSteps: 0,
    filledTables: 0,
    skipped: 0,
    statements: 900,
    unparsed: 40,
    notLookedAt: Array.from({ length: 50 }, (_, index) => `Revision \`${id(index)}\` was not rehearsed: it is too much.`),
  },
  timings: [{ what: 'alembic.ini', durationMs: 95_000 }],
});
