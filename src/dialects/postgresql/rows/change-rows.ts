import pg from 'pg';
import type { RowChange, RowInsert, RowRefusal, RowUpdate } from '../../../rows/row-session.ts';
import type { RowValue } from '../../../rows/row-value.ts';
import { findColumn } from '../../../rows/table-shape.ts';
import type { ColumnShape, TableShape } from '../../../rows/table-shape.ts';
import type { ValueType } from '../../../rows/value-type.ts';
import { nextvalPattern } from './read-tables.ts';
import { unwrap, writeValue } from './write-value.ts';

/** How long one change may take; a trigger may never end. */
const statementLimitMs = 5000;
/** How long all of them may take before the connection is given up, because a trigger can catch the end of its time. */
const limitMs = 60_000;

/**
 * Makes all changes in one transaction, or none. Two round trips, however many changes there are: all of them, and the end.
 * What the server refuses is given with the place of its change; rules that wait for the end are the last one's.
 * Throws where the connection is lost.
 * @param end `try` takes them back when all rules have been looked at
 */
export async function changeRows(client: pg.Client, changes: readonly RowChange[], end: 'keep' | 'try'): Promise<RowRefusal | undefined> {
  if (changes.length === 0) return undefined;
  // What a sequence counts is not taken back.
  const script = changes.map((change, place) => `SELECT ${String(place)}; ${writeChange(change, end)}`);
  const text = ['BEGIN', `SET LOCAL statement_timeout = ${String(statementLimitMs)}`, 'SET CONSTRAINTS ALL DEFERRED', ...script].join(';\n');
  const made = await runScript(client, text, -1);
  const refusal = made.error === undefined ? findShortfall(changes, made.counts) : toRefusal(made.error, Math.max(made.reached, 0));
  if (refusal !== undefined) {
    if (made.isConnected) await client.query('ROLLBACK');
    return refusal;
  }
  const { error, isConnected } = await runScript(client, end === 'keep' ? 'COMMIT' : 'SET CONSTRAINTS ALL IMMEDIATE', changes.length - 1);
  if (end === 'try' && isConnected) await client.query('ROLLBACK');
  return error === undefined ? undefined : toRefusal(error, changes.length - 1);
}

/** Reads one row; gives why the server refuses to. */
export async function tryRead(client: pg.Client, table: Pick<TableShape, 'schema' | 'name'>, columns: readonly string[]): Promise<RowRefusal | undefined> {
  const read = `SELECT ${columns.map((name) => `${pg.escapeIdentifier(table.name)}.${pg.escapeIdentifier(name)}`).join(', ')} FROM ${writeName(table)} LIMIT 1`;
  // One message for each of hundreds of tables.
  const { error, isConnected } = await runScript(client, ['BEGIN', `SET LOCAL statement_timeout = ${String(statementLimitMs)}`, read, 'ROLLBACK'].join(';\n'), 0);
  if (error === undefined) return undefined;
  if (isConnected) await client.query('ROLLBACK');
  return toRefusal(error, 0);
}

interface ScriptResult {
  /** The change that was begun last; -1: none. */
  readonly reached: number;
  /** How many rows each of the changes took. */
  readonly counts: readonly number[];
  readonly error: ServerError | undefined;
  readonly isConnected: boolean;
}

type ServerError = Pick<pg.DatabaseError, 'message' | 'detail' | 'code' | 'constraint' | 'column'>;

/** SQLSTATE query_canceled. https://www.postgresql.org/docs/current/errcodes-appendix.html */
const canceled = '57014';

/** Runs several statements in one message; a row with one number says how far it came. Rejects where the connection is lost before any change. */
function runScript(client: pg.Client, text: string, begun: number): Promise<ScriptResult> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query<[unknown]>({ text, rowMode: 'array' } as pg.QueryConfig);
    let reached = begun;
    const timer = setTimeout(() => {
      // Ends the connection at once, because a query is under way.
      void client.end();
      const error = { message: `it took longer than ${String(limitMs / 1000)} seconds`, detail: undefined, code: canceled, constraint: undefined, column: undefined };
      resolve({ reached, counts: [], error, isConnected: false });
    }, limitMs);
    query.on('row', (row: readonly unknown[]) => {
      if (row.length === 1 && typeof row[0] === 'number') reached = row[0];
    });
    query.on('error', (error: unknown) => {
      clearTimeout(timer);
      const isFatal = error instanceof pg.DatabaseError && error.severity !== 'ERROR';
      // Where a change was begun, it is what ended the connection.
      if (error instanceof pg.DatabaseError && (!isFatal || reached >= 0)) resolve({ reached, counts: [], error, isConnected: !isFatal });
      else reject(error instanceof Error ? error : new Error(String(error)));
    });
    query.on('end', (results: unknown) => {
      clearTimeout(timer);
      const done = [results].flat() as readonly pg.QueryResult[];
      const counts = done.filter(({ command }) => command === 'INSERT' || command === 'UPDATE').map(({ rowCount }) => rowCount ?? 0);
      resolve({ reached, counts, error: undefined, isConnected: true });
    });
    client.query(query);
  });
}

function toRefusal({ message, detail, code, constraint, column }: ServerError, index: number): RowRefusal {
  return { index, message: detail === undefined ? message : `${message}: ${detail}`, code, constraint, column, ...(code === canceled ? { tookTooLong: true } : {}) };
}

/** A trigger or rule can keep rows out without a word. */
function findShortfall(changes: readonly RowChange[], counts: readonly number[]): RowRefusal | undefined {
  for (const [index, change] of changes.entries()) {
    const [expected, count] = [change.kind === 'insert' ? change.rows.length : 1, counts[index] ?? 0];
    if (count >= expected) continue;
    const message = change.kind === 'insert' ? `of ${String(expected)} rows the table took ${String(count)}: a trigger or rule keeps them out` : 'no row was changed';
    return { index, message, code: undefined, constraint: undefined, column: undefined };
  }
  return undefined;
}

function writeChange(change: RowChange, end: 'keep' | 'try'): string {
  return change.kind === 'insert' ? [writeInsert(change), ...(change.overridesCounters && end === 'keep' ? writeCounts(change) : [])].join('; ') : writeUpdate(change);
}

function writeInsert({ table, columns, rows, overridesCounters }: RowInsert): string {
  const into = `INSERT INTO ${writeName(table)}`;
  if (columns.length === 0) return `${into} SELECT FROM pg_catalog.generate_series(1, ${String(rows.length)})`;
  const shapes = columns.map((name) => findColumn(table, name));
  const written = rows.map((row) => `(${shapes.map((shape, place) => writeValue(row[place] ?? { kind: 'null' }, shape)).join(', ')})`);
  return `${into} (${columns.map(pg.escapeIdentifier).join(', ')})${overridesCounters ? ' OVERRIDING SYSTEM VALUE' : ''} VALUES ${written.join(', ')}`;
}

/** Sequences go on after the largest value, those that count down after the smallest. https://www.postgresql.org/docs/current/functions-sequence.html */
function writeCounts({ table, columns }: RowInsert): string[] {
  const counted = columns.map((name) => findColumn(table, name)).filter(({ made, type }) => (made === 'always' || made === 'counter') && unwrap(type).kind === 'integer');
  return counted.map((column) => {
    const name = pg.escapeIdentifier(column.name);
    const sequence = nextvalPattern.exec(column.default ?? '')?.[1] ?? `pg_catalog.pg_get_serial_sequence(${pg.escapeLiteral(writeName(table))}, ${pg.escapeLiteral(column.name)})`;
    const value = `CASE WHEN s.seqincrement > 0 THEN (SELECT pg_catalog.max(${name}) FROM ${writeName(table)}) ELSE (SELECT pg_catalog.min(${name}) FROM ${writeName(table)}) END`;
    return `SELECT NULL, pg_catalog.setval(q.oid::pg_catalog.regclass, q.value) FROM (SELECT s.seqrelid, s.seqmin, s.seqmax, s.seqincrement, ${value} FROM pg_catalog.pg_sequence s WHERE s.seqrelid = (${sequence})::pg_catalog.regclass) q (oid, min, max, increment, value)
      WHERE q.value BETWEEN q.min AND q.max AND pg_catalog.sign(q.increment) * (q.value - coalesce(pg_catalog.pg_sequence_last_value(q.oid), q.value)) >= 0`;
  });
}

function writeUpdate({ table, set, where }: RowUpdate): string {
  const assigned = set.map(({ column, value }) => `${pg.escapeIdentifier(column)} = ${writeValue(value, findColumn(table, column))}`);
  const told = where.map(({ column, value }) => writeComparison(findColumn(table, column), value));
  return `UPDATE ${table.partitions === undefined ? 'ONLY ' : ''}${writeName(table)} SET ${assigned.join(', ')} WHERE ${told.join(' AND ')}`;
}

/** Types that a value without a type can be compared with; others have no equality, or none that is exact, and are compared by their text. */
const comparable = new Set<ValueType['kind']>(['integer', 'decimal', 'float', 'boolean', 'text', 'bytes', 'bits', 'uuid', 'date', 'time', 'timestamp', 'interval', 'enum', 'network']);

function writeComparison(column: ColumnShape, value: RowValue): string {
  const name = pg.escapeIdentifier(column.name);
  if (value.kind === 'null') return `${name} IS NULL`;
  const written = writeValue(value, column);
  const hasEquality = comparable.has(unwrap(column.type).kind) && column.typeName !== 'refcursor';
  return hasEquality ? `${name} = ${written}` : `${name}::pg_catalog.text = (${written})::${column.typeName}::pg_catalog.text`;
}


function writeName({ schema, name }: Pick<TableShape, 'schema' | 'name'>): string {
  return `${schema === null ? '' : `${pg.escapeIdentifier(schema)}.`}${pg.escapeIdentifier(name)}`;
}
