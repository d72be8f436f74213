import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { renderWorkflow } from '../../src/init/render-workflow.ts';
import type { FileTree } from '../temporary-directory.ts';
import { init, makeRepository, project } from './make-repository.ts';

/** What somebody would write who wants a step of their own, a secret in a log, or a line that reads otherwise than it is. */
const payloads = ['x\n      - run: id', "x'}\n      - run: id", 'x"}', 'x # y', '${{ secrets.X }}', '$(id)', '`id`', '; id', 'x\u202ey', 'x\u2028y', 'x: {y', '*x', '!!js x', '\u0000', 'x\r- run: id'];
const inName = payloads.filter((payload) => !payload.includes('\u0000'));

async function write(files: FileTree): Promise<{ readonly workflow: string; readonly output: string }> {
  const directory = makeRepository(files);
  const { output } = await init(directory, { forks: true, watch: true });
  return { workflow: readFileSync(join(directory, '.github/workflows/alembic-gate.yml'), 'utf8'), output };
}

/** The workflow without the comment that offers paths. */
const skipPaths = (workflow: string): string => workflow.replace(/^ *# paths: .*\n/m, '');

test('what a hostile repository says changes nothing in the workflow, and reaches no terminal as it is', async () => {
  const plain = await write({ ...project, 'requirements.txt': 'alembic\npsycopg2\n' });
  const hostile: FileTree = {
    ...project,
    'requirements.txt': 'alembic\npsycopg2\n',
    'alembic/env.py': payloads.map((payload) => `os.environ[${JSON.stringify(payload)}]\nos.environ["${payload}_DATABASE_URL"]\n`).join(''),
    'compose.yaml': JSON.stringify({ services: Object.fromEntries(payloads.map((payload, index) => [`db${String(index)}`, { image: `postgres:${payload}` }])) }),
    'docker-compose.yml': JSON.stringify({ services: { db: { image: 'postgres:${X:-x\n      - run: id}' } } }),
    '.python-version': payloads.join('\n'),
    'runtime.txt': `python-${payloads[0] ?? ''}`,
    Dockerfile: payloads.map((payload) => `FROM python:${payload}\n`).join(''),
    'pyproject.toml': `[project]\noptional-dependencies = {${payloads.map((payload) => `${JSON.stringify(payload)} = ["alembic", "psycopg2"]`).join(', ')}}\n`,
    ...Object.fromEntries(inName.flatMap((payload) => [`requirements-${payload}.txt`, `${payload}/requirements.txt`, `environment-${payload}.yml`].map((path) => [path, 'alembic\npsycopg2\n']))),
    ...Object.fromEntries(inName.map((payload) => [`.github/workflows/${payload}.yml`, JSON.stringify({ jobs: { a: { services: { db: { image: `postgres:${payload}` } }, steps: [{ with: { 'python-version': payload } }] } } })])),
  };
  const { workflow, output } = await write(hostile);
  expect(skipPaths(workflow)).toBe(skipPaths(plain.workflow));
  expect(['\0', '\r', '\u2028', '\u202e'].filter((character) => output.includes(character))).toEqual([]);
  expect(output).toContain('is not taken: it is no image\'s name.');
});

// No pattern for files finds a name with a line break, so the gate takes no project from there either.
test.for(inName.filter((payload) => !/[\n\r\u2028]/.test(payload)))('a project in a folder with the name %j is checked, and its packages are not taken from there', async (payload) => {
  const { workflow } = await write({ [`${payload}/alembic.ini`]: '[alembic]\nscript_location = db\nsqlalchemy.url = sqlite://\n', [`${payload}/db/env.py`]: 'import os\nos.environ["KEY"]\n', [`${payload}/requirements.txt`]: 'alembic' });
  expect(workflow.split('    steps:\n')[1]).toBe(`      - uses: actions/checkout@v5
        with: {fetch-depth: 0, persist-credentials: false}
      - uses: actions/setup-python@v6
        with: {python-version: '3.14'}
      - run: pip install alembic
      - uses: alembic-gate/alembic-gate@v1
        env:
          KEY: '' # env.py cannot do without
        with: {json-file: alembic-gate.json}
      - uses: actions/upload-artifact@v6
        if: \${{ !cancelled() }}
        with: {name: alembic-gate, path: alembic-gate.json, if-no-files-found: ignore}
`);
});

test('whatever a value holds, it is read back as it was', () => {
  const content = { on: 'push', jobs: Object.fromEntries(payloads.map((payload, index) => [`job${String(index)}`, { steps: [{ 'working-directory': payload, with: { [payload]: payload } }] }])) };
  const comments = payloads.map((payload, index) => ({ path: ['jobs', `job${String(index)}`], above: [payload] }));
  expect(() => renderWorkflow({ heading: payloads, content, comments })).not.toThrow();
});
