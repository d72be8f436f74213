import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { PythonName } from '../../scripts/python-environment.mjs';
import { runCheck } from '../integration/run-check.ts';
import type { CheckRun } from '../integration/run-check.ts';
import type { Report } from '../../src/report/report.ts';
import { summarizeReport } from '../projects/project-case.ts';
import { runGit } from '../projects/run-git.ts';

// Projects as `alembic init`, `flask db init` and their `revision` write them today, with models and the bodies of revisions filled in.

let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'alembic-gate-templates-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

/** A report without the versions of servers. */
const withoutVersions = (report: Report): Report => JSON.parse(JSON.stringify(report).replaceAll(/(PostgreSQL|SQLite) [\d.]+/g, '$1')) as Report;

/** A pull request whose two sides a Python program writes, told which one. */
async function check(program: string, environment: PythonName, flags: Readonly<Record<string, string>>): Promise<CheckRun> {
  const python = await ensurePythonEnvironment(environment);
  const directory = await mkdtemp(join(root, 'repository-'));
  const write = async (side: 'base' | 'pull-request'): Promise<void> => {
    await execa(python, ['-B', '-W', 'ignore', join(import.meta.dirname, program), side], { cwd: directory });
    await runGit(directory, ['add', '--all']);
    await runGit(directory, ['commit', '--quiet', '--message', side]);
  };
  await runGit(directory, ['init', '--quiet', '--initial-branch=main']);
  await writeFile(join(directory, '.gitignore'), '__pycache__/\n');
  await write('base');
  await runGit(directory, ['checkout', '--quiet', '-b', 'pull-request']);
  await write('pull-request');
  const run = await runCheck(directory, { base: 'main', python, checks: 'locks = off\ncompatibility = off', ...flags });
  return { ...run, report: withoutVersions(run.report) };
}

test("Alembic's templates for one database, with the URL that they come with", async () => {
  const { report, output } = await check('write_templates.py', 'default', { dialect: 'postgresql', database: 'embedded' });
  const templates = ['async', 'generic', 'pyproject', 'pyproject_async'];
  expect(summarizeReport(report), output).toEqual({
    conclusion: 'failed',
    findings: [
      ...templates.map((name) => `error round-trip/downgrade-leaves-trace ${name}/b1_topics.py:27: After the downgrade of \`b1\`, sequence \`topic_number\` is still there. The next upgrade then fails: relation "topic_number" already exists`),
      ...templates.map((name) => `warning models/drift ${name}/b1_topics.py:21: Models and migrated database differ: column \`topic.title\` is in the models and not in the database.`),
    ],
  });
});

test("Flask-Migrate's template", async () => {
  const { report, output } = await check('write_flask.py', 'flask', {});
  expect(summarizeReport(report), output).toEqual({
    conclusion: 'failed',
    findings: [
      'error round-trip/upgrade-not-repeatable b1_topics.py:19: The second upgrade of `b1` gives another result than the first: table `old_topic` is there in addition.',
      'error round-trip/downgrade-leaves-trace b1_topics.py:23: After the downgrade of `b1`, table `old_topic` is still there.',
      'warning models/drift b1_topics.py:19: Models and migrated database differ: column `topic.title` is in the models and not in the database.',
    ],
  });
});

test("Alembic's template for several databases: each is walked on one of its own", async () => {
  const { report, output } = await check('write_multidb.py', 'default', { database: 'embedded' });
  expect(summarizeReport(report), output).toEqual({
    conclusion: 'failed',
    findings: [
      'error round-trip/downgrade-leaves-trace b1_topics.py:26: After the downgrade of `b1`, sequence `topic_number` is still there. The next upgrade then fails: relation "topic_number" already exists (on PostgreSQL, goods)',
      'warning models/drift b1_topics.py:21: Models and migrated database differ: index `by_email` on `account` is in the database and not in the models. (on PostgreSQL, people)',
      'warning models/drift b1_topics.py:21: Models and migrated database differ: column `price.note` is in the models and not in the database. (on PostgreSQL, goods)',
    ],
  });
  expect(report.projects.map(({ target, revisions }) => [target, revisions.flatMap(({ id, steps }) => (steps.length === 0 ? [] : [`${id}: ${String(steps.length)} steps`]))])).toEqual([
    ['PostgreSQL, people', ['b1: 6 steps']],
    ['PostgreSQL, goods', ['b1: 6 steps']],
  ]);
});

test("Flask-Migrate's template for several databases", async () => {
  const { report, output } = await check('write_flask_multidb.py', 'flask', {});
  expect(summarizeReport(report), output).toEqual({
    conclusion: 'failed',
    findings: [
      'error round-trip/upgrade-not-repeatable b1_topics.py:19: The second upgrade of `b1` gives another result than the first: table `old_topic` is there in addition. (on SQLite, goods.db)',
      'error round-trip/downgrade-leaves-trace b1_topics.py:23: After the downgrade of `b1`, table `old_topic` is still there. (on SQLite, goods.db)',
      'warning models/drift b1_topics.py:19: Models and migrated database differ: table `topic` is in the database and not in the models; column `price.note` is in the models and not in the database. (on SQLite, goods.db)',
    ],
  });
});
