import { describe, expect, test } from 'vitest';
import type { Check, CheckContext, FoundProblem, GraphCheck, Severity } from '../src/checks/check.ts';
import { applySuppressions, judgeGraph, judgeSuppressions, sortFindings } from '../src/judge.ts';
import type { JudgeRequest } from '../src/judge.ts';
import type { Finding } from '../src/report/report.ts';
import { makeHistory, writeRevision } from './make-history.ts';

const file = 'versions/b1.py';

function makeCheck(id: string, severity: Severity, ...problems: readonly FoundProblem[]): GraphCheck {
  return { id, stage: 'graph', severity, title: `Title of ${id}`, why: `Why ${id} matters.`, find: () => [...problems] };
}

function makeProblem(words: Partial<FoundProblem> = {}): FoundProblem {
  return { revision: 'b1', file, message: 'It happened.', remedy: { text: 'Write this.' }, identity: ['b1'], ...words };
}

interface Setting {
  readonly source?: string;
  readonly checks?: readonly Check[];
  readonly severities?: Readonly<Record<string, Severity | 'off'>>;
  readonly isWhole?: boolean;
}

/** Judges a history of one old and one new revision, whose text is `source`, as the gate does. */
function judge({ source = writeRevision('b1', 'a1'), checks = [], severities = {}, isWhole = true }: Setting): Finding[] {
  const files = { 'versions/a1.py': writeRevision('a1', null), [file]: source };
  const context: CheckContext = { history: makeHistory(files, ['versions/a1.py']), downgrades: 'required', expectedHeads: 1, smallTables: [] };
  const request: JudgeRequest = { checks, severities: new Map(Object.entries(severities)), project: 'alembic.ini', readSource: (name) => files[name as keyof typeof files] };
  return settle(request, context, isWhole);
}

function settle(request: JudgeRequest, context: CheckContext, isWhole: boolean): Finding[] {
  const findings = judgeGraph(request, context);
  return sortFindings([...applySuppressions(context, findings), ...judgeSuppressions(request, context, findings, isWhole)]);
}

const brief = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, check, line, suppressed }) => `${severity} ${check}${line === undefined ? '' : `:${String(line)}`}${suppressed === undefined ? '' : ` (${suppressed.reason})`}`);

test('a finding holds what the check says, what it found and where', () => {
  const problem = makeProblem({ line: 8, evidence: { sql: 'DROP TABLE a' }, remedy: { text: 'Write:', code: 'op.x()', language: 'python' } });
  expect(judge({ checks: [makeCheck('destructive/drop-table', 'error', problem)] })).toEqual([
    {
      check: 'destructive/drop-table',
      title: 'Title of destructive/drop-table',
      severity: 'error',
      project: 'alembic.ini',
      revision: 'b1',
      file,
      line: 8,
      message: 'It happened.',
      why: 'Why destructive/drop-table matters.',
      remedy: { text: 'Write:', code: 'op.x()', language: 'python' },
      evidence: { sql: 'DROP TABLE a' },
      fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      approvable: [expect.stringMatching(/^[A-Za-z\d+/]{22}$/)],
      excerpt: { firstLine: 6, lines: ['', 'def upgrade():', '    pass', '', ''] },
    },
  ]);
});

describe('excerpts', () => {
  const excerptAt = (line: number, source?: string) => judge({ checks: [makeCheck('a/b', 'error', makeProblem({ line }))], ...(source === undefined ? {} : { source }) })[0]?.excerpt;

  test('end where the file does', () => {
    expect(excerptAt(1)).toEqual({ firstLine: 1, lines: ['"""add b1"""', 'revision = "b1"', 'down_revision = "a1"'] });
    expect(excerptAt(12, writeRevision('b1', 'a1').trimEnd())).toEqual({ firstLine: 10, lines: ['', 'def downgrade():', '    pass'] });
  });

  test('know the line ends of Windows', () => {
    expect(excerptAt(2, writeRevision('b1', 'a1').replaceAll('\n', '\r\n'))?.lines).toEqual(['"""add b1"""', 'revision = "b1"', 'down_revision = "a1"', '']);
  });

  test('are left out where there is no such file or line', () => {
    expect(excerptAt(99)).toBeUndefined();
    expect(judge({ checks: [makeCheck('a/b', 'error', makeProblem({ line: 1, file: 'versions/gone.py' }))] })[0]).not.toHaveProperty('excerpt');
    expect(judge({ checks: [makeCheck('a/b', 'error', makeProblem())] })[0]).not.toHaveProperty('excerpt');
  });
});

describe('severities', () => {
  const checks = [makeCheck('round-trip/one', 'error', makeProblem()), makeCheck('round-trip/two', 'warning', makeProblem()), makeCheck('models/drift', 'note', makeProblem())];

  test.each<[string, Record<string, Severity | 'off'>, string[]]>([
    ['are the checks’ own', {}, ['error round-trip/one', 'warning round-trip/two', 'note models/drift']],
    ['can be set for one check', { 'round-trip/one': 'note' }, ['warning round-trip/two', 'note models/drift', 'note round-trip/one']],
    ['can be set for a category', { 'round-trip': 'note' }, ['note models/drift', 'note round-trip/one', 'note round-trip/two']],
    ['of a check go before its category’s', { 'round-trip': 'off', 'round-trip/two': 'error' }, ['error round-trip/two', 'note models/drift']],
    ['can be off', { models: 'off', 'round-trip/one': 'off' }, ['warning round-trip/two']],
    ['can be set for the findings in some files', { 'round-trip in versions/**': 'note', 'round-trip/two in other/**': 'off' }, ['note models/drift', 'note round-trip/one', 'note round-trip/two']],
    ['can be off for the findings in some files', { 'round-trip in versions/b?.py': 'off' }, ['note models/drift']],
    ['of other names change nothing', { 'round': 'off', 'one': 'off', 'models/other': 'off' }, ['error round-trip/one', 'warning round-trip/two', 'note models/drift']],
  ])('%s', (_, severities, expected) => {
    expect(brief(judge({ checks, severities }))).toEqual(expected);
  });
});

describe('a problem’s own severity', () => {
  const own = makeCheck('rows/upgrade-fails', 'error', makeProblem({ severity: 'warning' }), makeProblem({ identity: ['b1', 'again'] }));

  test.each<[string, Record<string, Severity | 'off'>, string[]]>([
    ['goes before its check’s', {}, ['error rows/upgrade-fails', 'warning rows/upgrade-fails']],
    ['goes after what is set for the check', { 'rows/upgrade-fails': 'note' }, ['note rows/upgrade-fails', 'note rows/upgrade-fails']],
    ['goes after what is set for the category', { rows: 'error' }, ['error rows/upgrade-fails', 'error rows/upgrade-fails']],
    ['is none where the check is off', { rows: 'off' }, []],
  ])('%s', (_, severities, expected) => {
    expect(brief(judge({ checks: [own], severities }))).toEqual(expected);
  });
});

describe('order', () => {
  test('is by suppression, severity, file, line and check', () => {
    const at = (path: string | undefined, line: number | undefined): FoundProblem => ({
      message: 'It happened.',
      remedy: { text: 'Write this.' },
      identity: [],
      ...(path === undefined ? {} : { file: path }),
      ...(line === undefined ? {} : { line }),
    });
    const checks = [
      makeCheck('z/note', 'note', at('a.py', 1)),
      makeCheck('b/error', 'error', at('b.py', 10), at('b.py', 9), at('a.py', 30)),
      makeCheck('a/error', 'error', at('b.py', 9), at(undefined, undefined)),
      makeCheck('a/agreed', 'error', at(file, 3)),
      makeCheck('w/warning', 'warning', at('a.py', undefined), at('a.py', 1)),
    ];
    const source = `# alembic-gate: ignore[a/agreed] known\n${writeRevision('b1', 'a1')}`;
    const findings = judge({ checks, source });
    expect(findings.map(({ file: path = '-', line = '-', check }) => `${check} ${path} ${String(line)}`)).toEqual([
      'a/error - -',
      'b/error a.py 30',
      'a/error b.py 9',
      'b/error b.py 9',
      'b/error b.py 10',
      'w/warning a.py -',
      'w/warning a.py 1',
      'z/note a.py 1',
      'a/agreed versions/b1.py 3',
    ]);
  });
});

describe('fingerprints', () => {
  const fingerprintOf = (problem: FoundProblem, id = 'a/b'): string | undefined => judge({ checks: [makeCheck(id, 'error', problem)] })[0]?.fingerprint;

  test('stay when lines, words, evidence and severity change', () => {
    const first = fingerprintOf(makeProblem({ line: 3 }));
    expect(fingerprintOf(makeProblem({ line: 11, message: 'Otherwise.', evidence: { error: 'x' }, remedy: { text: 'y' }, file: 'versions/renamed.py' }))).toBe(first);
    expect(judge({ checks: [makeCheck('a/b', 'error', makeProblem())], severities: { a: 'note' } })[0]?.fingerprint).toBe(first);
  });

  test('differ by check and by what was found', () => {
    const all = [fingerprintOf(makeProblem()), fingerprintOf(makeProblem(), 'a/c'), fingerprintOf(makeProblem({ identity: ['b1', 'x'] })), fingerprintOf(makeProblem({ identity: ['b1x'] }))];
    expect(new Set(all).size).toBe(4);
  });

  test('are the same in every run', () => {
    expect(fingerprintOf(makeProblem())).toBe('e804be2d9bfa0293');
  });
});

describe('suppressions', () => {
  /** Line 7 is `def upgrade():`, line 13 `def downgrade():`. */
  const functions = ({ onUpgrade = '', line9 = '', above10 = '' }): string =>
    `def upgrade():${onUpgrade}\n    op.one()\n    op.two()${line9}\n${above10 === '' ? '    # about the next' : `    ${above10}`}\n    op.three()\n\ndef downgrade():\n    op.four()\n`;
  const found = makeCheck('destructive/drop-column', 'error', makeProblem({ line: 8 }), makeProblem({ line: 9 }), makeProblem({ line: 11 }), makeProblem({ line: 14 }), makeProblem());
  const judgeSource = (source: string, isWhole = true): string[] => brief(judge({ source, checks: [found], isWhole }));
  const comment = '# alembic-gate: ignore[destructive/drop-column] unused since 2.3';
  const all = [8, 9, 11, 14].map((line) => `error destructive/drop-column:${String(line)}`);
  const except = (lines: readonly number[], isPlaceless = false): string[] => {
    const isAgreed = (text: string): boolean => lines.some((line) => text.endsWith(`:${String(line)}`));
    const agreed = all.filter(isAgreed).map((text) => `${text} (unused since 2.3)`);
    const placeless = 'error destructive/drop-column';
    return [...(isPlaceless ? [] : [placeless]), ...all.filter((text) => !isAgreed(text)), ...(isPlaceless ? [`${placeless} (unused since 2.3)`] : []), ...agreed];
  };

  test('none', () => {
    expect(judgeSource(writeRevision('b1', 'a1', functions({})))).toEqual(except([]));
  });

  test('behind a line speak for it', () => {
    expect(judgeSource(writeRevision('b1', 'a1', functions({ line9: `  ${comment}` })))).toEqual(except([9]));
  });

  test('on a line of their own speak for the next', () => {
    expect(judgeSource(writeRevision('b1', 'a1', functions({ above10: comment })))).toEqual(except([11]));
  });

  test('on a `def` line speak for its function', () => {
    expect(judgeSource(writeRevision('b1', 'a1', functions({ onUpgrade: `  ${comment}` })))).toEqual(except([8, 9, 11]));
    const last = writeRevision('b1', 'a1', functions({})).replace('def downgrade():', `def downgrade():  ${comment}`);
    expect(judgeSource(last)).toEqual(except([14]));
  });

  test('on a `def` line speak for its function where `downgrade` stands first or is missing', () => {
    const source = (after: string): string => writeRevision('b1', 'a1', `def downgrade():\n    op.one()\n    op.two()\n\n    op.three()\n${after}`);
    expect(judgeSource(source(`\ndef upgrade():  ${comment}\n    op.four()\n`))).toEqual(except([14]));
    expect(judgeSource(writeRevision('b1', 'a1', `def upgrade():  ${comment}\n    op.one()\n`))).toEqual(except([8, 9, 11, 14]));
  });

  test('at the top of the file speak for all of it', () => {
    const source = writeRevision('b1', 'a1', functions({})).replace('"""add b1"""\n', `"""add b1""" ${comment}\n`);
    expect(judgeSource(source)).toEqual(except([8, 9, 11, 14], true));
  });

  test('keep their reason and line in the finding', () => {
    const source = writeRevision('b1', 'a1', functions({ line9: `  ${comment}` }));
    const findings = judge({ source, checks: [makeCheck('destructive/drop-column', 'error', makeProblem({ line: 9 }))] });
    expect(findings.map(({ suppressed }) => suppressed)).toEqual([{ reason: 'unused since 2.3', line: 9 }]);
  });

  test('may name a category, or several', () => {
    const judgeComment = (names: string): string[] => judgeSource(writeRevision('b1', 'a1', functions({ line9: `  # alembic-gate: ignore[${names}] unused since 2.3` })));
    expect(judgeComment('destructive')).toEqual(except([9]));
    expect(judgeComment('round-trip/timeout, destructive/drop-column')).toEqual(except([9]));
  });

  test('of another check are unused, and say so', () => {
    const source = writeRevision('b1', 'a1', functions({ line9: '  # alembic-gate: ignore[destructive/drop-table, drop-column] unused since 2.3' }));
    expect(judgeSource(source)).toEqual([...except([]), 'warning suppressions/unused:9']);
    const [finding] = judge({ source });
    expect(finding).toMatchObject({
      revision: 'b1',
      file,
      line: 9,
      message: 'The suppression of destructive/drop-table, drop-column suppresses nothing.',
      remedy: { text: 'Remove the comment, or correct the check it names.' },
    });
  });

  test('are not called unused where not everything was looked at', () => {
    expect(judge({ source: writeRevision('b1', 'a1', functions({ line9: `  ${comment}` })), isWhole: false })).toEqual([]);
  });

  test('without a reason suppress nothing, and say so, whatever was looked at', () => {
    const source = writeRevision('b1', 'a1', functions({ line9: '  # alembic-gate: ignore[destructive/drop-column]' }));
    for (const isWhole of [true, false]) expect(judgeSource(source, isWhole)).toEqual([...except([]), 'warning suppressions/no-reason:9']);
    const [finding] = judge({ source });
    expect(finding).toMatchObject({
      message: 'The suppression of destructive/drop-column gives no reason, so it does not count.',
      remedy: { text: 'Say why:', code: '# alembic-gate: ignore[destructive/drop-column] the reason', language: 'python' },
    });
  });

  test('can be judged otherwise, or not at all', () => {
    const source = writeRevision('b1', 'a1', functions({ line9: `  ${comment}` }));
    expect(brief(judge({ source, severities: { 'suppressions/unused': 'error' } }))).toEqual(['error suppressions/unused:9']);
    expect(judge({ source, severities: { suppressions: 'off' } })).toEqual([]);
  });

  test('in files of the base speak for nothing and are not looked at', () => {
    const files = { 'versions/a1.py': `# alembic-gate: ignore[a/b] known\n${writeRevision('a1', null)}` };
    const context: CheckContext = { history: makeHistory(files, ['versions/a1.py']), downgrades: 'required', expectedHeads: 1, smallTables: [] };
    const request: JudgeRequest = { checks: [makeCheck('a/b', 'error', makeProblem({ file: 'versions/a1.py', line: 2 }))], severities: new Map(), project: 'p', readSource: () => undefined };
    expect(brief(settle(request, context, true))).toEqual(['error a/b:2']);
  });

  test('speak only for their own file', () => {
    const source = `# alembic-gate: ignore[a/b] known\n${writeRevision('b1', 'a1')}`;
    const elsewhere = makeCheck('a/b', 'error', makeProblem({ file: 'versions/other.py', line: 1 }));
    expect(brief(judge({ source, checks: [elsewhere] }))).toEqual(['error a/b:1', 'warning suppressions/unused:1']);
  });

  test('the nearest of several gives the reason, and none of them is unused', () => {
    const source = `# alembic-gate: ignore[destructive] all of it is known\n${writeRevision('b1', 'a1', functions({ line9: `  ${comment}` }))}`;
    expect(brief(judge({ source, checks: [makeCheck('destructive/drop-column', 'error', makeProblem({ line: 10 }))] }))).toEqual(['error destructive/drop-column:10 (unused since 2.3)']);
  });
});
