import { isVersionTable } from '../../../catalog/version-table.ts';
import type { VersionTable } from '../../../catalog/version-table.ts';
import type { ColumnShape, ForeignKeyShape, KeyShape, TableShape } from '../../../rows/table-shape.ts';
import type { TableCondition } from '../../../rows/value-type.ts';
import { isVirtual } from '../catalog/schema-rows.ts';
import { findRowidColumn } from '../catalog/table-text.ts';
import type { ConstraintText } from '../catalog/table-text.ts';
import { tokenize } from '../catalog/tokenize.ts';
import type { SqliteConnection } from '../connect.ts';
import { foldName } from '../fold-name.ts';
import { quoteName } from '../quoting.ts';
import { readType } from './read-type.ts';
import type { ColumnStructure, TableStructure } from './read-structure.ts';
import { readVirtualTable } from './read-virtual-table.ts';

/** Tables that hold rows of their own. */
export function withoutVersionTable(tables: readonly TableStructure[], versionTable: VersionTable | undefined): readonly TableStructure[] {
  return tables.filter(({ name }) => !isVersionTable({ schema: versionTable?.schema ?? null, name }, versionTable));
}

/** What rows each table takes. */
export function describeTables(connection: SqliteConnection, tables: readonly TableStructure[], versionTable: VersionTable | undefined): TableShape[] {
  const byName = new Map(tables.map((table) => [foldName(table.name), table]));
  return withoutVersionTable(tables, versionTable).map((table) => (isVirtual(table.sql) ? readVirtualTable(connection, table) : describeTable(connection, table, byName)));
}

type TablesByName = ReadonlyMap<string, TableStructure>;

function describeTable(connection: SqliteConnection, table: TableStructure, tables: TablesByName): TableShape {
  const shape = { schema: null, name: table.name, exclusions: [], partitions: undefined };
  if (table.columns.length === 0) return { ...shape, columns: [], keys: [], foreignKeys: [], conditions: [], hasRows: false, refuses: 'its definition is one that this SQLite cannot read' };
  const conditions = listConditions(table);
  const foreignKeys = listForeignKeys(table, tables);
  return {
    ...shape,
    columns: describeColumns(table, foreignKeys, conditions),
    keys: listKeys(table),
    foreignKeys,
    conditions,
    hasRows: connection.all(`SELECT 1 FROM ${quoteName(table.name)} LIMIT 1`).length > 0,
    refuses: undefined,
  };
}

/** The columns of a primary key in their order. */
export function listKeyColumns({ columns }: TableStructure): string[] {
  return columns.filter(({ keyPlace }) => keyPlace > 0).sort((a, b) => a.keyPlace - b.keyPlace).map(({ name }) => name);
}

function describeColumns(table: TableStructure, foreignKeys: readonly ForeignKeyShape[], conditions: readonly TableCondition[]): ColumnShape[] {
  const loose = listLooseColumns(table);
  const referring = new Set(foreignKeys.flatMap(({ columns }) => columns));
  const judged = new Set(conditions.flatMap(({ sql }) => tokenize(sql).map(({ value }) => foldName(value))));
  const counter = findCounter(table);
  return table.columns.map((column) => {
    const isIdentifier = (column.keyPlace > 0 || referring.has(column.name) || /(?:^|_)u?u?id$|guid$/i.test(column.name)) && !judged.has(foldName(column.name));
    return {
      name: column.name,
      type: readType(column.type, { isLoose: loose.has(column.name), isIdentifier }),
      typeName: column.type,
      // SQLite lets NULL into most primary keys, by a mistake that it keeps; nobody means it. https://sqlite.org/quirks.html#primary_keys_can_sometimes_contain_nulls
      isNullable: !column.isNotNull && column.keyPlace === 0,
      default: column.default === null || column.default.toUpperCase() === 'NULL' ? undefined : column.default,
      made: column.isGenerated ? 'generated' : column === counter ? 'counter' : undefined,
    };
  });
}

/** Columns of which some text is the same as another one to a key or to comparisons. https://sqlite.org/datatype3.html#collating_sequences */
function listLooseColumns({ text, indexes }: TableStructure): Set<string> {
  const own = (text?.columns ?? []).filter(({ collation }) => collation !== null).map(({ name }) => name);
  const ofKeys = indexes.flatMap(({ parts }) => parts.flatMap(({ column, collation }) => (column === null || collation === 'BINARY' ? [] : [column])));
  return new Set([...own, ...ofKeys]);
}

/** The column that is the row's own number. */
function findCounter({ text, columns, indexes, isWithoutRowid }: TableStructure): ColumnStructure | undefined {
  const name = text === undefined ? undefined : findRowidColumn(text)?.name;
  if (text !== undefined) return columns.find((column) => column.name === name);
  const [lone, ...others] = columns.filter(({ keyPlace }) => keyPlace > 0);
  return isWithoutRowid || others.length > 0 || lone?.type.toUpperCase() !== 'INTEGER' || indexes.some(({ origin }) => origin === 'pk') ? undefined : lone;
}

function listConditions({ text }: TableStructure): TableCondition[] {
  return (text?.constraints ?? []).flatMap((constraint) => (constraint.type === 'check constraint' ? [{ name: constraint.name ?? constraint.expression, sql: constraint.expression }] : []));
}

function listKeys(table: TableStructure): KeyShape[] {
  const primary = listKeyColumns(table);
  const nameOf = (type: 'primary key' | 'unique constraint', columns: readonly string[]): string =>
    findConstraint(table, (constraint) => constraint.type === type && JSON.stringify(constraint.parts.map(({ column }) => column)) === JSON.stringify(columns))?.name ??
    `${type === 'primary key' ? 'PRIMARY KEY' : 'UNIQUE'} (${columns.map(quoteName).join(', ')})`;
  const others = table.indexes.filter(({ origin }) => origin !== 'pk').map((index): KeyShape => {
    const columns = index.parts.flatMap(({ column }) => column ?? []);
    const name = index.origin === 'u' ? nameOf('unique constraint', columns) : index.name;
    return { name, columns, isPrimary: false, hasDistinctNulls: true, isPartial: index.isPartial || columns.length < index.parts.length };
  });
  if (primary.length === 0) return others;
  return [{ name: nameOf('primary key', primary), columns: primary, isPrimary: true, hasDistinctNulls: true, isPartial: false }, ...others];
}

function listForeignKeys(table: TableStructure, tables: TablesByName): ForeignKeyShape[] {
  return table.references.map(({ parent, parts }) => {
    const target = tables.get(foldName(parent));
    const columns = parts.map(({ from }) => findName(table, from));
    const written = parts.flatMap(({ to }) => to ?? []);
    const targetColumns = written.length > 0 ? written.map((to) => findName(target, to)) : target === undefined ? [] : listKeyColumns(target);
    const text = findConstraint(table, (constraint) => constraint.type === 'foreign key' && foldName(constraint.parent) === foldName(parent) && JSON.stringify(constraint.columns) === JSON.stringify(columns));
    return {
      name: text?.name ?? `FOREIGN KEY (${columns.map(quoteName).join(', ')}) REFERENCES ${quoteName(target?.name ?? parent)}`,
      columns,
      target: { schema: null, name: target?.name ?? parent },
      targetColumns,
      // Any connection may put off the checking of all of them. https://sqlite.org/pragma.html#pragma_defer_foreign_keys
      isDeferrable: true,
      isFull: false,
    };
  });
}

function findConstraint({ text }: TableStructure, isWanted: (constraint: ConstraintText) => boolean): ConstraintText | undefined {
  return text?.constraints.find(isWanted);
}

function findName(table: TableStructure | undefined, name: string): string {
  return table?.columns.find((column) => foldName(column.name) === foldName(name))?.name ?? name;
}
