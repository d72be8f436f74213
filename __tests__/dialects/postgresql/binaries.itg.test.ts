import { execFileSync } from 'node:child_process';
import { cpSync, lstatSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findEmbeddedBinaries, restoreLinks } from '../../../src/dialects/postgresql/binaries.ts';
import { makePrivatePlace } from '../../database/private-place.ts';

test('the embedded programs are found, and their version is their own word', async () => {
  const binaries = await findEmbeddedBinaries();
  expect(execFileSync(join(binaries?.directory ?? '', 'postgres'), ['--version'], { encoding: 'utf8' }).trim()).toBe(`postgres (PostgreSQL) ${binaries?.version ?? ''}`);
});

test('links that an installation without scripts left out are made', async () => {
  const place = makePrivatePlace();
  try {
    const directory = (await findEmbeddedBinaries())?.directory ?? '';
    cpSync(dirname(directory), join(place.directory, 'native'), { recursive: true, verbatimSymlinks: true });
    const links = (JSON.parse(readFileSync(join(place.directory, 'native/pg-symlinks.json'), 'utf8')) as { target: string }[]).map(({ target }) => join(place.directory, target));
    for (const link of links) rmSync(link);
    const run = (): string => execFileSync(join(place.directory, 'native/bin/postgres'), ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    expect(run).toThrow();
    await restoreLinks(place.directory);
    await restoreLinks(place.directory);
    expect(run()).toContain('PostgreSQL');
    expect(links.every((link) => lstatSync(link).isSymbolicLink())).toBe(true);
  } finally {
    place.remove();
  }
});
