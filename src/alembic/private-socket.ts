import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLines } from './read-lines.ts';
import type { LineListener } from './read-lines.ts';

/** A Unix socket's path holds 104 bytes on macOS, 108 on Linux. */
const socketPathLimit = 100;

/** A Unix socket in a directory that only we can enter. */
export interface PrivateSocket {
  readonly directory: string;
  readonly path: string;
  /** The first connection, which is the only one; pending until it comes. */
  readonly connected: Promise<Socket>;
  /** Gives the lines that come on it to a listener. */
  readonly listen: (listener: LineListener) => void;
  /** Ends the connection and removes the directory. Safe to call again. */
  readonly remove: () => void;
}

/** Throws where the directory or the socket cannot be made. */
export async function openPrivateSocket(): Promise<PrivateSocket> {
  const directory = await makePrivateDirectory();
  const server = createServer();
  const path = join(directory, 's');
  let socket: Socket | undefined;
  const remove = (): void => {
    server.close();
    socket?.destroy();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(path, resolve));
  } catch (error) {
    remove();
    throw error;
  }
  const connected = new Promise<Socket>((resolve) => {
    server.once('connection', (first) => {
      // Ours connects before any code of the project has run; there is no second one.
      server.close();
      socket = first.on('error', () => undefined);
      resolve(first);
    });
  });
  const listen = (listener: LineListener): void => void connected.then((first) => { readLines(first, listener); });
  return { directory, path, connected, listen, remove };
}

/** Mode 0700, and short enough for a socket's path. */
async function makePrivateDirectory(): Promise<string> {
  const usual = join(tmpdir(), 'alembic-gate-');
  const isShort = Buffer.byteLength(usual) + '123456/s'.length <= socketPathLimit;
  return mkdtemp(isShort ? usual : '/tmp/alembic-gate-');
}
