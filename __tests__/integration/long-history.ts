/** A history of 24 revisions with defects in several places, which reach over each other: what one makes another drops, renames or mends. */
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';

/** The body of a revision: what goes up, what goes down, and comments for the gate above a line of `upgrade`. */
interface Step {
  readonly up: readonly string[];
  readonly down: readonly string[];
}

const create = (table: string, columns: string): string => `CREATE TABLE ${table} (id INTEGER PRIMARY KEY, ${columns})`;

/** The first eight are at the base. */
const oldCount = 8;

/** SQL that SQLite and PostgreSQL read alike; a line that begins with `#` is a comment of the revision file. */
const steps: readonly Step[] = [
  { up: [create('users', 'name VARCHAR(40) NOT NULL, email VARCHAR(80), street VARCHAR(80)')], down: ['DROP TABLE users'] },
  { up: [create('orders', 'user_id INTEGER, total INTEGER, note VARCHAR(200)')], down: ['DROP TABLE orders'] },
  { up: [create('tags', 'label VARCHAR(20)')], down: ['DROP TABLE tags'] },
  { up: ['CREATE INDEX ix_orders_user ON orders (user_id)'], down: ['DROP INDEX ix_orders_user'] },
  { up: ['ALTER TABLE users ADD COLUMN age INTEGER'], down: ['ALTER TABLE users DROP COLUMN age'] },
  { up: [create('invoices', 'amount INTEGER')], down: ['DROP TABLE invoices'] },
  { up: ['CREATE INDEX ix_tags_label ON tags (label)'], down: ['DROP INDEX ix_tags_label'] },
  { up: ['ALTER TABLE orders ADD COLUMN state VARCHAR(10)'], down: ['ALTER TABLE orders DROP COLUMN state'] },
  // 9: a table that 18 drops again, which is nobody's loss.
  { up: [create('drafts', 'body VARCHAR(200)')], down: ['DROP TABLE drafts'] },
  // 10: leaves its index behind.
  { up: ['CREATE INDEX ix_users_email ON users (email)'], down: ['SELECT 1'] },
  // 11: renamed for good, which the running release does not know; judged at the heads, and agreed to here.
  { up: ['# alembic-gate: ignore[compatibility/rename-column] the code reads both names', 'ALTER TABLE orders RENAME COLUMN note TO remark'], down: ['ALTER TABLE orders RENAME COLUMN remark TO note'] },
  // 12: what was there is lost.
  { up: ['ALTER TABLE users DROP COLUMN street'], down: ['ALTER TABLE users ADD COLUMN street VARCHAR(80)'] },
  // 13: another's name from here on.
  { up: ['ALTER TABLE tags RENAME TO labels'], down: ['ALTER TABLE labels RENAME TO tags'] },
  // 14: suppresses nothing.
  { up: ['# alembic-gate: ignore[destructive/drop-table] nothing is dropped here', create('prices', 'cents INTEGER')], down: ['DROP TABLE prices'] },
  // 15: rows that stay.
  { up: ["INSERT INTO prices (id, cents) VALUES (1001, 5)"], down: ['SELECT 1'] },
  // 16: agreed to.
  { up: ['# alembic-gate: ignore[destructive/drop-table] invoices are in another system', 'DROP TABLE invoices'], down: [create('invoices', 'amount INTEGER')] },
  // 17: renamed and renamed back by 21.
  { up: ['ALTER TABLE users RENAME COLUMN age TO years'], down: ['ALTER TABLE users RENAME COLUMN years TO age'] },
  { up: ['DROP TABLE drafts'], down: [create('drafts', 'body VARCHAR(200)')] },
  // 19: a column of the base in a table that 13 renamed, which a catalog without identities (SQLite's) cannot tell.
  { up: ['DROP INDEX ix_tags_label', 'ALTER TABLE labels DROP COLUMN label'], down: ['ALTER TABLE labels ADD COLUMN label VARCHAR(20)', 'CREATE INDEX ix_tags_label ON labels (label)'] },
  { up: ['ALTER TABLE orders ADD COLUMN weight INTEGER'], down: ['ALTER TABLE orders DROP COLUMN weight'] },
  { up: ['ALTER TABLE users RENAME COLUMN years TO age'], down: ['ALTER TABLE users RENAME COLUMN age TO years'] },
  // 22: forgets rows.
  { up: ['UPDATE orders SET total = 0'], down: ['SELECT 1'] },
  // 23: leaves a table behind.
  { up: [create('audit', 'what VARCHAR(40)'), create('audit_more', 'what VARCHAR(40)')], down: ['DROP TABLE audit'] },
  { up: ['CREATE INDEX ix_orders_weight ON orders (weight)'], down: ['DROP INDEX ix_orders_weight'] },
];

/** Ids of the new revisions. */
export const newIds: readonly string[] = steps.slice(oldCount).map((_, index) => nameRevision(oldCount + index));

/** The revisions that do not go up a second time, in a form that does: then every step is applied, and more can be looked at. */
export const repeatable: Readonly<Record<number, Step>> = {
  10: { up: ['CREATE INDEX IF NOT EXISTS ix_users_email ON users (email)'], down: ['SELECT 1'] },
  15: { up: ['INSERT INTO prices (id, cents) VALUES (1001, 5) ON CONFLICT DO NOTHING'], down: ['SELECT 1'] },
  23: { up: [create('audit', 'what VARCHAR(40)'), 'CREATE INDEX IF NOT EXISTS ix_orders_total ON orders (total)'], down: ['DROP TABLE audit'] },
};

export interface HistorySettings {
  /** What another revision is instead, by its number from 1. */
  readonly instead?: Readonly<Record<number, Step>>;
}

/** A git repository with the history on a branch `topic`, whose first eight revisions are on `main`. The caller removes the directory. */
export async function writeLongHistory({ instead = {} }: HistorySettings = {}): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-long-'));
  const git = (...words: string[]): Promise<unknown> => execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd: directory });
  await mkdir(join(directory, 'migrations/versions'), { recursive: true });
  await writeFile(join(directory, 'alembic.ini'), '[alembic]\nscript_location = %(here)s/migrations\nsqlalchemy.url = sqlite:///nowhere.db\n');
  const writeModels = (name: string, column: string): Promise<void> =>
    writeFile(join(directory, 'migrations/env.py'), writeEnvironment(`sa.Table("${name}", metadata, sa.Column("id", sa.Integer, primary_key=True, nullable=True), sa.Column("${column}", sa.String(80)))`));
  await writeModels('users', 'street');
  const write = (from: number, to: number): Promise<unknown> =>
    Promise.all(steps.slice(from, to).map((step, index) => writeFile(join(directory, `migrations/versions/${nameRevision(from + index)}.py`), writeRevision(from + index, instead[from + index + 1] ?? step))));
  await git('init', '--quiet', '--initial-branch=main');
  await write(0, oldCount);
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'the history so far');
  await git('checkout', '--quiet', '-b', 'topic');
  await write(oldCount, steps.length);
  await writeModels('prices', 'currency');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'the pull request');
  return directory;
}

function nameRevision(index: number): string {
  return `r${String(index + 1).padStart(3, '0')}`;
}

/**
 * The models of `main` read a column that the pull request drops. Those of the pull request have a column that no revision makes, so that
 * models and database differ at the heads.
 */
const writeEnvironment = (table: string): string => `from alembic import context
import sqlalchemy as sa

metadata = sa.MetaData()
${table}

engine = sa.create_engine(context.config.get_main_option("sqlalchemy.url"))
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=metadata, include_object=lambda object, name, type_, reflected, compare_to: not reflected or compare_to is not None)
    with context.begin_transaction():
        context.run_migrations()
`;

function writeRevision(index: number, { up, down }: Step): string {
  const body = (lines: readonly string[]): string => lines.map((line) => (line.startsWith('#') || line.startsWith('raise') ? `    ${line}` : `    op.execute(${JSON.stringify(line)})`)).join('\n');
  return `"""step ${String(index + 1)}"""
from alembic import op

revision = "${nameRevision(index)}"
down_revision = ${index === 0 ? 'None' : `"${nameRevision(index - 1)}"`}


def upgrade():
${body(up)}


def downgrade():
${body(down)}
`;
}
