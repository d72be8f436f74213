import type pg from 'pg';
import { isVersionTable } from '../../../catalog/version-table.ts';
import type { VersionTable } from '../../../catalog/version-table.ts';
import type { ColumnShape, ExclusionShape, ForeignKeyShape, KeyShape, TableShape } from '../../../rows/table-shape.ts';
import type { ValueType } from '../../../rows/value-type.ts';
import { readPartitions } from './read-partitions.ts';
import { createTypeReader } from './read-types.ts';
import type { RowServer } from './row-connection.ts';
import { writeShapeQuery } from './shape-query.ts';
import type { ColumnRow, KeyRow, RuleRow, ShapeRows } from './shape-query.ts';

/**
 * What rows each table of the database can take: all schemas but the system's, without what belongs to an extension, the version
 * table and partitions. One query; a second where tables hold pages, which may be all that is left of rows.
 */
export async function readTables(client: pg.Client, { version }: RowServer, versionTable: VersionTable | undefined): Promise<readonly TableShape[]> {
  const rows = await readShapeRows(client, version);
  const supportsXml = rows.types.some(({ name, schema }) => name === 'xml' && schema === 'pg_catalog') && (await hasXml(client));
  const readType = createTypeReader(rows.types, supportsXml);
  const tables = rows.tables.filter(([, schema, name]) => !isVersionTable({ schema, name }, versionTable));
  const filled = await listFilled(client, tables);
  const [columns, keys, rules, partitions] = [groupByTable(rows.columns), groupByTable(rows.keys), groupByTable(rows.rules), Map.groupBy(rows.partitions, ({ root }) => root)];
  return tables.map(([oid, schema, name, kind]): TableShape => {
    const own = rules.get(oid) ?? [];
    const places = kind === 'p' ? readPartitions(oid, partitions.get(oid) ?? []) : undefined;
    return {
      schema,
      name,
      columns: (columns.get(oid) ?? []).map((column) => toColumn(column, readType(column))),
      keys: (keys.get(oid) ?? []).map(toKey),
      foreignKeys: own.filter(({ kind: type }) => type === 'f').map(toForeignKey),
      conditions: own.flatMap(({ name: rule, kind: type, condition }) => (type === 'c' && condition !== null ? [{ name: rule, sql: condition }] : [])),
      exclusions: own.filter(({ kind: type }) => type === 'x').map(toExclusion),
      partitions: places,
      hasRows: filled.has(oid),
      refuses: kind === 'f' ? 'it is a foreign table' : places?.length === 0 ? 'it has no partition that could take them' : undefined,
    };
  });
}

async function readShapeRows(client: pg.Client, version: number): Promise<ShapeRows> {
  // Several statements in one message have one transaction, which ends with the message whatever happens.
  const results: unknown = await client.query({ text: `SET LOCAL search_path = ''; ${writeShapeQuery(version)}`, rowMode: 'array' });
  const [, { rows }] = results as [unknown, pg.QueryArrayResult<[string]>];
  return JSON.parse(rows[0]?.[0] ?? '') as ShapeRows;
}

function groupByTable<Row extends { readonly table: number }>(rows: readonly Row[]): Map<number, Row[]> {
  return Map.groupBy(rows, ({ table }) => table);
}

/** SQLSTATE feature_not_supported, as `unsupported XML feature` is. */
const notSupported = '0A000';

async function hasXml(client: pg.Client): Promise<boolean> {
  try {
    await client.query("SELECT '<a/>'::pg_catalog.xml");
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === notSupported) return false;
    throw error;
  }
}

/** The tables that have rows: without pages there are none. */
async function listFilled(client: pg.Client, tables: ShapeRows['tables']): Promise<ReadonlySet<number>> {
  const paged = tables.filter(([, , , , hasPages]) => hasPages);
  if (paged.length === 0) return new Set();
  const parts = paged.map(([oid, schema, name, kind]) => `SELECT ${String(oid)} WHERE EXISTS (SELECT FROM ${kind === 'p' ? '' : 'ONLY '}${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)})`);
  const { rows } = await client.query<[number]>({ text: parts.join(' UNION ALL '), rowMode: 'array' });
  return new Set(rows.map(([oid]) => oid));
}

function toColumn({ name, typeName, isRequired, generated, identity, default: initial }: ColumnRow, type: ValueType): ColumnShape {
  return { name, type, typeName, isNullable: !isRequired && isNullableType(type), default: initial ?? undefined, made: readMaking(generated, identity, initial) };
}

function isNullableType(type: ValueType): boolean {
  return type.kind !== 'domain' || (type.isNullable && isNullableType(type.base));
}

/** The next number of a sequence and nothing else. */
export const nextvalPattern = /^nextval\(\(?('(?:[^']|'')*')::(?:regclass|text\)::regclass)\)$/;

function readMaking(generated: string, identity: string, initial: string | null): ColumnShape['made'] {
  if (generated !== '') return 'generated';
  if (identity === 'a') return 'always';
  return identity === 'd' || (initial !== null && nextvalPattern.test(initial)) ? 'counter' : undefined;
}

function toKey({ name, columns, isPrimary, hasDistinctNulls, isPartial }: KeyRow): KeyShape {
  return { name, columns: columns ?? [], isPrimary, hasDistinctNulls, isPartial };
}

function toForeignKey({ name, columns, targetSchema, targetName, targetColumns, isDeferrable, isFull }: RuleRow): ForeignKeyShape {
  return { name, columns: keepNames(columns), target: { schema: targetSchema, name: targetName ?? '' }, targetColumns: targetColumns ?? [], isDeferrable, isFull };
}

function toExclusion({ name, columns, operators }: RuleRow): ExclusionShape {
  return { name, elements: (operators ?? []).map((operator, place) => ({ column: columns?.[place] ?? undefined, operator })) };
}

function keepNames(columns: RuleRow['columns']): string[] {
  return (columns ?? []).filter((column) => column !== null);
}
