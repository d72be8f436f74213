import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { git, init } from '../init/make-repository.ts';
import { writeFiles } from '../temporary-directory.ts';
import type { FileTree } from '../temporary-directory.ts';

/** A workflow's text and what it is called in a failing test. */
export interface NamedWorkflow {
  readonly name: string;
  readonly text: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const tools: Readonly<Record<string, FileTree>> = {
  pip: { 'requirements.txt': 'alembic\n' },
  'pip without a list': {},
  'pip with a package': { 'pyproject.toml': '[project]\ndependencies = ["SQLAlchemy"]\noptional-dependencies = {db = ["alembic"]}\n', '.python-version': '3.12' },
  'pip in two folders': { 'one/alembic.ini': '[alembic]\nscript_location = db\n', 'one/db/env.py': '', 'one/requirements.txt': 'alembic', 'requirements.txt': 'alembic' },
  uv: { 'uv.lock': '', 'compose.yaml': 'services: {db: {image: postgres:16}}' },
  poetry: { 'poetry.lock': '' },
  pdm: { 'pdm.lock': '' },
  pipenv: { 'Pipfile.lock': '' },
  conda: { 'environment.yml': 'dependencies: [alembic]' },
};
const urls = { postgresql: 'postgresql://db/x', mysql: 'mysql+pymysql://db/x', mariadb: 'mariadb+pymysql://db/x', sqlite: 'sqlite:///x.db' };

/**
 * What `init` writes: each tool on PostgreSQL and each kind of database with pip, alone and with all that it can write besides.
 * @param parent an empty directory for the repositories
 */
export async function generateWorkflows(parent: string): Promise<NamedWorkflow[]> {
  const variants = [
    ...Object.entries(tools).map(([name, files]) => ({ name, files, url: urls.postgresql })),
    ...Object.entries(urls).map(([name, url]) => ({ name, files: tools['pip'] ?? {}, url })),
  ];
  const written = await Promise.all(
    variants.flatMap(({ name, files, url }) =>
      [false, true].map(async (isWhole) => {
        const env = 'import os\nos.environ["SECRET_KEY"], os.environ["APP_DATABASE_URL"]\n';
        const directory = join(parent, `${name}-${String(isWhole)}`);
        writeFiles(directory, { 'alembic.ini': `[alembic]\nscript_location = alembic\nsqlalchemy.url = ${url}\n`, 'alembic/env.py': isWhole ? env : '', ...files });
        git(directory, 'init', '--quiet', '--initial-branch=main');
        await init(directory, { forks: isWhole, watch: isWhole });
        return globSync(['.github/workflows/*.yml'], { cwd: directory, dot: true }).sort().map((path) => ({ name: `${name}${isWhole ? ', all' : ''}: ${path}`, text: readFileSync(join(directory, path), 'utf8') }));
      }),
    ),
  );
  return written.flat();
}

/** The project's own. */
export function readOwnWorkflows(): NamedWorkflow[] {
  return globSync(['.github/workflows/*.y{a,}ml'], { cwd: root, dot: true }).sort().map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }));
}

/** Every block of YAML that README and docs show. */
export function readShownYaml(): NamedWorkflow[] {
  return globSync(['README.md', 'docs/**/*.md', 'examples/*/README.md'], { cwd: root }).sort().flatMap((file) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/^( *)```ya?ml\n(.*?)^ *```/gms)].map(([, indent = '', text = ''], index) => ({
      name: `${file}, block ${String(index + 1)}`,
      text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
    })),
  );
}

/** Those of GitHub's, which alone has `uses`, that can be linted: whole ones as they are, steps alone as a job's. */
export function completeWorkflows(shown: readonly NamedWorkflow[]): NamedWorkflow[] {
  return shown.flatMap(({ name, text }) => {
    const value = parse(text) as Readonly<Record<string, unknown>> | null;
    if (value === null || typeof value !== 'object' || !/^[ -]*uses: /m.test(text)) return [];
    if ('jobs' in value && 'on' in value) return [{ name, text }];
    if ('jobs' in value) return [{ name, text: `on: pull_request\n${text}` }];
    if (!('steps' in value)) return [];
    const indented = text.replaceAll(/^(?=.)/gm, '    ');
    return [{ name, text: `on: pull_request\njobs:\n  job:\n    runs-on: ubuntu-latest\n${indented}` }];
  });
}

/** Every `run` in a value, however deep. */
export function listScripts(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]: [string, unknown]) => (key === 'run' && typeof item === 'string' ? [item] : listScripts(item)));
}
