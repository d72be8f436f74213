import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextSteps, writePlainWorkflow } from '../init/plain-workflow.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'alembic-gate-init-'));
});
afterAll(() => rm(directory, { recursive: true }));

/** Runs the bundled command in a repository of its own that holds one example. */
async function init(example: string, ...flags: string[]): Promise<string> {
  const repository = join(directory, example);
  await cp(join(root, 'examples', example), repository, { recursive: true });
  await execa('git', ['init', '--quiet', '--initial-branch=main'], { cwd: repository });
  const bundle = process.env['ALEMBIC_GATE_BUNDLE'] ?? root;
  const { stdout } = await execa(process.execPath, [join(bundle, 'dist/cli.cjs'), 'init', ...flags], { cwd: repository });
  return stdout;
}

const withPip = (config: string): string => `.github/workflows/alembic-gate.yml (new)

${writePlainWorkflow(config)}
${nextSteps}`;

const sayNoVersion = (image: string): string => `  ! No version of the database was found, so the gate takes its own; the option \`image\` names yours, such as \`image: ${image}\`.\n`;

test('users-app', async () => {
  expect(await init('users-app', '--dry-run')).toBe(`Found
  project   alembic.ini, PostgreSQL (the driver among the requirements)
  packages  pip, from requirements.txt
  Python    3.14, the newest: nothing names another
${sayNoVersion('postgres:16')}
${withPip('alembic.ini')}`);
});

test('webapp-package', async () => {
  expect(await init('webapp-package', '--dry-run')).toBe(`Found
  project   myapp/alembic.ini, MySQL (the URL in myapp/alembic.ini)
  packages  pip, from requirements.txt
  Python    3.14, the newest: nothing names another
${sayNoVersion('mysql:8.0')}
${withPip('myapp/alembic.ini')}`);
});

test('webapp-flask', async () => {
  expect(await init('webapp-flask', '--dry-run')).toBe(`Found
  project   migrations/alembic.ini, MySQL (the driver among the requirements)
  packages  pip, from requirements.txt
  Python    3.14, the newest: nothing names another
${sayNoVersion('mysql:8.0')}
${withPip('migrations/alembic.ini')}`);
});

test('address-book, which needs no server', async () => {
  expect(await init('address-book', '--dry-run')).toBe(`Found
  project   alembic.ini, SQLite (the URL in alembic.ini)
  packages  pip, from requirements.txt
  Python    3.14, the newest: nothing names another

${withPip('alembic.ini')}`);
});

test('employee-data, with conda', async () => {
  expect(await init('employee-data', '--dry-run')).toBe(`Found
  project   alembic.ini, PostgreSQL (the URL in alembic.ini)
  packages  conda, from environment.yml
  Python    conda brings it
${sayNoVersion('postgres:16')}
${withPip('alembic.ini')
  .replace('requirements.txt', 'environment.yml')
  .replace(/ {6}- uses: actions\/setup-python[^]*requirements\.txt\n {6}- uses: alembic-gate.*\n/, `      - id: conda
        uses: mamba-org/setup-micromamba@d7c9bd84e824b79d2af72a2d4196c7f4300d3476 # v3.0.0
        with: {environment-file: environment.yml, cache-environment: true}
      - uses: alembic-gate/alembic-gate@v1
        with: {python: '\${{ steps.conda.outputs.environment-path }}/bin/python'}
`)}`);
});

test("the README's workflow is what it writes", async () => {
  await init('users-app', '--force');
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  const [, shown] = /^<!-- workflow:begin -->\n```yaml\n(.*?)^```$/ms.exec(readme) ?? [];
  expect(await readFile(join(directory, 'users-app/.github/workflows/alembic-gate.yml'), 'utf8')).toBe(shown);
});
