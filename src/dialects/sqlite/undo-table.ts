import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { findConstraintText } from './catalog/known-table.ts';
import { compareTable, listColumns, writeParts } from './changed-table.ts';
import type { ChangedTable } from './changed-table.ts';
import { findRowidColumn } from './catalog/table-text.ts';
import type { ColumnText, TableText } from './catalog/table-text.ts';
import { quoteName, quotePython } from './quoting.ts';
import { execute, isLiteral } from './sqlalchemy-words.ts';
import { writeBatch } from './undo-batch.ts';
import { defineColumn, writeRebuild } from './undo-rebuild.ts';

/** Drops an index or a trigger. */
export function dropPart({ kind, name, parentName }: CatalogObject): string | undefined {
  if (kind === 'index') return `op.drop_index(${quotePython(name)}, table_name=${quotePython(parentName ?? '')})`;
  return kind === 'trigger' ? execute(`DROP TRIGGER ${quoteName(name)}`) : undefined;
}

/**
 * The code that takes all changes of one table back. What SQLite's own `ALTER TABLE` does is done by it, because it loses nothing; else batch mode
 * where it can say what is to be and keeps the rest; else the table is made anew by hand.
 * @param group the changes of its columns, constraints, options, indexes and triggers
 */
export function writeTableUndo(name: string, group: readonly CatalogChange[]): string | undefined {
  const table = compareTable(name, group);
  if (table === undefined) return undefined;
  // What stands on the table goes first.
  const parts = group.flatMap((change) => (change.type === 'added' ? (dropPart(change.object) ?? []) : []));
  return [...parts, writeAlter(table, group) ?? writeBatch(table) ?? writeRebuild(table)].join('\n');
}

/** Columns that came or went and that nothing else in the table speaks of. https://sqlite.org/lang_altertable.html */
function writeAlter(table: ChangedTable, group: readonly CatalogChange[]): string | undefined {
  const columns = group.flatMap((change) => ('object' in change && change.object.kind === 'column' ? [change.object.name] : []));
  const lines = group.map((change) => {
    if (!('object' in change)) return dropPart(change.after);
    const { object, type } = change;
    if (object.kind === 'index' || object.kind === 'trigger') return '';
    const beside = findConstraintText(object)?.ofColumn;
    if (type === 'added' && beside != null && columns.includes(beside)) return '';
    if (object.kind !== 'column') return undefined;
    const column = (type === 'added' ? table.now : table.before).columns.find(({ name }) => name === object.name);
    if (column === undefined || isUsed(column, type === 'added' ? table.now : table.before)) return undefined;
    if (type === 'added') return `op.drop_column(${quotePython(table.name)}, ${quotePython(column.name)})`;
    return isAddable(column) ? execute(`ALTER TABLE ${quoteName(table.name)} ADD COLUMN ${defineColumn(column)}`) : undefined;
  });
  if (lines.includes(undefined)) return undefined;
  return [...lines.filter((line) => line !== ''), ...writeParts(table.lost)].join('\n');
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
