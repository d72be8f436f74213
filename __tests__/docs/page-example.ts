import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';

const layers = fileURLToPath(new URL('../projects/_layers/', import.meta.url));

/** What the examples of the pages take for granted. */
const shop = [
  'CREATE TABLE customer (id serial PRIMARY KEY, email varchar(120) NOT NULL, name varchar(80), phone varchar(20), is_active boolean, legacy_code text)',
  'CREATE INDEX ix_customer_name ON customer (name)',
  "CREATE TYPE order_status AS ENUM ('open', 'paid', 'cancelled')",
  "CREATE TYPE priority AS ENUM ('low', 'high')",
  'CREATE TABLE orders (id serial PRIMARY KEY, total numeric(12, 2), is_refund boolean, status order_status, CONSTRAINT ck_orders_total CHECK (total >= 0))',
  'CREATE TABLE old_report (id serial PRIMARY KEY, body text)',
  'CREATE TABLE session_cache (key text, value text)',
  'CREATE SCHEMA archive',
  'CREATE VIEW active_customer AS SELECT id, email FROM customer WHERE is_active',
  'CREATE SEQUENCE invoice_number',
  "CREATE FUNCTION normalize_email(text) RETURNS text LANGUAGE sql AS 'SELECT lower($1)'",
  "CREATE FUNCTION lower_email() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.email = lower(NEW.email); RETURN NEW; END'",
  'CREATE TRIGGER customer_lower BEFORE INSERT ON customer FOR EACH ROW EXECUTE FUNCTION lower_email()',
];

/** As much of it as the examples for SQLite need. */
const smallShop = [
  'CREATE TABLE customer (id INTEGER PRIMARY KEY, email VARCHAR(120) NOT NULL, name VARCHAR(80))',
  'CREATE TABLE visit (id INTEGER PRIMARY KEY, customer_id INTEGER REFERENCES customer (id))',
];

/** The database that a page's examples are for: those that begin with `# on sqlite`, SQLite; else PostgreSQL. */
export function findExampleDialect(blocks: readonly string[]): 'postgresql' | 'sqlite' {
  return blocks.some((block) => block.startsWith('# on sqlite\n')) ? 'sqlite' : 'postgresql';
}

/** The Python blocks below a heading of a page, one file each. */
export function readExample(page: string, heading: 'Bad' | 'Good'): string[] {
  const section = page.split(`### ${heading}\n`)[1]?.split(/^##+ /m)[0] ?? '';
  return [...section.matchAll(/```python\n([\s\S]*?)```/g)].flatMap(([, text = '']) => text.split(/^(?=# versions\/)/m));
}

/**
 * A repository with an example as a pull request: blocks that begin with `# versions/<file>` are files (with `(on main)` they are the
 * base's, with `(meanwhile)` they came to the base later), `# models.py` is the models, and any other is the body of the next revision.
 */
export async function makeExampleProject(blocks: readonly string[], withModels: boolean): Promise<string> {
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
  const isOnSqlite = findExampleDialect(blocks) === 'sqlite';
  for (const layer of ['plain', ...(isOnSqlite ? ['plain-sqlite'] : [])]) await cp(join(layers, layer), directory, { recursive: true });
  if (withModels) await put('migrations/env.py', await writeEnvironment());
  if (!blocks.some((block) => block.startsWith('# versions/'))) await put('migrations/versions/a0.py', writeRevision('a0', null, withModels ? [] : isOnSqlite ? smallShop : shop));
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
