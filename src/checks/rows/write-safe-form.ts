import type { AttributeChange, CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { StepObservation } from '../../observe/observation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { ObservationContext, Remedy } from '../check.ts';
import { explainFailure } from '../round-trip/explain-failure.ts';
import { writePath } from './row-table.ts';
import type { RowTable } from './row-table.ts';
import { listFailedTables } from './find-failed-table.ts';
import { writeSqlalchemyType } from './write-sqlalchemy-type.ts';

/** A change that rows can stand in the way of, and the form that rows do not. */
interface Obstacle {
  readonly matches: (change: CatalogChange) => CatalogObject | undefined;
  readonly write: (object: CatalogObject, dialect: Dialect) => Remedy;
}

/**
 * How to write a step that fails on rows, with the names filled in: told by what it changes on an empty database to the table whose
 * statement failed.
 */
export function writeSafeForm(step: StepObservation, empty: StepObservation, { dialect }: ObservationContext): Remedy {
  const tables = listFailedTables(step);
  const isMeant = ({ parentName }: CatalogObject): boolean => tables.some(({ name }) => isSameName(name, parentName ?? ''));
  for (const { matches, write } of obstacles) {
    for (const change of empty.changes) {
      const object = matches(change);
      if (object !== undefined && isMeant(object)) return write(object, dialect);
    }
  }
  return step.error === undefined ? { text: 'Let it work in portions, or outside of the deployment.' } : explainFailure(step.error, dialect, step.direction);
}

const obstacles: readonly Obstacle[] = [
  { matches: (change) => (change.type === 'added' && isRequired(change.object) ? change.object : undefined), write: addInThreeSteps },
  { matches: (change) => findChanged(change, ({ attribute, before, after }) => attribute === 'nullable' && before === true && after === false), write: requireInTwoSteps },
  { matches: (change) => (change.type === 'added' && isUnique(change.object) ? change.object : undefined), write: makeUnique },
  { matches: (change) => (change.type === 'added' && change.object.attributes['constraintType'] === 'foreign key' ? change.object : undefined), write: refer },
  { matches: (change) => (change.type === 'added' && change.object.attributes['constraintType'] === 'check constraint' ? change.object : undefined), write: checkRows },
  { matches: (change) => findChanged(change, ({ attribute }) => attribute === 'type'), write: castColumn },
];

function isRequired({ kind, attributes }: CatalogObject): boolean {
  return kind === 'column' && attributes['nullable'] === false && attributes['default'] == null && attributes['generated'] == null;
}

function isUnique({ kind, attributes }: CatalogObject): boolean {
  return attributes['constraintType'] === 'unique constraint' || attributes['constraintType'] === 'primary key' || (kind === 'index' && /^\s*CREATE\s+UNIQUE|^UNIQUE/i.test(String(attributes['definition'])));
}

function findChanged(change: CatalogChange, is: (attribute: AttributeChange) => boolean): CatalogObject | undefined {
  return change.type === 'changed' && change.after.kind === 'column' && change.attributes.some(is) ? change.after : undefined;
}

function addInThreeSteps(column: CatalogObject, dialect: Dialect): Remedy {
  const { table, schema, name } = quoteColumn(column, dialect);
  return {
    text: 'Add the column nullable, give the rows that are there a value, and require it then (or give it a `server_default`):',
    code: [
      `op.add_column(${table}, sa.Column(${name}, ${writeSqlalchemyType(column)}, nullable=True)${schema})`,
      writeBackfill(column, dialect),
      requireColumn(column, dialect),
    ].join('\n'),
    language: 'python',
  };
}

function requireInTwoSteps(column: CatalogObject, dialect: Dialect): Remedy {
  return { text: 'Give the rows that have no value one before it is required:', code: `${writeBackfill(column, dialect)}\n${requireColumn(column, dialect)}`, language: 'python' };
}

function writeBackfill(column: CatalogObject, dialect: Dialect): string {
  const name = dialect.quoteName(column.name);
  return `op.execute(${quotePython(`UPDATE ${writePath(tableOf(column), dialect)} SET ${name} = ... WHERE ${name} IS NULL`)})`;
}

function requireColumn(column: CatalogObject, dialect: Dialect): string {
  const { table, schema, name } = quoteColumn(column, dialect);
  switch (dialect.advice.columnChange) {
    case 'batch':
      return `with op.batch_alter_table(${table}${schema}) as batch_op:\n    batch_op.alter_column(${name}, nullable=False)`;
    case 'with-type':
      return `op.alter_column(${table}, ${name}, existing_type=${writeSqlalchemyType(column)}, nullable=False${schema})`;
    case 'plain':
      return `op.alter_column(${table}, ${name}, nullable=False${schema})`;
  }
}

function makeUnique(key: CatalogObject, dialect: Dialect): Remedy {
  const columns = listKeyColumns(key);
  if (columns === undefined) return { text: 'Look for rows that are the same to it, and settle them before in `upgrade()`.' };
  return {
    text: 'Rows that are there may have the same values. Look for them in production, and settle them in `upgrade()` before it is made unique:',
    code: `SELECT ${columns}, count(*) FROM ${writePath(tableOf(key), dialect)} GROUP BY ${columns} HAVING count(*) > 1`,
    language: 'sql',
  };
}

/** The columns of a key, as its definition writes them. */
function listKeyColumns({ attributes }: CatalogObject): string | undefined {
  return /\(([^()]+)\)/.exec(String(attributes['definition']))?.[1]?.trim();
}

function refer(key: CatalogObject, dialect: Dialect): Remedy {
  const [, columns, target, targetColumns] = /FOREIGN KEY \(([^()]+)\) REFERENCES ([^()]+?)\s*\(([^()]+)\)/i.exec(String(key.attributes['definition'])) ?? [];
  const text = 'Rows that are there may refer to rows that are not. Look for them in production, and settle them in `upgrade()` before the key is made:';
  if (columns === undefined || target === undefined || targetColumns === undefined || columns.includes(',')) return { text: text.replace(/:$/, '.') };
  return {
    text,
    code: `SELECT child.* FROM ${writePath(tableOf(key), dialect)} AS child LEFT JOIN ${target} AS parent ON parent.${targetColumns} = child.${columns}\nWHERE child.${columns} IS NOT NULL AND parent.${targetColumns} IS NULL`,
    language: 'sql',
  };
}

function checkRows(check: CatalogObject, dialect: Dialect): Remedy {
  const [, condition] = /CHECK\s*(\(.*\))/is.exec(String(check.attributes['definition'])) ?? [];
  const text = 'Rows that are there may not keep it. Look for them in production, and correct them in `upgrade()` before it is made';
  return condition === undefined ? { text: `${text}.` } : { text: `${text}:`, code: `SELECT * FROM ${writePath(tableOf(check), dialect)} WHERE NOT ${condition}`, language: 'sql' };
}

function castColumn(column: CatalogObject): Remedy {
  return { text: `Say what becomes of values that are no \`${String(column.attributes['type'])}\`: add a column of the new type, fill it with an UPDATE that decides for each kind of value, and drop the old one in a later release.` };
}

function tableOf({ schema, parentName }: CatalogObject): RowTable {
  return { schema, table: parentName ?? '' };
}

function quoteColumn({ schema, parentName, name }: CatalogObject, dialect: Dialect): { readonly table: string; readonly schema: string; readonly name: string } {
  const isElsewhere = schema !== null && schema !== dialect.defaultSchema;
  return { table: quotePython(parentName ?? ''), schema: isElsewhere ? `, schema=${quotePython(schema)}` : '', name: quotePython(name) };
}
