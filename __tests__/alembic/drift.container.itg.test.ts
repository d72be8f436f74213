import { afterAll, beforeAll, describe } from 'vitest';
import { AlembicWorkspace } from './alembic-workspace.ts';
import { testDrift } from './drift-behaviour.ts';
import { mysqlServers } from './mysql-servers.ts';

describe.each(mysqlServers)('$image', ({ dialect, image }) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open('default', dialect, image);
  });
  afterAll(() => workspace.close());

  testDrift('mysql+pymysql://', () => workspace);
});
