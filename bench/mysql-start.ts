// The time from nothing to ready of the containers of MySQL and MariaDB: `node bench/mysql-start.ts [runs] [image …]`.
// Each run starts every way once, one after the other, so that what else the machine does falls on all of them alike.
//   plain   the official image as its page says: a password and nothing else
//   flags   the same with the data in memory, no binary log and durability off
//   gate    what Alembic Gate does
import { randomBytes } from 'node:crypto';
import { openDatabaseServer } from '../src/database/open-database-server.ts';
import type { ContainerRecipe, Dialect } from '../src/dialects/dialect.ts';
import { mariadb } from '../src/dialects/mariadb/dialect.ts';
import { mysql } from '../src/dialects/mysql/dialect.ts';
import { writeSettingFlags } from '../src/dialects/mysql-family/throw-away-settings.ts';

const [runs = '5', ...named] = process.argv.slice(2);
const images = named.length === 0 ? ['mysql:9.7', 'mariadb:11.8'] : named;

type Way = (image: string) => ContainerRecipe;

/** The official image with a password; what else is said of it is added. */
const official =
  (more: Partial<ContainerRecipe>): Way =>
  (image) => {
    const password = randomBytes(16).toString('hex');
    const environment = { MYSQL_ROOT_PASSWORD: password, MARIADB_ROOT_PASSWORD: password };
    return { image, port: 3306, environment, command: [], tmpfs: {}, user: 'root', password, maintenanceDatabase: 'mysql', ...more };
  };

function listWays(dialect: Dialect): Record<string, Way> {
  return {
    plain: official({}),
    flags: official({ command: ['--datadir=/alembic-gate/data', ...writeSettingFlags()], tmpfs: { '/alembic-gate': 'rw,mode=1777' } }),
    gate: (image) => dialect.containerRecipe?.(image) ?? fail('no recipe'),
  };
}

async function measureStart(dialect: Dialect, image: string, way: Way): Promise<number> {
  const starting = performance.now();
  const server = await openDatabaseServer({
    dialect: { ...dialect, containerRecipe: () => way(image) },
    database: { provider: 'container' },
    image,
    mayFallBack: false,
    usesReaper: false,
    log: () => undefined,
  });
  const durationMs = performance.now() - starting;
  await server.dispose();
  return durationMs;
}

function takeMedian(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

function fail(message: string): never {
  throw new Error(message);
}

console.log(`medians of ${runs} interleaved runs, in seconds; gate/plain in brackets: of each run's own pair, least to most`);
console.log('| image | plain | flags | gate | gate/plain |');
console.log('|---|--:|--:|--:|--:|');
for (const image of images) {
  const dialect = image.includes('mariadb') ? mariadb : mysql;
  const ways = Object.entries(listWays(dialect));
  const times = new Map<string, number[]>(ways.map(([name]) => [name, []]));
  for (let run = 0; run < Number(runs); run += 1) {
    for (const [name, way] of ways) times.get(name)?.push(await measureStart(dialect, image, way));
  }
  const of = (name: string): readonly number[] => times.get(name) ?? [];
  const seconds = (name: string): string => (takeMedian(of(name)) / 1000).toFixed(1);
  const ratios = of('gate').map((ms, index) => ms / (of('plain')[index] ?? ms)).sort((a, b) => a - b);
  const ratio = `${(takeMedian(of('gate')) / takeMedian(of('plain'))).toFixed(2)} (${ratios[0]?.toFixed(2) ?? ''} to ${ratios.at(-1)?.toFixed(2) ?? ''})`;
  console.log(`| ${image} | ${seconds('plain')} | ${seconds('flags')} | ${seconds('gate')} | ${ratio} |`);
}
