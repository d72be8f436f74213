import { sayCount } from '../../say-count.ts';
import { listBrokenTriggers } from './broken-triggers.ts';
import { foldName } from './fold-name.ts';
import { readSchema } from './catalog/schema-rows.ts';
import type { SchemaRow } from './catalog/schema-rows.ts';
import type { ForeignKeyText, TableText } from './catalog/table-text.ts';
import { findPrimaryKey } from './catalog/table-text.ts';
import { createTableReader } from './catalog/table-texts.ts';
import type { SchemaTables } from './catalog/table-texts.ts';
import type { SqliteConnection } from './connect.ts';
import { quoteName } from './quoting.ts';
import { complain, isForeign } from './sqlite-error.ts';

/**
 * Tells what a database finds wrong in itself, one sentence each: rows whose foreign key finds nothing, foreign keys to what is no key or not there,
 * views and triggers of what is not there, a damaged file. Nothing where our SQLite cannot read the schema whole.
 */
export function createDamageReader(): (connection: SqliteConnection) => string[] {
  const readTables = createTableReader();
  return (connection) => listDamage(connection, readTables);
}

function listDamage(connection: SqliteConnection, readTables: ReturnType<typeof createTableReader>): string[] {
  const schema = readSchema(connection);
  const rows = schema.rows.filter(({ table }) => !schema.shadows.has(foldName(table)));
  // The project's own SQLite may read what ours cannot, so that ours may not judge; the catalog says that there is something.
  if (schema.unreadable !== null) return [];
  const tables = readTables(rows);
  return [...listBrokenTexts(connection, rows), ...listDanglingKeys(connection, tables), ...listOrphans(connection, tables), ...listDefects(connection)];
}

function listBrokenTexts(connection: SqliteConnection, rows: readonly SchemaRow[]): string[] {
  const views = rows.filter(({ type }) => type === 'view');
  const broken = views.flatMap(({ name }) => complain(() => connection.prepare(`SELECT * FROM ${quoteName(name)} LIMIT 0`), (message) => `view \`${name}\` can no longer be read: ${message}`));
  return [...broken, ...listBrokenTriggers(connection, rows)];
}

/** Foreign keys whose parent is not there or has no key over those columns; SQLite notices when a row is written. https://sqlite.org/foreignkeys.html#fk_indexes */
function listDanglingKeys(connection: SqliteConnection, tables: SchemaTables): string[] {
  return [...tables.values()].flatMap(({ name, text }) => listForeignKeys(text).flatMap((key) => findFault(connection, name, key, tables) ?? []));
}

function findFault(connection: SqliteConnection, table: string, key: ForeignKeyText, tables: SchemaTables): string | undefined {
  const parent = tables.get(foldName(key.parent));
  const what = `the foreign key of \`${table}\` (${key.columns.join(', ')})`;
  if (parent === undefined) return `${what} refers to the table \`${key.parent}\`, which is not there`;
  if (parent.text === undefined || hasKey(connection, parent.name, parent.text, key)) return undefined;
  return `${what} refers to \`${parent.name}\` (${(key.parentColumns ?? ['its primary key']).join(', ')}), where there is no primary key or unique index of those columns`;
}

function listForeignKeys(text: TableText | undefined): ForeignKeyText[] {
  return (text?.constraints ?? []).filter((constraint) => constraint.type === 'foreign key');
}

function hasKey(connection: SqliteConnection, parent: string, text: TableText, { columns, parentColumns }: ForeignKeyText): boolean {
  const primary = findPrimaryKey(text.constraints)?.parts.map(({ column }) => column) ?? [];
  if (parentColumns === null) return primary.length === columns.length;
  if (isSameSet(primary, parentColumns)) return true;
  const unique = connection.all('SELECT name FROM pragma_index_list(?) WHERE "unique" AND NOT partial', parent);
  return unique.some(([index]) => isSameSet(connection.all('SELECT name FROM pragma_index_info(?)', String(index)).map(([name]) => String(name)), parentColumns));
}

function isSameSet(a: readonly string[], b: readonly string[]): boolean {
  const sort = (names: readonly string[]): string => JSON.stringify(names.map(foldName).sort());
  return sort(a) === sort(b);
}

/** Rows whose foreign key finds no parent; SQLite lets them in unless a connection asks it not to. */
function listOrphans(connection: SqliteConnection, tables: SchemaTables): string[] {
  return countOrphans(connection, tables).map(([table, parent, count]) => `${sayCount(count, 'row')} of \`${table}\` refer${count === 1 ? 's' : ''} to a row of \`${parent}\` that is not there`);
}

function countOrphans(connection: SqliteConnection, tables: SchemaTables): (readonly [table: string, parent: string, count: number])[] {
  try {
    return connection.all('SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY "table", fkid, parent').map(([table, parent, count]) => [String(table), String(parent), Number(count)]);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // A key refers to nothing, which is told elsewhere; the others are asked one by one.
    return [...tables.values()].flatMap(({ name, text }) =>
      listForeignKeys(text)
        .filter((key) => findFault(connection, name, key, tables) === undefined)
        .map((key): [string, string, number] => [name, key.parent, countUnmatched(connection, name, key, tables)])
        .filter(([, , count]) => count > 0),
    );
  }
}

function countUnmatched(connection: SqliteConnection, table: string, { columns, parent, parentColumns }: ForeignKeyText, tables: SchemaTables): number {
  const keyColumns = parentColumns ?? findPrimaryKey(tables.get(foldName(parent))?.text?.constraints ?? [])?.parts.map(({ column }) => column) ?? [];
  const isSet = columns.map((column) => `child.${quoteName(column)} IS NOT NULL`);
  const matches = columns.map((column, place) => `parent.${quoteName(keyColumns[place] ?? '')} = child.${quoteName(column)}`);
  let count = 0;
  // A collation of the project's may be missing here.
  complain(() => { count = Number(connection.all(`SELECT count(*) FROM ${quoteName(table)} child WHERE ${isSet.join(' AND ')} AND NOT EXISTS (SELECT 1 FROM ${quoteName(parent)} parent WHERE ${matches.join(' AND ')})`)[0]?.[0]); }, String);
  return count;
}

const shownDefects = 5;

/** `integrity_check`, which also evaluates CHECK constraints, NOT NULL and the types of STRICT tables. https://sqlite.org/pragma.html#pragma_integrity_check */
function listDefects(connection: SqliteConnection): string[] {
  let defects: string[] = [];
  const failure = complain(() => void (defects = connection.all(`PRAGMA integrity_check(${shownDefects})`).map(([text]) => String(text))), (message) => `the file cannot be checked: ${message}`);
  return [...failure, ...defects.filter((text) => text !== 'ok' && !isForeign(text)).map((text) => `integrity_check: ${text}`)];
}
