import type { Dialect } from '../../dialects/dialect.ts';
import type { ObjectName, Operation } from '../../sql/operation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { Remedy } from '../check.ts';

/**
 * How to write what a second run stumbled over, so that it can be repeated. Alembic and SQLAlchemy can do it on every database:
 * https://docs.sqlalchemy.org/en/20/core/reflection.html#fine-grained-reflection-with-inspector
 * @param upgrade all operations of the upgrade, where nothing stops it
 */
export function writeRepeatableForm(failed: Operation | undefined, upgrade: readonly Operation[], dialect: Dialect): Remedy {
  const { wholeRevisions } = dialect.advice;
  const form = failed === undefined ? undefined : writeForm(failed, upgrade, dialect);
  if (form !== undefined) return { text: `${wholeRevisions}, or ${form.text ?? 'let it look at what is there first'}:`, code: form.code, language: 'python' };
  if (failed?.kind === 'insert') return { text: `${wholeRevisions}, or let it insert only the rows that are not there yet.` };
  return { text: `${wholeRevisions}, or write it so that it can be run on what it did before.` };
}

interface Form {
  readonly code: string;
  /** What the code does, where it does not look at what is there. */
  readonly text?: string;
}

function writeForm(failed: Operation, upgrade: readonly Operation[], dialect: Dialect): Form | undefined {
  if (failed.kind === 'create-index' || failed.kind === 'drop-index') return writeIndexForm(failed, dialect);
  const code = writeGuard(failed, upgrade, dialect);
  return code === undefined ? undefined : { code };
}

/** The tables that batch mode copies to: https://alembic.sqlalchemy.org/en/latest/batch.html */
const batchTable = /^_alembic_tmp_/;

function writeGuard({ kind, target, member }: Operation, upgrade: readonly Operation[], dialect: Dialect): string | undefined {
  const table = quotePython(target.name);
  const schema = writeSchema(target);
  const part = member === undefined ? undefined : quotePython(member);
  const path = quotePath(target, dialect);
  switch (kind) {
    case 'create-table':
      if (batchTable.test(target.name)) return guardBatch(target, findCopied(target, upgrade), dialect);
      return `if not ${hasTable(target)}:\n    op.create_table(${table}, ...${schema})`;
    case 'drop-table':
      return `if ${hasTable(target)}:\n    op.drop_table(${table}${schema})`;
    case 'rename-table':
      return `if ${hasTable(target)}:\n    op.rename_table(${table}, ...${schema})`;
    case 'add-column':
      return guardMember(part, 'not in', 'get_columns', target, `op.add_column(${table}, ...${schema})`);
    case 'drop-column':
    case 'rename-column':
      return guardMember(part, 'in', 'get_columns', target, kind === 'drop-column' ? `op.drop_column(${table}, ${part ?? '...'}${schema})` : `op.alter_column(${table}, ${part ?? '...'}, ...${schema})`);
    case 'create-view':
      return `${execute(`DROP VIEW IF EXISTS ${path}`)}\n${execute(`CREATE VIEW ${path} AS ...`)}`;
    case 'drop-view':
      return execute(`DROP VIEW IF EXISTS ${path}`);
    case 'drop-trigger':
      return execute(`DROP TRIGGER IF EXISTS ${member === undefined ? path : `${dialect.quoteName(member)} ON ${path}`}`);
    default:
      return undefined;
  }
}

/** Where the database asks itself, because the inspector leaves out indexes on expressions on some. */
const asksItself = 'let the database look whether it is there (from Alembic 1.12 on; before that, as SQL)';
/** https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY */
const removesRest = 'remove first what an attempt left: one that breaks off leaves an invalid index of that name (`if_exists` is there from Alembic 1.12 on; before that, as SQL)';

/** A statement that drops an index may name no table. */
function writeIndexForm({ kind, target, member, flags }: Operation, { capabilities }: Dialect): Form | undefined {
  const schema = writeSchema(target);
  const concurrently = flags.includes('concurrently') ? ', postgresql_concurrently=True' : '';
  if (kind === 'drop-index') {
    const [name, table] = member === undefined ? [quotePython(target.name), ''] : [quotePython(member), `, table_name=${quotePython(target.name)}`];
    if (capabilities.supportsIndexExistence) return { text: asksItself, code: `op.drop_index(${name}${table}${schema}${concurrently}, if_exists=True)` };
    const code = guardMember(member === undefined ? undefined : name, 'in', 'get_indexes', target, `op.drop_index(${name}${table}${schema})`);
    return code === undefined ? undefined : { code };
  }
  if (member === undefined) return undefined;
  const [name, table] = [quotePython(member), quotePython(target.name)];
  if (concurrently !== '') {
    return {
      text: removesRest,
      code: [
        'with op.get_context().autocommit_block():',
        `    op.drop_index(${name}, table_name=${table}${schema}${concurrently}, if_exists=True)`,
        `    op.create_index(${name}, ${table}, ...${schema}${concurrently})`,
      ].join('\n'),
    };
  }
  if (capabilities.supportsIndexExistence) return { text: asksItself, code: `op.create_index(${name}, ${table}, ...${schema}, if_not_exists=True)` };
  const code = guardMember(name, 'not in', 'get_indexes', target, `op.create_index(${name}, ${table}, ...${schema})`);
  return code === undefined ? undefined : { code };
}

/** The table that batch mode copies; the copy's own name is cut where it is long. */
function findCopied(copy: ObjectName, upgrade: readonly Operation[]): string {
  const isCopy = ({ target }: Operation): boolean => target.name === copy.name;
  const renamed = upgrade.find((operation) => operation.kind === 'rename-table' && isCopy(operation))?.newName;
  return renamed ?? upgrade.find((operation) => operation.kind === 'insert' && isCopy(operation))?.copy?.from.name ?? copy.name.replace(batchTable, '');
}

/** Before a batch: what an attempt left that was stopped while it copied, or when the copy alone had the rows. */
function guardBatch(copy: ObjectName, table: string, dialect: Dialect): string {
  const schema = writeSchema(copy);
  return [
    `if ${hasTable({ schema: copy.schema, name: table })}:`,
    `    ${execute(`DROP TABLE IF EXISTS ${quotePath(copy, dialect)}`)}`,
    'else:',
    `    op.rename_table(${quotePython(copy.name)}, ${quotePython(table)}${schema})`,
    `with op.batch_alter_table(${quotePython(table)}${schema}) as batch_op:`,
    '    ...',
  ].join('\n');
}

function guardMember(part: string | undefined, relation: 'in' | 'not in', list: string, table: ObjectName, then: string): string | undefined {
  if (part === undefined) return undefined;
  return `names = {item["name"] for item in sa.inspect(op.get_bind()).${list}(${quotePython(table.name)}${writeSchema(table)})}\nif ${part} ${relation} names:\n    ${then}`;
}

function hasTable(table: ObjectName): string {
  return `sa.inspect(op.get_bind()).has_table(${quotePython(table.name)}${writeSchema(table)})`;
}

/** The further argument of Alembic's operations. */
function writeSchema({ schema }: ObjectName): string {
  return schema === undefined ? '' : `, schema=${quotePython(schema)}`;
}

function quotePath({ schema, name }: ObjectName, { quoteName }: Dialect): string {
  return schema === undefined ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;
}

function execute(sql: string): string {
  return `op.execute(${quotePython(sql)})`;
}
