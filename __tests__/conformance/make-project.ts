import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { runGit } from '../projects/run-git.ts';
import { pick } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';

/** A project on disk, and the flags that say which of its revisions are new. */
export interface BehaviourProject {
  readonly directory: string;
  readonly flags: Readonly<Record<string, string>>;
  remove(): Promise<void>;
}

/** What the project's own settings say; the gate must never go there. */
const urls: Readonly<Record<DialectName, string>> = {
  postgresql: 'postgresql+psycopg2://nobody:secret@production.invalid:1/precious',
  mysql: 'mysql+pymysql://nobody:secret@production.invalid:1/precious',
  mariadb: 'mariadb+pymysql://nobody:secret@production.invalid:1/precious',
  sqlite: 'sqlite:////nonexistent/precious.db',
};

const accounts = `
def upgrade():
    op.create_table(
        "account",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("email", sa.String(120), nullable=False),
        sa.Column("name", sa.String(80)),
    )


def downgrade():
    op.drop_table("account")
`;

/**
 * Writes a behaviour as a project of one dialect into a temporary directory. Which revisions are new is told by their ids, without git; only
 * where there are models of the release that runs, they are those that the branch `main` does not have.
 */
export async function makeBehaviourProject(behaviour: Behaviour, dialect: DialectName): Promise<BehaviourProject> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-conformance-'));
  const versions = join(directory, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  const old = [accounts, ...listBodies(pick(behaviour.base ?? [], dialect))];
  const added = listBodies(pick(behaviour.revisions, dialect));
  const ids = [...old.map((_, index) => `a${index + 1}`), ...added.map((_, index) => behaviour.ids?.[index] ?? `b${index + 1}`)];
  const models = behaviour.models === undefined ? undefined : pick(behaviour.models, dialect);
  const oldModels = behaviour.oldModels === undefined ? undefined : pick(behaviour.oldModels, dialect);
  const onEngine = behaviour.onEngine === undefined ? '' : pick(behaviour.onEngine, dialect);
  const revisions = [...old, ...added].map((body, index) => ({ path: join(versions, `${ids[index] ?? ''}.py`), text: writeRevision(ids[index] ?? '', ids[index - 1], body) }));
  const write = async (from: number, to: number): Promise<void> => {
    await Promise.all(revisions.slice(from, to).map(({ path, text }) => writeFile(path, text)));
  };
  await Promise.all([
    writeFile(join(directory, 'alembic.ini'), `[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = ${urls[dialect]}\nprepend_sys_path = .\n`),
    writeFile(join(directory, 'migrations', 'env.py'), writeEnvironment((models ?? oldModels) !== undefined, onEngine, behaviour.commitsEach === true)),
    write(0, old.length),
  ]);
  if (oldModels !== undefined) {
    await writeModels(directory, oldModels);
    await runGit(directory, ['init', '--quiet', '--initial-branch=main']);
    await commitAll(directory, 'the project so far');
    await runGit(directory, ['checkout', '--quiet', '-b', 'pull-request']);
  }
  await write(old.length, revisions.length);
  if (models !== undefined) await writeModels(directory, models);
  if (oldModels !== undefined) await commitAll(directory, 'the pull request');
  const flags = oldModels === undefined ? { revisions: ids.slice(old.length).join(',') } : { base: 'main' };
  return { directory, flags, remove: () => rm(directory, { recursive: true, force: true }) };
}

function writeModels(directory: string, models: string): Promise<void> {
  return writeFile(join(directory, 'models.py'), `import sqlalchemy as sa\n\nmetadata = sa.MetaData()\n${models}`);
}

async function commitAll(directory: string, message: string): Promise<void> {
  await runGit(directory, ['add', '--all']);
  await runGit(directory, ['commit', '--quiet', '--message', message]);
}

function listBodies(bodies: string | readonly string[]): readonly string[] {
  return typeof bodies === 'string' ? [bodies] : bodies;
}

function writeRevision(id: string, parent: string | undefined, body: string): string {
  const text = dedent(body);
  const ownParents = text.startsWith('down_revision =') ? '' : `down_revision = ${parent === undefined ? 'None' : `"${parent}"`}\n\n`;
  return `"""${id}"""\n\nimport sqlalchemy as sa\nfrom alembic import op\n\nrevision = "${id}"\n${ownParents}${text}\n`;
}

/** Takes away the indentation that a body has in TypeScript. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').trimEnd().split('\n');
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(indent)).join('\n');
}

function writeEnvironment(hasModels: boolean, onEngine: string, commitsEach: boolean): string {
  return `import sqlalchemy as sa
from alembic import context
${hasModels ? 'from models import metadata' : 'metadata = None'}

config = context.config
engine = sa.engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=sa.pool.NullPool)
${dedent(onEngine)}
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata${commitsEach ? ', transaction_per_migration=True' : ''})
    with context.begin_transaction():
        context.run_migrations()
`;
}
