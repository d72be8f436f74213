// Makes the Python environments that the tests and the demonstration run projects with, under .cache/python/<name>.
// `node scripts/python-environment.mjs [name ...]` prints the path of each interpreter.
import { execFile } from 'node:child_process';
import { mkdir, readFile, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../.cache/python/', import.meta.url));

/** Ranges, not pins: the gate must work with what people install today. */
const environments = {
  default: {
    pythons: [],
    packages: [
      ...['alembic', 'SQLAlchemy>=2', 'greenlet'],
      ...['psycopg2-binary', 'psycopg[binary]', 'asyncpg', 'pg8000'],
      // cryptography: what PyMySQL and its asynchronous kin need for MySQL's caching_sha2_password.
      ...['PyMySQL>=1.1', 'cryptography', 'mysql-connector-python>=9', 'asyncmy>=0.2.10', 'aiomysql>=0.3', 'aiosqlite>=0.20'],
    ],
  },
  // Drivers that have no wheels for Linux: they need a compiler, pkg-config, libmariadb and Python's headers. Only the container
  // suite uses them, whose machine has these (`.ci/run`).
  'native-drivers': {
    pythons: [],
    packages: ['alembic', 'SQLAlchemy>=2', 'greenlet', 'mysqlclient>=2.2', 'mariadb>=1.1'],
  },
  // For the example `webapp-flask`.
  flask: {
    pythons: [],
    packages: ['Flask-Migrate>=4', 'Flask-SQLAlchemy>=3.1', 'PyMySQL>=1.1', 'cryptography'],
  },
  // What projects read their settings with.
  settings: {
    pythons: [],
    packages: ['alembic', 'SQLAlchemy>=2', 'pydantic-settings>=2', 'python-decouple', 'environs', 'django-environ', 'dynaconf', 'python-dotenv', 'starlette', 'Flask', 'redis', 'psycopg2-binary'],
  },
  // What projects have beside Alembic: its plug-ins, types, and frameworks that bring it along.
  plugins: {
    pythons: [],
    packages: [
      ...['alembic', 'SQLAlchemy>=2', 'greenlet', 'psycopg2-binary', 'psycopg[binary]', 'asyncpg', 'aiosqlite>=0.20'],
      ...['alembic-utils', 'alembic-postgresql-enum', 'geoalchemy2', 'pgvector', 'SQLAlchemy-Utils', 'SQLAlchemy-Continuum'],
      ...['sqlmodel', 'pydantic-settings>=2', 'advanced-alchemy', 'litestar', 'plaster-pastedeploy'],
    ],
  },
  // Corners of what is supported, beside the oldest: what people have who do not renew everything at once.
  'python-3.9': {
    pythons: ['python3.9'],
    packages: ['alembic', 'SQLAlchemy>=2,<2.1', 'greenlet', 'psycopg2-binary', 'asyncpg', 'aiosqlite'],
  },
  'sqlalchemy-1.4': {
    pythons: ['python3.12'],
    packages: ['alembic>=1.8,<1.9', 'SQLAlchemy>=1.4.50,<2', 'greenlet', 'psycopg2-binary', 'asyncpg<0.30', 'aiosqlite<0.20', 'setuptools<80'],
  },
  newest: {
    pythons: ['python3.14', 'python3.13'],
    packages: ['alembic', 'SQLAlchemy>=2.1', 'greenlet', 'psycopg2-binary', 'asyncpg', 'aiosqlite'],
  },
  // Refused by name.
  'too-old': {
    pythons: ['python3.9'],
    packages: ['alembic<1.7', 'SQLAlchemy<1.4', 'setuptools<80'],
  },
  // The oldest that is supported. SQLAlchemy 1.4.31 has no wheels for Python after 3.10; there pip builds it without its C code.
  oldest: {
    pythons: ['python3.9', 'python3.10'],
    packages: ['alembic==1.7.6', 'SQLAlchemy==1.4.31', 'psycopg2-binary'],
  },
  // Lints workflows for what makes them unsafe; a program without any Python module.
  zizmor: {
    pythons: [],
    packages: ['zizmor==1.32.0'],
    proof: 'import importlib.metadata; importlib.metadata.version("zizmor")',
  },
};

const lockLimitMs = 300_000;
const lockPollMs = 200;

/**
 * The interpreter of an environment, which is made first where it is not there or was made from other packages.
 * Safe to be called by several processes at once.
 * @param {string} name
 * @returns {Promise<string>} absolute path of its `python`
 */
export async function ensurePythonEnvironment(name) {
  const { pythons, packages, proof = 'import alembic' } = environments[name] ?? raise(`there is no Python environment '${name}'`);
  const directory = join(root, name);
  const python = join(directory, 'bin', 'python');
  const stamp = join(directory, 'made-from.txt');
  const recipe = `${packages.join('\n')}\n`;
  if (await isMade(python, proof, stamp, recipe)) return python;
  return withLock(`${directory}.lock`, async () => {
    if (await isMade(python, proof, stamp, recipe)) return python;
    await rm(directory, { recursive: true, force: true });
    await makeEnvironment(await findPython(pythons), directory, packages);
    await writeFile(`${stamp}.new`, recipe);
    await rename(`${stamp}.new`, stamp);
    return python;
  });
}

async function isMade(python, proof, stamp, recipe) {
  const made = await readFile(stamp, 'utf8').catch(() => undefined);
  return made === recipe && (await run(python, ['-c', proof]).then(() => true, () => false));
}

/** The first of `names` that runs, on the path or made by pyenv; else the machine's `python3`, which is said. */
async function findPython(names) {
  const versions = join(homedir(), '.pyenv', 'versions');
  const installed = await readdir(versions).catch(() => []);
  for (const name of names) {
    const fromPyenv = installed.filter((version) => `python${version}`.startsWith(`${name}.`)).map((version) => join(versions, version, 'bin', name));
    for (const candidate of [name, ...fromPyenv]) {
      if (await run(candidate, ['-c', 'import venv']).then(() => true, () => false)) return candidate;
    }
  }
  if (names.length > 0) process.stderr.write(`None of ${names.join(', ')} is installed; its packages are tried with python3.\n`);
  return 'python3';
}

async function makeEnvironment(python, directory, packages) {
  await mkdir(root, { recursive: true });
  const options = ['install', '--quiet', '--disable-pip-version-check'];
  try {
    await run(python, ['-m', 'venv', directory]);
    await run(join(directory, 'bin', 'python'), ['-m', 'pip', ...options, ...packages]);
  } catch (error) {
    // Debian's python3 without python3-venv makes no environment that has pip; the machine's own pip fills it then.
    if (!/ensurepip/.test(`${error.stdout ?? ''}${error.stderr ?? ''}`)) throw error;
    await rm(directory, { recursive: true, force: true });
    await run(python, ['-m', 'venv', '--without-pip', directory]);
    const { stdout } = await run(join(directory, 'bin', 'python'), ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))']);
    await run(python, ['-m', 'pip', ...options, '--target', stdout.trim(), ...packages]);
  }
}

/** One process makes an environment, the others wait for it; a lock that its holder left behind is taken over. */
async function withLock(path, work) {
  await mkdir(root, { recursive: true });
  const deadline = Date.now() + lockLimitMs;
  for (;;) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      if (!(await isHeld(path))) await rm(path, { force: true });
      else if (Date.now() > deadline) throw new Error(`${path} is held by another process for too long`, { cause: error });
      else await sleep(lockPollMs);
    }
  }
  try {
    return await work();
  } finally {
    await rm(path, { force: true });
  }
}

async function isHeld(path) {
  const holder = Number(await readFile(path, 'utf8').catch(() => ''));
  // Just made and not yet written, or gone in the meantime.
  if (!Number.isInteger(holder) || holder === 0) {
    const made = await stat(path).catch(() => undefined);
    return made !== undefined && Date.now() - made.mtimeMs < 5_000;
  }
  try {
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function raise(message) {
  throw new Error(message);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const names = process.argv.slice(2);
  for (const name of names.length === 0 ? Object.keys(environments) : names) {
    process.stdout.write(`${await ensurePythonEnvironment(name)}\n`);
  }
}
