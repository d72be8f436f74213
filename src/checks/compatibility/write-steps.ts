import type { CatalogObject } from '../../catalog/model.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { Remedy } from '../check.ts';
import { writePath } from '../rows/row-table.ts';
import { keepOthers } from '../rows/write-safe-form.ts';
import { writeSqlalchemyType } from '../rows/write-sqlalchemy-type.ts';

/** `op.add_column(…)`, nullable. */
export function writeAdd(column: CatalogObject, name: string, dialect: Dialect): string {
  return `op.add_column(${quotePython(column.parentName ?? '')}, sa.Column(${quotePython(name)}, ${writeSqlalchemyType(column)}, nullable=True)${writeSchema(column, dialect)})`;
}

/** The rows that are there get in one column what they have in another. */
export function writeCopy(column: CatalogObject, from: string, to: string, dialect: Dialect): string {
  const table = writePath({ schema: column.schema, table: column.parentName ?? '' }, dialect);
  return `op.execute(${quotePython(`UPDATE ${table} SET ${dialect.quoteName(to)} = ${from}`)})`;
}

/** The rows that have no value yet get one, which only the author knows. */
export function writeRows(column: CatalogObject, dialect: Dialect): string {
  const [table, name] = [writePath({ schema: column.schema, table: column.parentName ?? '' }, dialect), dialect.quoteName(column.name)];
  return `op.execute(${quotePython(`UPDATE ${table} SET ${name} = ... WHERE ${name} IS NULL`)})`;
}

export function writeDrop(column: CatalogObject, name: string, dialect: Dialect): string {
  const [table, schema] = [quotePython(column.parentName ?? ''), writeSchema(column, dialect)];
  if (dialect.advice.columnChange !== 'batch') return `op.drop_column(${table}, ${quotePython(name)}${schema})`;
  return `with op.batch_alter_table(${table}${schema}) as batch_op:\n    batch_op.drop_column(${quotePython(name)})`;
}

/** A column that is changed: `nullable=False`, `server_default=None`. */
export function writeAlter(column: CatalogObject, change: string, dialect: Dialect): string {
  const [table, name, schema] = [quotePython(column.parentName ?? ''), quotePython(column.name), writeSchema(column, dialect)];
  switch (dialect.advice.columnChange) {
    case 'batch':
      return `with op.batch_alter_table(${table}${schema}) as batch_op:\n    batch_op.alter_column(${name}, ${change})`;
    case 'with-type':
      return `op.alter_column(${table}, ${name}, existing_type=${writeSqlalchemyType(column)}, ${change.startsWith('server_default') ? '' : keepOthers(column)}${change}${schema})`;
    case 'plain':
      return `op.alter_column(${table}, ${name}, ${change}${schema})`;
  }
}

/** What to do in this revision, and, as comments, what to leave to that of a later release. https://martinfowler.com/bliki/ParallelChange.html */
export function writeInReleases(text: string, now: readonly string[], later: readonly string[], when: string): Remedy {
  return { text, code: [...now, `# in a later release, ${when}:`, ...later.flatMap((line) => line.split('\n')).map((line) => `# ${line}`)].join('\n'), language: 'python' };
}

/** `, schema="…"` where it is not the one that a name without a schema stands in. */
export function writeSchema({ schema }: Pick<CatalogObject, 'schema'>, { defaultSchema }: Pick<Dialect, 'defaultSchema'>): string {
  return schema === null || schema === defaultSchema ? '' : `, schema=${quotePython(schema)}`;
}
