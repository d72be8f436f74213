import { readFile, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** What the gate makes and must take away: its directories, its processes and its containers. Databases end with their servers. */
export async function listTraces(): Promise<string[]> {
  const [directories, processes, containers] = await Promise.all([listDirectories(), listProcesses(), listContainers()]);
  return [...directories, ...processes, ...containers];
}

/** Where private servers and sockets live. */
async function listDirectories(): Promise<string[]> {
  const places = [...new Set([tmpdir(), '/tmp', '/dev/shm'])];
  const found = await Promise.all(
    places.map(async (place) => (await readdir(place).catch(() => [])).filter((name) => name.startsWith('alembic-gate-')).map((name) => `directory ${join(place, name)}`)),
  );
  return found.flat();
}

/** Servers, guardians and Python processes; where there is no /proc they are not looked at. */
async function listProcesses(): Promise<string[]> {
  const ids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name) && name !== String(process.pid));
  const found = await Promise.all(
    ids.map(async (id) => {
      const command = (await readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim();
      return /alembic-gate-|alembic_gate_|bridge\/bridge\.py|alembic\/bridge\.py/.test(command) ? [`process ${id}: ${command.slice(0, 200)}`] : [];
    }),
  );
  return found.flat();
}

async function listContainers(): Promise<string[]> {
  const listed = await execa('docker', ['ps', '--all', '--quiet', '--filter', 'label=org.testcontainers=true'], { reject: false, timeout: 10_000 });
  return listed.exitCode === 0 ? listed.stdout.split('\n').filter((id) => id !== '').map((id) => `container ${id}`) : [];
}
