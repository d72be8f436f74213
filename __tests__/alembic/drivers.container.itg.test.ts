import { afterAll, beforeAll, describe } from 'vitest';
import { AlembicWorkspace } from './alembic-workspace.ts';
import { testDriver, testOuterTransaction } from './driver-behaviour.ts';
import { mysqlDrivers, mysqlServers } from './mysql-servers.ts';

describe.each(mysqlServers)('$image', ({ dialect, image }) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open('default', dialect, image);
  });
  afterAll(() => workspace.close());

  testOuterTransaction('mysql+pymysql://', ['a1'], () => workspace);

  const own = mysqlDrivers.map((driver) => ({ urlDialect: dialect.name, ...driver }));
  // A project may say `mysql` of a server that is MariaDB: SQLAlchemy finds out. It refuses the reverse itself.
  const other = dialect.name === 'mariadb' ? own.slice(0, 1).map((driver) => ({ ...driver, urlDialect: 'mysql' })) : [];

  describe.each([...own, ...other])('$name, a URL of $urlDialect', ({ urlDialect, driver, query = '', environment, python, tellsTransactions = false }) => {
    testDriver(
      { url: `${urlDialect}${driver}://nobody:secret@production.invalid:1/precious${query}`, environment, python },
      {
        createTable: '\nCREATE TABLE t (\n\tid INTEGER NOT NULL AUTO_INCREMENT, \n\tPRIMARY KEY (id)\n)\n\n',
        countTables: "SELECT count(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 't'",
        error: { message: "Table 't' already exists", code: '1050' },
        keepsEach: true,
        commitsTables: tellsTransactions,
        countConnections: (database) => `SELECT count(*) FROM information_schema.processlist WHERE db = '${database}' AND id <> connection_id()`,
      },
      () => workspace,
    );
  });
});
