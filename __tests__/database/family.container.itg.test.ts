import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { getDialect } from '../../src/dialects/registry.ts';
import { UserError } from '../../src/errors.ts';
import { ask, images } from '../dialects/mysql-family/test-server.ts';
import { startHolder } from './run-holder.ts';

const docker = (...words: string[]): string => execFileSync('docker', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
const list = (...words: string[]): string[] => docker(...words).split('\n').filter((line) => line !== '').sort();
/** Containers of ours and volumes. */
const listThings = (): string[] => [...list('ps', '-a', '--filter', 'label=org.testcontainers=true', '--format', '{{.ID}} {{.Image}}').filter((line) => !line.includes('ryuk')), ...list('volume', 'ls', '-q')];

let before: string[];
beforeEach(() => {
  before = listThings();
});

function open(name: DialectName, image: string): Promise<DatabaseServer> {
  return openDatabaseServer({ dialect: getDialect(name), database: { provider: 'container' }, image, mayFallBack: false, usesReaper: false, log: () => undefined });
}

async function readError(name: DialectName, image: string): Promise<UserError> {
  const error: unknown = await open(name, image).then(async (server) => server.dispose(), (reason: unknown) => reason);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, met ${String(error)}`);
  return error;
}

/** An image made from another one for a test. */
function build(tag: string, lines: readonly string[]): void {
  execFileSync('docker', ['build', '--quiet', '--tag', tag, '-'], { input: lines.join('\n'), stdio: ['pipe', 'ignore', 'ignore'] });
}

describe.each(images)('a server of %s in a container of %s', (name, image) => {
  test('works, has its data in memory and nothing durable, knows time zones, lets nobody in without a password, and goes with everything', async () => {
    const server = await open(name, image);
    expect({ provider: server.provider, image: server.image, version: server.version.split('.').slice(0, 2).join('.') }).toEqual({ provider: 'container', image, version: image.split(':')[1] });
    const settings = ['log_bin', 'innodb_flush_log_at_trx_commit', 'performance_schema', 'character_set_server'].map((setting) => `@@${setting}`);
    expect(await ask(server.endpoint, `SELECT ${settings.join(', ')}, CONVERT_TZ('2024-07-01 12:00:00', 'UTC', 'Europe/Berlin'), CURRENT_USER()`)).toEqual([0, 0, 0, expect.stringMatching(/^(utf8mb4|latin1)$/), '2024-07-01 14:00:00', 'root@%']);
    expect(await ask(server.endpoint, "SELECT user, host FROM mysql.user WHERE user NOT LIKE '%.%' ORDER BY user, host")).toEqual(['root', '%', 'root', 'localhost']);
    await expect(ask({ ...server.endpoint, password: '' }, 'SELECT 1')).rejects.toThrow('Access denied');
    const [container] = list('ps', '-q', '--filter', `publish=${server.endpoint.port}`) as [string];
    expect(docker('exec', container, 'stat', '-f', '-c', '%T', '/alembic-gate/data')).toBe('tmpfs');
    await server.dispose();
    await server.dispose();
    expect(listThings()).toEqual(before);
  });

  test('runs the files that an image brings for the beginning', async () => {
    const tag = `alembic-gate-test/${name}-prepared:1`;
    build(tag, [`FROM ${image}`, 'RUN echo "CREATE DATABASE prepared; CREATE TABLE prepared.t (a int)" >/docker-entrypoint-initdb.d/1.sql']);
    try {
      const server = await open(name, tag);
      expect(await ask(server.endpoint, "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = 'prepared'")).toEqual(['t']);
      await server.dispose();
      expect(listThings()).toEqual(before);
    } finally {
      docker('rmi', tag);
    }
  });

  test('heeds the settings that an image brings, and runs as whatever user it does', async () => {
    const tag = `alembic-gate-test/${name}-settings:1`;
    build(tag, [`FROM ${image}`, "RUN printf '[mysqld]\\nsql_mode=ANSI\\n' >/etc/mysql/conf.d/own.cnf", 'USER 1001']);
    try {
      const server = await open(name, tag);
      expect(await ask(server.endpoint, 'SELECT @@GLOBAL.sql_mode')).toEqual([expect.stringContaining('ANSI') as string]);
      await server.dispose();
    } finally {
      docker('rmi', tag);
    }
  });

  test('an image without such a server', async () => {
    const error = await readError(name, 'postgres:17');
    expect({ code: error.code, where: error.where, details: error.details }).toEqual({ code: 'server-did-not-start', where: 'option `image`', details: `The image has no ${name === 'mysql' ? 'mysqld' : 'mariadbd'}.` });
    expect(listThings()).toEqual(before);
  });

  test.each([0, 400, 1200, 2500])('goes when it is interrupted %i ms after its start began', async (afterMs) => {
    const holder = startHolder(['container'], { DIALECT: name, IMAGE: image });
    await holder.readLine();
    await sleep(afterMs);
    holder.kill('SIGINT');
    const { code, errors } = await holder.ended;
    expect(code).toBe(130);
    expect(errors).not.toContain('bug:');
    expect(listThings()).toEqual(before);
  });
});

test.each([
  ['mysql', 'mariadb:11.8', 'mariadb'],
  ['mariadb', 'mysql:9.7', 'mysql'],
] as const)('a project of %s on the image %s is told the dialect to name', async (name, image, other) => {
  expect(await readError(name, image)).toMatchObject({ code: 'server-did-not-start', details: `The image has a server of the dialect ${other}; set the option dialect to it.` });
});
