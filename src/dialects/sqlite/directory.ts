import { spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { nameServerDirectory } from '../server-process/data-directory.ts';
import type { PrivateServer } from '../dialect.ts';

/**
 * Outlives us only as long as it takes to remove the directory: our end of its standard input closes when we end it or when we die in
 * whatever way. Plain `sh`, so that it works wherever a project does. It tries again, because a process that was killed with us may still write.
 */
const script = `
read -r nothing
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  rm -rf "$1" 2>/dev/null && break
  sleep 0.2
done
`;

/** Makes a directory for databases that are files, closed to others; it is removed when it is no longer wanted, or when we are no longer there. */
export async function openDirectory(): Promise<PrivateServer> {
  const directory = await nameServerDirectory('sqlite', undefined);
  const remove = (): Promise<void> => rm(directory, { recursive: true, force: true });
  const endGuardian = startGuardian(directory);
  try {
    // Only now that there is somebody to remove it when we are killed.
    await mkdir(directory, { mode: 0o700 });
  } catch (error) {
    await endGuardian();
    throw error;
  }
  let stopping: Promise<void> | undefined;
  return {
    endpoint: { host: directory, port: 0, user: '', password: '', maintenanceDatabase: '' },
    stop: () => {
      // What went wrong is told to whoever asked first.
      if (stopping !== undefined) return stopping.catch(() => undefined);
      // Removed by ourselves as well: the guardian may never have started or have failed, and our error says why.
      stopping = endGuardian().then(remove);
      return stopping;
    },
  };
}

/** Starts the process that removes the directory, and gives what ends it; the promise is kept however the process ended. */
function startGuardian(directory: string): () => Promise<void> {
  // A session of its own, so that Ctrl-C in a terminal reaches only us and we end it in order.
  const guardian = spawn('/bin/sh', ['-c', script, 'alembic-gate-sqlite', directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' },
  });
  const ended = new Promise<void>((resolve) => {
    // Where there is no shell that can be started, the directory is removed by `stop` alone.
    guardian.once('error', () => resolve());
    guardian.once('close', () => resolve());
  });
  guardian.stdin.on('error', () => undefined);
  return () => {
    guardian.stdin.end();
    return ended;
  };
}
