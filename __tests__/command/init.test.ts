import { mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { git, init, makeRepository, project } from '../init/make-repository.ts';
import { nextSteps, writePlainWorkflow } from '../init/plain-workflow.ts';
import { makeDirectory, writeFiles } from '../temporary-directory.ts';

const file = (directory: string, name = 'alembic-gate'): string => readFileSync(join(directory, `.github/workflows/${name}.yml`), 'utf8');

const plainWorkflow = writePlainWorkflow();

test('the plain case: a workflow, and what was found', async () => {
  const directory = makeRepository({ ...project, 'requirements.txt': 'alembic\npsycopg2-binary\n' });
  expect(await init(directory)).toEqual({
    exitCode: 0,
    output: `Found
  project   alembic.ini, PostgreSQL (the URL in alembic.ini)
  packages  pip, from requirements.txt
  Python    3.14, the newest: nothing names another
  ! No version of the database was found, so the gate takes its own; the option \`image\` names yours, such as \`image: postgres:16\`.

wrote .github/workflows/alembic-gate.yml

${nextSteps}
`,
  });
  expect(file(directory)).toBe(plainWorkflow);
});

test('in a sub-folder the workflow still goes to the root, and doing it again changes nothing', async () => {
  const directory = makeRepository({ ...project, 'requirements.txt': 'alembic\npsycopg2-binary\n' });
  await init(join(directory, 'alembic/versions'));
  expect(readdirSync(join(directory, '.github/workflows'))).toEqual(['alembic-gate.yml']);
  const again = await init(directory);
  expect([again.exitCode, again.output.split('\n\n')[1], file(directory)]).toEqual([0, 'unchanged .github/workflows/alembic-gate.yml', plainWorkflow]);
});

test('everything that is found goes where it belongs', async () => {
  const directory = makeRepository({
    'services/api/alembic.ini': '[alembic]\nscript_location = migrations\n',
    'services/api/migrations/env.py': 'import os\nurl = os.environ["API_DB_URL"]\nkey = os.environ["SECRET_KEY"]\n',
    'services/api/uv.lock': '[[package]]\nname = "pymysql"\n',
    'services/api/pyproject.toml': '[project]\nname = "api"\ndependencies = ["pymysql", "alembic"]\n',
    'compose.yaml': 'services:\n  db: {image: "mariadb:${MARIADB:-11.4}"}\n  old: {image: "mariadb:${OLD}"}\n  new: {image: "mariadb:12"}\n',
    'services/api/Dockerfile': 'FROM python:3.12-slim\n',
  });
  git(directory, 'remote', 'add', 'origin', 'git@github.example.org:team/app.git');
  const { output } = await init(directory, { forks: true, watch: true });
  expect(output).toBe(`Found
  project   services/api/alembic.ini, MariaDB (its image)
  database  mariadb:11.4, from compose.yaml
  address   API_DB_URL, which env.py reads: the gate sets it
  packages  uv, from services/api/uv.lock
  Python    3.12, from services/api/Dockerfile
  ! mariadb:\${OLD} in compose.yaml is not taken: its name has a variable without a default.
  ! env.py cannot do without SECRET_KEY: under \`env:\` in the workflow, to be filled in.
  ! compose.yaml has mariadb:12, and compose.yaml mariadb:11.4, which is taken. \`image: mariadb:12, mariadb:11.4\` checks on both.
  ! github.example.org may not let workflows use actions of github.com; if so, its administrators can (GitHub Connect). On GitHub Enterprise Server take actions/upload-artifact@v3.

wrote .github/workflows/alembic-gate.yml
wrote .github/workflows/alembic-gate-comment.yml
wrote .github/workflows/alembic-gate-watch.yml

To block merges, require in Settings > Rules > Rulesets, "Require status checks to pass":
  alembic-gate
  alembic-gate/skew  (not with a merge queue, where nobody sets it)
The other workflows work once merged: GitHub takes such from the default branch.
Before pushing: alembic-gate check
`);
  expect(file(directory)).toBe(`# Written by \`alembic-gate init --forks\`.
name: Alembic Gate
on:
  # A required check that \`paths\` skips stays pending for ever. Only where this one is not required, add:
  # paths: ['**.py', 'services/api/alembic.ini', 'services/api/uv.lock']
  pull_request: {types: [opened, reopened, synchronize, labeled, unlabeled]}
  merge_group:
concurrency: {group: 'alembic-gate-\${{ github.ref }}', cancel-in-progress: true}
jobs:
  alembic-gate:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions: {contents: read, pull-requests: write}
    steps:
      - uses: actions/checkout@v5
        with: {fetch-depth: 0, persist-credentials: false}
      - uses: astral-sh/setup-uv@20cfd1bf945f4377ade1205e4dbc17946fc9a30d # v10.0.1
        with: {enable-cache: true, python-version: '3.12'}
      - working-directory: services/api
        run: uv sync --locked
      - uses: alembic-gate/alembic-gate@v1
        env:
          SECRET_KEY: '' # services/api/migrations/env.py cannot do without
        with:
          dialect: mariadb
          image: mariadb:11.4
          database-env: DATABASE_URL,SQLALCHEMY_DATABASE_URI,API_DB_URL
          json-file: alembic-gate.json
      - uses: actions/upload-artifact@v6
        if: \${{ !cancelled() }}
        with: {name: alembic-gate, path: alembic-gate.json, if-no-files-found: ignore}
`);
  expect(file(directory, 'alembic-gate-comment')).toBe(`# Written by \`alembic-gate init --forks\`.
# The token of a run for a fork may not comment. This one may, and so runs nothing and checks out nothing of the fork.
name: Alembic Gate comment
on:
  # zizmor: ignore[dangerous-triggers]
  workflow_run: {workflows: [Alembic Gate], types: [completed]}
jobs:
  comment:
    if: github.event.workflow_run.event == 'pull_request'
    runs-on: ubuntu-latest
    timeout-minutes: 5
    permissions: {actions: read, contents: read, pull-requests: write}
    steps:
      - uses: alembic-gate/alembic-gate@v1
        with: {mode: comment}
`);
  expect(file(directory, 'alembic-gate-watch')).toBe(`# Written by \`alembic-gate init --watch\`.
name: Alembic Gate watch
on:
  push: {branches: [main]}
  schedule:
    - cron: 17 */6 * * *
  workflow_dispatch:
  # Reads the base branch's files and GitHub's API alone: nothing of the pull request is checked out or run.
  # zizmor: ignore[dangerous-triggers]
  pull_request_target: {types: [opened, reopened, synchronize, edited]}
concurrency: {group: 'alembic-gate-watch-\${{ github.ref }}', cancel-in-progress: false}
jobs:
  watch:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions: {contents: read, pull-requests: read, statuses: write}
    steps:
      - uses: actions/checkout@v5
        with: {persist-credentials: false}
      - uses: alembic-gate/alembic-gate@v1
        with: {mode: watch}
`);
});

test('several projects share one job, and each list of packages gets an environment beside it', async () => {
  const of = (name: string, url: string): Record<string, string> => ({
    [`${name}/alembic.ini`]: `[alembic]\nscript_location = db\nsqlalchemy.url = ${url}\n`,
    [`${name}/db/env.py`]: '',
    [`${name}/requirements.txt`]: 'alembic\n',
  });
  const directory = makeRepository({ ...of('api', 'postgresql://db/a'), ...of('web', 'sqlite:///x.db') });
  const { output } = await init(directory);
  expect(output.split('\n\n')[0]).toBe(`Found
  project   api/alembic.ini, PostgreSQL (the URL in api/alembic.ini)
  project   web/alembic.ini, SQLite (the URL in web/alembic.ini)
            one job checks them all
  packages  pip, from api/requirements.txt
  packages  pip, from web/requirements.txt
  Python    3.14, the newest: nothing names another
  ! No version of the database was found, so the gate takes its own; the option \`image\` names yours, such as \`image: postgres:16\`.`);
  expect(file(directory).split('    steps:\n')[1]).toBe(`      - uses: actions/checkout@v5
        with: {fetch-depth: 0, persist-credentials: false}
      - uses: actions/setup-python@v6
        with:
          python-version: '3.14'
          cache: pip
          cache-dependency-path: |
            api/requirements.txt
            web/requirements.txt
      - working-directory: api
        run: |
          python -m venv .venv
          .venv/bin/pip install -r requirements.txt
      - working-directory: web
        run: |
          python -m venv .venv
          .venv/bin/pip install -r requirements.txt
      - uses: alembic-gate/alembic-gate@v1
`);
});

test('without any list of packages, Alembic and a driver are installed', async () => {
  const directory = makeRepository(project);
  const { output } = await init(directory, { dryRun: true });
  expect(output).toContain('  packages  no list of them was found: alembic, psycopg2-binary\n');
  expect(output).toContain("        with: {python-version: '3.14'}\n      - run: pip install alembic psycopg2-binary\n");
});

test('--dry-run prints the files and writes nothing', async () => {
  const directory = makeRepository({ ...project, 'requirements.txt': 'alembic\npsycopg2-binary\n' });
  const { exitCode, output } = await init(directory, { dryRun: true });
  expect([exitCode, output.slice(output.indexOf('\n\n') + 2)]).toEqual([0, `.github/workflows/alembic-gate.yml (new)\n\n${plainWorkflow}\n${nextSteps}\n`]);
  expect(readdirSync(directory)).not.toContain('.github');
});

test('a workflow that is there and differs stays, and nothing else is written, unless --force', async () => {
  const directory = makeRepository({ ...project, 'requirements.txt': 'alembic\npsycopg2-binary\n', '.github/workflows/alembic-gate.yml': plainWorkflow.replace('pull_request:', 'push: # \u001b[31m\n  pull_request:') });
  const { exitCode, output } = await init(directory, { watch: true });
  expect([exitCode, output.slice(output.indexOf('\n\n') + 2)]).toEqual([
    2,
    `--- .github/workflows/alembic-gate.yml\tthere
+++ .github/workflows/alembic-gate.yml\tto be
@@ -2,9 +2,8 @@
 name: Alembic Gate
 on:
   # A required check that \`paths\` skips stays pending for ever. Only where this one is not required, add:
   # paths: ['**.py', 'alembic.ini', 'requirements.txt']
-  push: # \\x1b[31m
   pull_request: {types: [opened, reopened, synchronize, labeled, unlabeled]}
   merge_group:
 concurrency: {group: 'alembic-gate-\${{ github.ref }}', cancel-in-progress: true}
 jobs:

.github/workflows/alembic-gate.yml is there already and would change as above. Nothing was written; --force writes it.
`,
  ]);
  expect(readdirSync(join(directory, '.github/workflows'))).toEqual(['alembic-gate.yml']);
  expect((await init(directory, { watch: true, force: true })).output.split('\n\n')[1]).toBe('replaced .github/workflows/alembic-gate.yml\nwrote .github/workflows/alembic-gate-watch.yml');
  expect(file(directory)).toBe(plainWorkflow);
});

test('outside a repository, without a project, and for GitLab it says so in a sentence', async () => {
  await expect(init(makeDirectory(project))).rejects.toMatchObject({ code: 'no-repository', what: 'This is no git repository (or git is not installed).' });
  await expect(init(makeRepository({}))).rejects.toMatchObject({ code: 'no-project', remedy: expect.stringContaining('alembic-gate.toml at the root') as string });
  expect((await init(makeRepository({ 'alembic-gate.toml': 'config = "db/migrations.ini"\n', 'db/migrations.ini': project['alembic.ini'], 'alembic/env.py': '', 'db/alembic/env.py': '' }), { dryRun: true })).exitCode).toBe(0);
  const directory = makeRepository(project);
  git(directory, 'remote', 'add', 'origin', 'https://ada@mygitlab.example.org/team/app.git');
  await expect(init(directory)).rejects.toMatchObject({
    code: 'not-github',
    what: 'The remote `origin` is on mygitlab.example.org, and `init` writes workflows for GitHub Actions.',
    remedy: expect.stringContaining('docs/other-ci.md') as string,
  });
  expect((await init(directory, { dryRun: true })).exitCode).toBe(0);
});

test('a link does not lead what is written out of the repository', async () => {
  const [elsewhere, directory] = [makeDirectory({ 'alembic-gate.yml': '' }), makeRepository(project)];
  symlinkSync(elsewhere, join(directory, '.github'));
  await expect(init(directory, { force: true })).rejects.toMatchObject({ code: 'file-not-written', what: 'A link leads out of the repository.', where: '.github' });
  const other = makeRepository(project);
  mkdirSync(join(other, '.github/workflows'), { recursive: true });
  symlinkSync(join(elsewhere, 'alembic-gate.yml'), join(other, '.github/workflows/alembic-gate.yml'));
  await expect(init(other, { force: true })).rejects.toMatchObject({ code: 'file-not-written', where: '.github/workflows/alembic-gate.yml' });
  expect(readFileSync(join(elsewhere, 'alembic-gate.yml'), 'utf8')).toBe('');
});

test('the default branch is the one of the remote, and one whose name is a pattern is refused', async () => {
  const directory = makeRepository(project);
  const head = (name: string): void => writeFiles(directory, { '.git/refs/remotes/origin/HEAD': `ref: refs/remotes/origin/${name}\n` });
  head('release/2.x');
  expect((await init(directory, { watch: true, dryRun: true })).output).toContain('  push: {branches: [release/2.x]}\n');
  head('v+');
  await expect(init(directory, { watch: true })).rejects.toMatchObject({ what: 'The default branch v+ has a name that means something else in a workflow.' });
});

test('what the options of the repository say already is not written again', async () => {
  const directory = makeRepository({ ...project, 'alembic-gate.toml': 'image = "postgres:15"\n', 'compose.yaml': 'services: {db: {image: postgres:16}}' });
  await init(directory);
  expect(file(directory)).toMatch(/- uses: alembic-gate\/alembic-gate@v1\n$/);
});

test('the options beside the only project decide where the gate runs; beside one of several they need a job of their own', async () => {
  const of = (name: string): Record<string, string> => ({ [`${name}/db/alembic.ini`]: '[alembic]\nscript_location = .\nsqlalchemy.url = postgresql://db/x\n', [`${name}/db/env.py`]: '', [`${name}/requirements.txt`]: 'alembic' });
  const options = { 'api/pyproject.toml': '[tool.alembic-gate]\nimage = "postgres:15"\n', 'compose.yaml': 'services: {db: {image: postgres:16}}' };
  const alone = makeRepository({ ...of('api'), ...options });
  await init(alone);
  expect(file(alone)).toMatch(/- uses: alembic-gate\/alembic-gate@v1\n {8}with: \{working-directory: api\}\n$/);
  const several = makeRepository({ ...of('api'), ...of('web'), ...options });
  const { output } = await init(several);
  expect(output).toContain('  ! The options in api are not read by one job for all: add a job each with the option `working-directory`, and a `comment-key`.\n');
  expect(file(several)).toMatch(/- uses: alembic-gate\/alembic-gate@v1\n {8}with: \{image: postgres:16\}\n$/);
});

test('a list of packages without Alembic is said, unless it may bring it along', async () => {
  const say = async (requirements: string): Promise<boolean> =>
    (await init(makeRepository({ ...project, 'requirements.txt': requirements }), { dryRun: true })).output.includes('  ! requirements.txt names no Alembic; add it where no other package brings it along.\n');
  expect([await say('flask\n'), await say('alembic\n'), await say('-e .\n')]).toEqual([true, false, false]);
});
