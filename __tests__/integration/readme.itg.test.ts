import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { readShownYaml } from '../workflows/list-workflows.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const readme = await readFile(join(root, 'README.md'), 'utf8');
const blocks = (language: string): string[] => [...readme.matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\``, 'gms'))].map(([, text]) => text ?? '');
const commands = blocks('sh').flatMap((block) => block.split('\n').map((line) => line.replace(/\s+#.*$/, '').trim())).filter((line) => line !== '');

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'alembic-gate-readme-'));
  await cp(join(root, 'examples/users-app'), directory, { recursive: true });
  await writeFile(join(directory, 'alembic-gate.toml'), `database = "embedded"\npython = '${await ensurePythonEnvironment('default')}'\n`);
  const git = (...words: string[]): Promise<unknown> => execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd: directory });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'the application');
});
afterAll(() => rm(directory, { recursive: true }));

describe('the README', () => {
  it('has the two commands that do all the set-up, which CI runs', async () => {
    expect(commands.filter((command) => !command.startsWith('alembic-gate '))).toEqual(['npm ci && npm run demo', 'npm ci && npm test']);
    expect(await readFile(join(root, '.ci/run'), 'utf8')).toMatch(/npm ci.*npm test.*npm run --silent demo/s);
  });

  it.for(commands.filter((command) => command.startsWith('alembic-gate ')))('has a command that works: %s', async (command) => {
    // As it is installed: the bundle, alone.
    const { exitCode, all } = await execa(process.execPath, [join(root, 'dist/cli.cjs'), ...command.split(/\s+/).slice(1)], { cwd: directory, reject: false, all: true });
    expect(exitCode, all).toBe(0);
  });

  it('names inputs and events that there are', async () => {
    const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as { inputs: Record<string, unknown> };
    const [workflow = '', ...snippets] = blocks('yaml').map((text) => parse(text) as Record<string, Record<string, unknown>>);
    expect(workflow).toMatchObject({ on: { merge_group: null }, jobs: { 'alembic-gate': { permissions: { contents: 'read', 'pull-requests': 'write' } } } });
    for (const snippet of snippets) for (const name of Object.keys(snippet['with'] ?? {})) expect(Object.keys(action.inputs)).toContain(name);
    for (const [, name] of readme.matchAll(/^\*\*.*?`([a-z-]+): /gm)) expect(Object.keys(action.inputs)).toContain(name);
    const shown = new Set(readShownYaml().flatMap(({ text }) => listInputs(parse(text))));
    expect(shown).toContain('shard');
    for (const name of shown) expect(Object.keys(action.inputs)).toContain(name);
  });
});

/** What every step that uses the action gives it, in a workflow or a part of one. */
function listInputs(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!('uses' in value) || !String(value.uses).startsWith('alembic-gate/')) return Object.values(value).flatMap(listInputs);
  return 'with' in value && typeof value.with === 'object' && value.with !== null ? Object.keys(value.with) : [];
}
