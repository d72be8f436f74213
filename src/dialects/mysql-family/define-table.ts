import type { CatalogObject } from '../../catalog/model.ts';
import { defineColumn, toList, writeCollation } from './define-column.ts';
import { quoteName, quoteText } from './quoting.ts';
import { defineConstraint } from './undo-constraint.ts';
import { path, table } from './undo-names.ts';

/** The statement that makes a table with its columns, constraints and indexes; undefined where one of them has no words. */
export function defineTable(own: CatalogObject, parts: readonly CatalogObject[]): string | undefined {
  const { engine, collation, rowFormat, comment, systemVersioned } = own.attributes;
  const lines = [
    ...parts.filter(({ kind }) => kind === 'column').map((column) => `${quoteName(column.name)} ${defineColumn(column, collation)}`),
    ...parts.filter(({ kind }) => kind === 'constraint').map(defineConstraint),
    ...parts.filter(({ kind }) => kind === 'index').map(defineIndex),
    ...toList(own.attributes['periods']),
  ];
  if (lines.includes(undefined)) return undefined;
  const options = [
    `ENGINE = ${String(engine)}`,
    ...(typeof collation === 'string' ? [`DEFAULT ${writeCollation(collation)}`] : []),
    ...(typeof rowFormat === 'string' ? [`ROW_FORMAT = ${rowFormat}`] : []),
    ...toList(own.attributes['options']),
    ...(typeof comment === 'string' ? [`COMMENT = ${quoteText(comment)}`] : []),
    ...(systemVersioned === true ? ['WITH SYSTEM VERSIONING'] : []),
    ...(typeof own.attributes['partitionBy'] === 'string' ? [definePartitions(own)] : []),
  ];
  return `CREATE TABLE ${path(own)} (${lines.join(', ')}) ${options.join(' ')}`;
}

/** An index as `ADD` and `CREATE TABLE` want it. */
export function defineIndex(index: CatalogObject): string {
  const { definition, visibility } = index.attributes;
  return `${String(definition).replace(/^CREATE /, '').replace(` ON ${table(index)} `, ' ')}${typeof visibility === 'string' ? ` ${visibility}` : ''}`;
}

/** How a table is cut, and into what. */
export function definePartitions({ attributes }: CatalogObject): string {
  const partitions = toList(attributes['partitions']).map((partition) => `PARTITION ${partition}`);
  return `PARTITION BY ${String(attributes['partitionBy'])}${partitions.length === 0 ? '' : ` (${partitions.join(', ')})`}`;
}
