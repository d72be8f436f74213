import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { findLocalBinaries } from '../../../src/dialects/postgresql/binaries.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { applyDdl } from './apply-ddl.ts';

let server: DatabaseServer;
beforeAll(async () => {
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'local' }, image: undefined, mayFallBack: false, log: () => undefined });
});
afterAll(() => server.dispose());

test('the catalog tells whatever pg_dump tells', async () => {
  const [binaries] = await findLocalBinaries();
  const database = await server.session.createDatabase();
  const { host, port, user, password } = server.endpoint;
  const dump = async (): Promise<string> => {
    const words = ['--schema-only', '--host', host, '--port', String(port), '--username', user, database];
    const { stdout } = await execa(join(binaries?.directory ?? '', 'pg_dump'), words, { env: { PGPASSWORD: password } });
    return stdout.replaceAll(/^\\(un)?restrict .*$/gm, '');
  };
  let last = await dump();
  const silent: string[] = [];
  // `applyDdl` insists that the catalog changes with each statement; here it is seen that the dump does, so that the list is no list of trifles.
  await applyDdl(server, database, async (sql) => {
    const now = await dump();
    if (now === last) silent.push(sql);
    last = now;
  });
  // To pg_dump, whether a view is filled is a matter of rows.
  expect(silent).toEqual(['REFRESH MATERIALIZED VIEW ages']);
});
