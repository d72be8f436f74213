import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { shops } from './example-shop.ts';

const layers = fileURLToPath(new URL('../projects/_layers/', import.meta.url));

/** What a heading of a page shows on one database: the Python blocks below it, one file each. */
export interface PageExample {
  readonly dialect: DialectName;
  readonly blocks: readonly string[];
}

/**
 * The examples below a heading, one for each database. A block is for those that its first line names (`# on sqlite`, `# on mysql, mariadb`),
 * else for that of the block before it, and the first for PostgreSQL. The heading may come several times.
 */
export function readExamples(page: string, heading: 'Bad' | 'Good'): readonly PageExample[] {
  const examples = new Map<DialectName, string[]>();
  for (const section of page.split(`### ${heading}\n`).slice(1)) {
    let dialects: readonly DialectName[] = ['postgresql'];
    for (const [, block = ''] of (section.split(/^##+ /m)[0] ?? '').matchAll(/```python\n([\s\S]*?)```/g)) {
      const [mark, names] = /^# on ([a-z, ]+)\n/.exec(block) ?? [''];
      if (names !== undefined) dialects = names.split(', ').map(readDialect);
      const files = block.slice(mark.length).split(/^(?=# versions\/)/m).filter((text) => text !== '');
      for (const dialect of dialects) examples.set(dialect, [...(examples.get(dialect) ?? []), ...files]);
    }
  }
  return [...examples].map(([dialect, blocks]) => ({ dialect, blocks }));
}

function readDialect(name: string): DialectName {
  if (!Object.hasOwn(shops, name)) throw new Error(`a page has an example \`# on ${name}\`, which is no dialect`);
  return name as DialectName;
}

/**
 * A repository with an example as a pull request: blocks that begin with `# versions/<file>` are files (with `(on main)` they are the
 * base's, with `(meanwhile)` they came to the base later), `# models.py` is the models, and any other is the body of the next revision.
 */
export async function makeExampleProject({ dialect, blocks }: PageExample, withModels: boolean): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-page-'));
  const put = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), text);
  };
  const git = (...words: string[]): Promise<unknown> => execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd: directory });
  const commit = async (message: string): Promise<void> => {
    await git('add', '--all');
    await git('commit', '--quiet', '--allow-empty', '--message', message);
  };
  const files = sortBlocks(blocks);
  for (const layer of ['plain', ...(dialect === 'postgresql' ? [] : [`plain-${dialect}`])]) await cp(join(layers, layer), directory, { recursive: true });
  if (withModels) await put('migrations/env.py', await writeEnvironment());
  if (!blocks.some((block) => block.startsWith('# versions/'))) await put('migrations/versions/a0.py', writeRevision('a0', null, withModels ? [] : shops[dialect]));
  await git('init', '--quiet', '--initial-branch=main');
  for (const { path, text } of files.base) await put(path, text);
  await commit('the project so far');
  await git('checkout', '--quiet', '-b', 'pull-request');
  for (const { path, text } of files.added) await put(path, text);
  await commit('the pull request');
  if (files.meanwhile.length === 0) return directory;
  await git('checkout', '--quiet', 'main');
  for (const { path, text } of files.meanwhile) await put(path, text);
  await commit('what came meanwhile');
  await git('checkout', '--quiet', 'pull-request');
  return directory;
}

export function removeProject(directory: string): Promise<void> {
  return rm(directory, { recursive: true, force: true });
}

interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

function sortBlocks(blocks: readonly string[]): Record<'base' | 'added' | 'meanwhile', ExampleFile[]> {
  const files: Record<'base' | 'added' | 'meanwhile', ExampleFile[]> = { base: [], added: [], meanwhile: [] };
  let count = 0;
  for (const block of blocks) {
    const [first = ''] = block.split('\n');
    const [, name, note] = /^# versions\/(\S+)(?: \((.*)\))?$/.exec(first) ?? [];
    if (name !== undefined) {
      files[note === undefined ? 'added' : note.includes('meanwhile') ? 'meanwhile' : 'base'].push({ path: `migrations/versions/${name}`, text: addFunctions(block) });
    } else if (first === '# models.py') {
      files.base.push({ path: 'models.py', text: `import sqlalchemy as sa\nfrom sqlalchemy.orm import declarative_base\nBase = declarative_base()\n${block}` });
    } else {
      count += 1;
      files.added.push({ path: `migrations/versions/b${String(count)}.py`, text: `${writeHeader(`b${String(count)}`, count === 1 ? 'a0' : `b${String(count - 1)}`)}\n${block}` });
    }
  }
  return files;
}

function addFunctions(text: string): string {
  const missing = ['upgrade', 'downgrade'].filter((name) => !text.includes(`def ${name}`));
  return [text, ...missing.map((name) => `def ${name}():\n    pass\n`)].join('\n\n');
}

function writeHeader(id: string, parent: string | null): string {
  return `"""${id}"""\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = "${id}"\ndown_revision = ${parent === null ? 'None' : `"${parent}"`}\n`;
}

function writeRevision(id: string, parent: string | null, statements: readonly string[]): string {
  const body = statements.length === 0 ? '    pass' : statements.map((sql) => `    op.execute(${JSON.stringify(sql)})`).join('\n');
  return `${writeHeader(id, parent)}\n\ndef upgrade():\n${body}\n\n\ndef downgrade():\n    pass\n`;
}

async function writeEnvironment(): Promise<string> {
  const plain = await readFile(join(layers, 'plain/migrations/env.py'), 'utf8');
  const models = 'import os\nimport sys\nsys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))\nfrom models import Base\ntarget_metadata = Base.metadata';
  return plain.replace('target_metadata = None', models);
}
