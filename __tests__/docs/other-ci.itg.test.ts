import { existsSync } from 'node:fs';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import packageFile from '../../package.json' with { type: 'json' };
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { describeMergeRequestJob, startGitLab } from '../gitlab/gitlab-stand-in.ts';
import type { GitLabStandIn } from '../gitlab/gitlab-stand-in.ts';
import { titleOf } from '../integration/comment-title.ts';
import { projectsDirectory } from '../projects/project-case.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = await readFile(join(root, 'docs/other-ci.md'), 'utf8');
/** A block of the page, by its language and what its first line says. */
const findBlock = (language: string, firstLine: string): string => [...page.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text = '']) => text).find((text) => text.startsWith(firstLine)) ?? '';
const readYaml = (file: string): unknown => parse(findBlock('yaml', `# ${file}\n`));

interface Step {
  readonly run?: string;
  readonly bash?: string;
}

/** The shell commands of each recipe, in their order. */
const recipes: Readonly<Record<string, readonly string[]>> = {
  GitLab: (readYaml('.gitlab-ci.yml') as { 'alembic-gate': { script: string[] } })['alembic-gate'].script,
  'any other': findBlock('sh', 'python3 -m venv').trim().split('\n'),
  Jenkins: [...findBlock('groovy', '// Jenkinsfile').matchAll(/^ *sh '([^']*)'$/gm)].map(([, command = '']) => command),
  CircleCI: (readYaml('.circleci/config.yml') as { jobs: { 'alembic-gate': { steps: (Step | string)[] } } }).jobs['alembic-gate'].steps.flatMap((step) => (typeof step === 'object' ? (step.run ?? []) : [])),
  'Azure Pipelines': (readYaml('azure-pipelines.yml') as { steps: Step[] }).steps.flatMap(({ bash }) => bash ?? []),
  Bitbucket: (readYaml('bitbucket-pipelines.yml') as { pipelines: { 'pull-requests': { '**': { step: { script: string[] } }[] } } }).pipelines['pull-requests']['**'].flatMap(({ step }) => step.script),
};

/** A revision whose downgrade forgets its table. */
const addition = `"""note"""

import sqlalchemy as sa
from alembic import op

revision = "b1"
down_revision = "a1"


def upgrade():
    op.create_table("note", sa.Column("id", sa.Integer, primary_key=True))


def downgrade():
    pass
`;
const repaired = addition.replace('    pass', '    op.drop_table("note")');

let directory: string;
let server: string;
let tools: string;
/** The topic's commits: the first fails, the second passes. */
let commits: readonly [string, string];
let gitLab: GitLabStandIn;

const git = async (cwd: string, ...words: string[]): Promise<string> => (await execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd })).stdout;

/** What the machine would fetch from the net is here already; each says what it was asked for. */
async function writeTools(environment: string): Promise<string> {
  const folder = join(directory, 'tools');
  await mkdir(folder);
  const programs: Readonly<Record<string, string>> = {
    'apt-get': 'exit 0',
    npm: 'case "$*" in "install --global "*) exit 0;; esac; exit 9',
    python3: `[ "$*" = "-m venv .venv" ] && exec ln -s ${environment} .venv\nexit 9`,
    'alembic-gate': `exec ${process.execPath} ${join(process.env['ALEMBIC_GATE_BUNDLE'] ?? root, 'dist/cli.cjs')} "$@"`,
  };
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(folder, name), `#!/bin/sh\necho "${name} $*" >>"$TOOLS_LOG"\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  return folder;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'alembic-gate-recipes-'));
  const environment = dirname(dirname(await ensurePythonEnvironment('default')));
  tools = await writeTools(environment);
  server = join(directory, 'server.git');
  const source = join(directory, 'source');
  for (const layer of ['plain', 'accounts', 'plain-sqlite']) await cp(join(projectsDirectory, '_layers', layer), source, { recursive: true });
  // Installed already, so that pip asks nobody.
  await writeFile(join(source, 'requirements.txt'), 'alembic\nsqlalchemy\n');
  await git(source, 'init', '--quiet', '--initial-branch=main');
  const commit = async (message: string): Promise<string> => {
    await git(source, 'add', '--all');
    await git(source, 'commit', '--quiet', '--message', message);
    return git(source, 'rev-parse', 'HEAD');
  };
  await commit('the project so far');
  await git(source, 'checkout', '--quiet', '-b', 'topic');
  const file = join(source, 'migrations/versions/b1_note.py');
  await writeFile(file, addition);
  const failing = await commit('a revision');
  await writeFile(file, repaired);
  commits = [failing, await commit('its repair')];
  await git(directory, 'clone', '--quiet', '--bare', source, server);
  await git(server, 'symbolic-ref', 'HEAD', 'refs/heads/main');
  await git(server, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  // The branch goes on after the topic began, so that only its merge base is here.
  await git(source, 'checkout', '--quiet', 'main');
  await writeFile(join(source, 'later.txt'), '');
  await commit('later');
  await git(source, 'push', '--quiet', server, 'main');
});
afterAll(() => rm(directory, { recursive: true }));
beforeEach(async () => {
  gitLab = await startGitLab();
});
afterEach(() => gitLab.close());

/** A checkout of one commit as a runner makes it: detached, with so much of the history, and no other branch. */
async function checkOut(commit: string, depth: number): Promise<string> {
  const workspace = await mkdtemp(join(directory, 'workspace-'));
  await git(workspace, 'init', '--quiet');
  await git(workspace, 'remote', 'add', 'origin', `file://${server}`);
  await git(workspace, 'fetch', '--quiet', '--no-tags', `--depth=${String(depth)}`, 'origin', `+${commit}:refs/pipelines/9`);
  await git(workspace, 'checkout', '--quiet', '--detach', commit);
  return workspace;
}

/** Runs commands one after the other, as a runner does, until one fails. */
async function runRecipe(workspace: string, commands: readonly string[], environment: Readonly<Record<string, string>>) {
  const log = join(workspace, '.tools.log');
  const env = { PATH: `${tools}:/usr/bin:/bin`, HOME: workspace, TOOLS_LOG: log, ...environment };
  const { exitCode, all } = await execa('bash', ['-e', '-c', commands.join('\n')], { cwd: workspace, env, extendEnv: false, reject: false, all: true });
  return { exitCode, all, asked: (await readFile(log, 'utf8')).trim().split('\n') };
}

const install = `npm install --global https://github.com/alembic-gate/alembic-gate/archive/refs/tags/v${packageFile.version}.tar.gz`;

test.each(Object.entries(recipes))('%s: the commands are there, and install this version', (_, commands) => {
  expect(commands.length).toBeGreaterThanOrEqual(4);
  expect(commands.some((command) => command.replace(' --prefix ~/.local', '') === install)).toBe(true);
  expect(page.match(/tags\/v[\d.]+\.tar/g)).toEqual(page.match(/tags\/v[^/]+?\.tar/g)?.map(() => `tags/v${packageFile.version}.tar`));
});

describe('GitLab', () => {
  const describeJob = (commit: string): Record<string, string> => describeMergeRequestJob({ CI_API_V4_URL: gitLab.apiUrl, CI_COMMIT_SHA: commit });

  test('a merge request: reports and a note, which the next push corrects', async () => {
    const [failing, passing] = commits;
    const workspace = await checkOut(failing, 1);
    const first = await runRecipe(workspace, recipes['GitLab']!, { ...describeJob(failing), ALEMBIC_GATE_GITLAB_TOKEN: 'glpat-gate' });
    expect(first.exitCode, first.all).toBe(1);
    expect(first.asked.slice(0, 4)).toEqual(['apt-get update', 'apt-get install --yes python3-venv', 'python3 -m venv .venv', install]);
    expect(first.all).toContain('Merge-request note: created, https://gitlab.example/shop/api/-/merge_requests/12#note_301');
    expect(first.all).not.toMatch(/glpat-gate|glcbt/);
    const quality = JSON.parse(await readFile(join(workspace, 'gl-code-quality-report.json'), 'utf8')) as { check_name: string; location: { path: string } }[];
    expect(quality.map(({ check_name: check, location }) => [check, location.path])).toEqual([['round-trip/downgrade-empty', 'migrations/versions/b1_note.py']]);
    expect(await readFile(join(workspace, 'alembic-gate.xml'), 'utf8')).toContain('<testsuites name="Alembic Gate"');
    const { artifacts } = (readYaml('.gitlab-ci.yml') as { 'alembic-gate': { artifacts: { reports: Record<string, string>; paths: string[] } } })['alembic-gate'];
    for (const file of [...Object.values(artifacts.reports), ...artifacts.paths]) expect(existsSync(join(workspace, file)), file).toBe(true);
    const markdown = await readFile(join(workspace, 'alembic-gate.md'), 'utf8');
    expect(markdown).toContain(`](https://gitlab.example/shop/api/-/blob/${failing}/migrations/versions/b1_note.py`);

    gitLab.head = passing;
    const second = await runRecipe(await checkOut(passing, 20), recipes['GitLab']!, { ...describeJob(passing), CI_JOB_ID: '78', ALEMBIC_GATE_GITLAB_TOKEN: 'glpat-gate' });
    expect(second.exitCode, second.all).toBe(0);
    expect(second.all).toContain('Merge-request note: updated, ');
    expect(gitLab.notes.map(({ body }) => titleOf(body))).toEqual(['## ✅ Alembic Gate: passed']);
  });

  test('without a token the verdict is the same, and it is said how to get the note', async () => {
    const run = await runRecipe(await checkOut(commits[0], 20), recipes['GitLab']!, describeJob(commits[0]));
    expect(run.exitCode, run.all).toBe(1);
    expect(run.all).toContain('Merge-request note: not written, because no token is set.');
    expect(gitLab.requests).toEqual([]);
  });
});

/** What each sets on a pull request into `main`; the tests of `find-other-ci.ts` have all of them. */
const variables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'any other': { CI: 'true' },
  Jenkins: { JENKINS_URL: 'https://ci.example/', CHANGE_ID: '7', CHANGE_TARGET: 'main' },
  CircleCI: { CI: 'true', CIRCLECI: 'true' },
  'Azure Pipelines': { TF_BUILD: 'True', SYSTEM_PULLREQUEST_TARGETBRANCH: 'refs/heads/main' },
  Bitbucket: { CI: 'true', BITBUCKET_BUILD_NUMBER: '4', BITBUCKET_PR_DESTINATION_BRANCH: 'main' },
};

test.each(Object.entries(variables))('%s: a failing revision fails the job, and its report files are there', async (name, environment) => {
  const workspace = await checkOut(commits[0], 50);
  // A CI that we do not know names no branch; the checkout then has the default branch from `git clone`.
  if (name === 'any other') await git(workspace, 'fetch', '--quiet', 'origin', '+refs/heads/main:refs/remotes/origin/main');
  const run = await runRecipe(workspace, recipes[name]!, environment);
  expect(run.exitCode, run.all).toBe(1);
  expect(run.all).toContain(`1 new against ${name === 'any other' ? 'origin/main' : 'main'}`);
  const files = [...page.matchAll(/--(?:junit|markdown)-file (\S+)/g)].map(([, file = '']) => file).filter((file) => recipes[name]!.join().includes(` ${file}`));
  expect(files.length).toBeGreaterThanOrEqual(2);
  for (const file of files) expect(existsSync(join(workspace, file)), file).toBe(true);
});

const hookScript = findBlock('sh', '#!/bin/sh');

test('the hook keeps a failing revision from being pushed, and lets its repair through', async () => {
  const clone = await mkdtemp(join(directory, 'clone-'));
  await git(directory, 'clone', '--quiet', `file://${server}`, clone);
  await symlink(dirname(dirname(await ensurePythonEnvironment('default'))), join(clone, '.venv'));
  const hook = join(clone, '.git/hooks/pre-push');
  await writeFile(hook, hookScript);
  await chmod(hook, 0o755);
  const push = async (commit: string) => {
    await git(clone, 'checkout', '--quiet', '-B', 'mine', commit);
    return execa('git', ['push', '--quiet', 'origin', 'mine'], { cwd: clone, env: { PATH: `${tools}:/usr/bin:/bin`, HOME: clone, TOOLS_LOG: join(clone, '.git/tools.log') }, extendEnv: false, reject: false, all: true });
  };
  const [failing, passing] = [await push(commits[0]), await push(commits[1])];
  expect(failing.exitCode, failing.all).toBe(1);
  expect(failing.all).toContain('round-trip/downgrade-empty');
  expect(passing.exitCode, passing.all).toBe(0);
  expect(await git(server, 'rev-parse', 'mine')).toBe(commits[1]);
});

test('the hook of pre-commit is that hook: its command, before a push', () => {
  const { repos } = readYaml('.pre-commit-config.yaml') as { repos: { hooks: { entry: string; stages: string[]; pass_filenames: boolean }[] }[] };
  const hooks = repos.flatMap((repo) => repo.hooks.map(({ entry, stages, pass_filenames: takesFiles }) => ({ lastLine: `exec ${entry}`, stages, takesFiles })));
  expect(hooks).toEqual([{ lastLine: hookScript.trimEnd().split('\n').at(-1), stages: ['pre-push'], takesFiles: false }]);
});
