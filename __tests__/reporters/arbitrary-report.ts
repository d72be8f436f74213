import fc from 'fast-check';
import type { Finding, Problem, ProjectReport, Report, RevisionReport, StepReport } from '../../src/report/report.ts';
import { attacks } from '../reports/hostile/report.ts';

const word = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('users', 'a_b', '4f2a8c1b9d3e', 'column `users.email` added', 'syntax error at or near "None"', '😀', 'ü') },
  { weight: 3, arbitrary: fc.constantFrom(...attacks, '```', '````', '~~~', '</details>', '<details>', '|', '`', '\n', '@', '<', '&', '\\', '/merge', '!12') },
);
/** Mostly short, sometimes very long. */
const text = fc
  .tuple(fc.array(word, { maxLength: 5 }), fc.oneof({ weight: 12, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 50, max: 400 }) }))
  .map(([words, times]) => Array.from({ length: times }, () => words.join(' ')).join('\n'));
const optional = <T>(name: string, arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> => fc.option(arbitrary).map((value): Record<string, T> => (value === null ? {} : { [name]: value }));
const merge = <T>(base: fc.Arbitrary<object>, ...more: readonly fc.Arbitrary<object>[]): fc.Arbitrary<T> => fc.tuple(base, ...more).map((parts) => Object.assign({}, ...parts) as T);

const step = merge<StepReport>(
  fc.record({
    walk: fc.constantFrom('empty', 'rehearsal'),
    direction: fc.constantFrom('upgrade', 'downgrade'),
    attempt: fc.constantFrom(1, 2),
    outcome: fc.constantFrom('applied', 'failed', 'timed-out', 'skipped'),
    durationMs: fc.integer({ min: 0, max: 200_000 }),
    statements: fc.array(fc.record({ sql: text, durationMs: fc.constant(1) }), { maxLength: 3 }),
  }),
);

const revision = merge<RevisionReport>(
  fc.record({
    id: text,
    parents: fc.array(fc.constantFrom('a1', 'b1'), { maxLength: 2 }),
    dependsOn: fc.array(fc.constantFrom('a1', 'b1'), { maxLength: 1 }),
    file: text,
    message: text,
    new: fc.boolean(),
    isHead: fc.boolean(),
    conclusion: fc.constantFrom('passed', 'failed', 'warned', 'skipped', 'not-walked'),
    changes: fc.array(text, { maxLength: 4 }),
    steps: fc.array(step, { maxLength: 4 }),
  }),
  optional('leavesTrace', fc.boolean()),
);

const project = merge<ProjectReport>(
  fc.record({
    config: text,
    heads: fc.array(text, { maxLength: 2 }),
    bases: fc.constant([]),
    // A few, or more than a comment can hold.
    revisions: fc.oneof({ weight: 5, arbitrary: fc.array(revision, { maxLength: 6 }) }, { weight: 1, arbitrary: fc.array(revision, { minLength: 60, maxLength: 150 }) }),
  }),
);

const finding = merge<Finding>(
  fc.record({
    check: fc.constantFrom('round-trip/downgrade-fails', 'destructive/drop-column', 'models/drift'),
    title: fc.constantFrom('Downgrade fails', 'Column dropped'),
    severity: fc.constantFrom('error', 'warning', 'note'),
    project: text,
    message: text,
    why: fc.constant('It matters.'),
    remedy: merge<Finding['remedy']>(fc.record({ text }), optional('code', text), optional('language', fc.constantFrom('python', 'sql'))),
    evidence: merge<Finding['evidence']>(optional('diff', fc.array(text, { maxLength: 30 })), optional('sql', text), optional('error', text)),
    fingerprint: fc.constant('0123456789abcdef'),
  }),
  optional('revision', text),
  optional('file', text),
  optional('line', fc.integer({ min: 1, max: 9999 })),
  optional('suppressed', fc.record({ reason: text, line: fc.constant(1) })),
);

const problem = merge<Problem>(fc.record({ code: fc.constant('env-py'), what: text, remedy: text }), optional('where', text), optional('details', text));

/** Reports of any size with any text. */
export const arbitraryReport: fc.Arbitrary<Report> = fc.record({
  schemaVersion: fc.constant(1 as const),
  tool: fc.constant({ name: 'alembic-gate' as const, version: '0.1.0' }),
  conclusion: fc.constantFrom('passed', 'failed', 'incomplete'),
  proof: text,
  problems: fc.array(problem, { maxLength: 3 }),
  projects: fc.array(project, { maxLength: 3 }),
  findings: fc.oneof({ weight: 5, arbitrary: fc.array(finding, { maxLength: 8 }) }, { weight: 1, arbitrary: fc.array(finding, { minLength: 80, maxLength: 200 }) }),
  coverage: fc.record({
    newRevisions: fc.nat(300),
    broughtUp: fc.nat(300),
    steps: fc.nat(300),
    rowSteps: fc.nat(300),
    filledTables: fc.nat(300),
    skipped: fc.nat(300),
    statements: fc.nat(300),
    unparsed: fc.nat(3),
    notLookedAt: fc.array(text, { maxLength: 8 }),
  }),
  timings: fc.constant([]),
});
