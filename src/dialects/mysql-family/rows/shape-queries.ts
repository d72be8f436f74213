import type { Connection } from 'mysql2/promise';
import { isVersionTable } from '../../../catalog/version-table.ts';
import type { VersionTable } from '../../../catalog/version-table.ts';
import { toSchema } from '../catalog/entry.ts';
import { query, queryAll } from '../catalog/query.ts';
import type { Row } from '../catalog/query.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteText } from '../quoting.ts';

/** The database whose rows are looked at. */
export interface RowsPlace {
  readonly dialect: FamilyDialect;
  readonly database: string;
  /** Whether another database of the server counts as one of the project's schemas. */
  readonly isProjectSchema: (name: string) => boolean;
}

/** What the server tells of tables, row by row; `S` and `T` of each are its database and table. */
export interface ShapeRows {
  readonly tables: readonly Row[];
  readonly columns: readonly Row[];
  /** Parts of unique indexes. */
  readonly keyParts: readonly Row[];
  readonly foreignKeyParts: readonly Row[];
  readonly conditions: readonly Row[];
  readonly partitions: readonly Row[];
  /** MySQL's databases that are read only. */
  readonly readOnly: ReadonlySet<string>;
}

/** Of the same rows those that tell what values look like as text: columns, and which of them make up a primary key. */
export type ColumnRows = Pick<ShapeRows, 'columns' | 'keyParts'>;

type ShapeQuestion = (schema: string, dialect: FamilyDialect) => string;

const askTables: ShapeQuestion = (schema) =>
  `SELECT TABLE_SCHEMA AS S, TABLE_NAME AS T, TABLE_TYPE AS type, ENGINE AS engine, ROW_FORMAT AS format FROM information_schema.TABLES
   WHERE TABLE_SCHEMA = ${schema} AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')`;

const askColumns: ShapeQuestion = (schema, dialect) =>
  `SELECT TABLE_SCHEMA AS S, TABLE_NAME AS T, ORDINAL_POSITION AS place, COLUMN_NAME AS name, DATA_TYPE AS kind, COLUMN_TYPE AS type, IS_NULLABLE AS nullable,
   COLUMN_DEFAULT AS preset, EXTRA AS extra, GENERATION_EXPRESSION AS expression, CHARACTER_MAXIMUM_LENGTH AS length, NUMERIC_PRECISION AS digits,
   NUMERIC_SCALE AS scale, DATETIME_PRECISION AS fraction, CHARACTER_SET_NAME AS charset, COLLATION_NAME AS collation,
   ${dialect === 'mysql' ? 'SRS_ID' : 'NULL'} AS srid FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${schema}`;

const askKeyParts: ShapeQuestion = (schema, dialect) =>
  `SELECT TABLE_SCHEMA AS S, TABLE_NAME AS T, INDEX_NAME AS name, SEQ_IN_INDEX AS place, COLUMN_NAME AS part, SUB_PART AS prefix,
   ${dialect === 'mysql' ? 'EXPRESSION' : 'NULL'} AS expression FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = ${schema} AND NON_UNIQUE = 0`;

const askForeignKeyParts: ShapeQuestion = (schema) =>
  `SELECT TABLE_SCHEMA AS S, TABLE_NAME AS T, CONSTRAINT_NAME AS name, ORDINAL_POSITION AS place, COLUMN_NAME AS part, REFERENCED_TABLE_SCHEMA AS otherSchema,
   REFERENCED_TABLE_NAME AS other, REFERENCED_COLUMN_NAME AS otherPart FROM information_schema.KEY_COLUMN_USAGE
   WHERE TABLE_SCHEMA = ${schema} AND REFERENCED_TABLE_NAME IS NOT NULL`;

/** MySQL names no table here, and takes seconds for a join with the view that does. */
const askConditions: ShapeQuestion = (schema, dialect) =>
  `SELECT CONSTRAINT_SCHEMA AS S, ${dialect === 'mysql' ? 'NULL' : 'TABLE_NAME'} AS T, CONSTRAINT_NAME AS name, CHECK_CLAUSE AS clause
   FROM information_schema.CHECK_CONSTRAINTS WHERE CONSTRAINT_SCHEMA = ${schema}`;

const askConditionTables: ShapeQuestion = (schema) =>
  `SELECT TABLE_SCHEMA AS S, TABLE_NAME AS T, CONSTRAINT_NAME AS name FROM information_schema.TABLE_CONSTRAINTS
   WHERE TABLE_SCHEMA = ${schema} AND CONSTRAINT_TYPE = 'CHECK' AND ENFORCED = 'YES'`;

const askPartitions: ShapeQuestion = (schema) =>
  `SELECT TABLE_SCHEMA AS S, TABLE_NAME AS T, PARTITION_NAME AS name, PARTITION_ORDINAL_POSITION AS place, PARTITION_METHOD AS method,
   PARTITION_EXPRESSION AS expression, PARTITION_DESCRIPTION AS description FROM information_schema.PARTITIONS
   WHERE TABLE_SCHEMA = ${schema} AND PARTITION_NAME IS NOT NULL`;

/**
 * Asks for all that shapes are made of, in two round trips.
 * https://dev.mysql.com/doc/refman/9.7/en/information-schema.html https://mariadb.com/docs/server/reference/system-tables/information-schema
 */
export async function readShapeRows(connection: Connection, place: RowsPlace): Promise<ShapeRows> {
  const { dialect } = place;
  const isMysql = dialect === 'mysql';
  const each = await listSchemas(connection, place);
  const [tables = [], columns = [], keyParts = [], foreignKeyParts = [], clauses = [], partitions = [], readOnly = [], owners = []] = await queryAll(connection, [
    ...[askTables, askColumns, askKeyParts, askForeignKeyParts, askConditions, askPartitions].map((question) => uniteSchemas(each, dialect, question)),
    ...(isMysql ? ["SELECT SCHEMA_NAME AS S FROM information_schema.SCHEMATA_EXTENSIONS WHERE OPTIONS LIKE '%READ ONLY=1%'", uniteSchemas(each, dialect, askConditionTables)] : []),
  ]);
  return {
    tables,
    columns: inPlace(columns),
    keyParts: inPlace(keyParts),
    foreignKeyParts: inPlace(foreignKeyParts),
    conditions: isMysql ? joinConditions(clauses, owners) : clauses,
    partitions: inPlace(partitions),
    readOnly: new Set(readOnly.map((row) => row['S'] ?? '')),
  };
}

/** The columns of all tables. */
export async function readColumnRows(connection: Connection, place: RowsPlace): Promise<ColumnRows & Pick<ShapeRows, 'tables'>> {
  const each = await listSchemas(connection, place);
  const questions = [askTables, askColumns, askKeyParts].map((question) => uniteSchemas(each, place.dialect, question));
  const [tables = [], columns = [], keyParts = []] = await queryAll(connection, questions);
  return { tables, columns: inPlace(columns), keyParts: inPlace(keyParts) };
}

/** Those of one table. */
export async function readColumnRowsOf(connection: Connection, place: RowsPlace, { schema, name }: { readonly schema: string | null; readonly name: string }): Promise<ColumnRows> {
  const [database, table] = [quoteText(schema ?? place.database), quoteText(name)];
  const questions = [askColumns, askKeyParts].map((question) => `${question(database, place.dialect)} AND TABLE_NAME = ${table}`);
  const [columns = [], keyParts = []] = await queryAll(connection, questions);
  return { columns: inPlace(columns), keyParts: inPlace(keyParts) };
}

async function listSchemas(connection: Connection, { database, isProjectSchema }: RowsPlace): Promise<readonly string[]> {
  const rows = await query(connection, 'SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA');
  return [database, ...rows.map(({ name }) => name ?? '').filter((name) => name !== database && isProjectSchema(name))];
}

/** MariaDB looks into the one database that is named with `=`, and into all of the server for an IN. */
function uniteSchemas(schemas: readonly string[], dialect: FamilyDialect, question: ShapeQuestion): string {
  return schemas.map((name) => question(quoteText(name), dialect)).join(' UNION ALL ');
}

function inPlace(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((left, right) => Number(left['place']) - Number(right['place']));
}

/** Only those that are enforced have an owner here. MySQL writes the clause as a text's inside. */
function joinConditions(clauses: readonly Row[], owners: readonly Row[]): readonly Row[] {
  const byName = new Map(clauses.map(({ S, name, clause }) => [JSON.stringify([S, name]), clause?.replaceAll(/\\(.)/gs, '$1') ?? '']));
  return owners.map((owner) => ({ ...owner, clause: byName.get(JSON.stringify([owner['S'], owner['name']])) ?? '' }));
}

/** The key by which rows of one table are found. */
export function tableOf({ S, T }: Row): string {
  return JSON.stringify([S, T]);
}

/** The tables of the rows, in the order of their names, without Alembic's own. */
export function listTables(tables: readonly Row[], { database }: RowsPlace, versionTable: VersionTable | undefined): readonly { readonly row: Row; readonly schema: string | null; readonly name: string }[] {
  const named = tables.map((row) => ({ row, schema: toSchema(database, row['S'] ?? ''), name: row['T'] ?? '' }));
  return named
    .filter(({ schema, name }) => !isVersionTable({ schema: schema ?? database, name }, versionTable))
    .sort((left, right) => compare(left.schema ?? '', right.schema ?? '') || compare(left.name, right.name));
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
