import { afterAll, beforeAll, expect, it } from 'vitest';
import { DatabaseSource } from '../../src/observe/database-source.ts';
import { AlembicWorkspace } from '../alembic/alembic-workspace.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open();
});
afterAll(() => workspace.close());

const setupSql = ['CREATE ROLE of_setup; CREATE TABLE t (id int); GRANT SELECT ON t TO of_setup'];

/** The names of the roles that are there while a source is open, and after it. */
async function listRoles(provider: 'embedded' | 'url'): Promise<string[][]> {
  const { session } = workspace.server;
  const list = async (): Promise<string[]> => (await session.listShared()).map(({ name }) => name);
  const source = await DatabaseSource.open({ session, provider }, setupSql);
  const during = await source.lend(list);
  await source.close();
  return [during, await list()];
}

it('what the setup-sql makes on a server of ours goes with the source, so that the next can run it again', async () => {
  const roles = [await listRoles('embedded'), await listRoles('embedded')];
  for (const one of roles) expect(one).toEqual([expect.arrayContaining(['of_setup']), expect.not.arrayContaining(['of_setup'])]);
});

it('goes also where revisions have dropped a part of it, or given a role something that cannot go', async () => {
  const { session } = workspace.server;
  const source = await DatabaseSource.open({ session, provider: 'embedded' }, ['CREATE ROLE dropped; CREATE ROLE owner_of_another; CREATE ROLE of_setup']);
  await source.lend(async (database) => {
    const opened = await session.openDatabase(database);
    await opened.execute('DROP ROLE dropped; CREATE DATABASE another OWNER owner_of_another');
    await opened.close();
  });
  await source.close();
  expect(await session.listShared()).toEqual(expect.not.arrayContaining([{ kind: 'account', name: 'of_setup' }]));
  expect(await session.listShared()).toEqual(expect.arrayContaining([{ kind: 'account', name: 'owner_of_another' }]));
});

it('goes where the setup-sql itself is refused half-way', async () => {
  const { session } = workspace.server;
  await expect(DatabaseSource.open({ session, provider: 'embedded' }, ['CREATE ROLE half; SELECT 1/0'])).rejects.toThrow('setup-sql');
  expect(await session.listShared()).toEqual(expect.not.arrayContaining([{ kind: 'account', name: 'half' }]));
});

it('stays on a server that was lent, where others may use it by now', async () => {
  expect(await listRoles('url')).toEqual([expect.arrayContaining(['of_setup']), expect.arrayContaining(['of_setup'])]);
  await workspace.server.session.dropShared([{ kind: 'account', name: 'of_setup' }]);
});
