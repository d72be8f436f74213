import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { ContainerRuntimeClient, ImageName, WaitStrategy } from 'testcontainers';
import type { ContainerRecipe, Dialect, Endpoint, ServerSession } from '../dialects/dialect.ts';
import { UserError } from '../errors.ts';
import { hasDockerEngine } from './docker-engine.ts';
import type { ServerRequest, StartedServer } from './provider.ts';

/** How long a server in a container may take until it accepts connections, its image being there. */
const startLimitMs = 90_000;
const pollMs = 50;
/** How long an engine may take to say that it is there. */
const answerLimitMs = 15_000;
const logTailLength = 4000;

/**
 * Starts the dialect's official image, or the one that the option `image` names, with its data in memory.
 * Throws a `UserError`: `no-docker`, `no-image`, `server-did-not-start` with the end of its log.
 */
export async function startContainer(request: ServerRequest, signal: AbortSignal): Promise<StartedServer> {
  const { dialect, log } = request;
  if (!(await hasDockerEngine())) throw noDocker(undefined);
  const recipe = dialect.containerRecipe?.(request.image);
  if (recipe === undefined) throw new Error(`${dialect.title} has no containers`);
  // Loaded here, because it takes half a second that nobody else should pay.
  const { GenericContainer, ImageName, getContainerRuntimeClient, getReaper } = await import('testcontainers');
  const client = await within(answerLimitMs, getContainerRuntimeClient()).catch((error: unknown) => {
    throw noDocker(error);
  });
  const [hasReaper] = await untilAborted(
    signal,
    Promise.all([
      request.usesReaper !== false && prepareReaper(() => getReaper(client), log),
      pullImage(client, recipe.image, (name) => ImageName.fromString(name), log),
    ]),
  );

  let id: string | undefined;
  /** Tells us the container as soon as there is one, so that it is removed even when its start fails or is interrupted. */
  class OwnContainer extends GenericContainer {
    protected override containerCreated(containerId: string): Promise<void> {
      id = containerId;
      signal.throwIfAborted();
      return Promise.resolve();
    }
  }
  const remove = async (): Promise<void> => {
    if (id !== undefined) await removeContainer(client, id);
  };
  const output = new LogTail();
  try {
    const container = await new OwnContainer(recipe.image)
      .withEnvironment(recipe.environment)
      .withCommand([...recipe.command])
      .withTmpFs(recipe.tmpfs)
      .withExposedPorts(recipe.port)
      .withAutoCleanup(hasReaper)
      .withLogConsumer((stream) => {
        output.follow(stream);
      })
      .withWaitStrategy(withoutWaiting)
      .start();
    const { user, password, maintenanceDatabase } = recipe;
    const endpoint: Endpoint = { host: container.getHost(), port: container.getMappedPort(recipe.port), user, password, maintenanceDatabase };
    const session = await waitUntilReady(dialect, endpoint, recipe, output, signal);
    return { provider: 'container', image: recipe.image, endpoint, session, stop: remove, keepsRunning: false };
  } catch (error) {
    // One that ended at once was gone before its log was followed.
    if (id !== undefined && output.text === '' && !signal.aborted) await output.readAll(client, id);
    await remove();
    throw error instanceof UserError || signal.aborted ? error : didNotStart(dialect, recipe.image, error, output.text);
  }
}

function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const { promise: limit, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(reject, limitMs, new Error(`no answer in ${limitMs / 1000} s`));
  return Promise.race([promise, limit]).finally(() => {
    clearTimeout(timer);
  });
}

/** Pulling takes minutes and cannot be called off; whoever interrupts it does not wait for it. */
function untilAborted<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = (): void => {
    reject(signal.reason as Error);
  };
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  return Promise.race([promise, aborted]).finally(() => {
    signal.removeEventListener('abort', onAbort);
  });
}

/**
 * testcontainers' reaper removes the container when we are killed. Where it cannot run (its image is not allowed, the engine
 * lets nobody mount its socket) the check is made without it; we still remove the container on every way out but that one.
 */
async function prepareReaper(start: () => Promise<unknown>, log: (line: string) => void): Promise<boolean> {
  try {
    await start();
    return true;
  } catch (error) {
    log(`Without testcontainers' reaper, which did not start: ${describe(error)}`);
    return false;
  }
}

async function pullImage(client: ContainerRuntimeClient, image: string, parse: (name: string) => ImageName, log: (line: string) => void): Promise<void> {
  try {
    const name = parse(image);
    if (await client.image.exists(name)) return;
    log(`Pulling ${image}.`);
    await client.image.pull(name);
    // An error that comes in the middle of pulling is not thrown.
    if (!(await client.image.exists(name))) throw new Error('the registry did not give it');
  } catch (error) {
    throw new UserError('no-image', {
      what: `Docker cannot get the image ${image}: ${describe(error)}.`,
      where: 'option `image`',
      remedy: 'Name an image that this machine may pull or has, or set the option `database` to `embedded`, `local` or a URL.',
      cause: error,
    });
  }
}

async function waitUntilReady(dialect: Dialect, endpoint: Endpoint, { image }: ContainerRecipe, output: LogTail, signal: AbortSignal): Promise<ServerSession> {
  const deadline = performance.now() + startLimitMs;
  for (;;) {
    signal.throwIfAborted();
    try {
      return await dialect.openServer(endpoint);
    } catch (error) {
      // It is ready, and another server than it should be.
      if (error instanceof UserError && error.code === 'wrong-dialect') throw error;
      // Until it is ready every attempt fails; what the log says is better than what the last attempt met.
      if (output.hasEnded || performance.now() > deadline) throw didNotStart(dialect, image, error, output.text);
    }
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
}

/** We wait ourselves, by connecting, because images differ in what they log and an open port of Docker's means nothing yet. */
const withoutWaiting: WaitStrategy = {
  waitUntilReady: () => Promise.resolve(),
  withStartupTimeout: () => withoutWaiting,
  isStartupTimeoutSet: () => true,
  getStartupTimeout: () => startLimitMs,
};

/** The end of a container's log. */
class LogTail {
  text = '';
  /** The container has ended. */
  hasEnded = false;

  follow(stream: Readable): void {
    stream.setEncoding('utf8');
    stream.on('data', (chunk: string) => (this.text = (this.text + chunk).slice(-logTailLength)));
    stream.once('end', () => (this.hasEnded = true));
    // Breaks when the container is removed.
    stream.on('error', () => (this.hasEnded = true));
  }

  /** Reads the log of a container that has ended; of one that has not, what comes within a second. */
  async readAll(client: ContainerRuntimeClient, id: string): Promise<void> {
    const stream = await client.container.logs(client.container.getById(id));
    this.follow(stream);
    await Promise.race([once(stream, 'close'), new Promise((resolve) => setTimeout(resolve, 1000))]);
    stream.destroy();
  }
}

async function removeContainer(client: ContainerRuntimeClient, id: string): Promise<void> {
  try {
    await client.container.getById(id).remove({ force: true, v: true });
  } catch (error) {
    const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
    // It is gone, or somebody else is removing it.
    if (status !== 404 && status !== 409) throw error;
  }
}

function noDocker(cause: unknown): UserError {
  const host = process.env['DOCKER_HOST'];
  return new UserError('no-docker', {
    what: 'No Docker engine answers.',
    where: host === undefined || host === '' ? 'option `database`' : `DOCKER_HOST=${host}`,
    remedy: 'Start Docker, or set the option `database` to `embedded`, `local` or a URL.',
    cause,
  });
}

function didNotStart(dialect: Dialect, image: string, error: unknown, log: string): UserError {
  return new UserError('server-did-not-start', {
    what: `The ${dialect.title} server in a container of ${image} did not come up: ${describe(error)}.`,
    where: 'option `image`',
    remedy: 'See the end of its log; name an image of that database in the option `image`, or set `database` to another provider.',
    details: log.trim() === '' ? 'The log is empty.' : log.trim(),
    cause: error,
  });
}

function describe(error: unknown): string {
  if (error instanceof UserError) return error.what.replace(/\.$/, '');
  return (error instanceof Error ? error.message : String(error)).trim().replace(/\.$/, '');
}
