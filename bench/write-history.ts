import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Revision ids of a generated history, base first. */
export function revisionIds(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `r${String(index + 1).padStart(5, '0')}`);
}

/**
 * Writes an Alembic project with a straight history: tables with keys and indexes, columns added, foreign keys, enum types —
 * what ordinary revisions do on every database. Each makes a clean round trip.
 * @param url the project's own, which is never reached
 */
export async function writeHistory(directory: string, count: number, url: string): Promise<void> {
  await mkdir(join(directory, 'migrations/versions'), { recursive: true });
  await writeFile(
    join(directory, 'alembic.ini'),
    `[alembic]\nscript_location = migrations\nsqlalchemy.url = ${url}\n`,
  );
  await writeFile(join(directory, 'migrations/env.py'), environment);
  await Promise.all(
    revisionIds(count).map((id, index) => writeFile(join(directory, `migrations/versions/${id}_step.py`), writeRevision(id, index))),
  );
}

// The URL comes from the environment, so that the plain `alembic` command reaches the same server.
const environment = `import os
from alembic import context
from sqlalchemy import create_engine

engine = create_engine(os.environ.get("DATABASE_URL") or context.config.get_main_option("sqlalchemy.url"))
with engine.connect() as connection:
    context.configure(connection=connection)
    with context.begin_transaction():
        context.run_migrations()
`;

function writeRevision(id: string, index: number): string {
  const parent = index === 0 ? 'None' : JSON.stringify(`r${String(index).padStart(5, '0')}`);
  const [up, down] = writeBodies(index);
  return `"""step ${String(index + 1)}

Revision ID: ${id}
"""
from alembic import op
import sqlalchemy as sa

revision = "${id}"
down_revision = ${parent}
branch_labels = None
depends_on = None


def upgrade() -> None:
${indent(up)}


def downgrade() -> None:
${indent(down)}
`;
}

/** A cycle of four: a table, a column with an index on it, a second table with a foreign key, an enum column. */
function writeBodies(index: number): [string[], string[]] {
  const group = Math.floor(index / 4);
  const table = `item_${String(group)}`;
  switch (index % 4) {
    case 0:
      return [
        [
          `op.create_table("${table}",`,
          '    sa.Column("id", sa.Integer, primary_key=True),',
          '    sa.Column("name", sa.String(80), nullable=False),',
          '    sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.func.now()),',
          `    sa.UniqueConstraint("name", name="uq_${table}_name"))`,
        ],
        [`op.drop_table("${table}")`],
      ];
    case 1:
      return [
        [`op.add_column("${table}", sa.Column("email", sa.String(120)))`, `op.create_index("ix_${table}_email", "${table}", ["email"])`],
        [`op.drop_index("ix_${table}_email", table_name="${table}")`, `op.drop_column("${table}", "email")`],
      ];
    case 2:
      return [
        [
          `op.create_table("${table}_line",`,
          '    sa.Column("id", sa.Integer, primary_key=True),',
          `    sa.Column("item_id", sa.Integer, sa.ForeignKey("${table}.id", name="fk_${table}_line_item", ondelete="CASCADE"), nullable=False),`,
          '    sa.Column("amount", sa.Numeric(12, 2), nullable=False))',
        ],
        [`op.drop_table("${table}_line")`],
      ];
    default:
      return [
        [
          `kind = sa.Enum("draft", "open", "closed", name="kind_${String(group)}")`,
          'kind.create(op.get_bind(), checkfirst=False)',
          `op.add_column("${table}", sa.Column("kind", kind, server_default="draft", nullable=False))`,
        ],
        [`op.drop_column("${table}", "kind")`, `sa.Enum(name="kind_${String(group)}").drop(op.get_bind(), checkfirst=False)`],
      ];
  }
}

function indent(lines: readonly string[]): string {
  return lines.map((line) => `    ${line}`).join('\n');
}
