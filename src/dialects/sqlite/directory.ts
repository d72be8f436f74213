import { spawn } from 'node:child_process';
import { makeServerDirectory } from '../server-process/data-directory.ts';
import type { PrivateServer } from '../dialect.ts';

/**
 * Outlives us only as long as it takes to remove the directory: our end of its standard input closes when we end it or when we die in
 * whatever way. Plain `sh`, so that it works wherever a project does.
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
  const directory = await makeServerDirectory('sqlite', undefined);
  // A session of its own, so that Ctrl-C in a terminal reaches only us and we end it in order.
  const guardian = spawn('/bin/sh', ['-c', script, 'alembic-gate-sqlite', directory], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C' },
  });
  const ended = new Promise<void>((resolve, reject) => {
    guardian.once('error', reject);
    guardian.once('close', () => {
      resolve();
    });
  });
  // Told where it is awaited.
  ended.catch(() => undefined);
  guardian.stdin.on('error', () => undefined);
  return {
    endpoint: { host: directory, port: 0, user: '', password: '', maintenanceDatabase: '' },
    stop: async () => {
      guardian.stdin.end();
      await ended;
    },
  };
}
