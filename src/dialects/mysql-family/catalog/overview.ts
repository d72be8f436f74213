import type { Connection } from 'mysql2/promise';
import type { FamilyDialect } from '../lexis.ts';
import { quoteText } from '../quoting.ts';
import { readGrants, routinePrivilegeTable, writePrivilegeQuery, writeRoutinePrivilegeQuery } from './privileges.ts';
import type { Grant } from './privileges.ts';
import { isReadable, query, queryAll } from './query.ts';
import type { Row } from './query.ts';

/** What our user may read beyond what everybody may. */
export interface Rights {
  readonly routinePrivileges: boolean;
  /** InnoDB's numbers of its tables, which MySQL shows to who may see all processes. */
  readonly tableNumbers: boolean;
  /** MySQL from 9.2 on has libraries of JavaScript. */
  readonly libraries: boolean;
}

/** What our user may ask the server; told once, because a refused question ends all those sent with it. */
export async function readRights(connection: Connection, dialect: FamilyDialect): Promise<Rights> {
  return {
    routinePrivileges: await isReadable(connection, `SELECT 1 FROM ${routinePrivilegeTable} LIMIT 1`),
    libraries: dialect === 'mysql' && (await isReadable(connection, 'SELECT 1 FROM information_schema.LIBRARIES LIMIT 1')),
    tableNumbers: dialect === 'mysql' && (await isReadable(connection, 'SELECT 1 FROM information_schema.INNODB_TABLES LIMIT 1')),
  };
}

/** The server's databases with what each is set to. */
export function readDatabases(connection: Connection): Promise<readonly Row[]> {
  return query(connection, 'SELECT * FROM information_schema.SCHEMATA');
}

/** The names of what stands in some databases, and whatever of it is cheap to read whole. */
export interface Overview {
  readonly tables: readonly TableName[];
  readonly routines: readonly Row[];
  readonly triggers: readonly Row[];
  readonly events: readonly Row[];
  readonly histograms: readonly Row[];
  readonly grants: readonly Grant[];
  /** The server's clock in whole seconds, before anything of this was read. */
  readonly now: number;
}

/** A table, view or sequence. */
export interface TableName {
  /** The database's name. */
  readonly schema: string;
  readonly name: string;
  /** `BASE TABLE`, `VIEW`, `SEQUENCE`, `SYSTEM VERSIONED`. */
  readonly type: string;
  /** When the statement began that changed it last, in whole seconds; undefined where the server does not say. */
  readonly changed: number | undefined;
  /** InnoDB's number; undefined where it has none or we may not see it. */
  readonly number: string | undefined;
}

/** Reads the overview in one round trip. */
export async function readOverview(connection: Connection, dialect: FamilyDialect, rights: Rights, databases: readonly string[]): Promise<Overview> {
  const list = databases.map(quoteText).join(', ');
  // MariaDB looks into the one database that is named with `=`, and into all of the server for an IN.
  const each = (write: (name: string) => string): string => databases.map((name) => write(quoteText(name))).join(' UNION ALL ');
  const isMysql = dialect === 'mysql';
  // MariaDB would open the tables one by one to say when they were changed.
  const changed = isMysql ? 'UNIX_TIMESTAMP(CREATE_TIME)' : 'NULL';
  const [clock = [], tables = [], routines = [], triggers = [], events = [], privileges = [], ...more] = await queryAll(connection, [
    'SELECT UNIX_TIMESTAMP() AS now',
    each((name) => `SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ${changed} AS CHANGED FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${name} AND TABLE_TYPE <> 'TEMPORARY'`),
    each((name) => `SELECT ROUTINE_SCHEMA, ROUTINE_NAME, ROUTINE_TYPE FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ${name}${rights.libraries ? ` UNION ALL SELECT LIBRARY_SCHEMA, LIBRARY_NAME, 'LIBRARY' FROM information_schema.LIBRARIES WHERE LIBRARY_SCHEMA = ${name}` : ''}`),
    each((name) => `SELECT * FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ${name}`),
    each((name) => `SELECT * FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ${name}`),
    writePrivilegeQuery(list),
    ...(isMysql ? [`SELECT SCHEMA_NAME, TABLE_NAME, COLUMN_NAME, HISTOGRAM ->> '$."number-of-buckets-specified"' AS BUCKETS FROM information_schema.COLUMN_STATISTICS WHERE SCHEMA_NAME IN (${list})`] : []),
    ...(rights.tableNumbers ? [`SELECT NAME, TABLE_ID FROM information_schema.INNODB_TABLES WHERE ${databases.map((name) => `NAME LIKE ${quoteText(`${escapePattern(name)}/%`)}`).join(' OR ')}`] : []),
    ...(rights.routinePrivileges ? [writeRoutinePrivilegeQuery(list)] : []),
  ]);
  const [histograms, numbers, routinePrivileges] = sortOut(more, [isMysql, rights.tableNumbers, rights.routinePrivileges]);
  const known = new Map(numbers.map((row) => [row['NAME'] ?? '', row['TABLE_ID'] ?? undefined]));
  return {
    tables: tables.map((row) => toTableName(row, known)),
    routines,
    triggers,
    events,
    histograms,
    grants: readGrants(privileges, routinePrivileges),
    now: Number(clock[0]?.['now']),
  };
}

/** The results of the questions that were asked; none for the others. */
function sortOut(results: readonly (readonly Row[])[], asked: readonly [boolean, boolean, boolean]): [readonly Row[], readonly Row[], readonly Row[]] {
  const left = [...results];
  const take = (wasAsked: boolean): readonly Row[] => (wasAsked ? (left.shift() ?? []) : []);
  return [take(asked[0]), take(asked[1]), take(asked[2])];
}

/** InnoDB writes other letters in a code of its own; such a table has no number here and is read each time. */
function toTableName(row: Row, numbers: ReadonlyMap<string, string | undefined>): TableName {
  const [schema, name] = [row['TABLE_SCHEMA'] ?? '', row['TABLE_NAME'] ?? ''];
  const changed = row['CHANGED'];
  return {
    schema,
    name,
    type: row['TABLE_TYPE'] ?? '',
    changed: changed === null || changed === undefined ? undefined : Number(changed),
    number: numbers.get(`${schema}/${name}`),
  };
}

function escapePattern(name: string): string {
  return name.replaceAll(/[\\_%]/g, String.raw`\$&`);
}
