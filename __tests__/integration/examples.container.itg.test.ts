import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { runCheck } from './run-check.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
const ids = ['1d3f5a7b9c02', '7ac2e4f60b15', '94be07d1c6a8', 'e05c81f2a37d'];

describe.each([
  { example: 'webapp-package', environment: 'default', versions: 'myapp/alembic_database/versions', config: 'myapp/alembic.ini' },
  { example: 'webapp-flask', environment: 'flask', versions: 'migrations/versions', config: 'migrations/alembic.ini' },
] as const)('$example', ({ example, environment, versions, config }) => {
  let python: string;
  let directory: string;
  beforeAll(async () => {
    python = await ensurePythonEnvironment(environment);
  });
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'alembic-gate-example-'));
    await cp(join(examples, example), directory, { recursive: true });
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));
  const flags = (): Record<string, string> => ({ python, revisions: 'all', database: 'container', image: 'mysql:9.7' });

  test('is taken as MySQL, every way holds, and models and database agree', async () => {
    const { report, exitCode } = await runCheck(directory, flags());
    const [project] = report.projects;
    expect({ exitCode, findings: report.findings, config: project?.config, dialect: project?.dialect, drift: project?.drift }).toEqual({ exitCode: 0, findings: [], config, dialect: 'mysql', drift: 'none' });
    expect(project?.revisions.flatMap(({ id, steps }) => steps.map(({ walk, direction, outcome }) => `${id} ${walk} ${direction} ${outcome}`))).toEqual(
      ids.flatMap((id) => [
        ...['empty', 'rows'].flatMap((walk) => ['upgrade', 'downgrade', 'upgrade'].map((direction) => `${id} ${walk} ${direction} applied`)),
        ...['downgrade', 'upgrade'].map((direction) => `${id} rehearsal ${direction} applied`),
      ]),
    );
    // What a reviewer wants to see of the revisions after `7ac2e4f60b15`.
    const executed = project?.revisions.slice(2).flatMap(({ steps }) => steps[0]?.statements.map(({ sql }) => squeeze(sql)) ?? []);
    expect(executed).toEqual(['ALTER TABLE article ADD COLUMN published_at DATETIME', 'CREATE INDEX ix_article_published_at ON article (published_at)']);
    if (example === 'webapp-package') expect(executed).toEqual(await writeSql(`${ids[1] ?? ''}:head`));
  });

  test('model drift is found when the revision is left out', async () => {
    await rm(join(directory, versions, 'e05c81f2a37d_index_article_published_at.py'));
    const { report, exitCode } = await runCheck(directory, flags());
    expect(exitCode).toBe(0);
    expect(report.findings.map(({ severity, check, message }) => ({ severity, check, message }))).toEqual([
      {
        severity: 'warning',
        check: 'models/drift',
        message: 'Models and migrated database differ: index `ix_article_published_at` on `article` is in the models and not in the database.',
      },
    ]);
  });

  /** What `alembic upgrade <range> --sql` writes from inside of the package, without its own bookkeeping. */
  async function writeSql(range: string): Promise<readonly string[]> {
    const { stdout } = await execa(python, ['-m', 'alembic', 'upgrade', range, '--sql'], { cwd: join(directory, 'myapp') });
    const statements = stdout.replaceAll(/^--.*$/gm, '').split(/;\s*(?:\n|$)/).map(squeeze);
    return statements.filter((sql) => sql !== '' && !sql.includes('alembic_version'));
  }
});

function squeeze(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}
