import type pg from 'pg';
import type { VersionTable } from '../../../catalog/version-table.ts';
import type { ColumnFingerprint, RowFingerprint, TableFingerprint } from '../../../rows/fingerprint.ts';
import { tableKey } from '../../../rows/table-shape.ts';
import { describeTables } from './describe-tables.ts';
import type { TableReading } from './describe-tables.ts';

/** So many tables are asked for in one message, whose locks are held until its end. */
const tablesInMessage = 100;

/**
 * The fingerprint of every table: one query for their names, one message for each hundred.
 * A column whose values cannot be read, as a generated one whose expression fails, is told by the server's words.
 */
export async function readFingerprint(client: pg.Client, versionTable: VersionTable | undefined): Promise<RowFingerprint> {
  const tables = await describeTables(client, versionTable);
  const fingerprints: TableFingerprint[] = [];
  for (let from = 0; from < tables.length; from += tablesInMessage) {
    fingerprints.push(...(await readSome(client, tables.slice(from, from + tablesInMessage))));
  }
  return new Map(fingerprints.map((fingerprint) => [tableKey(fingerprint), fingerprint]));
}

/** Places count from 1. */
type Row = [place: string, count: string, present: string, values: string | null, keyed: string | null];

async function readSome(client: pg.Client, tables: readonly TableReading[]): Promise<TableFingerprint[]> {
  try {
    const results = await readRows(client, tables.map(writeQuery));
    return tables.map((table, place) => toFingerprint(table, results[place] ?? []));
  } catch (error) {
    if (!isDataError(error)) throw error;
    if (tables.length === 1 && tables[0] !== undefined) return [await readColumnwise(client, tables[0])];
    const read: TableFingerprint[] = [];
    for (const table of tables) read.push(...(await readSome(client, [table])));
    return read;
  }
}

async function readRows(client: pg.Client, queries: readonly string[]): Promise<readonly (readonly Row[])[]> {
  const results: unknown = await client.query({ text: queries.join(';\n'), rowMode: 'array' });
  return ([results].flat() as readonly pg.QueryArrayResult<Row>[]).map(({ rows }) => rows);
}

/** SQLSTATE classes of what values do: data exceptions, and what functions of the user's raise. https://www.postgresql.org/docs/current/errcodes-appendix.html */
function isDataError(error: unknown): boolean {
  return /^(2[0-9A-Z]|38|39|42|P0|0A|XX)/.test((error as { code?: string }).code ?? '');
}

async function readColumnwise(client: pg.Client, table: TableReading): Promise<TableFingerprint> {
  const [rows = []] = await readRows(client, [writeQuery({ ...table, columns: [] })]);
  const { count } = toFingerprint({ ...table, columns: [] }, rows);
  const columns = new Map<string, ColumnFingerprint>();
  for (const column of table.columns) columns.set(column.name, await readColumn(client, table, column));
  return { schema: table.schema, name: table.name, count, columns, key: table.key };
}

async function readColumn(client: pg.Client, table: TableReading, column: TableReading['columns'][number]): Promise<ColumnFingerprint> {
  const keyColumns = table.columns.filter(({ name }) => table.key.includes(name));
  try {
    const alone = { ...table, columns: [column, ...keyColumns.filter(({ name }) => name !== column.name)] };
    const [rows = []] = await readRows(client, [writeQuery(alone)]);
    const fingerprint = toFingerprint(alone, rows).columns.get(column.name);
    return fingerprint ?? toColumn(undefined, table.key.length > 0);
  } catch (error) {
    if (!isDataError(error)) throw error;
    return { nulls: 0, values: `not readable: ${(error as Error).message}`, keyed: null };
  }
}

/** Two hashes of 64 bits; a sum does not tell in which order its parts came. */
const hash = (text: string): string => [1, 2].map((seed) => `pg_catalog.sum(pg_catalog.hashtextextended(${text}, ${String(seed)}))`).join(" || '.' || ");

/**
 * One row for each column, with its place. The texts of all columns are an array first, so that the server plans few expressions
 * instead of some for every column; `OFFSET 0` keeps it from writing them out again. Texts are compared byte by byte, whatever the
 * collation of their column. A row's text as a record ends where it ends, so that no two keys and values make the same text.
 */
function writeQuery({ source, columns, key }: TableReading): string {
  const texts = new Map(columns.map(({ name, text }) => [name, text]));
  if (columns.length === 0) return `SELECT 1, pg_catalog.count(*), 0, NULL, NULL FROM ${source} AS t`;
  const keyText = key.length === 0 ? 'NULL' : `ROW(${key.map((name) => texts.get(name)).join(', ')})::pg_catalog.text COLLATE "C"`;
  return `SELECT c.place, pg_catalog.count(*), pg_catalog.count(c.value), ${hash('c.value')}, ${key.length === 0 ? 'NULL' : hash('c.value || r.key')}
    FROM (SELECT ${keyText}, ARRAY[${[...texts.values()].join(', ')}] FROM ${source} AS t OFFSET 0) AS r (key, texts)
    CROSS JOIN LATERAL pg_catalog.unnest(r.texts COLLATE "C") WITH ORDINALITY AS c (value, place) GROUP BY c.place`;
}

function toFingerprint({ schema, name, columns, key }: TableReading, rows: readonly Row[]): TableFingerprint {
  const places = new Map(rows.map((row) => [Number(row[0]), row]));
  return {
    schema,
    name,
    count: Number(rows[0]?.[1] ?? 0),
    columns: new Map(columns.map((column, place) => [column.name, toColumn(places.get(place + 1), key.length > 0)])),
    key,
  };
}

/** Of a table without rows there is no row either. */
function toColumn(row: Row | undefined, hasKey: boolean): ColumnFingerprint {
  const [, count = '0', present = '0', values = null, keyed = null] = row ?? [];
  return { nulls: Number(count) - Number(present), values: values ?? '', keyed: hasKey ? (keyed ?? '') : null };
}
