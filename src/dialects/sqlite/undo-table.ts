import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { findConstraintText } from './catalog/known-table.ts';
import { compareTable, listColumns, writeParts } from './changed-table.ts';
import type { ChangedTable } from './changed-table.ts';
import { writeConstraint } from './catalog/table-objects.ts';
import { findRowidColumn } from './catalog/table-text.ts';
import type { ColumnText, TableText } from './catalog/table-text.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';
import { execute, isLiteral } from './sqlalchemy-words.ts';
import { guardCopy } from './guard-copy.ts';
import { writeBatch } from './undo-batch.ts';
import { defineColumn, writeRebuild } from './undo-rebuild.ts';
import { writeRenames } from './undo-renames.ts';
import type { Renames } from './undo-renames.ts';

/** Drops an index or a trigger. */
export function dropPart({ kind, name, parentName }: CatalogObject, table = parentName): string | undefined {
  if (kind === 'index') return `op.drop_index(${quotePython(name)}, table_name=${quotePython(table ?? '')})`;
  return kind === 'trigger' ? execute(`DROP TRIGGER ${quoteName(name)}`) : undefined;
}

/**
 * The code that takes all changes of one table back. What SQLite's own `ALTER TABLE` does is done by it, because it loses nothing; else batch mode
 * where it can say what is to be and keeps the rest; else the table is made anew by hand.
 * @param name the table's, before
 * @param group the changes of its name, its columns, constraints, options, indexes and triggers
 * @param renames of all tables
 */
export function writeTableUndo(name: string, group: readonly CatalogChange[], renames: Renames): string | undefined {
  const renamed = writeRenames(group);
  if (group.every(isRenamedOnly)) return renamed?.join('\n');
  const table = compareTable(name, group, renames);
  if (table === undefined || renamed === undefined) return undefined;
  // What stands on the table goes first.
  const parts = group.flatMap((change) => (change.type === 'added' ? (dropPart(change.object, name) ?? []) : []));
  return [...renamed, ...parts, writeAlter(table, group) ?? guardCopy(name, table.dependents, writeBatch(table) ?? writeRebuild(table))].join('\n');
}

function isRenamedOnly(change: CatalogChange): boolean {
  return change.type === 'renamed' && change.attributes.length === 0;
}

/** Columns that came or went and that nothing else in the table speaks of. https://sqlite.org/lang_altertable.html */
function writeAlter(table: ChangedTable, group: readonly CatalogChange[]): string | undefined {
  const columns = group.flatMap((change) => ('object' in change && change.object.kind === 'column' ? [change.object.name] : []));
  const lines = group.map((change) => {
    if (!('object' in change)) return isRenamedOnly(change) ? '' : dropPart(change.after, table.name);
    const { object, type } = change;
    if (object.kind === 'index' || object.kind === 'trigger') return '';
    const constraint = findConstraintText(object);
    if (type === 'added' && constraint?.ofColumn != null && columns.includes(constraint.ofColumn)) return '';
    if (type === 'removed' && constraint?.type === 'foreign key' && constraint.columns.length === 1 && columns.includes(constraint.columns[0] ?? '')) return '';
    if (object.kind !== 'column') return undefined;
    const column = (type === 'added' ? table.now : table.before).columns.find(({ name }) => name === object.name);
    if (column === undefined) return undefined;
    return type === 'added' ? dropColumn(column, table) : addColumn(column, table);
  });
  if (lines.includes(undefined)) return undefined;
  return [...lines.filter((line) => line !== ''), ...writeParts(table.lost)].join('\n');
}

function dropColumn(column: ColumnText, { name, now }: ChangedTable): string | undefined {
  return isUsed(column, now) ? undefined : `op.drop_column(${quotePython(name)}, ${quotePython(column.name)})`;
}

/** A column with the foreign keys that are its own: where it is NULL, SQLite takes them without a look at the rows. */
function addColumn(column: ColumnText, { name, before }: ChangedTable): string | undefined {
  const keys = before.constraints.filter((constraint) => constraint.type === 'foreign key' && constraint.columns.length === 1 && constraint.columns[0] === column.name);
  const others = before.constraints.filter((constraint) => !keys.includes(constraint));
  if (isUsed(column, { ...before, constraints: others }) || !isAddable(column) || (keys.length > 0 && (column.default !== null || column.generated !== null))) return undefined;
  const references = keys.map((key) => ` ${key.name === null ? '' : `CONSTRAINT ${quoteName(key.name)} `}${writeConstraint(key, () => undefined).slice(`FOREIGN KEY (${quoteName(column.name)}) `.length)}`);
  return execute(`ALTER TABLE ${quoteName(name)} ADD COLUMN ${defineColumn(column)}${references.join('')}`);
}

/** Whether a constraint or another column's expression speaks of a column, so that SQLite does not drop it. */
function isUsed({ name }: ColumnText, table: TableText): boolean {
  // What stands beside the column goes with it, but for a key.
  const constraints = table.constraints.filter((constraint) => constraint.ofColumn !== name || constraint.type === 'unique constraint' || constraint.type === 'primary key');
  const expressions = [
    ...constraints.flatMap((constraint) => (constraint.type === 'check constraint' ? [constraint.expression] : [])),
    ...table.columns.flatMap((column) => (column.generated !== null && column.name !== name ? [column.generated.expression] : [])),
  ];
  return constraints.some((constraint) => listColumns(constraint).includes(name)) || expressions.some((expression) => expression.includes(name)) || findRowidColumn(table)?.name === name;
}

/** A table with rows takes no stored column and none whose default is to be computed. */
function isAddable({ default: initial, generated }: ColumnText): boolean {
  return generated === null ? initial === null || (isLiteral(initial) && !initial.startsWith('CURRENT_')) : generated.storage === 'VIRTUAL';
}
