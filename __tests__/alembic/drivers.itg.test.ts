import { afterAll, beforeAll, describe } from 'vitest';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace, asyncEnvironment, plainEnvironment } from './alembic-workspace.ts';
import { testDriver, testOuterTransaction } from './driver-behaviour.ts';
import type { DialectFacts } from './driver-behaviour.ts';

let onPostgresql: AlembicWorkspace;
let onSqlite: AlembicWorkspace;
beforeAll(async () => {
  [onPostgresql, onSqlite] = await Promise.all([AlembicWorkspace.open('default', postgresql), AlembicWorkspace.open('default', sqlite)]);
});
afterAll(() => Promise.all([onPostgresql.close(), onSqlite.close()]));

const dead = 'nobody:secret@production.invalid:1/precious';
const missing = '/nonexistent/precious.db';

const postgresqlFacts: DialectFacts = {
  createTable: '\nCREATE TABLE t (\n\tid SERIAL NOT NULL, \n\tPRIMARY KEY (id)\n)\n\n',
  countTables: "SELECT count(to_regclass('t'))::int",
  error: { message: 'relation "t" already exists', code: '42P07' },
  keepsEach: false,
  commitsTables: false,
  countConnections: (database) => `SELECT count(*)::int FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`,
};

const sqliteFacts: DialectFacts = {
  createTable: '\nCREATE TABLE t (\n\tid INTEGER NOT NULL, \n\tPRIMARY KEY (id)\n)\n\n',
  countTables: "SELECT count(*) FROM sqlite_schema WHERE name = 't'",
  error: { message: 'table t already exists', code: 'SQLITE_ERROR' },
  keepsEach: true,
  commitsTables: true,
  countConnections: undefined,
};

describe.each([
  { name: 'psycopg2', url: `postgresql+psycopg2://${dead}`, environment: plainEnvironment },
  { name: "SQLAlchemy's default driver", url: `postgresql://${dead}?sslmode=require&application_name=x`, environment: plainEnvironment },
  { name: 'psycopg', url: `postgresql+psycopg://${dead}`, environment: plainEnvironment },
  { name: 'pg8000', url: `postgresql+pg8000://${dead}`, environment: plainEnvironment },
  { name: 'asyncpg', url: `postgresql+asyncpg://${dead}`, environment: asyncEnvironment },
  { name: 'psycopg, asynchronous', url: `postgresql+psycopg://${dead}`, environment: asyncEnvironment },
])('PostgreSQL by $name', (flavour) => {
  testDriver(flavour, postgresqlFacts, () => onPostgresql);
});

describe.each([
  { name: 'sqlite3', url: `sqlite:///${missing}`, environment: plainEnvironment },
  { name: 'sqlite3, a relative path', url: 'sqlite:///example.db', environment: plainEnvironment },
  { name: 'sqlite3, in memory', url: 'sqlite://', environment: plainEnvironment },
  { name: 'sqlite3, a URI', url: `sqlite+pysqlite:///file:${missing}?mode=ro&uri=true`, environment: plainEnvironment },
  { name: 'aiosqlite', url: `sqlite+aiosqlite:///${missing}`, environment: asyncEnvironment },
  { name: 'aiosqlite, in memory', url: 'sqlite+aiosqlite://', environment: asyncEnvironment },
])('SQLite by $name', (flavour) => {
  testDriver(flavour, sqliteFacts, () => onSqlite);
});

describe('PostgreSQL', () => {
  testOuterTransaction(`postgresql://${dead}`, [], () => onPostgresql);
});

describe('SQLite', () => {
  testOuterTransaction(`sqlite:///${missing}`, [], () => onSqlite);
});
