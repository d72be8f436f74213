import type { Connection } from 'mysql2/promise';
import type { Catalog, CatalogObject } from '../../../catalog/model.ts';
import { belongsToVersionTable } from '../../../catalog/version-table.ts';
import type { VersionTable } from '../../../catalog/version-table.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { readRoutine } from './definitions.ts';
import { keepEqual, makeEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import { EventMoments } from './event-moments.ts';
import { readEvents, readHistograms, readTriggers } from './others.ts';
import { readDatabases, readOverview, readRights } from './overview.ts';
import type { Overview, Rights } from './overview.ts';
import { listDatabasePrivileges } from './privileges.ts';
import type { Grant } from './privileges.ts';
import { query, queryAll } from './query.ts';
import type { Row } from './query.ts';
import { readTables } from './tables.ts';
import type { TableReading } from './tables.ts';

/** Reads one database's whole catalog. */
export interface CatalogReader {
  read(): Promise<Catalog>;
}

export interface CatalogReaderOptions {
  readonly dialect: FamilyDialect;
  /** The project's own database. */
  readonly database: string;
  /** Whether another database of the server counts as one of the project's schemas: neither the server's own, nor one of ours, nor there before. */
  readonly isProjectSchema: (name: string) => boolean;
  readonly getVersionTable: () => VersionTable | undefined;
  /** What readers of other databases saw, whose catalogs are compared with this one's. */
  readonly eventMoments?: EventMoments;
}

/** What does not change while a server runs. */
interface ServerFacts {
  readonly rights: Rights;
  readonly defaultCollations: ReadonlyMap<string, string>;
}

/** What was read last. */
interface Reading {
  readonly tables: ReadonlyMap<string, TableReading>;
  /** When it was read, by the server's clock, in whole seconds. */
  readonly now: number;
  readonly others: readonly Entry[];
}

/**
 * A reader of everything MySQL or MariaDB holds in one database, and in other databases that count as the project's schemas. The connection must
 * be one for reading (`connectForReading`). Objects that did not change since the last reading are the same objects.
 * Names that the server counted up to (`item_ibfk_1`) are replaced by what the constraint says. AUTO_INCREMENT counters are left out, as is Alembic's version table.
 * Not looked at, because they belong to the whole server: users, roles, tablespaces, servers of the FEDERATED engine, loadable functions.
 * https://dev.mysql.com/doc/refman/9.7/en/show-create-table.html https://mariadb.com/docs/server/reference/sql-statements/administrative-sql-statements/show/show-create-table
 */
export function createCatalogReader(connection: Connection, options: CatalogReaderOptions): CatalogReader {
  let facts: ServerFacts | undefined;
  let last: Reading | undefined;
  const eventMoments = options.eventMoments ?? new EventMoments();
  return {
    async read() {
      facts ??= await prepare(connection, options.dialect);
      last = await readAgain(connection, { ...options, eventMoments }, facts, last);
      return toCatalog(last, options.getVersionTable());
    },
  };
}

async function prepare(connection: Connection, dialect: FamilyDialect): Promise<ServerFacts> {
  const rights = await readRights(connection, dialect);
  const charsets = await query(connection, 'SELECT CHARACTER_SET_NAME, DEFAULT_COLLATE_NAME FROM information_schema.CHARACTER_SETS');
  return { rights, defaultCollations: new Map(charsets.map((row) => [row['CHARACTER_SET_NAME'] ?? '', row['DEFAULT_COLLATE_NAME'] ?? ''])) };
}

async function readAgain(connection: Connection, options: Required<CatalogReaderOptions>, { rights, defaultCollations }: ServerFacts, last: Reading | undefined): Promise<Reading> {
  const { dialect, database, isProjectSchema } = options;
  const databases = (await readDatabases(connection)).filter((row) => row['SCHEMA_NAME'] === database || isProjectSchema(row['SCHEMA_NAME'] ?? ''));
  const overview = await readOverview(connection, dialect, rights, databases.map((row) => row['SCHEMA_NAME'] ?? ''));
  const tables = await readTables(connection, { dialect, database, defaultCollations }, overview, last);
  const others = [
    ...databases.map((row) => readDatabase(database, row, overview)),
    ...(await readRoutines(connection, options, overview)),
    ...readTriggers(options, overview.triggers),
    ...readEvents(options, options.eventMoments, overview.events),
    ...readHistograms(database, overview.histograms),
  ];
  return { tables, now: overview.now, others: keepEqual(last?.others ?? [], others) };
}

/** The project's own database is `the database`; others are schemas. */
function readDatabase(database: string, row: Row, overview: Overview): Entry {
  const name = row['SCHEMA_NAME'] ?? '';
  const comment = row['SCHEMA_COMMENT'] ?? '';
  const encryption = row['DEFAULT_ENCRYPTION'];
  const attributes = {
    collation: row['DEFAULT_COLLATION_NAME'] ?? null,
    ...(encryption === undefined ? {} : { encrypted: encryption === 'YES' }),
    ...(comment === '' ? {} : { comment }),
    privileges: listDatabasePrivileges(overview.grants, name, (grant) => isThere(grant, overview)),
  };
  return name === database ? makeEntry('database', { schema: null }, 'settings', attributes) : makeEntry('schema', { schema: null }, name, attributes);
}

function isThere({ schema, table, routine, routineType }: Grant, overview: Overview): boolean {
  if (table !== null) return overview.tables.some((other) => other.schema === schema && other.name === table);
  return overview.routines.some((row) => row['ROUTINE_SCHEMA'] === schema && row['ROUTINE_TYPE'] === routineType && row['ROUTINE_NAME']?.toLowerCase() === routine?.toLowerCase());
}

async function readRoutines(connection: Connection, options: CatalogReaderOptions, { routines, grants }: Overview): Promise<Entry[]> {
  const names = routines.map((row) => ({ schema: row['ROUTINE_SCHEMA'] ?? '', name: row['ROUTINE_NAME'] ?? '', type: row['ROUTINE_TYPE'] ?? '' }));
  const results = await queryAll(connection, names.map(({ schema, name, type }) => `SHOW CREATE ${type} ${quoteName(schema)}.${quoteName(name)}`));
  return names.map(({ schema, name, type }, index) => readRoutine(options, schema, type, name, results[index]?.[0] ?? {}, grants));
}

function toCatalog({ tables, others }: Reading, versionTable: VersionTable | undefined): Catalog {
  const objects = new Map<string, CatalogObject>();
  const take = (entries: readonly Entry[]): void => {
    for (const [key, object] of entries) if (!belongsToVersionTable(object, versionTable)) objects.set(key, object);
  };
  take(others);
  for (const { entries } of tables.values()) take(entries);
  return { objects };
}
