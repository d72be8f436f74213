import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { StepResult } from '../../src/alembic/runner.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace, asyncEnvironment, deadUrlFor, plainEnvironment } from './alembic-workspace.ts';
import { queryDatabase } from './query-database.ts';

let onPostgresql: AlembicWorkspace;
let onSqlite: AlembicWorkspace;
beforeAll(async () => {
  [onPostgresql, onSqlite] = await Promise.all([AlembicWorkspace.open('default', postgresql), AlembicWorkspace.open('default', sqlite)]);
});
afterAll(() => Promise.all([onPostgresql.close(), onSqlite.close()]));

const flavours = [
  { name: 'psycopg2', url: deadUrlFor('psycopg2'), environment: plainEnvironment, python: 'default', on: 'postgresql' },
  { name: 'asyncpg', url: deadUrlFor('asyncpg'), environment: asyncEnvironment, python: 'default', on: 'postgresql' },
  { name: 'psycopg2 and SQLAlchemy 1.4', url: deadUrlFor('psycopg2'), environment: plainEnvironment, python: 'oldest', on: 'postgresql' },
  { name: 'sqlite3', url: 'sqlite:///example.db', environment: plainEnvironment, python: 'default', on: 'sqlite' },
  { name: 'aiosqlite', url: 'sqlite+aiosqlite:///example.db', environment: asyncEnvironment, python: 'default', on: 'sqlite' },
  { name: 'sqlite3 and SQLAlchemy 1.4', url: 'sqlite:///example.db', environment: plainEnvironment, python: 'oldest', on: 'sqlite' },
] as const;

/** Each statement of the revision is on a line of its own, from line 10 on. */
const lines = ['op.execute("CREATE TABLE a (id int)")', 'op.execute("CREATE TABLE b (id int)")', 'op.execute("CREATE TABLE c (id int)")'];

describe.each(flavours)('with $name', ({ url, environment, python, on }) => {
  const isSqlite = on === 'sqlite';

  /** Runs the revision whole, then on a new database until the line; gives what the second left. */
  async function stopAt(upgrade: string, line: number | 'last' | 'never', { isSecond = false } = {}): Promise<{ readonly stopped: StepResult; readonly tables: readonly unknown[] }> {
    const workspace = isSqlite ? onSqlite : onPostgresql;
    const interpreter = { command: [await ensurePythonEnvironment(python)], origin: 'the test' };
    const project = await workspace.begin({ url, environment, revisions: { a0: {}, a1: { upgrade } } }, { interpreter });
    const whole = await project.bridge.step(project.url, 'a1', 'upgrade', workspace.limit(project.database));
    const count = whole.statements.filter(({ ordinal }) => ordinal !== undefined).length;
    const ordinal = line === 'last' ? count : line === 'never' ? count + 1 : whole.statements.find((statement) => statement.line === line)?.ordinal;
    const other = await workspace.createDatabase();
    // A database that has the version table already.
    if (isSecond) await project.bridge.step(other.url, 'a0', 'upgrade', workspace.limit(other.database));
    const stopped = await project.bridge.step(other.url, 'a1', 'upgrade', workspace.limit(other.database), { stopAfter: ordinal });
    const query = isSqlite ? "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY 1" : "SELECT relname FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace = 'public'::regnamespace ORDER BY 1";
    return { stopped, tables: (await queryDatabase(other.url, query)).map(([name]) => name).filter((name) => !String(name).startsWith('alembic_version_')) };
  }

  it('goes no further where the revision goes on after every exception', async () => {
    const { stopped, tables } = await stopAt(lines.map((line) => `try: ${line}\nexcept Exception: print("caught")`).join('\n'), 12);
    expect(stopped).toMatchObject({ outcome: 'failed', error: { type: 'stopped-on-purpose', line: 12, sql: 'CREATE TABLE b (id int)' } });
    expect(stopped.output ?? '').toBe('');
    expect(tables).toEqual(isSqlite ? ['a', 'alembic_version', 'b'] : []);
  });

  it('goes no further where the revision catches everything', async () => {
    const { stopped, tables } = await stopAt(lines.map((line) => `try: ${line}\nexcept BaseException: print("caught")`).join('\n'), 12);
    expect(stopped).toMatchObject({ outcome: 'failed', error: { type: 'stopped-on-purpose', line: 12, sql: 'CREATE TABLE b (id int)' }, output: 'caught\ncaught\n' });
    expect(tables).toEqual(isSqlite ? ['a', 'alembic_version', 'b'] : []);
  });

  it('stops within an autocommit_block', async () => {
    const upgrade = `${lines[0] ?? ''}\nwith op.get_context().autocommit_block():\n    op.execute("CREATE INDEX ${isSqlite ? '' : 'CONCURRENTLY '}i ON a (id)")\n    op.execute("INSERT INTO a VALUES (1)")\n${lines[1] ?? ''}`;
    const { stopped, tables } = await stopAt(upgrade, 12);
    expect(stopped).toMatchObject({ outcome: 'failed', error: { type: 'stopped-on-purpose', line: 12 } });
    expect(stopped.statements.at(-1)).toMatchObject({ line: 12, isAutocommit: true });
    expect(tables).toEqual(isSqlite ? ['a', 'alembic_version'] : ['a', 'alembic_version', 'i']);
  });

  it('stops at the very end, before anything is noted', async () => {
    const { stopped } = await stopAt(lines.join('\n'), 'last');
    expect(stopped).toMatchObject({ outcome: 'failed', error: { type: 'stopped-on-purpose', line: 12, sql: 'CREATE TABLE c (id int)' } });
  });

  it('stops at the same line where the version table is there already', async () => {
    const { stopped } = await stopAt(lines.join('\n'), 11, { isSecond: true });
    expect(stopped).toMatchObject({ outcome: 'failed', error: { type: 'stopped-on-purpose', line: 11 } });
    expect(stopped.statements.filter(({ ordinal }) => ordinal !== undefined).map(({ ordinal, line }) => [ordinal, line])).toEqual([[1, 10], [2, 11]]);
  });

  it('does not stop where there are fewer statements', async () => {
    const { stopped, tables } = await stopAt(lines.join('\n'), 'never');
    expect(stopped).toMatchObject({ outcome: 'applied' });
    expect(tables).toEqual(['a', 'alembic_version', 'b', 'c']);
  });

  it('counts statements that failed, and stops there', async () => {
    const failing = 'try:\n    with op.get_bind().begin_nested(): op.execute("SELECT wrong FROM nowhere")\nexcept sa.exc.DBAPIError: pass';
    const { stopped } = await stopAt(`${lines[0] ?? ''}\n${failing}\n${lines[1] ?? ''}`, 12);
    expect(stopped).toMatchObject({ outcome: 'failed', error: { type: 'stopped-on-purpose', line: 12 } });
    expect(stopped.statements.at(-1)).toMatchObject({ line: 12 });
  });
});
