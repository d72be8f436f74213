import { describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../src/catalog/diff.ts';
import type { RowsObservation, StatementImpact, StatementObservation } from '../../src/observe/observation.ts';
import { buildReport } from '../../src/report/build-report.ts';
import type { ProjectResult, ReportParts } from '../../src/report/build-report.ts';
import type { Conclusion, Problem, Report } from '../../src/report/report.ts';
import { makeCatalog, makeObject, makeTable } from '../catalog/make-catalog.ts';
import { makeHistory, writeRevision } from '../make-history.ts';
import { bringUp, makeFinding, makeObservation, makeProject, makeSkippedTrip, makeStep, makeTrip, notStarted } from './make-observation.ts';

const problem: Problem = { code: 'no-docker', what: 'Docker does not answer.', remedy: 'Start it.' };

function build(projects: readonly ProjectResult[], words: Partial<ReportParts> = {}): Report {
  return buildReport({ version: '0.1.0', projects, problems: [], timings: [], failOn: 'error', ...words });
}

test('the report of one new revision, whole', () => {
  const added = diffCatalogs(makeCatalog(), makeCatalog(...makeTable('b1', { id: 'integer' })));
  const trip = makeTrip('b1', { steps: [makeStep('b1', 'upgrade', 1, { changes: added }), makeStep('b1', 'downgrade', 1), makeStep('b1', 'upgrade', 2, { changes: added })] });
  const warning = makeFinding({ severity: 'warning', check: 'models/drift' });
  const project = makeProject(['b1'], { observation: makeObservation([trip], { drift: { outcome: 'compared', operations: [] } }), findings: [warning] });
  const statement = (sql: string, operation: string) => ({ sql, file: 'versions/b1.py', line: 8, durationMs: 1, operations: [operation] });
  const up = { walk: 'empty', direction: 'upgrade', outcome: 'applied', durationMs: 4, statements: [statement('CREATE TABLE b1 ()', 'create-table')] };
  expect(build([project], { timings: [{ what: 'alembic.ini', durationMs: 900 }] })).toEqual({
    schemaVersion: 1,
    tool: { name: 'alembic-gate', version: '0.1.0' },
    conclusion: 'passed',
    proof: 'checked 1 new revision on PostgreSQL 17.2 (container), 1 brought up before it, 3 round-trip steps, 0 skipped',
    problems: [],
    projects: [
      {
        config: 'alembic.ini',
        dialect: 'postgresql',
        server: { provider: 'container', version: '17.2', image: 'postgres:17', title: 'PostgreSQL' },
        python: { version: '3.12.1', alembic: '1.13.1', sqlalchemy: '2.0.30', origin: 'the project’s .venv' },
        base: 'main',
        heads: ['b1'],
        bases: ['a1'],
        broughtUp: 1,
        revisions: [
          {
            id: 'b1',
            parents: ['a1'],
            dependsOn: [],
            file: 'versions/b1.py',
            message: 'add b1',
            new: true,
            isHead: true,
            conclusion: 'warned',
            changes: ['table `b1` added'],
            steps: [
              { ...up, attempt: 1 },
              { ...up, direction: 'downgrade', attempt: 1, statements: [statement('DROP TABLE b1', 'drop-table')] },
              { ...up, attempt: 2 },
            ],
          },
          { id: 'a1', parents: [], dependsOn: [], file: 'versions/a1.py', message: 'add a1', new: false, isHead: false, conclusion: 'not-walked', changes: [], steps: [] },
        ],
        drift: 'none',
      },
    ],
    findings: [warning],
    coverage: { newRevisions: 1, broughtUp: 1, steps: 3, rowSteps: 0, filledTables: 0, skipped: 0, statements: 3, unparsed: 0, notLookedAt: [] },
    timings: [{ what: 'alembic.ini', durationMs: 900 }],
  });
});

describe('the conclusion', () => {
  const skipped = makeObservation([makeTrip('b1'), makeSkippedTrip('b2', '`b1` failed')]);
  const edited = (): ProjectResult => {
    const history = makeHistory({ 'versions/a1.py': writeRevision('a1', null) }, ['versions/a1.py']);
    return makeProject([], { history: { ...history, edits: [{ kind: 'deleted', before: history.graph.revisions.get('a1')! }] }, observation: makeObservation([]) });
  };

  test.each<[string, Conclusion, readonly ProjectResult[], Partial<ReportParts>]>([
    ['everything was walked', 'passed', [makeProject(['b1', 'b2'])], {}],
    ['nothing is new and the history comes up', 'passed', [makeProject([])], {}],
    ['there are warnings', 'passed', [makeProject(['b1'], { findings: [makeFinding({ severity: 'warning' })] })], {}],
    ['there are warnings, and they count', 'failed', [makeProject(['b1'], { findings: [makeFinding({ severity: 'warning' })] })], { failOn: 'warning' }],
    ['there are notes, and warnings count', 'passed', [makeProject(['b1'], { findings: [makeFinding({ severity: 'note' })] })], { failOn: 'warning' }],
    ['there is an error', 'failed', [makeProject(['b1'], { findings: [makeFinding()] })], {}],
    ['there is an error, and nothing is to fail', 'failed', [makeProject(['b1'], { findings: [makeFinding()] })], { failOn: 'never' }],
    ['the error is agreed to', 'passed', [makeProject(['b1'], { findings: [makeFinding({ suppressed: { reason: 'known', line: 1 } })] })], {}],
    ['there is an error and a problem', 'failed', [makeProject(['b1'], { findings: [makeFinding()], problems: [problem] })], {}],
    ['a project has a problem', 'incomplete', [makeProject(['b1'], { problems: [problem] })], {}],
    ['there is a problem of no project', 'incomplete', [], { problems: [problem] }],
    ['files changed and no database was started', 'incomplete', [makeProject(['b1'], notStarted)], {}],
    ['nothing is new and no database was started', 'incomplete', [makeProject([], notStarted)], {}],
    ['the history could not be read', 'incomplete', [makeProject(['b1'], { ...notStarted, history: undefined })], {}],
    ['the walk never began', 'incomplete', [makeProject(['b1'], { observation: makeObservation([]) })], {}],
    ['one of two new revisions was skipped', 'incomplete', [makeProject(['b1', 'b2'], { observation: skipped })], {}],
    ['one of two new revisions was forgotten', 'incomplete', [makeProject(['b1', 'b2'], { observation: makeObservation([makeTrip('b1')]) })], {}],
    ['only an old revision on the way was walked', 'incomplete', [makeProject(['b1'], { observation: makeObservation([makeTrip('a1')]) })], {}],
    ['one of two projects was not walked', 'incomplete', [makeProject(['b1']), makeProject(['b1'], { config: 'two.ini', ...notStarted })], {}],
    ['an edit of the base is agreed to and the history comes up', 'passed', [edited()], {}],
  ])('where %s is %s', (_name, expected, projects, words) => {
    expect(build(projects, words).conclusion).toBe(expected);
  });
});

describe('the findings', () => {
  test('of all projects stand together, most serious first, what is agreed to last', () => {
    const list = (project: string) => [
      makeFinding({ project, message: 'one' }),
      makeFinding({ project, message: 'two' }),
      makeFinding({ project, severity: 'warning' }),
      makeFinding({ project, severity: 'note' }),
      makeFinding({ project, suppressed: { reason: 'known', line: 1 } }),
    ];
    const report = build([makeProject(['b1'], { config: 'one', findings: list('one') }), makeProject(['b1'], { config: 'two', findings: list('two') })]);
    expect(report.findings.map(({ project, severity, message, suppressed }) => `${project} ${suppressed === undefined ? severity : 'agreed'} ${message.slice(0, 3)}`)).toEqual([
      'one error one',
      'one error two',
      'two error one',
      'two error two',
      'one warning The',
      'two warning The',
      'one note The',
      'two note The',
      'one agreed The',
      'two agreed The',
    ]);
  });
});

describe('the revisions', () => {
  const revisionsOf = (project: ProjectResult): string[] => (build([project]).projects[0]?.revisions ?? []).map(({ id, new: isNew, isHead, conclusion, steps }) => [id, ...(isNew ? ['new'] : []), ...(isHead ? ['head'] : []), conclusion, String(steps.length)].join(' '));

  test('come as they were walked, then those that were not, then old ones beside them', () => {
    const project = makeProject(['b1', 'b2', 'b3', 'b0'], { observation: makeObservation([makeTrip('b3'), makeTrip('b1')]) });
    expect(revisionsOf(project)).toEqual(['b3 new passed 3', 'b1 new passed 3', 'b0 new head not-walked 0', 'b2 new not-walked 0', 'a1 not-walked 0']);
  });

  test('are failed, warned, skipped or not walked; what is agreed to does not count', () => {
    const findings = [
      makeFinding({ revision: 'failed' }),
      makeFinding({ revision: 'failed', severity: 'warning' }),
      makeFinding({ revision: 'warned', severity: 'warning' }),
      makeFinding({ revision: 'noted', severity: 'note' }),
      makeFinding({ revision: 'agreed', suppressed: { reason: 'known', line: 1 } }),
    ];
    const ids = ['failed', 'warned', 'noted', 'agreed', 'skipped'];
    const observation = makeObservation(ids.map((id) => (id === 'skipped' ? makeSkippedTrip(id, 'why') : makeTrip(id))));
    expect(revisionsOf(makeProject([...ids, 'untouched'], { observation, findings }))).toEqual([
      'failed new failed 3',
      'warned new warned 3',
      'noted new passed 3',
      'agreed new passed 3',
      'skipped new skipped 1',
      'untouched new head not-walked 0',
      'a1 not-walked 0',
    ]);
  });

  test('two heads and a branch point draw the old ones that they hang on', () => {
    const files = Object.fromEntries([['a1', null], ['a2', 'a1'], ['a3', 'a2'], ['b1', 'a2']].map(([id, parent]) => [`${String(id)}.py`, writeRevision(String(id), parent ?? null)]));
    const history = makeHistory(files, ['a1.py', 'a2.py', 'a3.py']);
    expect(revisionsOf(makeProject([], { history, observation: makeObservation([makeTrip('b1')]) }))).toEqual(['b1 new head passed 3', 'a2 not-walked 0', 'a3 head not-walked 0']);
  });

  test('say where the way back left something and where the second upgrade made something else; the order of columns is neither', () => {
    const changes = diffCatalogs(makeCatalog(), makeCatalog(makeObject('enum type', 'kind')));
    const order = diffCatalogs(makeCatalog(...makeTable('t', { a: 'text', b: 'text' })), makeCatalog(...makeTable('t', { b: 'text', a: 'text' })));
    const observation = makeObservation([makeTrip('b1', { trace: changes, repeat: order }), makeTrip('b2', { trace: order, repeat: changes }), makeTrip('b3')]);
    const revisions = build([makeProject(['b1', 'b2', 'b3'], { observation })]).projects[0]?.revisions ?? [];
    expect(revisions.map(({ id, leavesTrace, differsAgain }) => [id, leavesTrace, differsAgain])).toEqual([
      ['b1', true, undefined],
      ['b2', undefined, true],
      ['b3', undefined, undefined],
      ['a1', undefined, undefined],
    ]);
  });

  test('have the steps of the rehearsal, and errors without what is only for checks', () => {
    const error = { type: 'KeyError', message: "'x'", isIrreversible: false, file: 'versions/b1.py', line: 9, sql: 'SELECT 1', traceback: 'Traceback' };
    const failed = makeStep('b1', 'downgrade', 1, { walk: 'rehearsal', outcome: 'failed', error, statements: [{ sql: 'SELECT', durationMs: 1, isBookkeeping: false, isFailed: true, ordinal: 1, isAutocommit: false, parsed: { parsed: false, reason: 'x' } }] });
    const [revision] = build([makeProject(['b1'], { observation: makeObservation([makeTrip('b1')], { rehearsal: { steps: [failed] } }) })]).projects[0]?.revisions ?? [];
    expect(revision?.steps.at(-1)).toEqual({
      walk: 'rehearsal',
      direction: 'downgrade',
      attempt: 1,
      outcome: 'failed',
      durationMs: 4,
      error: { type: 'KeyError', message: "'x'", traceback: 'Traceback' },
      statements: [{ sql: 'SELECT', durationMs: 1, isFailed: true }],
    });
  });

  test('say what a statement locked and wrote anew', () => {
    const table = { schema: 'public', name: 'users' };
    const impact: StatementImpact = {
      locks: [{ ...table, mode: 'AccessExclusiveLock', blocks: 'reads' }],
      rewrites: [{ ...table, kind: 'table', table: 'users' }, { schema: 'public', name: 'users_pkey', kind: 'index', table: 'users' }],
      scans: [table],
      transaction: 1,
      source: 'measured',
    };
    const seen: StatementObservation = { sql: 'ALTER', durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: false, parsed: { parsed: true, operations: [] } };
    const without: StatementObservation = { ...seen, sql: 'SELECT', impact: { ...impact, locks: [], rewrites: [] } };
    const step = makeStep('b1', 'upgrade', 1, { statements: [{ ...seen, impact }, without] });
    const [revision] = build([makeProject(['b1'], { observation: makeObservation([makeTrip('b1', { steps: [step] })]) })]).projects[0]?.revisions ?? [];
    expect(revision?.steps[0]?.statements).toEqual([
      {
        sql: 'ALTER',
        durationMs: 1,
        operations: [],
        locks: [{ schema: 'public', table: 'users', mode: 'AccessExclusiveLock', blocks: 'reads' }],
        rewrites: [{ schema: 'public', table: 'users' }, { schema: 'public', table: 'users', index: 'users_pkey' }],
      },
      { sql: 'SELECT', durationMs: 1, operations: [] },
    ]);
  });
});

describe('model drift', () => {
  const operation = { kind: 'add_column', description: 'add column `a.b`', code: 'op.add_column()' };
  test.each([
    ['none', { outcome: 'compared', operations: [] } as const],
    ['found', { outcome: 'compared', operations: [operation] } as const],
    ['no-models', { outcome: 'no-models' } as const],
    ['not-compared', { outcome: 'skipped', because: 'x' } as const],
    ['not-compared', undefined],
  ])('is %s', (expected, drift) => {
    const observation = makeObservation([makeTrip('b1')], drift === undefined ? {} : { drift });
    expect(build([makeProject(['b1'], { observation })]).projects[0]?.drift).toBe(expected);
  });
});

describe('coverage', () => {
  test('tells in one sentence what was left out for one reason', () => {
    const because = '`b1`, which it needs, was not upgraded';
    const ids = Array.from({ length: 300 }, (_, index) => `c${String(index)}`);
    const tell = (count: number): readonly string[] => build([makeProject(['b1', ...ids], { observation: makeObservation([makeTrip('b1', {}), ...ids.slice(0, count).map((id) => makeSkippedTrip(id, because)), makeSkippedTrip('d1', 'the state was lost')]) })]).coverage.notLookedAt;
    expect(tell(2)).toEqual(['Revisions `c0` and `c1` were not walked: `b1`, which they need, was not upgraded.', 'Revision `d1` was not walked: the state was lost.']);
    expect(tell(300)).toEqual(['Revisions `c0`, `c1`, `c2` and 297 more were not walked: `b1`, which they need, was not upgraded.', 'Revision `d1` was not walked: the state was lost.']);
  });

  test('counts steps of walk and rehearsal, statements but Alembic’s own, and what could not be parsed', () => {
    const unparsed = makeStep('b1', 'upgrade', 2, { statements: [{ sql: 'WHAT', durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: false, parsed: { parsed: false, reason: 'syntax error' } }] });
    const trip = makeTrip('b1', { steps: [makeStep('b1', 'upgrade', 1), makeStep('b1', 'downgrade', 1), unparsed] });
    const rehearsal = { steps: [makeStep('b1', 'downgrade', 1, { walk: 'rehearsal' }), makeStep('b1', 'upgrade', 2, { walk: 'rehearsal' })] };
    const observation = makeObservation([trip, makeSkippedTrip('b2', '`b1`, which it needs, was not upgraded')], { rehearsal, bringUp: { ...bringUp, applied: ['a0', 'a1'] } });
    expect(build([makeProject(['b1', 'b2', 'b3'], { observation, notLookedAt: ['The rehearsal was short.'] })]).coverage).toEqual({
      newRevisions: 3,
      broughtUp: 2,
      steps: 5,
      rowSteps: 0,
      filledTables: 0,
      skipped: 2,
      statements: 5,
      unparsed: 1,
      notLookedAt: ['Revision `b2` was not walked: `b1`, which it needs, was not upgraded.', 'The rehearsal was short.'],
    });
  });

  test.each([
    [{ outcome: 'skipped', because: 'the heads were not reached' } as const, ['Models were not compared: the heads were not reached.']],
    [{ outcome: 'failed', error: { type: 'ImportError', message: 'No module named x', isIrreversible: false } } as const, ['Models were not compared: No module named x.']],
    [{ outcome: 'no-models' } as const, []],
  ])('says why models were not compared: %o', (drift, expected) => {
    expect(build([makeProject(['b1'], { observation: makeObservation([makeTrip('b1')], { drift }) })]).coverage.notLookedAt).toEqual(expected);
  });
});

describe('the proof line', () => {
  const proof = (...projects: readonly ProjectResult[]): string => build(projects).proof;
  const till = { config: 'till/alembic.ini' };
  const embedded = { server: { provider: 'embedded', version: '18.1', image: undefined } } as const;

  test.each<[string, readonly ProjectResult[]]>([
    ['checked 1 new revision on PostgreSQL 17.2 (container), 1 brought up before it, 3 round-trip steps, 0 skipped', [makeProject(['b1'])]],
    ['checked 2 new revisions on PostgreSQL 17.2 (container), 1 brought up before them, 6 round-trip steps, 0 skipped', [makeProject(['b1', 'b2'])]],
    [
      'checked 1 new revision on PostgreSQL 17.2 (container), 0 brought up before it, 1 round-trip step, 0 skipped',
      [makeProject(['b1'], { observation: { bringUp: { ...bringUp, applied: [] }, revisions: [{ ...makeTrip('b1'), steps: [makeStep('b1', 'upgrade', 1)] }] } })],
    ],
    [
      'checked 2 new revisions on PostgreSQL 17.2 (container), 1 brought up before them, 3 round-trip steps, 1 skipped',
      [makeProject(['b1', 'b2'], { observation: makeObservation([makeTrip('b1'), makeSkippedTrip('b2', 'why')]) })],
    ],
    ['checked 0 new revisions on PostgreSQL 17.2 (container), 1 brought up', [makeProject([])]],
    ['checked 2 new revisions on no database, 0 brought up before them, 0 round-trip steps, 2 skipped', [makeProject(['b1', 'b2'], notStarted)]],
    ['checked 0 new revisions on no database, 0 brought up before them, 0 round-trip steps, 0 skipped', []],
    ['checked 2 new revisions on PostgreSQL 17.2 (container), 2 brought up before them, 6 round-trip steps, 0 skipped', [makeProject(['b1']), makeProject(['b1'], till)]],
    ['checked 2 new revisions on PostgreSQL 17.2 (container) and PostgreSQL 18.1 (embedded), 2 brought up before them, 6 round-trip steps, 0 skipped', [makeProject(['b1']), makeProject(['b1'], { ...till, ...embedded })]],
    ['checked 1 new revision on PostgreSQL 17.2 (container) and PostgreSQL 18.1 (embedded), 1 brought up before it, 6 round-trip steps, 0 skipped', [makeProject(['b1']), makeProject(['b1'], embedded)]],
    ['checked 2 new revisions on PostgreSQL 17.2 (container), 1 brought up before them, 3 round-trip steps, 1 skipped', [makeProject(['b1']), makeProject(['b1'], { ...till, ...notStarted })]],
  ])('%s', (expected, projects) => {
    expect(proof(...projects)).toBe(expected);
  });
});

describe('a project on several databases', () => {
  const on = (version: string, words: Partial<ProjectResult> = {}): ProjectResult => makeProject(['b1'], { server: { provider: 'container', version, image: `postgres:${version}` }, image: `postgres:${version}`, ...words });
  const brief = ({ findings }: Report) => findings.map(({ message, targets, fingerprint }) => ({ message, targets, fingerprint }));

  test('is one report for each, by its name', () => {
    expect(build([on('15'), on('18')]).projects.map(({ config, target }) => [config, target])).toEqual([['alembic.ini', 'PostgreSQL 15'], ['alembic.ini', 'PostgreSQL 18']]);
    expect(build([on('15')]).projects.map(({ target }) => target)).toEqual([undefined]);
    const twins = [on('18', { image: 'postgres:18' }), on('18', { image: 'my/postgres' })];
    expect(build(twins).projects.map(({ target }) => target)).toEqual(['PostgreSQL 18 (postgres:18)', 'PostgreSQL 18 (my/postgres)']);
    const unreachable = on('18', { server: undefined, observation: undefined, problems: [problem] });
    expect(build([on('15'), unreachable]).projects.map(({ target }) => target)).toEqual(['PostgreSQL 15', 'PostgreSQL (postgres:18)']);
  });

  test('has a finding of all of them once, and one of some with their names', () => {
    const [shared, own] = [makeFinding({ message: 'shared' }), makeFinding({ message: 'own', fingerprint: 'f'.repeat(16) })];
    expect(brief(build([on('15', { findings: [shared, own] }), on('18', { findings: [shared] })]))).toEqual([
      { message: 'shared', targets: undefined, fingerprint: shared.fingerprint },
      { message: 'own', targets: ['PostgreSQL 15'], fingerprint: own.fingerprint },
    ]);
  });

  test('has a finding in two wordings twice, told apart by their fingerprints', () => {
    const found = brief(build([on('15', { findings: [makeFinding({ message: 'so' })] }), on('18', { findings: [makeFinding({ message: 'otherwise' })] })]));
    expect(found.map(({ message, targets }) => [message, targets])).toEqual([['so', ['PostgreSQL 15']], ['otherwise', ['PostgreSQL 18']]]);
    expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
  });

  test('tells problems and what was not looked at once, and of which it is true', () => {
    const report = build([on('15', { problems: [problem], notLookedAt: ['The moon.', 'The sun.'] }), on('18', { problems: [problem], notLookedAt: ['The sun.'] })]);
    expect(report.problems).toEqual([problem]);
    expect(report.coverage.notLookedAt).toEqual(['On PostgreSQL 15: The moon.', 'The sun.']);
    expect(build([on('15', { problems: [problem] }), on('18')]).problems).toEqual([{ ...problem, what: 'On PostgreSQL 15: Docker does not answer.' }]);
  });

  test('passes only where all of them were looked at', () => {
    expect(build([on('15'), on('18')]).conclusion).toBe('passed');
    expect(build([on('15'), on('18', { observation: undefined })]).conclusion).toBe('incomplete');
  });
});

describe('the walk with rows', () => {
  const users = { schema: 'public', name: 'users' };
  const rowsOf = (words: Partial<RowsObservation>): RowsObservation => ({ revisions: [makeTrip('b1', { walk: 'rows', steps: [makeStep('b1', 'upgrade', 1, { walk: 'rows' })] })], filling: { filled: [], unfilled: [] }, notes: [], ...words });
  const on = (rows: RowsObservation, words: Partial<ProjectResult> = {}): ProjectResult => makeProject(['b1'], { observation: makeObservation([makeTrip('b1')], { rows }), ...words });
  const filled = rowsOf({ filling: { filled: [{ ...users, rows: 5 }, { schema: 'app', name: 'notes', rows: 5 }, { ...users, rows: 3 }], unfilled: [{ schema: 'app', name: 'odd', reason: 'the trigger `audit` refuses every row that was tried: no.' }, { ...users, reason: 'it was not there yet' }] } });

  test('has its tables in the project’s report, each once', () => {
    expect(build([on(filled)]).projects[0]?.rows).toEqual({
      filled: [{ table: 'users', rows: 3 }, { table: 'app.notes', rows: 5 }],
      unfilled: [{ table: 'app.odd', reason: 'the trigger `audit` refuses every row that was tried: no.' }],
    });
    expect(build([makeProject(['b1'])]).projects[0]).not.toHaveProperty('rows');
  });

  test.each<[string, readonly ProjectResult[]]>([
    ['checked 1 new revision on PostgreSQL 17.2 (container), 1 brought up before it, 4 round-trip steps (1 with made-up rows in 2 tables), 0 skipped', [on(filled)]],
    ['checked 1 new revision on PostgreSQL 17.2 (container), 1 brought up before it, 4 round-trip steps (1 with made-up rows in 1 table), 0 skipped', [on(rowsOf({ filling: { filled: [{ ...users, rows: 5 }], unfilled: [] } }))]],
    ['checked 1 new revision on PostgreSQL 17.2 (container), 1 brought up before it, 4 round-trip steps (1 on the walk with rows), 0 skipped', [on(rowsOf({ filling: { filled: [], unfilled: [] } }))]],
    // Two projects have their tables each; one on two databases has them once.
    ['checked 2 new revisions on PostgreSQL 17.2 (container), 2 brought up before them, 8 round-trip steps (2 with made-up rows in 4 tables), 0 skipped', [on(filled), on(filled, { config: 'till/alembic.ini' })]],
    ['checked 1 new revision on PostgreSQL 17.2 (container) and PostgreSQL 18.1 (embedded), 1 brought up before it, 8 round-trip steps (2 with made-up rows in 2 tables), 0 skipped', [on(filled), on(filled, { server: { provider: 'embedded', version: '18.1', image: undefined } })]],
    ['checked 1 new revision on PostgreSQL 17.2 (container), 1 brought up before it, 3 round-trip steps, 0 skipped', [on(rowsOf({ revisions: [], because: 'why' }))]],
  ])('stands in the proof line: %s', (expected, projects) => {
    expect(build(projects).proof).toBe(expected);
  });

  test('says in coverage what it did not look at', () => {
    const skipped = makeTrip('b1', { walk: 'rows', steps: [makeStep('b1', 'upgrade', 1, { walk: 'rows', outcome: 'skipped', skippedBecause: 'its upgrade failed' })] });
    const noted = makeTrip('b1', { walk: 'rows', steps: [], notes: ['the values were not compared one by one: no copy could be made.', 'something was not told'] });
    const observed = rowsOf({ ...filled, revisions: [skipped, noted], notes: ['The `seed-sql` was not run, because there is no table at the merge base.'], because: 'the server is gone' });
    expect(build([on(observed)]).coverage.notLookedAt).toEqual([
      'The walk with rows was left out: the server is gone.',
      'The `seed-sql` was not run, because there is no table at the merge base.',
      'No rows could be made for `app.odd`: the trigger `audit` refuses every row that was tried: no.',
      'Revision `b1` was not walked with rows: its upgrade failed.',
      'On the walk of `b1` with rows the values were not compared one by one: no copy could be made.',
      'On the walk of `b1` with rows something was not told.',
    ]);
    expect(build([on(observed)]).coverage).toMatchObject({ steps: 3, rowSteps: 0, skipped: 0 });
  });

  test('does not say again what was not walked at all', () => {
    const skipped = rowsOf({ revisions: [makeTrip('b1', { walk: 'rows', steps: [makeStep('b1', 'upgrade', 1, { walk: 'rows', outcome: 'skipped', skippedBecause: 'why' })] })] });
    expect(build([makeProject(['b1'], { observation: makeObservation([makeSkippedTrip('b1', 'why')], { rows: skipped }) })]).coverage.notLookedAt).toEqual(['Revision `b1` was not walked: why.']);
  });

  test('has its steps between those of the empty walk and the rehearsal', () => {
    const observation = makeObservation([makeTrip('b1')], { rows: filled, rehearsal: { steps: [makeStep('b1', 'downgrade', 1, { walk: 'rehearsal' })] } });
    expect(build([makeProject(['b1'], { observation })]).projects[0]?.revisions[0]?.steps.map(({ walk, direction, attempt }) => `${walk} ${direction} ${String(attempt)}`)).toEqual(['empty upgrade 1', 'empty downgrade 1', 'empty upgrade 2', 'rows upgrade 1', 'rehearsal downgrade 1']);
  });
});
