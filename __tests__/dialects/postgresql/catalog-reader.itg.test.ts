import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { createCatalogReader } from '../../../src/dialects/postgresql/catalog/reader.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { applyDdl, connect } from './apply-ddl.ts';

let server: DatabaseServer;
beforeAll(async () => {
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
});
afterAll(() => server.dispose());

test('every statement is seen, by a reader that read before as by a fresh one', { timeout: 240_000 }, async () => {
  const applied = await applyDdl(server, await server.session.createDatabase());
  const written = applied.map(({ sql, changes }) => `${sql}\n${changes.map((line) => `    ${line}`).join('\n')}\n`).join('\n');
  await expect(written).toMatchFileSnapshot('ddl-statements.changes.txt');
});

test('a user who may only make databases reads the same', async () => {
  const database = await server.session.createDatabase();
  const owner = await connect(server, database);
  await owner.query('CREATE TABLE account (id serial PRIMARY KEY); CREATE FOREIGN DATA WRAPPER files; CREATE SERVER elsewhere FOREIGN DATA WRAPPER files');
  await owner.query("CREATE USER MAPPING FOR PUBLIC SERVER elsewhere; CREATE ROLE plain LOGIN PASSWORD 'plain'; SELECT lo_create(0)");
  const expected = await createCatalogReader(owner, () => undefined).read();
  await owner.query('SET ROLE plain');
  expect(await createCatalogReader(owner, () => undefined).read()).toEqual(expected);
  await owner.query('RESET ROLE; DROP ROLE plain');
  await owner.end();
});

test("Alembic's version table and what an extension made are left out", async () => {
  const database = await server.session.createDatabase();
  const client = await connect(server, database);
  await client.query('CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY); CREATE SCHEMA app; CREATE TABLE app.revisions (version_num varchar(32) PRIMARY KEY)');
  await client.query('CREATE EXTENSION citext');
  const readKeys = async (table: { schema: string | null; name: string } | undefined): Promise<string[]> => {
    const { objects } = await createCatalogReader(client, () => table).read();
    return [...objects.values()].map(({ kind, schema, parentName, name }) => [kind, schema, parentName, name].filter((part) => part !== null).join(' ')).sort();
  };
  const common = ['schema app', 'schema public', 'extension citext', 'extension plpgsql', 'database settings'];
  const partsOf = (table: string): string[] => [`column ${table} version_num`, `constraint ${table} ${table.split(' ')[1] ?? ''}_pkey`];
  expect(await readKeys(undefined)).toEqual([...common, 'table app revisions', ...partsOf('app revisions')].sort());
  expect(await readKeys({ schema: 'app', name: 'revisions' })).toEqual([...common, 'table public alembic_version', ...partsOf('public alembic_version')].sort());
  await client.end();
});
