import type { Connection } from 'mysql2/promise';
import { query, queryAll } from '../catalog/query.ts';
import type { Row } from '../catalog/query.ts';
import { quoteName, quoteText } from '../quoting.ts';

/** A table of the database to be copied. */
export interface SourceTable {
  readonly name: string;
  readonly definition: string;
  /** Its columns that are not computed, quoted. */
  readonly columns: readonly string[];
  /** The columns in which MariaDB keeps when a row was valid, quoted; undefined where it keeps no history. */
  readonly period: readonly [string, string] | undefined;
}

/** A sequence of MariaDB. */
export interface SourceSequence {
  readonly name: string;
  readonly definition: string;
  /** Its one row: what it is set to, and where it stands. */
  readonly state: Row;
}

/** A view, routine, trigger or event, with the settings under which it was made. */
export interface SourceProgram {
  readonly name: string;
  readonly definition: string;
  /** Session variable -> value, as SQL. */
  readonly settings: Readonly<Record<string, string>>;
}

/** All that is in a database, as the server writes it. */
export interface Source {
  readonly database: string;
  readonly definition: string;
  readonly tables: readonly SourceTable[];
  readonly sequences: readonly SourceSequence[];
  readonly routines: readonly SourceProgram[];
  readonly views: readonly SourceProgram[];
  /** In the order in which those of one table and event run. */
  readonly triggers: readonly SourceProgram[];
  readonly events: readonly SourceProgram[];
}

/**
 * Reads what is in a database, in four round trips. The connection must be to another one, so that the server writes the database's name
 * wherever it matters.
 */
export async function readSource(connection: Connection, database: string): Promise<Source> {
  const here = quoteText(database);
  const [tables = [], columns = [], routines = [], triggers = [], events = []] = await queryAll(connection, [
    `SELECT TABLE_NAME AS name, TABLE_TYPE AS type FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${here} ORDER BY TABLE_NAME`,
    `SELECT TABLE_NAME AS parent, COLUMN_NAME AS name, GENERATION_EXPRESSION AS expression FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = ${here} ORDER BY TABLE_NAME, ORDINAL_POSITION`,
    // A package goes before its body.
    `SELECT ROUTINE_NAME AS name, ROUTINE_TYPE AS type FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = ${here} ORDER BY ROUTINE_TYPE, ROUTINE_NAME`,
    `SELECT TRIGGER_NAME AS name FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = ${here} ORDER BY EVENT_OBJECT_TABLE, ACTION_TIMING, EVENT_MANIPULATION, ACTION_ORDER`,
    `SELECT EVENT_NAME AS name, UNIX_TIMESTAMP(CREATED) AS created FROM information_schema.EVENTS WHERE EVENT_SCHEMA = ${here} ORDER BY EVENT_NAME`,
  ]);
  const ofType = (...types: readonly string[]): string[] => tables.filter(({ type }) => types.includes(type ?? '')).map(({ name }) => name ?? '');
  const at = (name: string): string => `${quoteName(database)}.${quoteName(name)}`;
  const show = async (names: readonly string[], what: string): Promise<Row[]> => {
    const shown = await queryAll(connection, names.map((name) => `SHOW CREATE ${what} ${at(name)}`));
    return shown.map(([row = {}]) => row);
  };
  const [baseNames, viewNames, sequenceNames] = [ofType('BASE TABLE', 'SYSTEM VERSIONED'), ofType('VIEW'), ofType('SEQUENCE')];
  const routineNames = routines.map(({ name, type }) => ({ name: name ?? '', type: type ?? '' }));
  const [triggerNames, eventNames] = [triggers, events].map((rows) => rows.map(({ name }) => name ?? '')) as [string[], string[]];
  const columnsOf = Map.groupBy(columns, ({ parent }) => parent ?? '');
  const baseRows = await show(baseNames, 'TABLE');
  const states = await queryAll(connection, sequenceNames.map((name) => `SELECT * FROM ${at(name)}`));
  const sequenceRows = await show(sequenceNames, 'SEQUENCE');
  const routineRows = (await queryAll(connection, routineNames.map(({ name, type }) => `SHOW CREATE ${type} ${at(name)}`))).map(([row = {}]) => row);
  const [viewRows, triggerRows, eventRows] = [await show(viewNames, 'VIEW'), await show(triggerNames, 'TRIGGER'), await show(eventNames, 'EVENT')];
  const [own = {}] = await query(connection, `SHOW CREATE DATABASE ${quoteName(database)}`);
  return {
    database,
    definition: readText(own, 'Create Database'),
    tables: baseNames.map((name, index) => readTable(name, readText(baseRows[index], 'Create Table'), columnsOf.get(name) ?? [])),
    sequences: sequenceNames.map((name, index) => ({ name, definition: readText(sequenceRows[index], 'Create Table'), state: states[index]?.[0] ?? {} })),
    routines: routineNames.map(({ name }, index) => readProgram(name, routineRows[index])),
    views: viewNames.map((name, index) => readProgram(name, viewRows[index])),
    triggers: triggerNames.map((name, index) => readProgram(name, triggerRows[index])),
    // The server sets the beginning that nobody named to the moment of making, by which it is known.
    events: eventNames.map((name, index) => readProgram(name, eventRows[index], { timestamp: events[index]?.['created'] ?? 'DEFAULT' })),
  };
}

function readTable(name: string, definition: string, columns: readonly Row[]): SourceTable {
  const plain = columns.filter(({ expression }) => expression === null || expression === undefined || expression === '');
  // Where the table says nothing of them they have these names, and are in no list of columns.
  const find = (edge: string): string => quoteName(columns.find(({ expression }) => expression === `ROW ${edge}`)?.['name'] ?? `row_${edge.toLowerCase()}`);
  const hasHistory = /\bWITH SYSTEM VERSIONING\b/.test(definition.slice(definition.lastIndexOf('\n)')));
  return { name, definition, columns: plain.map((column) => quoteName(column['name'] ?? '')), period: hasHistory ? [find('START'), find('END')] : undefined };
}

/** What the columns of `SHOW CREATE …` are as session variables. */
const settingColumns: Readonly<Record<string, string>> = {
  sql_mode: 'sql_mode',
  time_zone: 'time_zone',
  character_set_client: 'character_set_client',
  collation_connection: 'collation_connection',
};

function readProgram(name: string, row: Row = {}, more: Readonly<Record<string, string>> = {}): SourceProgram {
  const column = Object.keys(row).find((key) => key.startsWith('Create ') || key === 'SQL Original Statement') ?? '';
  const settings = Object.entries(settingColumns).flatMap(([from, to]) => (row[from] === null || row[from] === undefined ? [] : [[to, quoteText(row[from])]]));
  return { name, definition: readText(row, column), settings: { ...(Object.fromEntries(settings) as Record<string, string>), ...more } };
}

/** Whoever has few rights is shown nothing. */
function readText(row: Row | undefined, column: string): string {
  const text = row?.[column];
  if (text === null || text === undefined) throw new NoTrueCopy(`the server does not show ${column}`);
  return text;
}

/** The database holds what cannot be copied as it is. */
export class NoTrueCopy extends Error {
  override readonly name = 'NoTrueCopy';
}
