import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlembicWorkspace, asyncEnvironment, deadUrl, deadUrlFor, plainEnvironment } from './alembic-workspace.ts';
import { asyncEnvironmentWith, environmentWith } from './environments.ts';
import { queryDatabase, readVersions } from './query-database.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
});
afterAll(() => workspace.close());

const noting = { upgrade: 'op.execute("CREATE TABLE seen AS SELECT current_database() AS name")', downgrade: 'op.drop_table("seen")' };

const engines: Record<string, string> = {
  'a URL in code': environmentWith(`engine = create_engine("${deadUrl}")`),
  'a URL in the environment': environmentWith('engine = create_engine(os.environ["DATABASE_URL"])'),
  'addresses in connect_args': environmentWith(
    `engine = create_engine("${deadUrl}", connect_args={"host": "other.invalid", "hostaddr": "192.0.2.1", "sslmode": "verify-full", "service": "prod", "application_name": "mine"})`,
  ),
  'a creator': environmentWith(
    'import psycopg2\nengine = create_engine("postgresql://", creator=lambda: psycopg2.connect("host=production.invalid password=secret"))',
  ),
  'a creator, disposed and used again': environmentWith(
    'import psycopg2\nengine = create_engine("postgresql://", creator=lambda: psycopg2.connect("host=production.invalid"))\nengine.connect().close()\nengine.dispose()',
  ),
  'a pool with settings': environmentWith(`engine = create_engine("${deadUrl}", pool_size=2, max_overflow=1, pool_recycle=60, pool_timeout=5, pool_pre_ping=True, echo_pool=False)`),
  'a pool of its own': environmentWith(
    'import psycopg2\nengine = create_engine("postgresql://", pool=pool.QueuePool(lambda: psycopg2.connect("host=production.invalid")))',
  ),
  'a do_connect listener that gives a connection': environmentWith(
    `import psycopg2\nengine = create_engine("${deadUrl}")\n@event.listens_for(engine, "do_connect")\ndef lead(dialect, record, cargs, cparams):\n    return psycopg2.connect("host=production.invalid")`,
  ),
  'a do_connect listener put first on the class': environmentWith(
    `import psycopg2\nfrom sqlalchemy.engine import Engine\nengine = create_engine("${deadUrl}")\ndef lead(dialect, record, cargs, cparams):\n    return psycopg2.connect("host=production.invalid")\nif not event.contains(Engine, "do_connect", lead):\n    event.listen(Engine, "do_connect", lead, insert=True)`,
  ),
  'libpq variables': environmentWith(
    `os.environ.update(PGHOSTADDR="192.0.2.1", PGSERVICE="production", PGSSLMODE="verify-full", PGTARGETSESSIONATTRS="standby")\nengine = create_engine("${deadUrl}")`,
  ),
  'several hosts in the URL': environmentWith(
    'engine = create_engine("postgresql+psycopg2://nobody:secret@/precious?host=one.invalid:1&host=two.invalid:2&target_session_attrs=read-write")',
  ),
  'an asynchronous creator': asyncEnvironmentWith(
    'import asyncpg\nasync def create():\n    return await asyncpg.connect("postgresql://nobody@production.invalid/precious")\nengine = create_async_engine("postgresql+asyncpg://", async_creator=create)',
  ),
  'asyncpg with settings': asyncEnvironmentWith(
    `engine = create_async_engine("${deadUrlFor('asyncpg')}", connect_args={"ssl": "require", "statement_cache_size": 0, "server_settings": {"application_name": "mine"}})`,
  ),
};

describe('the fence', () => {
  it.each(Object.entries(engines))('leads %s to the throw-away database, twice', async (_name, environment) => {
    const { bridge, database, url } = await workspace.begin({ url: null, environment, revisions: { a1: noting } });
    const limit = workspace.limit(database);
    expect(await bridge.step(url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(url, 'SELECT name FROM seen')).toEqual([[database]]);
    const other = await workspace.createDatabase();
    expect(await bridge.step(other.url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(other.url, 'SELECT name FROM seen')).toEqual([[other.database]]);
  });

  it("keeps the project's connection settings that lead nowhere else", async () => {
    const settings: Record<string, string> = {
      psycopg2: environmentWith(`engine = create_engine("${deadUrl}", connect_args={"options": "-c search_path=app,public", "application_name": "mine"})`),
      psycopg: environmentWith(`engine = create_engine("${deadUrlFor('psycopg')}?application_name=mine", connect_args={"options": "-c search_path=app,public", "prepare_threshold": None})`),
      pg8000: environmentWith(
        `engine = create_engine("${deadUrlFor('pg8000')}", connect_args={"application_name": "mine", "ssl_context": True})\nevent.listen(engine, "connect", lambda c, r: c.run("SET search_path TO app, public"))`,
      ),
      asyncpg: asyncEnvironmentWith(
        `engine = create_async_engine("${deadUrlFor('asyncpg')}", connect_args={"server_settings": {"search_path": "app, public", "application_name": "mine"}})`,
      ),
    };
    for (const [driver, environment] of Object.entries(settings)) {
      const upgrade = `row = op.get_bind().execute(sa.text("SELECT current_setting('search_path'), current_setting('application_name')")).one()\nprint(*row)`;
      const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: { upgrade } } });
      expect([driver, (await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).output?.replace(', ', ',')]).toEqual([driver, 'app,public mine\n']);
    }
  });

  const direct: Record<string, string> = {
    'psycopg2.connect': 'import psycopg2\nc = psycopg2.connect("postgresql://nobody:secret@production.invalid/precious?sslmode=require")\nx = c.cursor(); x.execute("SELECT current_database()"); print(x.fetchone()[0])',
    'psycopg2.extensions.connection': 'import psycopg2.extensions\nc = psycopg2.extensions.connection("host=production.invalid")\nx = c.cursor(); x.execute("SELECT current_database()"); print(x.fetchone()[0])',
    'a factory of psycopg2 called by itself': 'import logging, psycopg2.extras\nc = psycopg2.extras.LoggingConnection("host=production.invalid")\nc.initialize(logging.getLogger("x"))\nx = c.cursor(); x.execute("SELECT current_database()"); print(x.fetchone()[0])',
    'a factory of psycopg2': 'import psycopg2.extensions\nclass Own(psycopg2.extensions.connection):\n    pass\nc = psycopg2.connect("host=production.invalid", connection_factory=Own)\nassert type(c) is Own\nx = c.cursor(); x.execute("SELECT current_database()"); print(x.fetchone()[0])',
    'psycopg2._connect': 'import psycopg2\nc = psycopg2._connect("host=production.invalid")\nassert isinstance(c, psycopg2.extensions.connection)\nx = c.cursor(); x.execute("SELECT current_database()"); print(x.fetchone()[0])',
    'psycopg.generators': 'import psycopg\nfrom psycopg import generators, waiting\nc = psycopg.Connection(waiting.wait_conn(generators.connect("host=production.invalid"), 0.1))\nx = c.cursor(); x.execute("SELECT current_database()"); print(x.fetchone()[0])',
    'psycopg.pq': 'import psycopg.pq\nprint(psycopg.pq.PGconn.connect(b"host=production.invalid").exec_(b"SELECT current_database()").get_value(0, 0).decode())',
    'psycopg.connect': 'import psycopg\nprint(psycopg.connect("host=production.invalid", hostaddr="192.0.2.1").execute("SELECT current_database()").fetchone()[0])',
    'psycopg.AsyncConnection':
      'import psycopg, asyncio\nasync def main():\n    c = await psycopg.AsyncConnection.connect("host=production.invalid")\n    return (await (await c.execute("SELECT current_database()")).fetchone())[0]\nprint(asyncio.run(main()))',
    'asyncpg.connect':
      'import asyncpg, asyncio\nasync def main():\n    return await (await asyncpg.connect("postgresql://nobody@production.invalid/precious")).fetchval("SELECT current_database()")\nprint(asyncio.run(main()))',
    'asyncpg.connect with arguments beside a URL':
      'import asyncpg, asyncio\nasync def main():\n    return await (await asyncpg.connect("postgresql://production.invalid/precious", user="nobody", passfile="/nonexistent", ssl="verify-full", direct_tls=True)).fetchval("SELECT current_database()")\nprint(asyncio.run(main()))',
    'asyncpg.create_pool':
      'import asyncpg, asyncio\nasync def main():\n    pool = await asyncpg.create_pool(host="production.invalid", min_size=1, max_size=1)\n    return await pool.fetchval("SELECT current_database()")\nprint(asyncio.run(main()))',
    'pg8000.native': 'import pg8000.native\nprint(pg8000.native.Connection("nobody", host="production.invalid", ssl_context=True).run("SELECT current_database()")[0][0])',
    'pg8000.connect': 'import pg8000\nc = pg8000.connect("nobody", "production.invalid").cursor(); c.execute("SELECT current_database()"); print(c.fetchone()[0])',
    'variables for other programs': 'print(os.environ["PGDATABASE"])',
  };

  it.each(Object.entries(direct))('leads %s in a revision to the throw-away database, and ends it', async (_name, upgrade) => {
    const { bridge, database, url } = await workspace.begin({ revisions: { a1: { upgrade } } });
    const step = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
    expect(step).toMatchObject({ outcome: 'applied', output: `${database}\n` });
    const open = `SELECT count(*)::int FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid()`;
    await expect.poll(() => queryDatabase(url, open)).toEqual([[0]]);
  });

  it('refuses a connection to another dialect, and says what to do', async () => {
    const environment = environmentWith('engine = create_engine("sqlite://")');
    const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: noting } });
    await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({
      code: 'env-py',
      what: 'The project opened a sqlite connection (driver pysqlite), but this run is for postgresql.',
      where: 'migrations/env.py:6',
      remedy: expect.stringMatching(/^Set the option `dialect`/) as string,
    });
  });

  it('leaves files of SQLite to a project whose database is another', async () => {
    const upgrade = 'import sqlite3\nc = sqlite3.connect("cache.db"); c.execute("CREATE TABLE t (a)"); c.close()\nprint(os.path.getsize("cache.db") > 0)';
    const { bridge, database, url } = await workspace.begin({ revisions: { a1: { upgrade } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied', output: 'True\n' });
  });

  it('ends the connections that a module-level engine and a forgotten thread keep', async () => {
    const files = {
      'app.py': 'from sqlalchemy import create_engine\nengine = create_engine("postgresql://production.invalid/x", pool_size=3)\nheld = []\n',
    };
    const upgrade =
      'import app, threading\napp.held.append(app.engine.connect())\napp.engine.connect().close()\n' +
      'def hang():\n    import psycopg2\n    psycopg2.connect("").cursor().execute("SELECT pg_sleep(60)")\nthreading.Thread(target=hang).start()\ntime.sleep(0.3)';
    const { bridge, database, url } = await workspace.begin({ files, revisions: { a1: { upgrade, downgrade: 'import app\nwith app.engine.connect() as c: c.execute(sa.text("SELECT 1"))' } } });
    const limit = workspace.limit(database);
    expect(await bridge.step(url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    const idle = `SELECT count(*)::int FROM pg_stat_activity WHERE datname = '${database}' AND pid <> pg_backend_pid() AND state <> 'active'`;
    await expect.poll(() => queryDatabase(url, idle)).toEqual([[0]]);
    expect(await bridge.step(url, 'a1', 'downgrade', limit)).toMatchObject({ outcome: 'applied' });
  });

  it('hides the password of the throw-away database', async () => {
    const upgrade = 'print(op.get_bind().engine.url, os.environ["DATABASE_URL"])\nraise RuntimeError(os.environ["DATABASE_URL"])';
    const { bridge, database, url } = await workspace.begin({ revisions: { a1: { upgrade } } });
    const step = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
    expect(step.error?.message).toContain('postgresql://postgres:***@');
    expect(JSON.stringify(step)).not.toContain(workspace.server.endpoint.password);
  });
});

describe('where a project looks for the URL', () => {
  const fromIni = `${plainEnvironment}\n`;
  it.each([
    ['no sqlalchemy.url', null, fromIni],
    ["the placeholder of `alembic init`", 'driver://user:pass@localhost/dbname', fromIni],
    ['a variable that nothing fills', '%(DB_URL)s', fromIni],
    ['a template', '${DATABASE_URL}', fromIni],
    ['the URL of another database than the one that is checked', 'sqlite:///example.db', fromIni],
    ['no sqlalchemy.url and an asynchronous env.py', null, asyncEnvironment],
  ])('works with %s', async (_name, url, environment) => {
    const project = await workspace.begin({ url, environment, revisions: { a1: noting } });
    expect(await project.bridge.step(project.url, 'a1', 'upgrade', workspace.limit(project.database))).toMatchObject({ outcome: 'applied' });
    expect(await readVersions(project.url)).toEqual(['a1']);
  });

  it('gives a variable that named another database a driver of this one', async () => {
    const environment = 'import os\nraise RuntimeError(os.environ["OWN_URL"].split("@")[0].split(":")[0])\n# create_async_engine';
    process.env['OWN_URL'] = 'mysql+aiomysql://x:y@elsewhere.invalid/z';
    try {
      const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: noting } }, { databaseEnv: ['OWN_URL'] });
      await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({ what: 'env.py could not be run: postgresql+asyncpg.' });
    } finally {
      delete process.env['OWN_URL'];
    }
  });

  it('keeps the driver that a variable named before, and names one that fits an asynchronous env.py', async () => {
    const environment = `import os\nraise RuntimeError(os.environ["OWN_URL"].split("@")[0].split(":")[0] + " " + os.environ["DATABASE_URL"].split(":")[0])\n# create_async_engine`;
    process.env['OWN_URL'] = 'postgresql+psycopg://x:y@elsewhere.invalid/z';
    try {
      const { bridge, database, url } = await workspace.begin({ environment, revisions: { a1: noting } }, { databaseEnv: ['OWN_URL', 'DATABASE_URL'] });
      await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({ what: 'env.py could not be run: postgresql+psycopg postgresql+asyncpg.' });
    } finally {
      delete process.env['OWN_URL'];
    }
  });
});

describe('probe', () => {
  it.each([
    ['postgresql+psycopg2', plainEnvironment, [{ dialect: 'postgresql', driver: 'psycopg2' }]],
    ['postgresql+asyncpg', asyncEnvironment, [{ dialect: 'postgresql', driver: 'asyncpg' }]],
    ['sqlite', plainEnvironment, [{ dialect: 'sqlite', driver: 'pysqlite' }]],
  ])('tells what env.py wanted of %s without connecting', async (drivername, environment, wanted) => {
    const { bridge } = await workspace.begin({ url: `${drivername}://${drivername === 'sqlite' ? '/x.db' : 'production.invalid/x'}`, environment }, { dialect: undefined });
    expect(await bridge.probe()).toEqual(wanted);
  });

  it('says why env.py could not be run', async () => {
    const { bridge } = await workspace.begin({ environment: 'import os\nos.environ["NOT_SET_ANYWHERE"]' }, { dialect: undefined });
    await expect(bridge.probe()).rejects.toMatchObject({ code: 'env-py', what: 'The project asks for the environment variable `NOT_SET_ANYWHERE`, which is not set.', where: 'migrations/env.py:2' });
  });
});
