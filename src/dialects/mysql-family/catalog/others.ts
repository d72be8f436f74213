import type { FamilyDialect } from '../lexis.ts';
import { quoteText } from '../quoting.ts';
import { withoutDatabase } from './definition-text.ts';
import { makeEntry, toSchema, writePath } from './entry.ts';
import type { Entry } from './entry.ts';
import type { EventMoments } from './event-moments.ts';
import type { Row } from './query.ts';

/** What all of a database's objects are read with. */
export interface Surroundings {
  readonly dialect: FamilyDialect;
  /** The project's own database, whose name is left out. */
  readonly database: string;
}

/** Who made a trigger, event or routine and with what settings, from the system's tables or `SHOW CREATE`; a body means something else under others. */
export function readMaking(row: Row): Record<string, string | undefined> {
  return {
    definer: row['DEFINER'] ?? undefined,
    sqlMode: row['SQL_MODE'] ?? row['sql_mode'] ?? undefined,
    clientCharset: row['CHARACTER_SET_CLIENT'] ?? row['character_set_client'] ?? undefined,
    connectionCollation: row['COLLATION_CONNECTION'] ?? row['collation_connection'] ?? undefined,
    databaseCollation: row['DATABASE_COLLATION'] ?? row['Database Collation'] ?? undefined,
  };
}

/** Triggers; the order is told where a table has several for the same moment. */
export function readTriggers({ dialect, database }: Surroundings, rows: readonly Row[]): Entry[] {
  const moments = new Map<string, number>();
  const momentOf = (row: Row): string => JSON.stringify([row['EVENT_OBJECT_SCHEMA'], row['EVENT_OBJECT_TABLE'], row['ACTION_TIMING'], row['EVENT_MANIPULATION']]);
  for (const row of rows) moments.set(momentOf(row), (moments.get(momentOf(row)) ?? 0) + 1);
  return rows.map((row) => {
    const schema = toSchema(database, row['TRIGGER_SCHEMA'] ?? '');
    const [name, table] = [row['TRIGGER_NAME'] ?? '', row['EVENT_OBJECT_TABLE'] ?? ''];
    const body = withoutDatabase(dialect, database, row['ACTION_STATEMENT'] ?? '');
    const definition = `CREATE TRIGGER ${writePath(schema, name)} ${row['ACTION_TIMING'] ?? ''} ${row['EVENT_MANIPULATION'] ?? ''} ON ${writePath(schema, table)} FOR EACH ROW ${body}`;
    const order = moments.get(momentOf(row)) === 1 ? undefined : Number(row['ACTION_ORDER']);
    return makeEntry('trigger', { schema, table }, name, { definition, order, ...readMaking(row) });
  });
}

/** How many buckets a column's histogram was asked to have; its contents are about rows. */
export function readHistograms(database: string, rows: readonly Row[]): Entry[] {
  return rows.map((row) => {
    const place = { schema: toSchema(database, row['SCHEMA_NAME'] ?? ''), table: row['TABLE_NAME'] ?? '' };
    return makeEntry('statistics object', place, `histogram of ${row['COLUMN_NAME'] ?? ''}`, { column: row['COLUMN_NAME'] ?? null, buckets: Number(row['BUCKETS']) });
  });
}

/** Events, each as the statement that makes it. https://dev.mysql.com/doc/refman/9.7/en/create-event.html */
export function readEvents({ dialect, database }: Surroundings, moments: EventMoments, rows: readonly Row[]): Entry[] {
  return rows.map((row) => {
    const schema = toSchema(database, row['EVENT_SCHEMA'] ?? '');
    const name = row['EVENT_NAME'] ?? '';
    const schedule = writeSchedule(row, (which, moment) =>
      moments.write({ of: JSON.stringify([schema, name, which]), moment, created: row['CREATED'] ?? '', altered: row['LAST_ALTERED'] ?? '' }),
    );
    const status = row['STATUS'] === 'ENABLED' ? 'ENABLE' : row['STATUS'] === 'DISABLED' ? 'DISABLE' : 'DISABLE ON SLAVE';
    const comment = row['EVENT_COMMENT'] ?? '';
    const body = withoutDatabase(dialect, database, row['EVENT_DEFINITION'] ?? '');
    const definition = `CREATE EVENT ${writePath(schema, name)} ON SCHEDULE ${schedule} ON COMPLETION ${row['ON_COMPLETION'] ?? ''} ${status}${comment === '' ? '' : ` COMMENT ${quoteText(comment)}`} DO ${body}`;
    return makeEntry('event', { schema }, name, { definition, timeZone: row['TIME_ZONE'] ?? undefined, ...readMaking(row) });
  });
}

function writeSchedule(row: Row, writeMoment: (which: 'AT' | 'STARTS' | 'ENDS', moment: string) => string): string {
  const at = row['EXECUTE_AT'];
  if (typeof at === 'string') return `AT ${writeMoment('AT', at)}`;
  const value = row['INTERVAL_VALUE'] ?? '';
  const every = `EVERY ${/^\d+$/.test(value) ? value : quoteText(value.replaceAll("'", ''))} ${row['INTERVAL_FIELD'] ?? ''}`;
  const [starts, ends] = [row['STARTS'], row['ENDS']];
  return [every, ...(typeof starts !== 'string' || wasNow(row, starts) ? [] : [`STARTS ${writeMoment('STARTS', starts)}`]), ...(typeof ends === 'string' ? [`ENDS ${writeMoment('ENDS', ends)}`] : [])].join(' ');
}

/** An event that is not told when to start starts when it is made or altered, which is another moment each time. */
function wasNow(row: Row, moment: string): boolean {
  return moment >= (row['CREATED'] ?? '') && moment <= (row['LAST_ALTERED'] ?? '');
}
