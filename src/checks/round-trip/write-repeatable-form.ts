import type { DialectAdvice } from '../../dialects/dialect.ts';
import type { Operation } from '../../sql/operation.ts';
import type { Remedy } from '../check.ts';

/**
 * How to write what a second run stumbled over, so that it can be repeated. In code only what Alembic and SQLAlchemy can do on every
 * database: https://docs.sqlalchemy.org/en/20/core/reflection.html#fine-grained-reflection-with-inspector
 */
export function writeRepeatableForm(failed: Operation | undefined, { wholeRevisions }: DialectAdvice): Remedy {
  const code = failed === undefined ? undefined : writeGuard(failed);
  if (code !== undefined) return { text: `${wholeRevisions}, or let it look at what is there first:`, code, language: 'python' };
  if (failed?.kind === 'insert') return { text: `${wholeRevisions}, or let it insert only the rows that are not there yet.` };
  return { text: `${wholeRevisions}, or write it so that it can be run on what it did before.` };
}

/** The tables that batch mode copies to: https://alembic.sqlalchemy.org/en/latest/batch.html */
const batchTable = /^_alembic_tmp_/;

function writeGuard({ kind, target, member }: Operation): string | undefined {
  const table = quotePython(target.name);
  const schema = target.schema === undefined ? '' : `, schema=${quotePython(target.schema)}`;
  const part = member === undefined ? undefined : quotePython(member);
  switch (kind) {
    case 'create-table':
      if (batchTable.test(target.name)) return guardBatch(target.name, target.name.replace(batchTable, ''));
      return `if not sa.inspect(op.get_bind()).has_table(${table}${schema}):\n    op.create_table(${table}, ...)`;
    case 'drop-table':
      return `if sa.inspect(op.get_bind()).has_table(${table}${schema}):\n    op.drop_table(${table}${schema})`;
    case 'rename-table':
      return `if sa.inspect(op.get_bind()).has_table(${table}${schema}):\n    op.rename_table(${table}, ...)`;
    case 'add-column':
      return guardMember(part, 'not in', 'get_columns', table, schema, `op.add_column(${table}, ...)`);
    case 'drop-column':
    case 'rename-column':
      return guardMember(part, 'in', 'get_columns', table, schema, kind === 'drop-column' ? `op.drop_column(${table}, ${part ?? '...'})` : `op.alter_column(${table}, ${part ?? '...'}, ...)`);
    case 'create-index':
      return guardMember(part, 'not in', 'get_indexes', table, schema, `op.create_index(${part ?? '...'}, ${table}, ...)`);
    case 'drop-index':
      return guardMember(part, 'in', 'get_indexes', table, schema, `op.drop_index(${part ?? '...'}, table_name=${table})`);
    case 'create-view':
      return `op.execute(${quotePython(`DROP VIEW IF EXISTS ${target.name}`)})\nop.execute(${quotePython(`CREATE VIEW ${target.name} AS ...`)})`;
    case 'drop-view':
      return `op.execute(${quotePython(`DROP VIEW IF EXISTS ${target.name}`)})`;
    case 'drop-trigger':
      return `op.execute(${quotePython(`DROP TRIGGER IF EXISTS ${member === undefined ? target.name : `${member} ON ${target.name}`}`)})`;
    default:
      return undefined;
  }
}

/** Before a batch: what an attempt left that was stopped while it copied, or when the copy alone had the rows. */
function guardBatch(copy: string, table: string): string {
  return [
    `if sa.inspect(op.get_bind()).has_table(${quotePython(table)}):`,
    `    op.execute(${quotePython(`DROP TABLE IF EXISTS ${copy}`)})`,
    'else:',
    `    op.rename_table(${quotePython(copy)}, ${quotePython(table)})`,
    `with op.batch_alter_table(${quotePython(table)}) as batch_op:`,
    '    ...',
  ].join('\n');
}

function guardMember(part: string | undefined, relation: 'in' | 'not in', list: string, table: string, schema: string, then: string): string | undefined {
  if (part === undefined) return undefined;
  return `names = {item["name"] for item in sa.inspect(op.get_bind()).${list}(${table}${schema})}\nif ${part} ${relation} names:\n    ${then}`;
}

/** A text as a Python literal: JSON's escapes mean the same there. */
function quotePython(text: string): string {
  return JSON.stringify(text);
}
