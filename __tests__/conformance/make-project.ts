import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { pick } from './behaviour.ts';
import type { Behaviour } from './behaviour.ts';

/** A project on disk, and which of its revisions are new. */
export interface BehaviourProject {
  readonly directory: string;
  readonly newRevisions: readonly string[];
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

/** Writes a behaviour as a project of one dialect into a temporary directory, without git: which revisions are new is told by their ids. */
export async function makeBehaviourProject(behaviour: Behaviour, dialect: DialectName): Promise<BehaviourProject> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-conformance-'));
  const versions = join(directory, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  const old = [accounts, ...listBodies(pick(behaviour.base ?? [], dialect))];
  const added = listBodies(pick(behaviour.revisions, dialect));
  const ids = [...old.map((_, index) => `a${index + 1}`), ...added.map((_, index) => behaviour.ids?.[index] ?? `b${index + 1}`)];
  const models = behaviour.models === undefined ? undefined : pick(behaviour.models, dialect);
  const onEngine = behaviour.onEngine === undefined ? '' : pick(behaviour.onEngine, dialect);
  await Promise.all([
    writeFile(join(directory, 'alembic.ini'), `[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = ${urls[dialect]}\nprepend_sys_path = .\n`),
    writeFile(join(directory, 'migrations', 'env.py'), writeEnvironment(models !== undefined, onEngine)),
    ...(models === undefined ? [] : [writeFile(join(directory, 'models.py'), `import sqlalchemy as sa\n\nmetadata = sa.MetaData()\n${models}`)]),
    ...[...old, ...added].map((body, index) => writeFile(join(versions, `${ids[index] ?? ''}.py`), writeRevision(ids[index] ?? '', ids[index - 1], body))),
  ]);
  return { directory, newRevisions: ids.slice(old.length), remove: () => rm(directory, { recursive: true, force: true }) };
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

function writeEnvironment(hasModels: boolean, onEngine: string): string {
  return `import sqlalchemy as sa
from alembic import context
${hasModels ? 'from models import metadata' : 'metadata = None'}

config = context.config
engine = sa.engine_from_config(config.get_section(config.config_ini_section, {}), prefix="sqlalchemy.", poolclass=sa.pool.NullPool)
${dedent(onEngine)}
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata)
    with context.begin_transaction():
        context.run_migrations()
`;
}
