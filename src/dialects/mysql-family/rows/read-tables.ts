import type { Connection } from 'mysql2/promise';
import type { VersionTable } from '../../../catalog/version-table.ts';
import { tableKey } from '../../../rows/table-shape.ts';
import type { ColumnShape, TableShape } from '../../../rows/table-shape.ts';
import type { ValueType } from '../../../rows/value-type.ts';
import { writePath } from '../catalog/entry.ts';
import { query, queryAll } from '../catalog/query.ts';
import type { Row } from '../catalog/query.ts';
import { readErrorNumber } from '../connect.ts';
import { quoteText } from '../quoting.ts';
import { capLengths } from './cap-lengths.ts';
import { describeDefaults } from './default-partitions.ts';
import { findRowEnd, readConditions, readForeignKeys, readJsonColumn, readKeys } from './read-keys.ts';
import { readPartitions } from './read-partitions.ts';
import { readValueType } from './read-types.ts';
import { isLasting, refusalOf } from './refused-tables.ts';
import { listTables, readShapeRows, tableOf } from './shape-queries.ts';
import type { ColumnRows, RowsPlace } from './shape-queries.ts';

/** Tables, and which of them keep what a transaction did to them when it is rolled back, by `tableKey`. */
export interface ReadTables {
  readonly shapes: readonly TableShape[];
  readonly lasting: ReadonlySet<string>;
  /** What their values look like, by `tableKey`. */
  readonly columns: ReadonlyMap<string, ColumnRows>;
}

/** Every table with what rows it can take, in a few round trips. */
export async function readTables(connection: Connection, place: RowsPlace, versionTable: VersionTable | undefined): Promise<ReadTables> {
  const { dialect, database } = place;
  const rows = await readShapeRows(connection, place);
  const partitionRows = dialect === 'mariadb' ? await describeDefaults(connection, rows.partitions) : rows.partitions;
  const [columns, keyParts, foreignKeyParts, conditions, partitions] = [rows.columns, rows.keyParts, rows.foreignKeyParts, rows.conditions, partitionRows].map((all) => Map.groupBy(all, tableOf));
  const tables = listTables(rows.tables, place, versionTable);
  const shapes = tables.map(({ row, schema, name }): TableShape => {
    const key = tableOf(row);
    const own = columns?.get(key) ?? [];
    const checks = readConditions(conditions?.get(key) ?? []);
    const names = own.map((column) => column['name'] ?? '');
    const jsonColumns = new Set(checks.flatMap((check) => readJsonColumn(check, names) ?? []));
    const keys = readKeys(keyParts?.get(key) ?? [], checks, findRowEnd(own));
    const keyColumns = new Set(keys.flatMap((one) => (one.columns.length === 1 ? one.columns : [])));
    const shaped = own.map((column) => {
      const columnName = column['name'] ?? '';
      return readColumn(column, readValueType(column, { dialect, isKey: keyColumns.has(columnName), isJson: jsonColumns.has(columnName) }), dialect === 'mysql');
    });
    return {
      schema,
      name,
      columns: capLengths(shaped, row['format'] ?? ''),
      keys,
      foreignKeys: readForeignKeys(database, foreignKeyParts?.get(key) ?? []),
      conditions: checks.filter((check) => readJsonColumn(check, names) === undefined),
      exclusions: [],
      partitions: readPartitions(dialect, partitions?.get(key) ?? []),
      hasRows: false,
      refuses: rows.readOnly.has(row['S'] ?? '') ? 'its database is read only' : refusalOf(row),
    };
  });
  return {
    shapes: await withReferenceSystems(connection, place, await lookForRows(connection, shapes)),
    columns: new Map(tables.map((table) => [tableKey(table), { columns: columns?.get(tableOf(table.row)) ?? [], keyParts: keyParts?.get(tableOf(table.row)) ?? [] }])),
    lasting: new Set(tables.filter(({ row }) => isLasting(row)).map((table) => tableKey(table))),
  };
}

function readColumn(column: Row, type: ValueType, isMysql: boolean): ColumnShape {
  const extra = column['extra'] ?? '';
  const preset = isMysql ? writeDefault(column) : (column['preset'] ?? undefined);
  return {
    name: column['name'] ?? '',
    type,
    typeName: column['type'] ?? '',
    isNullable: column['nullable'] === 'YES',
    default: preset === 'NULL' ? undefined : preset,
    made: madeBy(extra, preset),
  };
}

function madeBy(extra: string, preset: string | undefined): ColumnShape['made'] {
  if (/\bGENERATED\b/.test(extra)) return 'generated';
  return /\bauto_increment\b/i.test(extra) || /^\(?nextval\(/i.test(preset ?? '') ? 'counter' : undefined;
}

/** MySQL gives what a text says, and expressions as they are. */
function writeDefault({ preset = null, extra, kind }: Row): string | undefined {
  if (preset === null) return undefined;
  if (/\bDEFAULT_GENERATED\b/.test(extra ?? '') || /^(?:\w*int|decimal|float|double|bit|year)$/.test(kind ?? '')) return preset;
  return quoteText(preset);
}

/** So many tables at once are looked into. */
const batchSize = 500;

/** Statistics only guess, so each table is looked into. */
async function lookForRows(connection: Connection, shapes: readonly TableShape[]): Promise<readonly TableShape[]> {
  const asked = shapes.filter(({ refuses }) => refuses === undefined);
  const answers = new Map<TableShape, Pick<TableShape, 'hasRows' | 'refuses'>>();
  for (let from = 0; from < asked.length; from += batchSize) {
    const batch = asked.slice(from, from + batchSize);
    for (const [index, answer] of (await askBatch(connection, batch)).entries()) {
      const shape = batch[index];
      if (shape !== undefined) answers.set(shape, answer);
    }
  }
  return shapes.map((shape) => ({ ...shape, ...answers.get(shape) }));
}

/** One table that cannot be read spoils the question about all. */
async function askBatch(connection: Connection, batch: readonly TableShape[]): Promise<readonly Pick<TableShape, 'hasRows' | 'refuses'>[]> {
  try {
    const results = await queryAll(connection, batch.map((shape) => `SELECT EXISTS (SELECT 1 FROM ${writePath(shape.schema, shape.name)}) AS found`));
    return results.map(([row]) => ({ hasRows: row?.['found'] === '1', refuses: undefined }));
  } catch (error) {
    if (!(error instanceof Error) || readErrorNumber(error) === undefined) throw error;
    if (batch.length === 1) return [{ hasRows: false, refuses: `the server cannot read it: ${error.message}` }];
    const answers: Pick<TableShape, 'hasRows' | 'refuses'>[] = [];
    for (const shape of batch) answers.push(...(await askBatch(connection, [shape])));
    return answers;
  }
}

/** MariaDB keeps elsewhere in which system of coordinates a column is; it opens every table to say so. */
async function withReferenceSystems(connection: Connection, { dialect, database }: RowsPlace, shapes: readonly TableShape[]): Promise<readonly TableShape[]> {
  if (dialect === 'mysql' || !shapes.some(({ columns }) => columns.some(({ type }) => type.kind === 'geometry'))) return shapes;
  const rows = await query(connection, 'SELECT G_TABLE_SCHEMA AS S, G_TABLE_NAME AS T, G_GEOMETRY_COLUMN AS name, SRID AS srid FROM information_schema.GEOMETRY_COLUMNS WHERE SRID <> 0');
  const known = new Map(rows.map((row) => [JSON.stringify([row['S'], row['T'], row['name']]), Number(row['srid'])]));
  return shapes.map((shape) => ({
    ...shape,
    columns: shape.columns.map((column) => {
      const srid = known.get(JSON.stringify([shape.schema ?? database, shape.name, column.name]));
      return column.type.kind === 'geometry' && srid !== undefined ? { ...column, type: { ...column.type, srid } } : column;
    }),
  }));
}
