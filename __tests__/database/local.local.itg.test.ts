import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import { findLocalBinaries } from '../../src/dialects/postgresql/binaries.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { makePrivatePlace } from './private-place.ts';
import type { PrivatePlace } from './private-place.ts';

let place: PrivatePlace;
beforeEach(() => {
  place = makePrivatePlace();
  vi.stubEnv('TMPDIR', place.directory);
});
afterEach(() => {
  vi.unstubAllEnvs();
  place.remove();
});

test('the programs of the machine are found, each installation once, the newest first', async () => {
  const found = await findLocalBinaries();
  expect(found.length).toBeGreaterThan(0);
  expect(new Set(found.map(({ directory }) => directory)).size).toBe(found.length);
  const majors = found.map(({ version }) => Number.parseInt(version));
  expect(majors).toEqual([...majors].sort((a, b) => b - a));
});

test('a private server runs beside whatever else runs there, and leaves nothing', async () => {
  const [newest] = await findLocalBinaries();
  const server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'local' }, image: undefined, mayFallBack: false, log: () => undefined });
  expect({ provider: server.provider, version: server.version, image: server.image }).toEqual({ provider: 'local', version: newest?.version, image: undefined });
  const copy = (await server.session.cloneDatabase(await server.session.createDatabase())) ?? '';
  const database = await server.session.openDatabase(copy);
  await database.execute('CREATE TABLE t (a int)');
  expect([...(await database.readCatalog(undefined)).objects.keys()]).toContain('table "public"."t"');
  await database.close();
  await server.dispose();
  expect(place.findLeftovers()).toEqual([]);
});
