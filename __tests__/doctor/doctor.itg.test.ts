import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { plainEnvironment, writeProject } from '../alembic/alembic-workspace.ts';
import type { ProjectFiles } from '../alembic/alembic-workspace.ts';
import { inEnvironment, otherPython } from '../alembic/lacks/words.ts';

const cli = join(import.meta.dirname, '../../src/cli.ts');
const revisions = { a1: {}, b1: { parents: ['a1'] } };
const url = 'sqlite:///shop.db';
const directories: string[] = [];
let python: string;

beforeAll(async () => {
  python = await ensurePythonEnvironment('settings');
});
afterEach(() => Promise.all(directories.splice(0).map((directory) => rm(directory, { recursive: true, force: true }))));

/** What the command says, with what differs from machine to machine in angle brackets. */
async function examine(files: ProjectFiles, flags: readonly string[] = []): Promise<{ exitCode: number | undefined; lines: string[] }> {
  const directory = await writeProject(files);
  directories.push(directory);
  const { exitCode, stdout } = await execa(process.execPath, [cli, 'doctor', '--python', python, ...flags], { cwd: directory, reject: false, env: { NO_COLOR: '1' } });
  const text = stdout.replaceAll(python, '<python>').replaceAll(directory, '<project>').replaceAll(/\b\d+(?:\.\d+)+\b/g, '<version>');
  return { exitCode, lines: text.split('\n') };
}

const beforeDialect = [
  'alembic.ini',
  '  ✓ configuration  alembic.ini, section [alembic]',
  '  ✓ run from       .',
  '  ✓ scripts        migrations',
  '  ✓ revisions      2 in migrations/versions, head b1',
  '  ✓ interpreter    <python>, found by: option `python`',
  '  ✓ packages       Python <version>, Alembic <version>, SQLAlchemy <version>',
];
const isMissing = 'Something is missing. What it is and what mends it stands above.';

it('finds nothing missing where nothing is', async () => {
  expect(await examine({ url, revisions })).toEqual({
    exitCode: 0,
    lines: [
      ...beforeDialect,
      '  ✓ dialect        sqlite, from the URL in alembic.ini',
      '  ✓ connects       to sqlite by pysqlite',
      '  ✓ database       SQLite <version> (file)',
      '  ✓ env.py         runs, and gives no models (`target_metadata`), so they are not compared with the database',
      '',
      'Nothing is missing. Try: alembic-gate check',
    ],
  });
});

it('names the settings that env.py wants, with the traceback below', async () => {
  const environment = `from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    jwt_secret: str\nSettings()\n${plainEnvironment}`;
  const { exitCode, lines } = await examine({ url, revisions, environment });
  expect(exitCode).toBe(2);
  expect(lines.slice(0, 14)).toEqual([
    ...beforeDialect,
    '  ✓ dialect        sqlite, from the URL in alembic.ini',
    '  ✓ database       SQLite <version> (file)',
    '',
    'not checked env-py  migrations/env.py:4',
    '  The class `Settings` asks for 1 setting that is not set: `jwt_secret`.',
    `  Do: Set it ${inEnvironment} \`JWT_SECRET=not-a-secret\`. Where the class has an \`env_prefix\`, their names begin with it.`,
    // A long traceback is shown from its end.
    '    …',
  ]);
  expect(lines).toContain('    pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings');
  expect(lines.at(-1)).toBe(isMissing);
});

it('names the role that env.py wants', async () => {
  const environment = plainEnvironment.replace('    context.configure', '    connection.exec_driver_sql("SET ROLE shop_owner")\n    context.configure');
  const { exitCode, lines } = await examine({ revisions, environment }, ['--database', 'embedded']);
  expect(exitCode).toBe(2);
  expect(lines.slice(7, 14)).toEqual([
    '  ✓ dialect        postgresql, from the URL in alembic.ini',
    '  ✓ connects       to postgresql by psycopg2',
    '  ✓ database       PostgreSQL <version> (embedded)',
    '',
    'not checked env-py  migrations/env.py:10',
    '  The role `shop_owner` is not there.',
    '  Do: The role shop_owner is made by no revision; set `setup-sql: CREATE ROLE shop_owner`.',
  ]);
  expect(await examine({ revisions, environment }, ['--database', 'embedded', '--setup-sql', 'CREATE ROLE shop_owner; GRANT CREATE ON SCHEMA public TO shop_owner'])).toMatchObject({ exitCode: 0 });
});

it('counts what runs long before the first revision as env.py’s, as a check does', async () => {
  const files = { 'application.py': 'import time\ntime.sleep(2)\n' };
  expect(await examine({ url, revisions, files, environment: `import application\n${plainEnvironment}` }, ['--timeout', '1s'])).toMatchObject({ exitCode: 0 });
});

it('says that several databases are each checked by themselves', async () => {
  const environment = `
from alembic import context
from sqlalchemy import create_engine
for name in ["people", "goods"]:
    with create_engine("sqlite:///%s.db" % name).connect() as connection:
        context.configure(connection=connection, target_metadata=None)
        with context.begin_transaction():
            context.run_migrations()
`;
  const { exitCode, lines } = await examine({ url, revisions, environment });
  expect(lines.slice(10)).toEqual(['  ✓ env.py         runs, and migrates several databases, each of which is checked by itself', '', 'Nothing is missing. Try: alembic-gate check']);
  expect(exitCode).toBe(0);
});

it('refuses what a check refuses: an env.py that migrates the database on its own', async () => {
  const stamp = ['CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)', "INSERT INTO alembic_version VALUES ('b1')"];
  const environment = plainEnvironment.replace('with connectable.connect()', `with connectable.begin() as connection:\n${stamp.map((sql) => `    connection.exec_driver_sql("${sql}")\n`).join('')}with connectable.connect()`);
  const { exitCode, lines } = await examine({ url, revisions, environment });
  expect(exitCode).toBe(2);
  expect(lines).toContain('  The application that env.py loads, or env.py itself, migrates the database on its own: it was at `b1` before the first revision was run.');
});

it('refuses what a check refuses: bytecode without its source', async () => {
  const { exitCode, lines } = await examine({ url, revisions, ini: 'sourceless = true\n', files: { 'migrations/versions/c1.pyc': '' } });
  expect(exitCode).toBe(2);
  expect(lines.slice(4, 7)).toEqual(['', 'not checked no-project  alembic.ini', expect.stringMatching(/^ {2}With `sourceless = true` Alembic takes bytecode for revisions, .*: migrations\/versions\/c1\.pyc\.$/)]);
});

it('names the module that a revision wants before anything is started', async () => {
  const { exitCode, lines } = await examine({ url, revisions: { ...revisions, b1: { parents: ['a1'], head: 'import shop.models' } } });
  expect(exitCode).toBe(2);
  expect(lines.slice(5, 9)).toEqual([
    '  ✓ interpreter    <python>, found by: option `python`',
    '',
    'not checked python-environment  migrations/versions/b1.py:7',
    '  Python finds no module `shop`.',
  ]);
});

it('counts no interpreter as found that does not start', async () => {
  const { exitCode, lines } = await examine({ url, revisions }, ['--python', '/none/python']);
  expect(exitCode).toBe(2);
  expect(lines.slice(0, 10)).toEqual([
    ...beforeDialect.slice(0, 5),
    '',
    'not checked no-python  /none/python, found by: option `python`',
    "  The project's Python could not be run: it could not be started: spawn /none/python ENOENT.",
    `  Do: Install it, or ${otherPython}.`,
    '',
  ]);
});

it('names the section of a pyproject.toml as it stands there', async () => {
  const directory = await writeProject({ url, revisions });
  directories.push(directory);
  await rename(join(directory, 'alembic.ini'), join(directory, 'unused'));
  await writeFile(join(directory, 'pyproject.toml'), '[tool.alembic]\nscript_location = "%(here)s/migrations"\n');
  const { stdout } = await execa(process.execPath, [cli, 'doctor', '--python', python, '--dialect', 'sqlite'], { cwd: directory, reject: false, env: { NO_COLOR: '1' } });
  expect(stdout.split('\n').slice(0, 2)).toEqual(['pyproject.toml', '  ✓ configuration  pyproject.toml, section [tool.alembic]']);
});
