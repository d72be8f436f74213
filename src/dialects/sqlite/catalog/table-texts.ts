import { foldName } from '../fold-name.ts';
import { readCreateTable } from './read-create-table.ts';
import { isVirtual } from './schema-rows.ts';
import type { SchemaRow } from './schema-rows.ts';
import type { TableText } from './table-text.ts';
import { UnreadableSql } from './tokenize.ts';

/** A table of the schema. */
export interface SchemaTable {
  readonly name: string;
  readonly sql: string;
  /** Undefined where the text cannot be read or is that of a virtual table; the table is then known by its text as a whole. */
  readonly text: TableText | undefined;
}

/** The tables of a schema by their folded names. */
export type SchemaTables = ReadonlyMap<string, SchemaTable>;

/** Reads tables from the texts of a schema; a text that was there the last time is not read again. */
export function createTableReader(): (rows: readonly SchemaRow[]) => SchemaTables {
  let known = new Map<string, TableText | undefined>();
  return (rows) => {
    const tables = rows.filter(({ type }) => type === 'table');
    known = new Map(tables.map(({ sql }) => [sql, known.has(sql) ? known.get(sql) : readText(sql)]));
    return new Map(tables.map(({ name, sql }) => [foldName(name), { name, sql, text: known.get(sql) }]));
  };
}

function readText(sql: string): TableText | undefined {
  if (isVirtual(sql)) return undefined;
  try {
    return readCreateTable(sql);
  } catch (error) {
    if (error instanceof UnreadableSql) return undefined;
    throw error;
  }
}
