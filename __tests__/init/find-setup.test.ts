import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readFlags } from '../../src/command/read-flags.ts';
import type { FileTree } from '../temporary-directory.ts';
import { init, makeRepository, project } from './make-repository.ts';

interface Setting {
  /** What is said to people, to the first empty line. */
  readonly said: string;
  /** The gate's step. */
  readonly gate: Readonly<Record<string, unknown>> | undefined;
}

/** What `init` makes of a repository with these files. */
async function setUp(files: FileTree): Promise<Setting> {
  const directory = makeRepository(files);
  const { output } = await init(directory);
  const workflow = parse(readFileSync(join(directory, '.github/workflows/alembic-gate.yml'), 'utf8')) as { readonly jobs: { readonly 'alembic-gate': { readonly steps: Setting['gate'][] } } };
  return { said: output.split('\n\n')[0] ?? '', gate: workflow.jobs['alembic-gate'].steps.at(-1) };
}

const compose = (...images: string[]): FileTree => ({ 'compose.yaml': JSON.stringify({ services: Object.fromEntries(images.map((image, index) => [`db${String(index)}`, { image }])) }) });
const options = (text: string): FileTree => ({ 'alembic-gate.toml': text });
const withoutUrl: FileTree = { ...project, 'alembic.ini': '[alembic]\nscript_location = alembic\n' };
const gate = { uses: 'alembic-gate/alembic-gate@v1' };

test.for(['embedded', 'local', 'postgresql://db/x'])('with `database = "%s"` no image is written, and none is missed', async (database) => {
  const { said, gate: step } = await setUp({ ...project, ...compose('postgres:16', 'postgres:9.6'), ...options(`database = "${database}"\n`) });
  expect([step, said]).toEqual([gate, expect.not.stringMatching(/postgres:|No version/)]);
});

test('with `database = "container"` an image is written', async () => {
  expect((await setUp({ ...project, ...compose('postgres:16'), ...options('database = "container"\n') })).gate).toEqual({ ...gate, with: { image: 'postgres:16' } });
});

test('an image that the options name is not missed, and no other tells the kind of database', async () => {
  const { said, gate: step } = await setUp({ ...withoutUrl, ...compose('mariadb:11', 'postgres:9.6'), ...options('image = "postgres:15"\n') });
  expect([step, said]).toEqual([gate, expect.not.stringMatching(/mariadb|postgres:|No version/)]);
});

test.for<readonly [string, Setting['gate'], string, string]>([
  ['sqlite', gate, 'SQLite', ''],
  ['postgresql, sqlite', { ...gate, with: { image: 'postgres:16' } }, 'PostgreSQL and SQLite', ''],
  ['mysql', gate, 'MySQL', 'mysql:8.0'],
  ['mariadb', { ...gate, with: { image: 'mariadb:11' } }, 'MariaDB', ''],
])('with `dialect = "%s"` that is what the project is for, and its images are taken', async ([dialect, step, title, missing]) => {
  const { said, gate: found } = await setUp({ ...withoutUrl, ...compose('postgres:16', 'mariadb:11'), ...options(`dialect = "${dialect}"\n`) });
  expect([found, /`image: (.*)`/.exec(said)?.[1] ?? '']).toEqual([step, missing]);
  expect(said).toContain(`  project   alembic.ini, ${title} (the option \`dialect\`)\n`);
});

test.for<readonly [string, readonly string[], Readonly<Record<string, unknown>>]>([
  ['["ONLY_IN_FILE", "APP_DATABASE_URL"]', ['APP_DATABASE_URL', 'OTHER_DB_URL'], { with: { 'database-env': 'ONLY_IN_FILE,APP_DATABASE_URL,OTHER_DB_URL' } }],
  ['"APP_DATABASE_URL"', ['APP_DATABASE_URL'], {}],
  // A list of the project's own takes the place of the usual names.
  ['"APP_DATABASE_URL"', ['DATABASE_URL'], { with: { 'database-env': 'APP_DATABASE_URL,DATABASE_URL' } }],
  ['["${{ secrets.X }}", "A_URL"]', ['B_DB_URL'], { with: { 'database-env': 'A_URL,B_DB_URL' } }],
  // What the gate sets is not blanked.
  ['"SET_BY_GATE"', ['SET_BY_GATE', 'SECRET_KEY'], { env: { SECRET_KEY: '' } }],
])('with `database-env = %s` an env.py that reads %j', async ([names, read, more]) => {
  const { said, gate: step } = await setUp({ ...project, ...options(`database-env = ${names}\n`), 'alembic/env.py': read.map((name) => `os.environ["${name}"]\n`).join('') });
  expect(step).toEqual({ ...gate, ...more });
  expect(said.match(/^ {2}address/gm)?.length ?? 0).toBe('with' in more ? 1 : 0);
});

const below = (directory: string): FileTree => Object.fromEntries(Object.entries(project).map(([path, text]) => [`${directory}/${path}`, text]));

test('projects are looked for where the options at the root say', async () => {
  const { said, gate: step } = await setUp({ ...below('backend'), ...below('other'), ...options('working-directory = "backend"\nconfig = "alembic.ini"\n') });
  expect([step, said.match(/^ {2}project .*/gm)]).toEqual([gate, ['  project   backend/alembic.ini, PostgreSQL (the URL in backend/alembic.ini)']]);
});

test('the directory that the options beside the project name is written, because the input goes before them', async () => {
  const files = { ...below('api/backend'), 'api/alembic-gate.toml': 'working-directory = "backend"\nconfig = "alembic.ini"\n' };
  expect((await setUp(files)).gate).toEqual({ ...gate, with: { 'working-directory': 'api/backend' } });
  const directory = makeRepository(files);
  expect(readFlags({ workingDirectory: 'api/backend' }, directory)).toMatchObject({ workingDirectory: join(directory, 'api/backend'), config: ['alembic.ini'] });
});
