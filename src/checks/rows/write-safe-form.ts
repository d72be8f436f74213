import type { AttributeChange, CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { Direction, StepObservation } from '../../observe/observation.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { OperationKind } from '../../sql/operation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { ObservationContext, Remedy } from '../check.ts';
import { explainFailure } from '../round-trip/explain-failure.ts';
import { writePath } from './row-table.ts';
import type { RowTable } from './row-table.ts';
import { listFailedTables } from './find-failed-table.ts';
import { readCheck, readKey, readReference } from './read-key-definition.ts';
import { writeSqlalchemyType } from './write-sqlalchemy-type.ts';

/** A change that rows can stand in the way of, and the form that rows do not. */
interface Obstacle {
  readonly matches: (change: CatalogChange) => CatalogObject | undefined;
  readonly write: (object: CatalogObject, dialect: Dialect, direction: Direction) => Remedy;
}

/**
 * How to write a step that fails on rows, with the names filled in: told by what it changes on an empty database to the table whose
 * statement failed, first of all to what that statement names.
 */
export function writeSafeForm(step: StepObservation, empty: StepObservation, { dialect }: ObservationContext): Remedy {
  const failed = step.statements.filter(({ isFailed }) => isFailed).flatMap(listOperations);
  const tables = listFailedTables(step);
  const isOfTable = ({ parentName }: CatalogObject): boolean => tables.some(({ name }) => isSameName(name, parentName));
  const isNamed = (object: CatalogObject): boolean => failed.some(({ member }) => isSameName(member, object.name)) && isOfTable(object);
  // A statement of rows alone is in the way of itself, not of what the step makes of the table beside it.
  const isOfRows = failed.length > 0 && failed.every(({ kind, copy }) => rowKinds.has(kind) && copy === undefined);
  const found = isOfRows ? undefined : (findObstacle(empty, isNamed) ?? findObstacle(empty, isOfTable));
  if (found !== undefined) return found.obstacle.write(found.object, dialect, step.direction);
  return step.outcome === 'timed-out' || step.error === undefined ? { text: 'Let it work in portions, or outside of the deployment.' } : explainFailure(step.error, dialect, step.direction);
}

const rowKinds: ReadonlySet<OperationKind> = new Set(['insert', 'update', 'delete']);

function findObstacle({ changes }: StepObservation, isMeant: (object: CatalogObject) => boolean): { readonly obstacle: Obstacle; readonly object: CatalogObject } | undefined {
  for (const obstacle of obstacles) {
    for (const change of changes) {
      const object = obstacle.matches(change);
      if (object !== undefined && isMeant(object)) return { obstacle, object };
    }
  }
  return undefined;
}

const obstacles: readonly Obstacle[] = [
  { matches: (change) => (change.type === 'added' && isRequired(change.object) ? change.object : undefined), write: addInThreeSteps },
  { matches: (change) => findChanged(change, ({ attribute, before, after }) => attribute === 'nullable' && before === true && after === false), write: requireInTwoSteps },
  { matches: (change) => (change.type === 'added' && isUnique(change.object) ? change.object : undefined), write: makeUnique },
  { matches: (change) => (change.type === 'added' && change.object.attributes['constraintType'] === 'foreign key' ? change.object : undefined), write: refer },
  { matches: (change) => (change.type === 'added' && change.object.attributes['constraintType'] === 'check constraint' ? change.object : undefined), write: checkRows },
  { matches: (change) => findChanged(change, ({ attribute }) => attribute === 'type'), write: castColumn },
];

/** Attributes of columns whose values the server makes itself. */
const made = ['default', 'generated', 'identity', 'autoIncrement'] as const;

function isRequired({ kind, attributes }: CatalogObject): boolean {
  return kind === 'column' && attributes['nullable'] === false && made.every((attribute) => attributes[attribute] == null);
}

function isUnique({ kind, attributes }: CatalogObject): boolean {
  return attributes['constraintType'] === 'unique constraint' || attributes['constraintType'] === 'primary key' || (kind === 'index' && /^CREATE UNIQUE /i.test(String(attributes['definition'])));
}

function findChanged(change: CatalogChange, is: (attribute: AttributeChange) => boolean): CatalogObject | undefined {
  return (change.type === 'changed' || change.type === 'renamed') && change.after.kind === 'column' && change.attributes.some(is) ? change.after : undefined;
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
      return `op.alter_column(${table}, ${name}, existing_type=${writeSqlalchemyType(column)}, ${keepOthers(column)}nullable=False${schema})`;
    case 'plain':
      return `op.alter_column(${table}, ${name}, nullable=False${schema})`;
  }
}

/** What MySQL's MODIFY would take from a column that does not say it. https://alembic.sqlalchemy.org/en/latest/ops.html#alembic.operations.Operations.alter_column */
export function keepOthers({ attributes: { default: serverDefault, comment } }: CatalogObject): string {
  return [
    ...(typeof serverDefault === 'string' ? [`existing_server_default=sa.text(${quotePython(serverDefault)}), `] : []),
    ...(typeof comment === 'string' && comment !== '' ? [`existing_comment=${quotePython(comment)}, `] : []),
  ].join('');
}

function makeUnique(key: CatalogObject, dialect: Dialect, direction: Direction): Remedy {
  const text = `Rows that are there may have the same values. Look for them in production, and settle them in \`${direction}()\` before it is made unique`;
  const found = readKey(key);
  if (found === undefined) return { text: `${text}.` };
  const { parts, condition, hasDistinctNulls } = found;
  const columns = parts.join(', ');
  const where = [...(hasDistinctNulls ? parts.map((part) => `${part} IS NOT NULL`) : []), ...(condition === undefined ? [] : [condition])];
  return {
    text: `${text}:`,
    code: `SELECT ${columns}, count(*) FROM ${writePath(tableOf(key), dialect)}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`} GROUP BY ${columns} HAVING count(*) > 1`,
    language: 'sql',
  };
}

function refer(key: CatalogObject, dialect: Dialect, direction: Direction): Remedy {
  const text = `Rows that are there may refer to rows that are not. Look for them in production, and settle them in \`${direction}()\` before the key is made`;
  const found = readReference(key);
  if (found === undefined) return { text: `${text}.` };
  const { columns, target, targetColumns } = found;
  const pairs = columns.map((column, index) => `parent.${targetColumns[index] ?? column} = child.${column}`);
  return {
    text: `${text}:`,
    code: `SELECT child.* FROM ${writePath(tableOf(key), dialect)} AS child LEFT JOIN ${target} AS parent ON ${pairs.join(' AND ')}\nWHERE ${columns.map((column) => `child.${column} IS NOT NULL`).join(' AND ')} AND parent.${targetColumns[0] ?? ''} IS NULL`,
    language: 'sql',
  };
}

function checkRows(check: CatalogObject, dialect: Dialect, direction: Direction): Remedy {
  const text = `Rows that are there may not keep it. Look for them in production, and correct them in \`${direction}()\` before it is made`;
  const condition = readCheck(check);
  return condition === undefined ? { text: `${text}.` } : { text: `${text}:`, code: `SELECT * FROM ${writePath(tableOf(check), dialect)} WHERE NOT (${condition})`, language: 'sql' };
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
