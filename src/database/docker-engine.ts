import { access, constants } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { homedir, userInfo } from 'node:os';
import { join } from 'node:path';

const answerLimitMs = 2000;

/**
 * Whether a Docker engine answers where testcontainers looks for one, in milliseconds and without loading it. A place that
 * was named (`DOCKER_HOST`) counts alone: who names one does not want another. Where only testcontainers can tell, yes.
 * https://node.testcontainers.org/supported-container-runtimes/
 */
export async function hasDockerEngine(): Promise<boolean> {
  const host = process.env['DOCKER_HOST'];
  if (host !== undefined && host !== '') return answersAt(host);
  if (await isReadable(join(homedir(), '.testcontainers.properties'))) return true;
  if (process.platform === 'win32') return isReadable('//./pipe/docker_engine');
  const answers = await Promise.all(listSockets().map((path) => connects({ path })));
  return answers.includes(true);
}

function listSockets(): string[] {
  const runtime = process.env['XDG_RUNTIME_DIR'];
  return [
    '/var/run/docker.sock',
    ...(runtime === undefined ? [] : [join(runtime, 'docker.sock')]),
    join(homedir(), '.docker/run/docker.sock'),
    join(homedir(), '.docker/desktop/docker.sock'),
    `/run/user/${userInfo().uid}/docker.sock`,
  ];
}

async function answersAt(host: string): Promise<boolean> {
  if (host.startsWith('unix://')) return connects({ path: host.slice('unix://'.length) });
  const url = URL.parse(host);
  if (url === null) return false;
  if (url.protocol !== 'tcp:' && url.protocol !== 'http:' && url.protocol !== 'https:') return true;
  return connects({ host: url.hostname, port: url.port === '' ? 2375 : Number(url.port) });
}

function connects(place: { readonly path: string } | { readonly host: string; readonly port: number }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(place);
    const end = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(answerLimitMs, end(false)).once('connect', end(true)).once('error', end(false));
  });
}

async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}
