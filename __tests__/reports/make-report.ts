import type { Finding, ProjectReport, Report, RevisionReport, StatementReport, StepReport } from '../../src/report/report.ts';

/** A report in few words: what is not said is as in a run where all went well. */
export function makeReport(words: Partial<Report> & Pick<Report, 'proof'>): Report {
  return {
    schemaVersion: 1,
    tool: { name: 'alembic-gate', version: '0.1.0' },
    conclusion: 'passed',
    problems: [],
    projects: [],
    findings: [],
    coverage: { newRevisions: 0, broughtUp: 0, steps: 0, rowSteps: 0, filledTables: 0, skipped: 0, statements: 0, unparsed: 0, notLookedAt: [] },
    timings: [],
    ...words,
  };
}

export function makeProjectReport(revisions: readonly RevisionReport[], words: Partial<ProjectReport> = {}): ProjectReport {
  return {
    config: 'alembic.ini',
    dialect: 'postgresql',
    server: { provider: 'container', version: '17.2', image: 'postgres:17', title: 'PostgreSQL' },
    python: { version: '3.12.7', alembic: '1.14.0', sqlalchemy: '2.0.36', origin: 'the active virtual environment' },
    base: 'main',
    heads: revisions.filter(({ isHead }) => isHead).map(({ id }) => id),
    bases: ['0c9d1e2f3a4b'],
    revisions,
    drift: 'none',
    ...words,
  };
}

/** An old revision that is drawn beside the new ones. */
export function makeOldRevision(id: string, message: string, words: Partial<RevisionReport> = {}): RevisionReport {
  return { id, parents: ['0c9d1e2f3a4b'], dependsOn: [], file: fileOf(id, message), message, new: false, isHead: false, conclusion: 'not-walked', changes: [], steps: [], ...words };
}

/** A new revision that made its round trip with these statements; every step took 12 ms. */
export function makeRevision(id: string, parent: string, message: string, sql: { readonly up: readonly string[]; readonly down: readonly string[] }, words: Partial<RevisionReport> = {}): RevisionReport {
  const file = words.file ?? fileOf(id, message);
  return {
    id,
    parents: [parent],
    dependsOn: [],
    file,
    message,
    new: true,
    isHead: false,
    conclusion: 'passed',
    changes: [],
    steps: [makeStep('upgrade', 1, sql.up, file), makeStep('downgrade', 1, sql.down, file), makeStep('upgrade', 2, sql.up, file)],
    ...words,
  };
}

export function makeStep(direction: StepReport['direction'], attempt: 1 | 2, sql: readonly string[], file: string, words: Partial<StepReport> = {}): StepReport {
  const statements = sql.map((text, index): StatementReport => ({ sql: text, file, line: (direction === 'upgrade' ? 18 : 30) + index, durationMs: 3 }));
  return { walk: 'empty', direction, attempt, outcome: 'applied', durationMs: 12, statements, ...words };
}

export function fileOf(id: string, message: string): string {
  return `migrations/versions/${id}_${message.toLowerCase().replaceAll(/\W+/g, '_')}.py`;
}

export function makeFinding(words: Partial<Finding> & Pick<Finding, 'check' | 'title' | 'message'>): Finding {
  return {
    severity: 'error',
    project: 'alembic.ini',
    why: 'It matters.',
    remedy: { text: 'Correct it.' },
    evidence: {},
    fingerprint: '0123456789abcdef',
    ...words,
  };
}
