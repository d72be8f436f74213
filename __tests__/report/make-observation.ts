import type { BringUpObservation, ProjectObservation, RevisionObservation, StatementObservation, StepObservation } from '../../src/observe/observation.ts';
import type { ProjectResult } from '../../src/report/build-report.ts';
import type { Finding } from '../../src/report/report.ts';
import { makeHistory, writeRevision } from '../make-history.ts';

/** A project of one old revision (`a1`) and the new ones, each on top of the one before. */
export function makeProject(newRevisions: readonly string[], words: Partial<ProjectResult> = {}): ProjectResult {
  const ids = ['a1', ...newRevisions];
  const files = Object.fromEntries(ids.map((id, index) => [`versions/${id}.py`, writeRevision(id, ids[index - 1] ?? null)]));
  return {
    config: 'alembic.ini',
    history: makeHistory(files, ['versions/a1.py']),
    dialect: { name: 'postgresql', title: 'PostgreSQL', defaultSchema: 'public' },
    image: undefined,
    server: { provider: 'container', version: '17.2', image: 'postgres:17' },
    python: { python: '3.12.1', alembic: '1.13.1', sqlalchemy: '2.0.30', origin: 'the project’s .venv' },
    observation: makeObservation(newRevisions.map((id) => makeTrip(id))),
    findings: [],
    problems: [],
    notLookedAt: [],
    ...words,
  };
}

/** What is known of a project before any database was asked for. */
export const notStarted = { dialect: undefined, server: undefined, python: undefined, observation: undefined } as const;

export const bringUp: BringUpObservation = { outcome: 'applied', applied: ['a1'], durationMs: 5 };

export function makeObservation(revisions: readonly RevisionObservation[], words: Partial<ProjectObservation> = {}): ProjectObservation {
  return { bringUp, revisions, ...words };
}

/** Up, down and up again, all well, with one statement and Alembic's own in each. */
export function makeTrip(revision: string, words: Partial<RevisionObservation> = {}): RevisionObservation {
  return {
    revision,
    walk: 'empty',
    steps: [makeStep(revision, 'upgrade', 1), makeStep(revision, 'downgrade', 1), makeStep(revision, 'upgrade', 2)],
    trace: [],
    repeat: [],
    ...words,
  };
}

export function makeStep(revision: string, direction: 'upgrade' | 'downgrade', attempt: 1 | 2, words: Partial<StepObservation> = {}): StepObservation {
  const sql = direction === 'upgrade' ? `CREATE TABLE ${revision} ()` : `DROP TABLE ${revision}`;
  const kind = direction === 'upgrade' ? 'create-table' : 'drop-table';
  const statements: StatementObservation[] = [
    { sql, file: `versions/${revision}.py`, line: 8, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: false, parsed: { parsed: true, operations: [{ kind, target: { schema: undefined, name: revision }, flags: [] }] } },
    { sql: 'UPDATE alembic_version', durationMs: 1, isBookkeeping: true, isFailed: false, ordinal: 2, isAutocommit: false, parsed: { parsed: false, reason: 'not looked at' } },
  ];
  return { revision, walk: 'empty', direction, attempt, outcome: 'applied', durationMs: 4, statements, changes: [], damage: [], ...words };
}

export function makeSkippedTrip(revision: string, skippedBecause: string): RevisionObservation {
  return { revision, walk: 'empty', steps: [makeStep(revision, 'upgrade', 1, { outcome: 'skipped', durationMs: 0, statements: [], skippedBecause })] };
}

export function makeFinding(words: Partial<Finding> = {}): Finding {
  return {
    check: 'round-trip/downgrade-fails',
    title: 'Downgrade fails',
    severity: 'error',
    project: 'alembic.ini',
    revision: 'b1',
    file: 'versions/b1.py',
    line: 13,
    message: 'The downgrade of `b1` fails.',
    why: 'It matters.',
    remedy: { text: 'Correct it.' },
    evidence: {},
    fingerprint: '0123456789abcdef',
    ...words,
  };
}
