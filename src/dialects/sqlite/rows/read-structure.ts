import { foldName } from '../fold-name.ts';
import { isVirtual, readSchema } from '../catalog/schema-rows.ts';
import type { SchemaRow } from '../catalog/schema-rows.ts';
import type { TableText } from '../catalog/table-text.ts';
import { createTableReader } from '../catalog/table-texts.ts';
import type { Row, SqliteConnection } from '../connect.ts';
import { findError, isForeign } from '../sqlite-error.ts';

/** A table of the main database, as SQLite's pragmas and its own text tell of it. https://sqlite.org/pragma.html */
export interface TableStructure {
  readonly name: string;
  readonly sql: string;
  /** Undefined where the text cannot be read or is that of a virtual table. */
  readonly text: TableText | undefined;
  readonly isWithoutRowid: boolean;
  readonly isStrict: boolean;
  readonly columns: readonly ColumnStructure[];
  /** Unique ones. */
  readonly indexes: readonly IndexStructure[];
  readonly references: readonly ReferenceStructure[];
}

export interface ColumnStructure {
  readonly name: string;
  readonly type: string;
  readonly isNotNull: boolean;
  readonly default: string | null;
  /** Its place in the primary key, from 1; 0: it is not of it. */
  readonly keyPlace: number;
  readonly isGenerated: boolean;
}

export interface IndexStructure {
  readonly name: string;
  readonly origin: 'c' | 'u' | 'pk';
  readonly isPartial: boolean;
  /** The column is null where it is an expression. */
  readonly parts: readonly { readonly column: string | null; readonly collation: string }[];
}

export interface ReferenceStructure {
  readonly parent: string;
  /** `to` is null where the parent's primary key is meant. */
  readonly parts: readonly { readonly from: string; readonly to: string | null }[];
}

/** Reads the tables that a user made, by name; a text that was there the last time is not read again. Four queries for all of them. */
export function createStructureReader(): (connection: SqliteConnection) => readonly TableStructure[] {
  const readTexts = createTableReader();
  let known: { readonly schema: string; readonly tables: readonly TableStructure[] } | undefined;
  return (connection) => {
    const { rows, shadows } = readSchema(connection);
    const schema = JSON.stringify(rows);
    if (known?.schema !== schema) known = { schema, tables: readStructures(connection, rows.filter(({ type, name }) => type === 'table' && !shadows.has(foldName(name))), readTexts(rows)) };
    return known.tables;
  };
}

function readStructures(connection: SqliteConnection, rows: readonly SchemaRow[], texts: ReturnType<ReturnType<typeof createTableReader>>): TableStructure[] {
  // Joined with what a module of the project's own would have to tell, the pragmas of all tables would fail.
  const ofTables = (columns: string, pragma: string): Map<string, Row[]> => groupByTable(connection.all(`SELECT t.name, ${columns} FROM sqlite_schema t, ${pragma} WHERE t.type = 'table' AND t.sql NOT LIKE 'CREATE VIRTUAL %'`));
  const options = ofTables('l.wr, l.strict', "pragma_table_list(t.name) l ON l.schema = 'main'");
  const columns = ofTables('c.name, c.type, c."notnull", c.dflt_value, c.pk, c.hidden', 'pragma_table_xinfo(t.name) c');
  const indexes = ofTables('i.name, i.origin, i.partial, p.name, p.coll', 'pragma_index_list(t.name) i ON i."unique", pragma_index_xinfo(i.name) p ON p.key');
  const references = ofTables('f.id, f."table", f."from", f."to"', 'pragma_foreign_key_list(t.name) f');
  return rows
    .map(({ name, sql }): TableStructure => {
      const [isWithoutRowid, isStrict] = (options.get(name)?.[0] ?? []).map(Boolean);
      return {
        name,
        sql,
        text: texts.get(foldName(name))?.text,
        isWithoutRowid: isWithoutRowid === true,
        isStrict: isStrict === true,
        columns: isVirtual(sql) ? listVirtualColumns(connection, name) : (columns.get(name) ?? []).map(describeColumn),
        indexes: groupIndexes(indexes.get(name) ?? []),
        references: groupReferences(references.get(name) ?? []),
      };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function groupByTable(rows: readonly Row[]): Map<string, Row[]> {
  return groupBy(rows, ([table]) => String(table), ([, ...rest]) => rest);
}

function groupBy<T>(rows: readonly Row[], keyOf: (row: Row) => string, read: (row: Row) => T): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [read(row)]);
    else group.push(read(row));
  }
  return groups;
}

/** None where only the project's own connection has the module or what it needs. `hidden` is 1 for what is there for queries only. */
function listVirtualColumns(connection: SqliteConnection, table: string): ColumnStructure[] {
  let columns: Row[] = [];
  const error = findError(() => void (columns = connection.all('SELECT name, type, "notnull", dflt_value, 0, hidden FROM pragma_table_xinfo(?) WHERE hidden = 0', table)));
  if (error !== undefined && !isForeign(error.message)) throw error;
  return columns.map(describeColumn);
}

/** `hidden` is 2 or 3 for generated columns. https://sqlite.org/pragma.html#pragma_table_xinfo */
function describeColumn([name, type, notNull, initial, keyPlace, hidden]: Row): ColumnStructure {
  return { name: String(name), type: String(type), isNotNull: notNull === 1, default: initial == null ? null : String(initial), keyPlace: Number(keyPlace), isGenerated: hidden === 2 || hidden === 3 };
}

function groupIndexes(rows: readonly Row[]): IndexStructure[] {
  const groups = groupBy(rows, ([name]) => String(name), (row) => row);
  return [...groups].map(([name, parts]): IndexStructure => ({
    name,
    origin: parts[0]?.[1] as IndexStructure['origin'],
    isPartial: parts[0]?.[2] === 1,
    parts: parts.map(([, , , column, collation]) => ({ column: column == null ? null : String(column), collation: String(collation) })),
  }));
}

/** The last of the text is the first here; theirs is the order of the text. */
function groupReferences(rows: readonly Row[]): ReferenceStructure[] {
  const groups = groupBy(rows, ([id]) => String(id), (row) => row);
  return [...groups].toReversed().map(([, parts]) => ({ parent: String(parts[0]?.[1]), parts: parts.map(([, , from, to]) => ({ from: String(from), to: to == null ? null : String(to) })) }));
}
