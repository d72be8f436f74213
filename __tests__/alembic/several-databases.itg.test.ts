import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBridge } from '../../src/alembic/bridge.ts';
import { SeveralDatabases } from '../../src/alembic/several-databases.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import { AlembicWorkspace } from './alembic-workspace.ts';
import type { OpenProject } from './alembic-workspace.ts';
import { queryDatabase } from './query-database.ts';

let workspace: AlembicWorkspace;
beforeAll(async () => {
  workspace = await AlembicWorkspace.open('default', sqlite);
});
afterAll(() => workspace.close());

/** Migrates each of the URLs in turn, and goes on where one fails. */
const environmentFor = (urls: readonly string[]): string => `
import os
from alembic import context
from sqlalchemy import create_engine
for url in [${urls.join(', ')}]:
    try:
        with create_engine(url).connect() as connection:
            context.configure(connection=connection, target_metadata=None)
            with context.begin_transaction():
                context.run_migrations(url=url)
    except Exception as error:
        print(error)
`;
const revisions = { a1: { upgrade: 'pass', downgrade: 'pass' } };
const files = {
  'migrations/versions/a1.py': 'from alembic import op\nrevision, down_revision = "a1", None\ndef upgrade(url):\n    op.execute("CREATE TABLE seen AS SELECT \'%s\' AS url" % url)\ndef downgrade(url):\n    op.execute("DROP TABLE seen")\n',
};
const begin = (...urls: string[]): Promise<OpenProject> => workspace.begin({ environment: environmentFor(urls), url: null, revisions, files });
const people = '"sqlite:////nowhere/people.db"';
const goods = '"sqlite:////nowhere/goods.db"';

describe('an env.py that migrates several databases', () => {
  it('is told from others at its first run, and each of its databases is migrated alone', async () => {
    const { bridge, python, url, database } = await begin(people, goods);
    const limit = workspace.limit(database);
    await expect(bridge.step(url, 'a1', 'upgrade', limit)).rejects.toBeInstanceOf(SeveralDatabases);
    const other = await workspace.createDatabase();
    const found = await bridge.survey(other.url, limit);
    expect(found.map(({ name }) => name)).toEqual(['people.db', 'goods.db']);
    expect(await queryDatabase(other.url, 'SELECT name FROM sqlite_schema')).toEqual([]);
    for (const { key, name } of found) {
      const own = openBridge(python, 'sqlite', undefined, key);
      const made = await workspace.createDatabase();
      try {
        expect(await own.step(made.url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
        expect(await queryDatabase(made.url, 'SELECT url FROM seen')).toEqual([[`sqlite:////nowhere/${name}`]]);
        expect(await own.step(made.url, 'a1', 'downgrade', limit)).toMatchObject({ outcome: 'applied' });
      } finally {
        await own.close();
      }
    }
  });

  it('is told by where its databases are where their names do not tell them apart, and by a variable', async () => {
    const { bridge, url, database } = await begin(people, '"sqlite:////elsewhere/people.db"', 'os.environ["DATABASE_URL"]');
    expect((await bridge.survey(url, workspace.limit(database))).map(({ name }) => name)).toEqual(['/nowhere/people.db', '/elsewhere/people.db', 'the one of DATABASE_URL or of a creator']);
  });

  it('does nothing twice where it comes to the same one again', async () => {
    const { bridge, url, database } = await begin(people, people);
    const limit = workspace.limit(database);
    expect((await bridge.survey(url, limit)).map(({ name }) => name)).toEqual(['people.db']);
    expect(await bridge.step(url, 'a1', 'upgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await bridge.step(url, 'a1', 'downgrade', limit)).toMatchObject({ outcome: 'applied' });
    expect(await bridge.run(url, ['a1'], limit)).toMatchObject({ outcome: 'applied', applied: ['a1'] });
  });
});
