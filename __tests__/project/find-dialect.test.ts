import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { UserError } from '../../src/errors.ts';
import { findDialect } from '../../src/project/find-dialect.ts';
import { makeDirectory } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';
import { makeProject } from './make-project.ts';

interface Search {
  readonly url?: string;
  readonly files?: FileTree;
  /** What env.py would try to connect to; without it, env.py must not be run. */
  readonly probed?: readonly string[];
  /** The project's directory inside of the repository. */
  readonly at?: string;
}

function search({ url, files = {}, probed, at = '' }: Search): ReturnType<typeof findDialect> {
  const root = makeDirectory({ ...files, [join(at, 'migrations')]: undefined });
  return findDialect(makeProject(join(root, at), { repositoryRoot: root, url }), () => (probed === undefined ? Promise.reject(new Error('env.py was run')) : Promise.resolve(probed)));
}

const required = (name: DialectName) => ({ name, origin: 'the driver among the requirements' });
const probedAs = (name: DialectName) => ({ name, origin: 'what env.py connects to' });

describe('the URL of the ini', () => {
  test.each<[url: string, name: DialectName]>([
    ['postgresql://db/shop', 'postgresql'],
    ['postgresql+psycopg2://me:secret@db:5432/shop', 'postgresql'],
    ['  postgres://db/shop', 'postgresql'],
    ['mysql+mysqldb://@localhost/database', 'mysql'],
    ['mariadb+pymysql://db/shop', 'mariadb'],
    ['sqlite:///example.db', 'sqlite'],
    ['sqlite+aiosqlite://', 'sqlite'],
  ])('%s', async (url, name) => {
    expect(await search({ url, files: { 'requirements.txt': 'asyncmy\n' } })).toEqual({ name, origin: 'the URL in alembic.ini' });
  });

  test.each(['driver://user:pass@localhost/dbname', '%(DB_URL)s', '${DATABASE_URL}', '', 'localhost:5432'])('%j says nothing', async (url) => {
    expect(await search({ url, files: { 'requirements.txt': 'psycopg2\n' } })).toEqual(required('postgresql'));
  });
});

/** A lock file that names the drivers of SQLAlchemy's extras, as poetry and uv write them. */
const lockOf = (...packages: string[]): string =>
  [
    ...packages.map((name) => `[[package]]\nname = "${name}"\nversion = "1.0"\n`),
    '[[package]]\nname = "sqlalchemy"\nversion = "2.0"\n\n[package.extras]',
    'aiosqlite = ["aiosqlite"]\nasyncmy = ["asyncmy (>=0.2.3)"]\nmariadb-connector = ["mariadb (>=1.0.1)"]\npostgresql = ["psycopg2 (>=2.7)"]\npymysql = ["pymysql"]\n',
  ].join('\n');

describe('the driver among the requirements', () => {
  test.each<[title: string, files: FileTree, name: DialectName]>([
    ['requirements.txt', { 'requirements.txt': 'SQLAlchemy==2.0\npsycopg2-binary==2.9.9\n' }, 'postgresql'],
    ['a name in other letters', { 'requirements.txt': 'Psycopg2_Binary>=2\n' }, 'postgresql'],
    ['a name with extras', { 'requirements.txt': 'psycopg[binary,pool]>=3.1 ; python_version > "3.8"\n' }, 'postgresql'],
    ['a comment says nothing', { 'requirements.txt': '# pymysql is not used\nasyncpg  # not aiosqlite\n' }, 'postgresql'],
    ['a name inside of another says nothing', { 'requirements.txt': 'types-pymysql\npytest-asyncpg\nmysqlclient\n' }, 'mysql'],
    ['requirements of an environment', { 'requirements-prod.txt': 'mysqlclient\n' }, 'mysql'],
    ['requirements in a folder', { 'requirements/base.in': 'mariadb\n' }, 'mariadb'],
    ['the dependencies of a pyproject.toml', { 'pyproject.toml': '[project]\nname = "pymysql-shop"\nkeywords = ["mariadb"]\ndependencies = ["sqlalchemy[asyncio]", "aiosqlite>=0.19"]\n' }, 'sqlite'],
    ['optional dependencies', { 'pyproject.toml': '[project.optional-dependencies]\ndb = ["pg8000"]\n' }, 'postgresql'],
    ['dependency groups', { 'pyproject.toml': '[dependency-groups]\ndev = ["ruff", { include-group = "db" }]\ndb = ["asyncmy"]\n' }, 'mysql'],
    ['poetry’s dependencies', { 'pyproject.toml': '[tool.poetry.dependencies]\npython = "^3.11"\npsycopg = { version = "^3", extras = ["binary"] }\n' }, 'postgresql'],
    ['poetry’s groups', { 'pyproject.toml': '[tool.poetry.group.db.dependencies]\naiomysql = "*"\n' }, 'mysql'],
    ['a pyproject.toml that is no TOML', { 'pyproject.toml': '[project\ndependencies = ["asyncpg"]\n' }, 'postgresql'],
    ['poetry.lock', { 'poetry.lock': lockOf('psycopg2-binary') }, 'postgresql'],
    ['uv.lock', { 'uv.lock': lockOf('asyncpg') }, 'postgresql'],
    ['pdm.lock', { 'pdm.lock': lockOf('mysql-connector-python') }, 'mysql'],
    ['Pipfile', { Pipfile: '[packages]\nsqlalchemy = "*"\npymysql = "*"\n\n[requires]\npython_version = "3.11"\n' }, 'mysql'],
    ['Pipfile.lock', { 'Pipfile.lock': '{"default": {"psycopg2": {"version": "==2.9"}}}' }, 'postgresql'],
    ['setup.cfg', { 'setup.cfg': '[options]\ninstall_requires =\n    psycopg2\n' }, 'postgresql'],
    ['setup.py', { 'setup.py': 'setup(install_requires=["mysqlclient>=2"])\n' }, 'mysql'],
    ['environment.yml', { 'environment.yml': 'dependencies:\n  - python=3.10\n  - psycopg2=2.8.6\n' }, 'postgresql'],
    ['two drivers of one dialect', { 'requirements.txt': 'psycopg2\nasyncpg\n' }, 'postgresql'],
    ['the lock of another language says nothing', { 'requirements.txt': 'psycopg2\n', 'Cargo.lock': '[[package]]\nname = "mariadb"\n', 'yarn.lock': 'mariadb@^3:\n' }, 'postgresql'],
  ])('%s', async (_, files, name) => {
    expect(await search({ files })).toEqual(required(name));
  });

  test.each<[title: string, files: FileTree]>([
    ['beside the project', { 'services/shop/requirements.txt': 'psycopg2\n' }],
    ['one directory above', { 'services/requirements.txt': 'psycopg2\n' }],
    ['at the root of the repository', { 'requirements.txt': 'psycopg2\n' }],
    ['not elsewhere', { 'requirements.txt': 'psycopg2\n', 'services/till/requirements.txt': 'pymysql\n' }],
  ])('%s', async (_, files) => {
    expect(await search({ at: 'services/shop', files })).toEqual(required('postgresql'));
  });
});

describe('what env.py connects to', () => {
  test.each<[title: string, files: FileTree, probed: string[], name: DialectName]>([
    ['no driver', { 'requirements.txt': 'sqlalchemy\n' }, ['postgresql'], 'postgresql'],
    ['nothing at all', {}, ['mariadb'], 'mariadb'],
    ['drivers of two dialects', { 'requirements.txt': 'psycopg2\naiosqlite\n' }, ['sqlite'], 'sqlite'],
    ['drivers of two dialects in two files', { 'requirements.txt': 'psycopg2\n', 'poetry.lock': lockOf('pymysql') }, ['mysql', 'sqlite'], 'mysql'],
    ['a lock file without a driver', { 'poetry.lock': lockOf('requests') }, ['postgresql'], 'postgresql'],
  ])('%s', async (_, files, probed, name) => {
    expect(await search({ files, probed })).toEqual(probedAs(name));
  });
});

describe('what is not known', () => {
  const known = 'Set the option `dialect` if that is not so; known are postgresql, mysql, mariadb and sqlite.';
  test.each<[title: string, request: Search, error: object]>([
    ['a URL', { url: 'oracle+oracledb://db/shop' }, { code: 'unknown-dialect', what: 'The project uses oracle, which Alembic Gate does not know.', where: 'sqlalchemy.url of alembic.ini', remedy: known }],
    ['what env.py connects to', { probed: ['mssql'] }, { code: 'unknown-dialect', what: 'The project uses mssql, which Alembic Gate does not know.', where: 'env.py', remedy: known }],
    [
      'an env.py that connects to nothing',
      { probed: [] },
      { code: 'unknown-dialect', what: 'Which kind of database the project uses could not be told: env.py opened no connection.', where: 'alembic.ini', remedy: 'Set the option `dialect`, for example `dialect: postgresql`.' },
    ],
  ])('%s', async (_, request, expected) => {
    const error: unknown = await search(request).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const { code, what, where, remedy } = error as UserError;
    expect({ code, what, where, remedy }).toEqual(expected);
  });

  test('what env.py fails with goes through', async () => {
    await expect(search({})).rejects.toThrow(/^env\.py was run$/);
  });
});
