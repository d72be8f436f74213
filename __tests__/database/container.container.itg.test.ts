import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseRequest, DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { UserError } from '../../src/errors.ts';
import { startHolder } from './run-holder.ts';

const docker = (...words: string[]): string => execFileSync('docker', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const list = (...words: string[]): string[] => docker(...words).split('\n').filter((line) => line !== '').sort();
/** Containers, but for the reaper, and volumes. */
const listThings = (): string[] => [...list('ps', '-a', '--format', '{{.ID}} {{.Image}}').filter((line) => !line.includes('ryuk')), ...list('volume', 'ls', '-q')];

let before: string[];
beforeEach(() => {
  before = listThings();
});
afterEach(() => vi.unstubAllEnvs());

const logged: string[] = [];
function open(image: string | undefined, database: DatabaseRequest = { provider: 'container' }): Promise<DatabaseServer> {
  logged.length = 0;
  return openDatabaseServer({ dialect: postgresql, database, image, mayFallBack: true, usesReaper: false, log: (line) => logged.push(line) });
}

async function readError(image: string): Promise<UserError> {
  const error: unknown = await open(image).then(async (server) => server.dispose(), (reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, met ${String(error)}`);
  return error;
}

describe('a server in a container', () => {
  test.each([
    [undefined, 'postgres:17', '17'],
    ['postgres:15', 'postgres:15', '15'],
    ['postgres:18', 'postgres:18', '18'],
  ])('of the image %s works, has its data in memory, and goes with everything', async (image, used, major) => {
    const server = await open(image);
    expect({ provider: server.provider, image: server.image, major: server.version.split('.')[0] }).toEqual({ provider: 'container', image: used, major });
    const name = await server.session.createDatabase();
    const copy = (await server.session.cloneDatabase(name)) ?? '';
    const database = await server.session.openDatabase(copy);
    await database.execute('CREATE TABLE t (a int); DO $$ BEGIN ASSERT (SELECT setting FROM pg_settings WHERE name = $q$fsync$q$) = $q$off$q$; END $$');
    expect([...(await database.readCatalog(undefined)).objects.keys()]).toContain('table "public"."t"');
    const [container] = list('ps', '-q', '--filter', `publish=${server.endpoint.port}`) as [string];
    expect(docker('exec', container, 'sh', '-c', 'stat -f -c %T "$PGDATA"')).toBe('tmpfs');
    await database.close();
    await server.dispose();
    await server.dispose();
    expect(listThings()).toEqual(before);
    expect(logged).toEqual([]);
  });

  test('is what `auto` means where Docker answers', async () => {
    const server = await open(undefined, { provider: 'auto' });
    expect(server.provider).toBe('container');
    await server.dispose();
    expect(listThings()).toEqual(before);
  });

  test('an image that nobody gives', async () => {
    const error = await readError('alembic-gate.invalid/nothing:1');
    expect({ code: error.code, where: error.where, remedy: error.remedy }).toEqual({
      code: 'no-image',
      where: 'option `image`',
      remedy: 'Name an image that this machine may pull or has, or set the option `database` to `embedded`, `local` or a URL.',
    });
    expect(error.what).toMatch(/^Docker cannot get the image alembic-gate\.invalid\/nothing:1: .+\.$/);
    expect(listThings()).toEqual(before);
  });

  test('a name that is none of an image', async () => {
    expect(await readError('Not An Image')).toMatchObject({ code: 'no-image' });
  });

  test('an image whose server does not come up', async () => {
    const image = 'alembic-gate-test/broken:1';
    execFileSync('docker', ['build', '--quiet', '--tag', image, '-'], { input: 'FROM postgres:17\nENTRYPOINT ["sh", "-c", "echo no space for anything >&2; exit 3"]\n', stdio: ['pipe', 'ignore', 'ignore'] });
    try {
      const error = await readError(image);
      expect({ code: error.code, where: error.where, details: error.details }).toEqual({ code: 'server-did-not-start', where: 'option `image`', details: 'no space for anything' });
      expect(error.what).toContain(`The PostgreSQL server in a container of ${image} did not come up: `);
      expect(listThings()).toEqual(before);
    } finally {
      docker('rmi', image);
    }
  });

  test.each([0, 200, 400, 600, 800, 2500])('goes when it is interrupted %i ms after its start began', async (afterMs) => {
    const holder = startHolder(['container'], {});
    await holder.readLine();
    await sleep(afterMs);
    holder.kill('SIGINT');
    const { code, errors } = await holder.ended;
    expect(code).toBe(130);
    expect(errors).not.toContain('bug:');
    expect(listThings()).toEqual(before);
  });

  test('keeps no process from ending once it is disposed of', async () => {
    const holder = startHolder(['container', 'end'], {});
    expect(await holder.ended).toMatchObject({ code: 0 });
    expect(listThings()).toEqual(before);
  });

  // Where the reaper's image cannot be pulled the run goes on without it; where it can, the container goes when we are killed.
  test('is watched by the reaper, or says that it is not', async () => {
    const holder = startHolder(['container'], { REAPER: 'yes' });
    await holder.readLine();
    expect(await holder.readLine()).toContain('databases');
    const isWatched = list('ps', '--format', '{{.Image}}').some((image) => image.includes('ryuk'));
    holder.kill(isWatched ? 'SIGKILL' : 'SIGTERM');
    const { errors } = await holder.ended;
    expect(errors.includes("Without testcontainers' reaper, which did not start: ")).toBe(!isWatched);
    await vi.waitFor(() => { expect(listThings()).toEqual(before); }, { timeout: 60_000, interval: 500 });
  });
});
