import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlembicWorkspace } from './alembic-workspace.ts';

const run = promisify(execFile);

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
});
afterAll(() => workspace.close());

describe('an interpreter', () => {
  it('that is not there is named, with how it was found', async () => {
    const { bridge } = await workspace.begin({}, { interpreter: { command: ['/nowhere/python'], origin: 'option `python`' } });
    await expect(bridge.load()).rejects.toMatchObject({
      code: 'no-python',
      what: "The project's Python could not be run: it could not be started: spawn /nowhere/python ENOENT.",
      where: '/nowhere/python, found by: option `python`',
    });
  });

  it('that ends at once is shown with its last words', async () => {
    const { bridge } = await workspace.begin({}, { interpreter: { command: ['sh', '-c', 'echo no environment here >&2; exit 4'], origin: 'poetry' } });
    await expect(bridge.load()).rejects.toMatchObject({ code: 'no-python', what: "The project's Python could not be run: Python ended with exit code 4.", details: 'no environment here' });
  });

  it('without Alembic is told what to install', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-test-'));
    await run('python3', ['-m', 'venv', '--without-pip', directory]);
    const python = join(directory, 'bin', 'python');
    const { bridge } = await workspace.begin({}, { interpreter: { command: [python], origin: '.venv' } });
    await expect(bridge.load()).rejects.toMatchObject({
      code: 'python-environment',
      what: expect.stringMatching(/^This Python has no (Alembic|SQLAlchemy) installed\.$/) as string,
      where: `${python}, found by: .venv`,
      remedy: expect.stringContaining(`${python} -m pip install `) as string,
    });
    await rm(directory, { recursive: true });
  });

  it('behind a wrapper that closes descriptors works', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-test-'));
    const wrapper = join(directory, 'wrapper');
    await writeFile(wrapper, '#!/usr/bin/env python3\nimport subprocess, sys\nsys.exit(subprocess.run(sys.argv[1:], close_fds=True, stdin=subprocess.DEVNULL).returncode)\n');
    await chmod(wrapper, 0o755);
    const { bridge, database, url } = await workspace.begin({ revisions: { a1: { downgrade: 'os._exit(1)' } } }, { interpreter: { command: [wrapper, workspace.python], origin: 'the test' } });
    const limit = workspace.limit(database);
    expect(await bridge.step(url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await bridge.step(url, 'a1', 'downgrade', limit)).toMatchObject({ outcome: 'failed', error: { type: 'process-exit', message: 'Python ended with exit code 1 in the middle of the revision' } });
    await bridge.close();
    await rm(directory, { recursive: true });
  });
});

describe('a project', () => {
  const revision = { a1: {} };

  it.each([
    ['without its script directory', { ini: '' }, { 'alembic.ini': '[alembic]\nscript_location = nowhere\n' }, /nowhere/, /found by/],
    ['without script_location', {}, { 'alembic.ini': '[alembic]\n' }, /script_location/, /found by/],
    ['with a revision that raises on import', {}, { 'migrations/versions/b1.py': 'revision = "b1"\ndown_revision = None\nraise RuntimeError("at import")\n' }, /at import/, /^migrations\/versions\/b1\.py:3$/],
    ['with a revision that exits on import', {}, { 'migrations/versions/b1.py': 'import sys\nsys.exit()\n' }, /sys\.exit/, /^migrations\/versions\/b1\.py:2$/],
    ['with a revision that is no Python', {}, { 'migrations/versions/b1.py': 'revision = \n' }, /invalid syntax/, /^migrations\/versions\/b1\.py:1$/],
    ['with a parent that is missing', {}, { 'migrations/versions/b1.py': 'revision = "b1"\ndown_revision = "gone"\n' }, /gone/, /found by/],
  ])('%s is told so', async (_name, _options, files, what, where) => {
    const { bridge } = await workspace.begin({ revisions: revision, files });
    await expect(bridge.load()).rejects.toMatchObject({ code: 'python-environment', what: expect.stringMatching(what) as string, where: expect.stringMatching(where) as string });
  });

  it('whose own module is not found is told how Alembic finds it', async () => {
    const { bridge } = await workspace.begin({ revisions: revision, files: { 'migrations/versions/b1.py': 'import shop_models\n' } });
    await expect(bridge.load()).rejects.toMatchObject({ where: 'migrations/versions/b1.py:1', remedy: expect.stringMatching(/^Where `shop_models` is the project's own, let Alembic find it: `prepend_sys_path = \.`/) as string });
  });

  it('with sections and several version locations is read from its section', async () => {
    const ini = '[other]\nscript_location = migrations\nversion_locations = migrations/versions migrations/more\nsqlalchemy.url = postgresql://x.invalid/y\n';
    const files = { 'migrations/more/m1.py': 'revision = "m1"\ndown_revision = "a1"\ndef upgrade(): print("more")\ndef downgrade(): pass\n' };
    const { bridge, database, url, directory } = await workspace.begin({ ini, files, revisions: revision }, { section: 'other' });
    const answer = await bridge.load();
    expect(answer.revisions.map(({ id, file }) => [id, file])).toEqual([['m1', `${directory}/migrations/more/m1.py`], ['a1', `${directory}/migrations/versions/a1.py`]]);
    const limit = workspace.limit(database);
    await bridge.run(url, ['a1'], limit);
    expect(await bridge.step(url, 'm1', 'upgrade', limit)).toMatchObject({ outcome: 'applied', output: 'more\n' });
  });

  it('in pyproject.toml is read where Alembic reads it', async () => {
    const files = { 'pyproject.toml': '[tool.alembic]\nscript_location = "%(here)s/migrations"\nprepend_sys_path = ["."]\n' };
    const toml = await workspace.begin({ files, revisions: revision });
    const config = [join(toml.directory, 'pyproject.toml')];
    const { bridge } = await workspace.begin({}, { config, workingDirectory: toml.directory, repositoryRoot: toml.directory });
    expect((await bridge.load()).heads).toEqual(['a1']);
    expect(await bridge.step(toml.url, 'a1', 'upgrade', workspace.limit(toml.database))).toMatchObject({ outcome: 'applied' });
  });

  it('sees nothing of ours on its search path, writes no bytecode, and its modules may have our names', async () => {
    const files = Object.fromEntries(['bridge', 'session', 'recorder', 'steps', 'project', 'channel'].map((name) => [`${name}.py`, 'mine = True\n']));
    const upgrade = 'import bridge, session, recorder, steps, project, channel\nassert project.mine and bridge.mine\nprint([p for p in sys.path if "src/alembic" in p], sys.path[0] == START)';
    const { bridge, database, url, directory } = await workspace.begin({ files, revisions: { a1: { upgrade, head: 'START = os.getcwd()' } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied', output: '[] False\n' });
    const left = await readdir(directory, { recursive: true });
    expect(left.filter((name) => name.includes('pycache') || name.endsWith('.pyc'))).toEqual([]);
  });
});
