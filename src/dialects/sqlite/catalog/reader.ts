import { foldName } from '../fold-name.ts';
import type { Catalog } from '../../../catalog/model.ts';
import { isVersionTable } from '../../../catalog/version-table.ts';
import type { VersionTable } from '../../../catalog/version-table.ts';
import type { SqliteConnection } from '../connect.ts';
import { readCreateView, writeNormalIndex, writeNormalStatement } from './read-create-other.ts';
import { createDependencyReader } from './dependents.ts';
import type { Dependencies } from './dependents.ts';
import { rememberTable } from './known-table.ts';
import { readSchema } from './schema-rows.ts';
import type { SchemaRow, SchemaText } from './schema-rows.ts';
import { listTableObjects, makeEntry } from './table-objects.ts';
import type { Entry } from './table-objects.ts';
import type { TableText } from './table-text.ts';
import { createTableReader } from './table-texts.ts';
import type { SchemaTables } from './table-texts.ts';
import { UnreadableSql } from './tokenize.ts';

/** Reads one database's whole catalog. */
export interface CatalogReader {
  read(connection: SqliteConnection, versionTable: VersionTable | undefined): Catalog;
}

/** What stands and falls with one table or view, and the texts it was read from. */
interface ReadGroup {
  readonly texts: string;
  readonly entries: readonly Entry[];
}

/**
 * A reader of everything a database holds, from the texts in `sqlite_schema`. A table of which nothing changed gives the same objects again;
 * else all of its objects are new ones, because each remembers the table as it was (known-table.ts).
 * Left out, because a connection sets them and not a revision: journal mode, encoding, auto-vacuum, page size.
 */
export function createCatalogReader(): CatalogReader {
  const readTables = createTableReader();
  const readDependencies = createDependencyReader();
  let groups = new Map<string, ReadGroup>();
  let database: Entry | undefined;
  return {
    read(connection, versionTable) {
      const schema = readSchema(connection);
      const isLeftOut = (name: string): boolean => schema.shadows.has(foldName(name)) || isVersionTable({ schema: versionTable?.schema ?? null, name }, versionTable);
      const rows = schema.rows.filter(({ table }) => !isLeftOut(table));
      const tables = readTables(schema.rows);
      const dependencies = readDependencies(schema.rows, tables);
      groups = new Map([...groupRows(rows)].map(([name, group]) => [name, readGroup(group, { tables, dependencies }, groups.get(name))]));
      database = keepEqual(database, describeDatabase(schema));
      return { objects: new Map([database, ...[...groups.values()].flatMap(({ entries }) => entries)]) };
    },
  };
}

function groupRows(rows: readonly SchemaRow[]): Map<string, SchemaRow[]> {
  const groups = new Map<string, SchemaRow[]>();
  for (const row of rows) {
    // `tbl_name` of a trigger is spelled as the trigger spells it.
    const key = foldName(row.table);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return groups;
}

function readGroup(rows: readonly SchemaRow[], { tables, dependencies }: { readonly tables: SchemaTables; readonly dependencies: Dependencies }, last: ReadGroup | undefined): ReadGroup {
  const root = rows.find(({ type }) => type === 'table' || type === 'view');
  const text = root?.type === 'table' ? tables.get(foldName(root.name))?.text : undefined;
  // A foreign key without columns means its parent's key.
  const parents = (text?.constraints ?? []).flatMap((constraint) => (constraint.type === 'foreign key' ? [tables.get(foldName(constraint.parent))?.sql] : []));
  const own = foldName(root?.name ?? '');
  const dependents = { isReferred: dependencies.referred.has(own), isRead: dependencies.read.has(own) };
  const texts = JSON.stringify([rows, parents, dependents]);
  if (last?.texts === texts) return last;
  const entries = [...describeRoot(root, text, tables), ...rows.filter((row) => row !== root).map((row) => describePart(row, root, text))];
  rememberTable(entries.map(([, object]) => object), { root, text, rows, ...dependents });
  return { texts, entries };
}

function describeRoot(root: SchemaRow | undefined, text: TableText | undefined, tables: SchemaTables): Entry[] {
  if (root === undefined) return [];
  if (text !== undefined) return listTableObjects(root.name, text, (name) => tables.get(foldName(name)));
  if (root.type === 'table') return [makeEntry('table', root.name, null, { definition: normalOrPlain(root.sql, writeNormalStatement) })];
  const view = tryToRead(() => readCreateView(root.sql));
  return [makeEntry('view', root.name, null, view === undefined ? { definition: root.sql } : { definition: view.definition, columns: view.columns })];
}

function describePart({ type, name, table, sql }: SchemaRow, root: SchemaRow | undefined, text: TableText | undefined): Entry {
  const parent = root?.name ?? table;
  const kind = root?.type === 'view' ? 'view' : 'table';
  if (type === 'trigger') return makeEntry('trigger', name, parent, { definition: normalOrPlain(sql, writeNormalStatement) }, kind);
  return makeEntry('index', name, parent, { definition: normalOrPlain(sql, () => writeNormalIndex(sql, name, { name: parent, columns: text?.columns ?? [] })) }, kind);
}

function normalOrPlain(sql: string, write: (sql: string) => string): string {
  return tryToRead(() => write(sql)) ?? sql;
}

function tryToRead<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableSql) return undefined;
    throw error;
  }
}

function describeDatabase({ userVersion, applicationId, unreadable }: SchemaText): Entry {
  return makeEntry('database', 'main', null, { userVersion, applicationId, ...(unreadable === null ? {} : { unreadable }) });
}

/** What was read before, where it is the same. */
function keepEqual(last: Entry | undefined, entry: Entry): Entry {
  return JSON.stringify(last) === JSON.stringify(entry) ? (last ?? entry) : entry;
}
