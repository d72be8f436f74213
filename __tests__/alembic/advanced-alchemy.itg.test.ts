import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { execa } from 'execa';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace } from './alembic-workspace.ts';
import type { OpenProject } from './alembic-workspace.ts';
import { queryDatabase } from './query-database.ts';

let workspace: AlembicWorkspace;
let environment: string;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open('plugins', sqlite);
  // As `alchemy init` and `litestar database init` copy it.
  const { stdout } = await execa(workspace.python, ['-c', 'import advanced_alchemy.alembic as a; print(a.__path__[0])']);
  environment = await readFile(`${stdout}/templates/asyncio/env.py`, 'utf8');
});
afterAll(() => workspace.close());
afterEach(() => {
  delete process.env['ALCHEMY_CONFIG'];
  delete process.env['LITESTAR_APP'];
});

const database = `
from advanced_alchemy.config import AlembicAsyncConfig, SQLAlchemyAsyncConfig
configs = [SQLAlchemyAsyncConfig(connection_string="sqlite+aiosqlite:///precious.db", alembic_config=AlembicAsyncConfig(version_table_name="ddl_version"))]
`;
const litestar = `
from advanced_alchemy.extensions.litestar import AlembicAsyncConfig, SQLAlchemyAsyncConfig, SQLAlchemyPlugin
from litestar import Litestar
config = SQLAlchemyAsyncConfig(connection_string="sqlite+aiosqlite:///precious.db", alembic_config=AlembicAsyncConfig(version_table_name="ddl_version"))
def create_app():
    return Litestar(plugins=[SQLAlchemyPlugin(config=config)])
app = create_app()
`;
const revisions = { a1: { upgrade: 'op.create_table("item", sa.Column("id", sa.Integer, primary_key=True))' } };
const begin = (): Promise<OpenProject> => workspace.begin({ environment, url: null, files: { 'database.py': database, 'main.py': litestar }, revisions });

describe("advanced-alchemy's env.py", () => {
  it.each([
    ['ALCHEMY_CONFIG', 'database.configs'],
    ['LITESTAR_APP', 'main:app'],
    ['LITESTAR_APP', 'main:create_app'],
  ])('gets the configuration to which %s=%s leads', async (name, value) => {
    process.env[name] = value;
    const { bridge, database: made, url } = await begin();
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(made))).toMatchObject({ outcome: 'applied' });
    expect(await queryDatabase(url, 'SELECT version_num FROM ddl_version')).toEqual([['a1']]);
  });

  it('says what to set where nothing leads to it', async () => {
    const { bridge, database: made, url } = await begin();
    await expect(bridge.step(url, 'a1', 'upgrade', workspace.limit(made))).rejects.toMatchObject({
      code: 'env-py',
      what: 'env.py asks for the configuration of advanced-alchemy, and neither ALCHEMY_CONFIG nor LITESTAR_APP leads to it.',
      remedy: expect.stringMatching(/^Set the environment variable `ALCHEMY_CONFIG` .* or `LITESTAR_APP`/) as string,
    });
  });
});
