import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Approval } from '../../src/approval/approval.ts';
import { joinReports } from '../../src/report/join-reports.ts';
import type { JoinRequest } from '../../src/report/join-reports.ts';
import { readReport } from '../../src/report/read-report.ts';
import type { Finding, ProjectReport, Report, RevisionReport } from '../../src/report/report.ts';
import { arbitraryReport } from '../reporters/arbitrary-report.ts';
import { makeFinding, makeOldRevision, makeProjectReport, makeReport, makeRevision } from '../reports/make-report.ts';

const ids = ['a1', 'b2', 'c3', 'd4'];
const makeNew = (id: string): RevisionReport => makeRevision(id, ids[ids.indexOf(id) - 1] ?? 'old', `add ${id}`, { up: ['SELECT 1'], down: [] }, { isHead: id === 'd4' });
const onSqlite: Partial<ProjectReport> = { dialect: 'sqlite', server: { provider: 'file', version: '3.53.0', title: 'SQLite' } };

/** What one of `of` jobs wrote, with two revisions each of four in all. */
function makePart(index: number, words: Partial<Report> & { readonly project?: Partial<ProjectReport> } = {}): Report {
  const { project, ...rest } = words;
  const own = ids.slice(2 * index - 2, 2 * index);
  const revisions = [...own.map(makeNew), makeOldRevision(ids[2 * index - 3] ?? 'old', 'the one before')];
  return makeReport({
    proof: 'checked 2 new revisions',
    part: { index, of: 2 },
    commit: 'a'.repeat(40),
    projects: [makeProjectReport(revisions, { heads: ['d4'], broughtUp: 10 + 2 * (index - 1), drift: index === 2 ? 'none' : 'not-compared', ...project })],
    coverage: { newRevisions: 2, broughtUp: 10 + 2 * (index - 1), steps: 6, rowSteps: 0, filledTables: 0, skipped: 0, statements: 6, unparsed: 1, notLookedAt: [] },
    timings: [{ what: 'alembic.ini', durationMs: 100 * index }],
    ...rest,
  });
}

function join(reports: readonly Report[], words: Partial<JoinRequest> = {}): Report {
  const parts = reports.map((report, index) => ({ file: `part-${String(index + 1)}.json`, report }));
  return joinReports({ parts, problems: [], count: undefined, version: '0.1.0', commit: undefined, failOn: 'error', approval: undefined, ...words });
}

const whats = ({ problems }: Report): string[] => problems.map(({ what }) => what);

describe('parts of one history', () => {
  test('are one project, as one job would have told it', () => {
    const joined = join([makePart(2), makePart(1)]);
    expect(joined).toEqual({
      schemaVersion: 1,
      tool: { name: 'alembic-gate', version: '0.1.0' },
      conclusion: 'passed',
      proof: 'checked 4 new revisions on PostgreSQL 17.2 (container) in 2 jobs, 10 brought up before them, 12 round-trip steps, 0 skipped',
      problems: [],
      projects: [{ ...makeProjectReport([...ids.map(makeNew), makeOldRevision('old', 'the one before')], { heads: ['d4'], broughtUp: 10 }) }],
      findings: [],
      coverage: { newRevisions: 4, broughtUp: 10, steps: 12, rowSteps: 0, filledTables: 0, skipped: 0, statements: 12, unparsed: 2, notLookedAt: [] },
      timings: [
        { what: 'part 2/2 on PostgreSQL 17.2: alembic.ini', durationMs: 200 },
        { what: 'part 1/2 on PostgreSQL 17.2: alembic.ini', durationMs: 100 },
      ],
    });
  });

  test('tell once what both found in the files, and what each found of its own', () => {
    const shared = makeFinding({ check: 'revisions/new-base', title: 'New base', message: 'shared', fingerprint: '1'.repeat(16) });
    const own = makeFinding({ check: 'rows/lost', title: 'Rows lost', message: 'own', severity: 'warning', revision: 'c3', fingerprint: '2'.repeat(16) });
    const joined = join([makePart(1, { findings: [shared] }), makePart(2, { findings: [shared, own] })]);
    expect(joined.findings).toEqual([shared, own]);
    expect(joined.conclusion).toBe('failed');
    expect(joined.projects[0]?.revisions.map(({ id, conclusion }) => `${id} ${conclusion}`)).toEqual(['a1 passed', 'b2 passed', 'c3 warned', 'd4 passed', 'old not-walked']);
  });

  test('judge of a revision what another part found of it at the heads', () => {
    const atHeads = makeFinding({ check: 'compatibility/rename-column', title: 'Renamed', message: 'x', severity: 'warning', revision: 'a1' });
    expect(join([makePart(1), makePart(2, { findings: [atHeads] })]).projects[0]?.revisions[0]).toMatchObject({ id: 'a1', conclusion: 'warned' });
  });

  test('call no suppression unused that another part used', () => {
    const unused = makeFinding({ check: 'suppressions/unused', title: 'Unused', message: 'suppresses nothing', severity: 'warning', file: 'a1.py', line: 9 });
    const other = { ...unused, line: 20, fingerprint: '3'.repeat(16) };
    const used = makeFinding({ check: 'compatibility/rename-column', title: 'Renamed', message: 'x', file: 'a1.py', line: 10, suppressed: { reason: 'meant', line: 9 } });
    expect(join([makePart(1, { findings: [unused, other] }), makePart(2, { findings: [used] })]).findings.map(({ check, line }) => `${check} ${String(line)}`)).toEqual(['suppressions/unused 20', 'compatibility/rename-column 10']);
  });

  test('say with one what another proves of it', () => {
    const dropped = makeFinding({ check: 'destructive/drop-column', title: 'Dropped', message: 'Column `users.email` is dropped.', revision: 'a1' });
    const told = makeFinding({ check: 'compatibility/old-code-breaks', title: 'Breaks', message: 'Code of `main` cannot read `users.email`.', revision: 'a1', evidence: { error: 'no such column' } });
    const proof: Finding = {
      ...told,
      proof: { sentence: 'Proved.', checks: ['destructive/drop-column'], names: ['users.email'], tables: [] },
    };
    expect(join([makePart(1, { findings: [dropped] }), makePart(2, { findings: [proof] })]).findings).toEqual([{ ...dropped, message: 'Column `users.email` is dropped. Proved.', evidence: { error: 'no such column' } }]);
    expect(join([makePart(1), makePart(2, { findings: [proof] })]).findings).toEqual([told]);
  });

  test('leave out what is so of a part and not of all', () => {
    const left = 'What can be told at the heads alone (a fresh installation, the models, what a release that runs can still do) is looked at by the last part, 2/2.';
    const unfilled = { filled: [], unfilled: [{ table: 'users', reason: 'no rule' }] };
    const coverage = makePart(1).coverage;
    const first = makePart(1, { coverage: { ...coverage, notLookedAt: [left, 'No rows could be made for `users`: no rule.', 'Something else.'] }, project: { rows: unfilled } });
    const second = makePart(2, { coverage: { ...coverage, notLookedAt: ['Something else.'] }, project: { rows: { filled: [{ table: 'users', rows: 5 }], unfilled: [] } } });
    const joined = join([first, second]);
    expect(joined.coverage.notLookedAt).toEqual(['Something else.']);
    expect(joined.projects[0]?.rows).toEqual({ filled: [{ table: 'users', rows: 5 }], unfilled: [] });
    expect(joined.coverage.filledTables).toBe(1);
  });
});

describe('jobs on several databases and projects', () => {
  const postgresql = makePart(1, { projects: [makeProjectReport(ids.map(makeNew), { broughtUp: 3 })] });
  const whole = ({ part, ...report }: Report): Report => (part === undefined ? report : { ...report });
  const sqlite = whole(makePart(1, { projects: [makeProjectReport(ids.map(makeNew), { ...onSqlite, broughtUp: 3 })] }));

  test('are targets of one project, and a finding says on which it is', () => {
    const finding = makeFinding({ check: 'rows/lost', title: 'Rows lost', message: 'x' });
    const everywhere = makeFinding({ check: 'rows/changed', title: 'Rows changed', message: 'y', severity: 'warning', fingerprint: '4'.repeat(16) });
    const joined = join([{ ...whole(postgresql), findings: [everywhere] }, { ...sqlite, findings: [finding, everywhere] }]);
    expect(joined.projects.map(({ config, target }) => `${config} ${String(target)}`)).toEqual(['alembic.ini PostgreSQL 17.2', 'alembic.ini SQLite 3.53.0']);
    expect(joined.findings).toEqual([{ ...finding, targets: ['SQLite 3.53.0'] }, everywhere]);
    expect(joined.proof).toBe('checked 4 new revisions on PostgreSQL 17.2 (container) and SQLite 3.53.0 (file) in 2 jobs, 3 brought up before them, 12 round-trip steps, 0 skipped');
  });

  test('stand side by side where they are of several projects', () => {
    const other = { ...whole(postgresql), projects: [makeProjectReport([makeNew('a1')], { config: 'billing/alembic.ini', broughtUp: 1 })] };
    const joined = join([whole(postgresql), other]);
    expect(joined.projects.map(({ config, target }) => `${config} ${String(target)}`)).toEqual(['alembic.ini undefined', 'billing/alembic.ini undefined']);
    expect(joined.coverage).toMatchObject({ newRevisions: 5, broughtUp: 4 });
    expect(joined.conclusion).toBe('passed');
  });

  test('have their parts of each database', () => {
    const parts = [1, 2].flatMap((index) => [makePart(index), makePart(index, { project: onSqlite })]);
    expect(join(parts)).toMatchObject({ conclusion: 'passed', problems: [], coverage: { newRevisions: 4, steps: 24 } });
    expect(whats(join(parts.slice(1)))).toEqual(['Part 1/2 of alembic.ini on PostgreSQL 17.2 is missing.']);
  });
});

describe('what is not all there is incomplete', () => {
  test.each<[title: string, reports: readonly Report[], words: Partial<JoinRequest>, what: readonly string[]]>([
    ['no report', [], {}, ['There is no report to join, so nothing was looked at.']],
    ['a part', [makePart(1)], {}, ['Part 2/2 of alembic.ini is missing.']],
    ['several of many', [makePart(1, { part: { index: 2, of: 9 } })], {}, ['8 of 9 parts of alembic.ini are missing: 1/9, 3/9, 4/9, 5/9, 6/9 and 3 more.']],
    ['parts without end', [makePart(1, { part: { index: 1, of: Number.MAX_SAFE_INTEGER } })], {}, ['9007199254740990 of 9007199254740991 parts of alembic.ini are missing: 2/9007199254740991, 3/9007199254740991, 4/9007199254740991, 5/9007199254740991, 6/9007199254740991 and 9007199254740985 more.']],
    ['fewer than asked for', [makePart(1), makePart(2)], { count: 3 }, ['There are 2 reports, and there must be 3 (`parts`).']],
    ['more than asked for', [makePart(1), makePart(2)], { count: 1 }, ['There are 2 reports, and there must be 1 (`parts`).']],
    ['the same part twice', [makePart(1), makePart(1), makePart(2)], {}, ['There are 2 reports of alembic.ini, part 1/2 on PostgreSQL 17.2: part-1.json and part-2.json.']],
    ['another commit', [makePart(1), makePart(2, { commit: 'b'.repeat(40) })], {}, ['The reports are of different commits: aaaaaaaaaaaa and bbbbbbbbbbbb.']],
    ['a commit that is not this run’s', [makePart(1), makePart(2)], { commit: 'c'.repeat(40) }, ['The reports are of different commits: aaaaaaaaaaaa and cccccccccccc.']],
    ['another version', [makePart(1), makePart(2, { tool: { name: 'alembic-gate', version: '0.2.0' } })], {}, ['The reports are of different versions of Alembic Gate: 0.1.0 and 0.2.0.']],
    ['another division', [makePart(1), makePart(2, { part: { index: 2, of: 3 } })], {}, ['The reports on alembic.ini do not divide its revisions alike: there are some that looked at one of 2 parts and some that looked at one of 3 parts.']],
    ['a file that cannot be read', [makePart(1), makePart(2)], { problems: [{ code: 'bad-report', what: 'The file is empty.', remedy: 'x' }] }, ['The file is empty.']],
    ['a problem of one part', [makePart(1), makePart(2, { conclusion: 'incomplete', problems: [{ code: 'no-docker', what: 'No Docker.', remedy: 'x' }] })], {}, ['In part 2/2 on PostgreSQL 17.2: No Docker.']],
    ['a problem of all parts', [1, 2].map((index) => makePart(index, { conclusion: 'incomplete', problems: [{ code: 'no-docker', what: 'No Docker.', remedy: 'x' }] })), {}, ['No Docker.']],
    ['what a part says itself', [makePart(1, { conclusion: 'incomplete' }), makePart(2)], {}, []],
    ['a revision that was not walked', [makePart(1, { project: { revisions: [{ ...makeNew('a1'), steps: [] }, makeNew('b2')] } }), makePart(2)], {}, []],
  ])('%s', (_, reports, words, what) => {
    const joined = join(reports, words);
    expect(whats(joined)).toEqual(what);
    expect(joined.conclusion).toBe('incomplete');
  });

  test('a job that came to no database is its part, and what it says of it is told', () => {
    const failed = makePart(2, { conclusion: 'incomplete', problems: [{ code: 'no-docker', what: 'No Docker.', remedy: 'x' }], projects: [] });
    expect(whats(join([makePart(1), failed]))).toEqual(['In part 2/2: No Docker.']);
  });

  test('what failed is failed all the same', () => {
    expect(join([makePart(1, { findings: [makeFinding({ check: 'rows/lost', title: 'Rows lost', message: 'x' })] })]).conclusion).toBe('failed');
  });

  test('a part is not believed that it passed', () => {
    const liar = makePart(1, { conclusion: 'passed', findings: [makeFinding({ check: 'rows/lost', title: 'Rows lost', message: 'x' })] });
    expect(join([liar, makePart(2)]).conclusion).toBe('failed');
    const warned = makePart(1, { findings: [makeFinding({ check: 'rows/lost', title: 'Rows lost', message: 'x', severity: 'warning' })] });
    expect([join([warned, makePart(2)]).conclusion, join([warned, makePart(2)], { failOn: 'warning' }).conclusion]).toEqual(['passed', 'failed']);
  });
});

describe('the label', () => {
  const operation = 'A'.repeat(22);
  const dropped = makeFinding({ check: 'destructive/drop-column', title: 'Dropped', message: 'x', approvable: [operation] });
  const set: Approval = { state: 'set', label: 'migration-approved', event: { id: 1, by: 'ada', at: '2026-11-21T14:03:00Z' }, covers: new Set([operation]) };

  test('is asked anew and agrees to what the parts found', () => {
    const joined = join([makePart(1, { findings: [dropped] }), makePart(2)], { approval: set });
    expect(joined.findings).toEqual([{ ...dropped, severity: 'note', approved: { by: 'ada', at: '2026-11-21T14:03:00Z', label: 'migration-approved' } }]);
    expect([joined.conclusion, joined.approval]).toEqual(['passed', { label: 'migration-approved', set: { by: 'ada', at: '2026-11-21T14:03:00Z' } }]);
  });

  test('is not believed from a part', () => {
    const claimed: Finding = { ...dropped, severity: 'note', approved: { by: 'mallory', at: '2026-11-21T14:03:00Z', label: 'migration-approved' } };
    const joined = join([makePart(1, { findings: [claimed], approval: { label: 'migration-approved', set: { by: 'mallory', at: '2026-11-21T14:03:00Z' } } }), makePart(2)]);
    expect([joined.conclusion, joined.findings, joined.approval]).toEqual(['failed', [dropped], undefined]);
  });

  test('agrees to nothing that it cannot', () => {
    const lost = makeFinding({ check: 'rows/lost', title: 'Rows lost', message: 'x', approvable: [operation] });
    expect(join([makePart(1, { findings: [lost] }), makePart(2)], { approval: set }).conclusion).toBe('failed');
  });
});

test('whatever the parts say, they are joined, and the result is a report', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(arbitraryReport, fc.option(fc.record({ index: fc.integer({ min: 1, max: 3 }), of: fc.integer({ min: 3, max: 4 }) }))), { maxLength: 4 }), (drawn) => {
      const reports = drawn.map(([report, part]) => ({ ...report, ...(part === null ? {} : { part }) }));
      const joined = join(reports);
      expect(joined.conclusion === 'passed' && (reports.length === 0 || joined.findings.some(({ severity, suppressed }) => severity === 'error' && suppressed === undefined))).toBe(false);
      readReport(JSON.stringify(joined), 'joined.json');
    }),
    { numRuns: 15 },
  );
}, 30_000);
