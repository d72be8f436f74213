import { execFileSync } from 'node:child_process';
import { existsSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlembicWorkspace, plainEnvironment } from './alembic-workspace.ts';
import { readVersions } from './query-database.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
});
afterAll(() => workspace.close());

const file = 'migrations/versions/bad.py';
const died = { type: 'process-exit', isIrreversible: false };

/** Body of `upgrade()` -> what the step must say. */
const failing: Record<string, { upgrade: string; error: object; output?: string }> = {
  'calls sys.exit': { upgrade: 'sys.exit(3)', error: { type: 'SystemExit', message: 'sys.exit(3) was called', file, line: 10 } },
  'raises KeyboardInterrupt': { upgrade: 'raise KeyboardInterrupt', error: { type: 'KeyboardInterrupt', message: 'KeyboardInterrupt', file, line: 10 } },
  'interrupts itself': { upgrade: 'import signal\nos.kill(os.getpid(), signal.SIGINT)\ntime.sleep(5)', error: { type: 'KeyboardInterrupt', file } },
  'raises a BaseException': { upgrade: 'class Odd(BaseException): pass\nraise Odd("so")', error: { type: 'bad_py.upgrade.<locals>.Odd', message: 'so', file, line: 11 } },
  'asserts without words': { upgrade: 'assert 1 > 2', error: { type: 'AssertionError', message: 'assert 1 > 2', file, line: 10 } },
  'raises what cannot be shown': {
    upgrade: 'class Odd(Exception):\n    def __str__(self): raise ValueError\nraise Odd',
    error: { type: 'bad_py.upgrade.<locals>.Odd', message: 'Odd', file, line: 12 },
  },
  'raises bytes that are no text': { upgrade: 'raise ValueError(os.fsdecode(b"\\xff\\xfe"))', error: { type: 'ValueError', file, line: 10 } },
  'reads standard input': { upgrade: 'print("Sure? ")\ninput()', error: { type: 'EOFError', message: 'EOF when reading a line', file, line: 11 }, output: 'Sure? \n' },
  'recurses for ever': { upgrade: 'def f(): f()\nf()', error: { type: 'RecursionError', file } },
  'calls os._exit': { upgrade: 'print("last words")\nos._exit(7)', error: { ...died, message: 'Python ended with exit code 7 in the middle of the revision', traceback: 'last words' } },
  'kills itself': { upgrade: 'os.kill(os.getpid(), 9)', error: { ...died, message: 'Python ended with signal SIGKILL in the middle of the revision' } },
  'terminates itself': { upgrade: 'os.kill(os.getpid(), 15)\ntime.sleep(5)', error: { ...died, message: 'Python ended with signal SIGTERM in the middle of the revision' } },
  'crashes in C code': {
    upgrade: 'import ctypes\nctypes.string_at(0)',
    error: { ...died, message: 'Python ended with signal SIGSEGV in the middle of the revision', traceback: expect.stringMatching(/bad\.py", line 11 in upgrade/) as string },
  },
  'closes every descriptor': { upgrade: 'os.closerange(0, 256)', error: { ...died } },
  'speaks on our socket': {
    upgrade:
      'import socket, stat\nfor fd in range(3, 64):\n    try:\n        if stat.S_ISSOCK(os.fstat(fd).st_mode) and socket.socket(fileno=os.dup(fd)).family == socket.AF_UNIX: os.write(fd, b"{]\\n")\n    except OSError: pass\ntime.sleep(5)',
    error: { ...died, message: 'it sent what is no answer in the middle of the revision' },
  },
  'speaks on our socket in our words': {
    upgrade:
      'import socket, stat\nfor fd in range(3, 64):\n    try:\n        if stat.S_ISSOCK(os.fstat(fd).st_mode) and socket.socket(fileno=os.dup(fd)).family == socket.AF_UNIX: os.write(fd, b\'{"id": 2, "answer": {"error": 5}}\\n\')\n    except OSError: pass\ntime.sleep(5)',
    error: { ...died, message: 'the Python process sent what is no answer (error is no object)' },
  },
};

const good = { parents: ['bad'], upgrade: 'op.execute("CREATE TABLE fine (id int)")', downgrade: 'op.drop_table("fine")' };

describe('a revision that', () => {
  it.each(Object.entries(failing))('%s fails alone: the next command works', async (_name, { upgrade, error, output }) => {
    const revisions = { bad: { upgrade }, other: { ...good, parents: [] } };
    const { bridge, database, url } = await workspace.begin({ revisions });
    const limit = workspace.limit(database);
    const step = await bridge.step(url, 'bad', 'upgrade', limit);
    expect(step).toMatchObject({ outcome: 'failed', error });
    if (output !== undefined) expect(step.output).toBe(output);
    expect(await bridge.step(url, 'other', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await readVersions(url)).toEqual(['other']);
  });

  const harmless: Record<string, string> = {
    'changes directory': 'os.chdir("/")',
    'changes the environment': 'os.environ.clear()',
    'ignores signals': 'import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nsignal.signal(signal.SIGINT, signal.SIG_IGN)',
    'closes standard output': 'sys.stdout.close()\nsys.stderr.close()',
    'replaces standard streams': 'import io\nsys.stdout = sys.stderr = sys.stdin = io.StringIO()',
    'starts a thread that never ends': 'import threading\nthreading.Thread(target=time.sleep, args=(3600,)).start()',
    'leaves a process behind': 'import subprocess\nsubprocess.Popen(["sleep", "3600"])',
    'sets an alarm': 'import signal\nsignal.alarm(1)',
    'takes the logging down': 'import logging\nlogging.disable(logging.CRITICAL); logging.shutdown()',
  };

  it.each(Object.entries(harmless))('%s does not disturb the next', async (_name, upgrade) => {
    const revisions = { bad: { upgrade }, good: { ...good, upgrade: `print(os.getcwd() == START, len(os.environ) > 1)\n${good.upgrade}`, head: 'START = os.getcwd()' } };
    const { bridge, database, url } = await workspace.begin({ revisions });
    const limit = workspace.limit(database);
    expect(await bridge.step(url, 'bad', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await bridge.step(url, 'good', 'upgrade', limit)).toMatchObject({ outcome: 'applied', output: 'True True\n' });
    expect(await bridge.step(url, 'good', 'downgrade', limit)).toMatchObject({ outcome: 'applied' });
    await bridge.close();
  });

  it('forks and lets its child come back may fail, as both use one connection; the next command works', async () => {
    const { bridge, database, url } = await workspace.begin({ revisions: { bad: { upgrade: 'os.fork()' }, other: { ...good, parents: [] } } });
    const limit = workspace.limit(database);
    await bridge.step(url, 'bad', 'upgrade', limit);
    const { url: fresh, database: name } = await workspace.createDatabase();
    expect(await bridge.step(fresh, 'other', 'upgrade', workspace.limit(name))).toMatchObject({ outcome: 'applied' });
    expect(await readVersions(fresh)).toEqual(['other']);
  });

  it('prints is heard, from C code and other programs too, and cut to its end', async () => {
    const upgrade = 'print("from Python")\nos.write(1, b"from C\\n")\nimport subprocess\nsubprocess.run(["echo", "from elsewhere"])';
    const { bridge, database, url } = await workspace.begin({ revisions: { loud: { upgrade, downgrade: 'print("x" * 10000, end="the end")' } } });
    const limit = workspace.limit(database);
    expect((await bridge.step(url, 'loud', 'upgrade', limit)).output).toBe('from Python\nfrom C\nfrom elsewhere\n');
    expect((await bridge.step(url, 'loud', 'downgrade', limit)).output).toBe(`…${'x'.repeat(3993)}the end`);
  });
});

it('nothing survives the end of a bridge: threads, children, the directory of its socket', async () => {
  const upgrade = 'import threading, subprocess\nthreading.Thread(target=time.sleep, args=(3600,)).start()\nprint(os.getpid(), subprocess.Popen(["sleep", "3599"]).pid, sys.argv)';
  const { bridge, database, url } = await workspace.begin({ revisions: { a1: { upgrade } } });
  const { output } = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
  const pids = /^(\d+) (\d+)/.exec(output ?? '')?.slice(1) ?? [];
  const directory = dirname(readlinkSync(`/proc/${pids[0]!}/fd/1`));
  expect(existsSync(directory)).toBe(true);
  await bridge.close();
  await bridge.close();
  expect(existsSync(directory)).toBe(false);
  await expect.poll(() => pids.filter((pid) => existsSync(`/proc/${pid}`) && !/^\d+ \(.*\) Z/.test(execFileSync('cat', [`/proc/${pid}/stat`], { encoding: 'utf8' })))).toEqual([]);
});

describe('env.py that', () => {
  const doing = 'Run `alembic current` on a database of your own to see the same, and give env.py what it asks for (environment variables, files, installed packages).';

  it.each([
    ['raises', 'raise RuntimeError("no settings")', { what: 'env.py could not be run: no settings.', where: 'migrations/env.py:1', remedy: doing }],
    ['exits', 'import sys\nsys.exit("no settings")', { what: "env.py could not be run: sys.exit('no settings') was called.", where: 'migrations/env.py:2', remedy: doing }],
    ['kills Python', 'import os\nos._exit(3)', { what: 'env.py could not be run: Python ended with exit code 3.', where: 'env.py', remedy: doing }],
    ['imports what is not installed', 'import not_installed_here', { what: 'Python finds no module `not_installed_here`.', where: 'migrations/env.py:1' }],
    ['is no Python', 'def', { where: 'migrations/env.py:1' }],
    ['never runs migrations', 'pass', { what: 'env.py could not be run: env.py ended without calling context.run_migrations().', where: 'migrations/env.py' }],
  ])('%s before any revision is named, and no revision', async (_name, environment, explained) => {
    const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: {} } });
    await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({ code: 'env-py', ...explained });
    await expect(bridge.run(url, ['a1'], workspace.limit(database))).rejects.toMatchObject({ code: 'env-py', ...explained });
    await expect(bridge.stamp(url, ['a1'], workspace.limit(database))).rejects.toMatchObject({ code: 'env-py', ...explained });
  });

  it.each([
    ['fails after the revisions', `${plainEnvironment}\nraise RuntimeError("too late")`, 'too late'],
    ['fails when it has come to a revision before', `import os\nseen = os.environ.setdefault("SEEN", "") + "x"\nos.environ["SEEN"] = seen\nassert len(seen) < 2, "twice"\n${plainEnvironment}`, 'twice'],
  ])('%s is named at the step', async (_name, environment, message) => {
    const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: {} } });
    const limit = workspace.limit(database);
    const first = await bridge.step(url, 'a1', 'upgrade', limit);
    const failed = first.outcome === 'failed' ? first : await bridge.step(url, 'a1', 'downgrade', limit);
    expect(failed).toMatchObject({ outcome: 'failed', error: { message, file: 'migrations/env.py' } });
  });

  it('is slow at first takes nothing from the time of the first revision', async () => {
    const environment = `import os, time\nif "SLOW" not in os.environ:\n    os.environ["SLOW"] = "was"\n    time.sleep(2.5)\n${plainEnvironment}`;
    const { bridge, database, url } = await workspace.begin({ environment, revisions: { quick: {}, slow: { upgrade: 'time.sleep(30)' } } });
    const step = await bridge.step(url, 'quick', 'upgrade', workspace.limit(database, 1_000));
    expect(step).toMatchObject({ outcome: 'applied' });
    expect(step.durationMs).toBeLessThan(1_000);
    expect(await bridge.step(url, 'slow', 'upgrade', workspace.limit(database, 1_000))).toMatchObject({ outcome: 'timed-out', hung: { file: 'migrations/versions/slow.py' } });
  });

  it('loads an application that fails is told by the line of that', async () => {
    const files = { 'shop/__init__.py': '', 'shop/settings.py': 'import json\n\n\ndef read():\n    return json.loads("{")\n' };
    const environment = `import os, sys\nsys.path.insert(0, os.getcwd())\nfrom shop.settings import read\nread()\n`;
    const { bridge, database, url } = await workspace.begin({ environment, files, revisions: { a1: {} } });
    await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({ code: 'env-py', where: 'migrations/env.py:4' });
  });

  it('sets variables and the search path in modules that are imported once keeps them, and the path does not grow', async () => {
    const environment = `import os, sys\nsys.path.insert(0, os.path.dirname(__file__))\nimport settings\nassert os.environ["FROM_SETTINGS"] == "yes"\n${plainEnvironment}`;
    const files = { 'migrations/settings.py': 'import os\nos.environ["FROM_SETTINGS"] = "yes"\n' };
    const revision = { upgrade: 'print(len(sys.path), len(set(sys.path)))', downgrade: 'print(len(sys.path), len(set(sys.path)))' };
    const { bridge, database, url } = await workspace.begin({ environment, files, revisions: { a1: revision } });
    const limit = workspace.limit(database);
    const lengths = [];
    for (const direction of ['upgrade', 'downgrade', 'upgrade', 'downgrade'] as const) lengths.push((await bridge.step(url, 'a1', direction, limit)).output);
    expect(new Set(lengths.slice(1)).size).toBe(1);
  });
});

it('a downgrade that is not there, or raises NotImplementedError itself, is irreversible; a dialect that cannot is not', async () => {
  const revisions = {
    none: { downgrade: null },
    refuses: { downgrade: 'raise NotImplementedError("no way back")' },
    cannot: { downgrade: 'from sqlalchemy.engine.interfaces import Dialect\nDialect.do_begin(Dialect, None)' },
  };
  const { bridge, database, url } = await workspace.begin({ revisions });
  const limit = workspace.limit(database);
  const seen: Record<string, unknown> = {};
  for (const id of Object.keys(revisions)) {
    await bridge.step(url, id, 'upgrade', limit);
    const { error } = await bridge.step(url, id, 'downgrade', limit);
    seen[id] = [error?.type, error?.message, error?.isIrreversible];
  }
  expect(seen).toEqual({
    none: ['AttributeError', 'the revision has no downgrade()', true],
    refuses: ['NotImplementedError', 'no way back', true],
    cannot: ['NotImplementedError', 'NotImplementedError', false],
  });
});

it('Python sees no tokens, no command files of the job and no hidden variable', async () => {
  const secrets = ['GITHUB_TOKEN', 'GITHUB_ENV', 'GITHUB_OUTPUT', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE', 'ACTIONS_RUNTIME_TOKEN', 'ACTIONS_ID_TOKEN_REQUEST_URL', 'INPUT_GITHUB-TOKEN', 'MINE'];
  for (const name of secrets) process.env[name] = 'secret';
  process.env['GITHUB_SHA'] = 'abc';
  try {
    const { bridge, database, url } = await workspace.begin(
      { revisions: { a1: { upgrade: 'print([name for name, value in os.environ.items() if value == "secret"], os.environ["GITHUB_SHA"])' } } },
      { hiddenEnv: ['MINE'] },
    );
    expect((await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).output).toBe('[] abc\n');
  } finally {
    for (const name of [...secrets, 'GITHUB_SHA']) Reflect.deleteProperty(process.env, name);
  }
});
