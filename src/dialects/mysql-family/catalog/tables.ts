import type { Connection } from 'mysql2/promise';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { readDefinition } from './definition-text.ts';
import { readSequence, readView } from './definitions.ts';
import { keepEqual, toSchema } from './entry.ts';
import type { Entry } from './entry.ts';
import type { Overview, TableName } from './overview.ts';
import { listObjectPrivileges } from './privileges.ts';
import type { Grant } from './privileges.ts';
import { queryAll } from './query.ts';
import type { Row } from './query.ts';
import { readTable } from './read-table.ts';

/** A table, view or sequence as it was read last. */
export interface TableReading {
  readonly name: TableName;
  /** The server's answer, and its words for comparing. */
  readonly row: Row;
  readonly text: string;
  /** Its privileges, for comparing. */
  readonly grants: string;
  readonly entries: readonly Entry[];
  /** The keys of the tables that its foreign keys point at. */
  readonly references: readonly string[];
}

export interface TableSurroundings {
  readonly dialect: FamilyDialect;
  readonly database: string;
  readonly defaultCollations: ReadonlyMap<string, string>;
}

/** What was read before. */
interface LastReading {
  readonly tables: ReadonlyMap<string, TableReading>;
  readonly now: number;
}

/**
 * Every table, view and sequence. Where the server tells when a table was changed, only those are asked for that may have been since:
 * the moment is that of the changing statement's beginning in whole seconds, so one of the second in which was read is asked for again.
 * A change of one table rewrites the foreign keys of others that point at it.
 */
export async function readTables(connection: Connection, surroundings: TableSurroundings, overview: Overview, last: LastReading | undefined): Promise<ReadonlyMap<string, TableReading>> {
  const before = last?.tables ?? new Map<string, TableReading>();
  const names = new Map(overview.tables.map((name) => [keyOf(name.schema, name.name), name]));
  const grants = groupGrants(overview.grants);
  const rows = new Map<string, Row>();
  const ask = async (keys: readonly string[]): Promise<void> => {
    const wanted = keys.flatMap((key) => names.get(key) ?? []);
    const results = await queryAll(connection, wanted.map(writeQuestion));
    keys.forEach((key, index) => rows.set(key, results[index]?.[0] ?? {}));
  };
  await ask([...names].filter(([key, name]) => !isSettled(name, before.get(key), last?.now)).map(([key]) => key));
  const moved = new Set([...before.keys()].filter((key) => !names.has(key)));
  for (const [key, row] of rows) if (before.get(key)?.text !== textOf(row)) moved.add(key);
  await ask([...names.keys()].filter((key) => !rows.has(key) && before.get(key)?.references.some((reference) => moved.has(reference)) === true));
  return new Map(
    [...names].map(([key, name]) => {
      const old = before.get(key);
      const row = rows.get(key) ?? old?.row ?? {};
      const text = textOf(row);
      const own = grants.get(key) ?? [];
      const written = own.map(({ column, words }) => `${column ?? ''} ${words}`).sort().join('\n');
      if (old?.text === text && old.grants === written && old.name.type === name.type) return [key, { ...old, name }];
      const read = readOne(surroundings, name, row, own);
      return [key, { name, row, text, grants: written, entries: keepEqual(old?.entries ?? [], read.entries), references: read.references }];
    }),
  );
}

function isSettled(name: TableName, old: TableReading | undefined, lastRead: number | undefined): boolean {
  if (old === undefined || lastRead === undefined || name.changed === undefined || name.number === undefined) return false;
  return name.type === old.name.type && name.number === old.name.number && name.changed === old.name.changed && name.changed < lastRead - clockStepSeconds;
}

/** How far a server's clock may be set back between two readings. */
const clockStepSeconds = 1;

function keyOf(schema: string, name: string): string {
  return JSON.stringify([schema, name]);
}

function writeQuestion({ schema, name, type }: TableName): string {
  return `SHOW CREATE ${type === 'SEQUENCE' ? 'SEQUENCE' : 'TABLE'} ${quoteName(schema)}.${quoteName(name)}`;
}

/** With what the server says of a view besides its statement. */
function textOf(row: Row): string {
  return Object.values(row).join('\n');
}

function readOne(surroundings: TableSurroundings, { schema, name, type }: TableName, row: Row, grants: readonly Grant[]): { readonly entries: readonly Entry[]; readonly references: readonly string[] } {
  const { dialect, database, defaultCollations } = surroundings;
  if (type === 'SEQUENCE') return { entries: [readSequence(surroundings, schema, name, row, listObjectPrivileges(grants))], references: [] };
  if (row['Create View'] !== undefined) return { entries: [readView(surroundings, schema, name, row, listObjectPrivileges(grants))], references: [] };
  const definition = readDefinition(dialect, database, row['Create Table'] ?? '');
  const { entries, references } = readTable(definition, { schema: toSchema(database, schema), table: name, grants, defaultCollations });
  return { entries, references: references.map((reference) => keyOf(reference.schema ?? schema, reference.table)) };
}

function groupGrants(grants: readonly Grant[]): ReadonlyMap<string, readonly Grant[]> {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    if (grant.table === null) continue;
    const key = keyOf(grant.schema, grant.table);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [grant]);
    else group.push(grant);
  }
  return groups;
}
