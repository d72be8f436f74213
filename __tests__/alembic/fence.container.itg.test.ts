import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { OpenProject, ProjectFiles, PythonName } from './alembic-workspace.ts';
import { AlembicWorkspace, asyncEnvironment, plainEnvironment } from './alembic-workspace.ts';
import { asyncEnvironmentWith, environmentWith } from './environments.ts';
import { mysqlServers } from './mysql-servers.ts';
import { queryDatabase, readVersions } from './query-database.ts';

const noting = { upgrade: 'op.execute("CREATE TABLE seen AS SELECT DATABASE() AS name")', downgrade: 'op.drop_table("seen")' };
const optionFile = '[client]\nhost=HOST\nport=PORT\nuser=USER\npassword=PASSWORD\ndatabase=DECOY\n';

/**
 * What projects write, with the address of a real database of theirs: HOST, PORT, USER, PASSWORD and DECOY, which is on the same server
 * as the throw-away one, so that only the fence keeps them apart.
 */
const engines: Record<string, { readonly environment: string; readonly python?: PythonName }> = {
  'a URL in code': { environment: environmentWith('engine = create_engine("mysql+pymysql://USER:PASSWORD@HOST:PORT/DECOY")') },
  'a URL in the environment': { environment: environmentWith('engine = create_engine(os.environ["DATABASE_URL"])') },
  'addresses in connect_args': {
    environment: environmentWith(
      'engine = create_engine("mysql+pymysql://", connect_args={"host": "HOST", "port": PORT, "user": "USER", "passwd": "PASSWORD", "db": "DECOY", "unix_socket": "/run/mysqld/mysqld.sock", "ssl_ca": "/nonexistent", "bind_address": "192.0.2.1"})',
    ),
  },
  'an option file': { environment: environmentWith('engine = create_engine("mysql+pymysql://", connect_args={"read_default_file": "my.cnf", "read_default_group": "client"})') },
  'an option file of mysqlclient': { environment: environmentWith('engine = create_engine("mysql://", connect_args={"read_default_file": os.path.abspath("my.cnf")})'), python: 'native-drivers' },
  'an option file in the URL': { environment: environmentWith('engine = create_engine("mysql:///?read_default_file=" + os.path.abspath("my.cnf"))'), python: 'native-drivers' },
  "an option file of MariaDB's connector": { environment: environmentWith('engine = create_engine("mysql+mariadbconnector:///?default_file=" + os.path.abspath("my.cnf"))'), python: 'native-drivers' },
  'an option file of mysql-connector-python': { environment: environmentWith('engine = create_engine("mysql+mysqlconnector://", connect_args={"option_files": os.path.abspath("my.cnf")})') },
  'a list of servers': {
    environment: environmentWith(
      'engine = create_engine("mysql+mysqlconnector://", connect_args={"failover": [{"host": "one.invalid"}, {"host": "HOST", "port": PORT, "user": "USER", "password": "PASSWORD", "database": "DECOY"}]})',
    ),
  },
  'a creator': { environment: environmentWith('import pymysql\nengine = create_engine("mysql+pymysql://", creator=lambda: pymysql.connect(host="HOST", port=PORT, user="USER", password="PASSWORD", database="DECOY"))') },
  'a creator of mysqlclient': { environment: environmentWith('import MySQLdb\nengine = create_engine("mysql://", creator=lambda: MySQLdb.connect("HOST", "USER", "PASSWORD", "DECOY", PORT))'), python: 'native-drivers' },
  'PyMySQL under the name of mysqlclient': { environment: environmentWith('import pymysql\npymysql.install_as_MySQLdb()\nengine = create_engine("mysql://USER:PASSWORD@HOST:PORT/DECOY")') },
  'a pool of its own': { environment: environmentWith('import pymysql\nengine = create_engine("mysql+pymysql://", pool=pool.QueuePool(lambda: pymysql.connect(host="HOST", port=PORT, user="USER", password="PASSWORD", database="DECOY")))') },
  'a do_connect listener that changes the address': {
    environment: environmentWith('engine = create_engine("mysql+pymysql://")\n@event.listens_for(engine, "do_connect")\ndef lead(dialect, record, cargs, cparams):\n    cparams.update(host="HOST", port=PORT, user="USER", password="PASSWORD", database="DECOY")'),
  },
  asyncmy: { environment: asyncEnvironmentWith('engine = create_async_engine("mysql+asyncmy://USER:PASSWORD@HOST:PORT/DECOY")') },
  'an asynchronous creator': {
    environment: asyncEnvironmentWith('import aiomysql\nasync def create():\n    return await aiomysql.connect(host="HOST", port=PORT, user="USER", password="PASSWORD", db="DECOY")\nengine = create_async_engine("mysql+aiomysql://", async_creator=create)'),
  },
};

const login = 'host="HOST", port=PORT, user="USER", password="PASSWORD"';
const ask = 'x = c.cursor()\nx.execute("SELECT DATABASE()")\nprint(x.fetchone()[0])';
const askLater = (connect: string): string =>
  `async def main():\n    c = await ${connect}\n    async with c.cursor() as x:\n        await x.execute("SELECT DATABASE()")\n        print((await x.fetchone())[0])\nimport asyncio\nasyncio.run(main())`;
const askPool = (create: string): string =>
  `async def main():\n    p = await ${create}\n    async with p.acquire() as c:\n        async with c.cursor() as x:\n            await x.execute("SELECT DATABASE()")\n            print((await x.fetchone())[0])\nimport asyncio\nasyncio.run(main())`;

/** Bodies of a revision that print the name of the database they reached. */
const direct: Record<string, { readonly upgrade: string; readonly python?: PythonName }> = {
  'pymysql.connect': { upgrade: `import pymysql\nc = pymysql.connect(${login}, database="DECOY", read_default_file="my.cnf")\n${ask}` },
  'a deferred connection over a socket of its own': {
    upgrade: `import pymysql, socket\nc = pymysql.Connection(${login}, database="DECOY", defer_connect=True)\nc.connect(socket.create_connection(("HOST", PORT)))\n${ask}`,
  },
  'MySQLdb.connect': { upgrade: `import MySQLdb\nc = MySQLdb.connect("HOST", "USER", "PASSWORD", "DECOY", PORT)\n${ask}`, python: 'native-drivers' },
  'MySQLdb.connect by names': { upgrade: `import MySQLdb\nc = MySQLdb.connect(host="HOST", port=PORT, user="USER", passwd="PASSWORD", db="DECOY", ssl={"ca": "/nonexistent"})\n${ask}`, python: 'native-drivers' },
  'MySQLdb._mysql': { upgrade: `from MySQLdb import _mysql\nc = _mysql.connect("HOST", "USER", "PASSWORD", "DECOY", PORT)\nc.query("SELECT DATABASE()")\nprint(c.store_result().fetch_row()[0][0].decode())`, python: 'native-drivers' },
  'MySQLdb._mysql.connection': { upgrade: `from MySQLdb import _mysql\nc = _mysql.connection(host="HOST", user="USER", passwd="PASSWORD", db="DECOY", port=PORT)\nc.query("SELECT DATABASE()")\nprint(c.store_result().fetch_row()[0][0].decode())`, python: 'native-drivers' },
  'mysql.connector.connect': { upgrade: `import mysql.connector\nc = mysql.connector.connect(${login}, database="DECOY")\n${ask}` },
  'mysql.connector without C': { upgrade: `import mysql.connector\nc = mysql.connector.connect(${login}, database="DECOY", use_pure=True, ssl_ca="/nonexistent")\n${ask}` },
  'mysql.connector with a list of servers': { upgrade: `import mysql.connector\nc = mysql.connector.connect(failover=[dict(${login}, database="DECOY")])\n${ask}` },
  'a connection of mysql.connector that is configured later': { upgrade: `import mysql.connector\nc = mysql.connector.MySQLConnection()\nc.config(${login}, database="DECOY")\nc.connect()\n${ask}` },
  'a connection of mysql.connector whose address is changed': { upgrade: `import mysql.connector.connection\nc = mysql.connector.connection.MySQLConnection()\nc.config(${login})\nc._host, c._port, c._user, c._password, c._database = "HOST", PORT, "USER", "PASSWORD", "DECOY"\nc._open_connection()\nc._post_connection()\n${ask}` },
  'a pool of mysql.connector': { upgrade: `import mysql.connector.pooling\nc = mysql.connector.pooling.MySQLConnectionPool(pool_name="p", pool_size=2, ${login}, database="DECOY").get_connection()\n${ask}` },
  'mysql.connector.aio': { upgrade: `import mysql.connector.aio, asyncio\nasync def main():\n    c = await mysql.connector.aio.connect(${login}, database="DECOY")\n    x = await c.cursor()\n    await x.execute("SELECT DATABASE()")\n    print((await x.fetchone())[0])\nasyncio.run(main())` },
  'mysql.connector.aio whose address is changed': { upgrade: `import mysql.connector.aio, asyncio\nasync def main():\n    c = mysql.connector.aio.MySQLConnection()\n    c._host, c._port, c._database = "HOST", PORT, "DECOY"\n    await c.connect()\n    x = await c.cursor()\n    await x.execute("SELECT DATABASE()")\n    print((await x.fetchone())[0])\nasyncio.run(main())` },
  'mariadb._mariadb.connection': { upgrade: `import mariadb\nc = mariadb._mariadb.connection(${login}, database="DECOY")\nprint(c._mariadb_get_info(mariadb.constants.INFO.SCHEMA))`, python: 'native-drivers' },
  'mariadb.connect': { upgrade: `import mariadb\nc = mariadb.connect(${login}, database="DECOY", default_file=os.path.abspath("my.cnf"))\n${ask}`, python: 'native-drivers' },
  'a pool of mariadb': { upgrade: `import mariadb\nc = mariadb.ConnectionPool(pool_name="p", pool_size=2, ${login}, database="DECOY").get_connection()\n${ask}`, python: 'native-drivers' },
  'asyncmy.connect': { upgrade: `import asyncmy\n${askLater(`asyncmy.connect(${login}, database="DECOY")`)}` },
  'asyncmy.create_pool': { upgrade: `import asyncmy\n${askPool(`asyncmy.create_pool(${login}, database="DECOY")`)}` },
  'asyncmy whose address is changed': { upgrade: `import asyncmy.connection\nasync def open():\n    c = asyncmy.connection.Connection()\n    c._host, c._port, c._user, c._password, c._db = "HOST", PORT, "USER", b"PASSWORD", "DECOY"\n    await c.connect()\n    return c\n${askLater('open()')}` },
  'aiomysql whose address is changed': { upgrade: `import aiomysql\nasync def open():\n    c = aiomysql.Connection()\n    c._host, c._port, c._user, c._password, c._db = "HOST", PORT, "USER", "PASSWORD", "DECOY"\n    await c._connect()\n    return c\n${askLater('open()')}` },
  'aiomysql.connect': { upgrade: `import aiomysql\n${askLater(`aiomysql.connect(${login}, db="DECOY")`)}` },
  'aiomysql.create_pool': { upgrade: `import aiomysql\n${askPool(`aiomysql.create_pool(${login}, db="DECOY")`)}` },
};

describe.each(mysqlServers)('the fence, $image', ({ dialect, image }) => {
  let workspace: AlembicWorkspace;
  let decoy: { readonly database: string; readonly url: string };
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open('default', dialect, image);
    decoy = await workspace.createDatabase();
  });
  afterAll(() => workspace.close());

  function fill(text: string): string {
    const { host, port, user, password } = workspace.server.endpoint;
    const words = { HOST: host, PORT: String(port), USER: user, PASSWORD: password, DECOY: decoy.database };
    return text.replace(/\b(HOST|PORT|USER|PASSWORD|DECOY)\b/g, (word) => words[word as keyof typeof words]);
  }

  async function begin(files: ProjectFiles, python: PythonName = 'default'): Promise<OpenProject> {
    const interpreter = { command: [await ensurePythonEnvironment(python)], origin: 'the test' };
    return workspace.begin({ url: null, files: { 'my.cnf': fill(optionFile), ...files.files }, ...files }, { interpreter });
  }

  const countConnections = (database: string): string => `SELECT count(*) FROM information_schema.processlist WHERE db = '${database}' AND id <> connection_id()`;

  async function expectUntouched(): Promise<void> {
    expect(await queryDatabase(decoy.url, `SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE()`)).toEqual([[0]]);
  }

  it.each(Object.entries(engines))('leads %s to the throw-away database, twice', async (_name, { environment, python }) => {
    const { bridge, database, url } = await begin({ environment: fill(environment), revisions: { a1: noting } }, python);
    const step = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
    expect([step.outcome, step.error?.message]).toEqual(['applied', undefined]);
    expect(await queryDatabase(url, 'SELECT name FROM seen')).toEqual([[database]]);
    const other = await workspace.createDatabase();
    expect(await bridge.step(other.url, 'a1', 'upgrade', workspace.limit(other.database))).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(other.url, 'SELECT name FROM seen')).toEqual([[other.database]]);
    await expectUntouched();
  });

  it.each(Object.entries(direct))('leads %s in a revision to the throw-away database, and ends it', async (_name, { upgrade, python = 'default' }) => {
    const url = python === 'default' ? 'mysql+pymysql://' : 'mysql://';
    // What it holds open in a transaction would keep the next step from the table.
    const held = `import held\nheld.kept = [c for c in [locals().get("c")] if c is not None]`;
    const body = `op.execute("CREATE TABLE t (id int)")\n${fill(upgrade)}\n${held}`;
    const project = await begin({ url, files: { 'held.py': '' }, revisions: { a1: { upgrade: body, downgrade: 'op.drop_table("t")' } } }, python);
    const limit = workspace.limit(project.database);
    const step = await project.bridge.step(project.url, 'a1', 'upgrade', limit);
    expect([step.outcome, step.output, step.error?.message]).toEqual(['applied', `${project.database}\n`, undefined]);
    await expect.poll(() => queryDatabase(project.url, countConnections(project.database))).toEqual([[0]]);
    expect(await project.bridge.step(project.url, 'a1', 'downgrade', limit)).toMatchObject({ outcome: 'applied' });
  });

  it.each([
    ['PyMySQL', 'default', `import pymysql\nconnection = None\ndef connect():\n    global connection\n    if connection is None:\n        connection = pymysql.connect(${login}, database="DECOY")\n    connection.ping(reconnect=True)\n    return connection\n`],
    [
      'mysql-connector-python',
      'default',
      `import mysql.connector.pooling\npool = None\ndef connect():\n    global pool\n    pool = pool or mysql.connector.pooling.MySQLConnectionPool(pool_name="p", pool_size=1, ${login}, database="DECOY")\n    return pool.get_connection()\n`,
    ],
    ['MariaDB', 'native-drivers', `import mariadb\npool = None\ndef connect():\n    global pool\n    pool = pool or mariadb.ConnectionPool(pool_name="p", pool_size=1, ${login}, database="DECOY")\n    return pool.get_connection()\n`],
  ] as const)('leads connections that a module of the project keeps with %s to each next database', async (_name, python, module) => {
    const upgrade = `import app\nc = app.connect()\n${ask}\nc.close() if hasattr(app, "pool") else None`;
    const { bridge, database, url } = await begin({ url: python === 'default' ? 'mysql+pymysql://' : 'mysql://', files: { 'app.py': fill(module) }, revisions: { a1: { upgrade } } }, python);
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied', output: `${database}\n` });
    const other = await workspace.createDatabase();
    const step = await bridge.step(other.url, 'a1', 'upgrade', workspace.limit(other.database));
    expect([step.outcome, step.output, step.error?.message]).toEqual(['applied', `${other.database}\n`, undefined]);
  });

  it("keeps the project's connection settings", async () => {
    const upgrade = 'print(*op.get_bind().execute(sa.text("SELECT @@character_set_client, @mine, @@sql_mode")).one())';
    const settings: readonly (readonly [PythonName, string])[] = [
      ['default', 'engine = create_engine("mysql+pymysql://HOST/DECOY?charset=latin1", connect_args={"init_command": "SET @mine = 5", "sql_mode": "ANSI_QUOTES", "client_flag": 65536})\n@event.listens_for(engine, "connect")\ndef check(c, r):\n    x = c.cursor(); x.execute("SELECT 1; SELECT 2"); x.nextset(); x.close()'],
      ['default', 'engine = create_engine("mysql+mysqlconnector://HOST/DECOY?charset=latin1", connect_args={"init_command": "SET @mine = 5", "sql_mode": "ANSI_QUOTES"})'],
      ['native-drivers', 'engine = create_engine("mysql://HOST/DECOY?charset=latin1", connect_args={"init_command": "SET @mine = 5", "sql_mode": "ANSI_QUOTES"})'],
    ];
    for (const [python, make] of settings) {
      const { bridge, database, url } = await begin({ environment: environmentWith(fill(make)), revisions: { a1: { upgrade } } }, python);
      const step = await bridge.step(url, 'a1', 'upgrade', workspace.limit(database));
      expect([make, step.output, step.error?.message]).toEqual([make, 'latin1 5 ANSI_QUOTES\n', undefined]);
    }
  });

  it('aims the variables that client programs read', async () => {
    const names = ['MYSQL_HOST', 'MARIADB_HOST', 'MYSQL_TCP_PORT', 'MYSQL_PWD', 'MYSQL_UNIX_PORT', 'MYSQL_HOME', 'MYSQL_GROUP_SUFFIX'];
    const environment = `import os\nos.environ.update(MYSQL_HOST="production.invalid", MYSQL_HOME="/prod", MYSQL_GROUP_SUFFIX="_prod", MYSQL_UNIX_PORT="/prod.sock")\n${plainEnvironment}`;
    const upgrade = `print([os.environ.get(name) == "PASSWORD" if name == "MYSQL_PWD" else os.environ.get(name) for name in ${JSON.stringify(names)}])`;
    const { bridge, database, url } = await begin({ url: 'mysql+pymysql://', environment, revisions: { a1: { upgrade: fill(upgrade) } } });
    const { host, port } = workspace.server.endpoint;
    // Where tests run in a container themselves, the engine's host is its gateway and not `localhost`.
    const address = host === 'localhost' ? '127.0.0.1' : host;
    expect((await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).output).toBe(`['${address}', '${address}', '${String(port)}', True, '/nonexistent/alembic-gate.sock', None, None]\n`);
  });

  it.each([
    ['mysqlclient', 'mysql://'],
    ["MariaDB's connector", 'mysql+mariadbconnector://'],
  ])("reaches a server at `localhost` by its port with %s, and not the machine's own by its socket", async (_name, url) => {
    const { bridge, database, url: own } = await begin({ url, revisions: { a1: noting } }, 'native-drivers');
    const local = own.replace(`@${workspace.server.endpoint.host}:`, '@localhost:');
    expect(local).toContain('@localhost:');
    const step = await bridge.step(local, 'a1', 'upgrade', workspace.limit(database));
    expect([step.outcome, step.error?.message]).toEqual(['applied', undefined]);
    expect(await queryDatabase(own, 'SELECT name FROM seen')).toEqual([[database]]);
  });

  it('refuses a connection to another dialect, and says what to do', async () => {
    const { bridge, database, url } = await begin({ environment: environmentWith('engine = create_engine("postgresql+psycopg2://production.invalid/x")'), revisions: { a1: noting } });
    await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).rejects.toMatchObject({
      code: 'env-py',
      what: `The project opened a postgresql connection (driver psycopg2), but this run is for ${dialect.name}.`,
    });
  });

  it.each([
    ['the placeholder of `alembic init`', 'driver://user:pass@localhost/dbname', plainEnvironment, 'default'],
    ['no sqlalchemy.url and an asynchronous env.py', null, asyncEnvironment, 'default'],
    ['no sqlalchemy.url and mysqlclient', null, plainEnvironment, 'native-drivers'],
  ] as const)('works with %s', async (_name, url, environment, python) => {
    const project = await begin({ url, environment, revisions: { a1: noting } }, python);
    const step = await project.bridge.step(project.url, 'a1', 'upgrade', workspace.limit(project.database));
    expect([step.outcome, step.error?.message]).toEqual(['applied', undefined]);
    expect(await readVersions(project.url)).toEqual(['a1']);
  });
});
