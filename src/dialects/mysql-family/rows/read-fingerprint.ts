import type { Connection } from 'mysql2/promise';
import type { VersionTable } from '../../../catalog/version-table.ts';
import type { ColumnFingerprint, RowFingerprint, TableFingerprint } from '../../../rows/fingerprint.ts';
import { tableKey } from '../../../rows/table-shape.ts';
import { writePath } from '../catalog/entry.ts';
import { queryAll } from '../catalog/query.ts';
import type { Row } from '../catalog/query.ts';
import { readErrorNumber } from '../connect.ts';
import { refusalOf } from './refused-tables.ts';
import { findRowEnd, readPrimaryKey } from './read-keys.ts';
import { listTables, readColumnRows, tableOf } from './shape-queries.ts';
import type { RowsPlace } from './shape-queries.ts';
import { writeBytesForm } from './text-form.ts';

/** A table to be looked at. */
interface Target {
  readonly schema: string | null;
  readonly name: string;
  readonly columns: readonly Row[];
  /** The columns of its primary key. */
  readonly key: readonly Row[];
  /** Its rows are not there to be read. */
  readonly isRefused: boolean;
}

/**
 * What tells whether rows are still the same, of every table: of each value the SHA-256 (MySQL has no MD5 any more), of which 64 bits are
 * summed up exactly, so that equal values do not cancel each other. One round trip for the columns, and one for many tables at once.
 */
export async function readFingerprint(connection: Connection, place: RowsPlace, versionTable: VersionTable | undefined): Promise<RowFingerprint> {
  const rows = await readColumnRows(connection, place);
  const columns = Map.groupBy(rows.columns, tableOf);
  const keyParts = Map.groupBy(rows.keyParts, tableOf);
  const targets = listTables(rows.tables, place, versionTable).map(({ row, schema, name }): Target => {
    const all = columns.get(tableOf(row)) ?? [];
    const own = all.filter(isSteady);
    const keyNames = readPrimaryKey(keyParts.get(tableOf(row)) ?? [], findRowEnd(all));
    const key = keyNames.flatMap((part) => own.filter((column) => column['name'] === part));
    return { schema, name, columns: own, key, isRefused: refusalOf(row) !== undefined };
  });
  const answers = await askAll(connection, targets.filter(({ isRefused }) => !isRefused));
  return new Map(targets.map((target) => [tableKey(target), readAnswer(target, answers.get(target) ?? {})]));
}

/** Functions that give another value each time, which MariaDB allows in columns that are computed when they are read. */
const unsteady = /\b(?:now|curdate|curtime|sysdate|utc_\w+|current_\w+|localtime\w*|unix_timestamp|rand|uuid\w*|sys_guid|random_bytes|user|session_user|system_user|connection_id)\b/i;

/** Without when a row was valid from and to, which is another with each statement that touches it. */
function isSteady({ expression, extra }: Row): boolean {
  if (expression === 'ROW START' || expression === 'ROW END') return false;
  return !/\bVIRTUAL\b/.test(extra ?? '') || !unsteady.test((expression ?? '').replaceAll(/`(?:[^`]|``)+`/g, ''));
}

/** A statement of so many characters is long enough. */
const batchLength = 1_000_000;

async function askAll(connection: Connection, targets: readonly Target[]): Promise<ReadonlyMap<Target, Row>> {
  const answers = new Map<Target, Row>();
  let batch: { readonly target: Target; readonly sql: string }[] = [];
  let length = 0;
  const send = async (): Promise<void> => {
    for (const [target, answer] of await askBatch(connection, batch)) answers.set(target, answer);
    batch = [];
    length = 0;
  };
  for (const target of targets) {
    const sql = writeQuestion(target);
    batch.push({ target, sql });
    length += sql.length;
    if (length > batchLength) await send();
  }
  await send();
  return answers;
}

/** A table that the server cannot read spoils the question about all, and has no rows for us. */
async function askBatch(connection: Connection, batch: readonly { readonly target: Target; readonly sql: string }[]): Promise<readonly (readonly [Target, Row])[]> {
  try {
    const results = await queryAll(connection, batch.map(({ sql }) => sql));
    return batch.map(({ target }, index) => [target, results[index]?.[0] ?? {}]);
  } catch (error) {
    if (readErrorNumber(error) === undefined) throw error;
    if (batch.length === 1) return [];
    const answers: (readonly [Target, Row])[] = [];
    for (const one of batch) answers.push(...(await askBatch(connection, [one])));
    return answers;
  }
}

const hash = (bytes: string): string => `SHA2(${bytes}, 256)`;
const sum = (hashed: string): string => `COALESCE(SUM(CAST(CONV(LEFT(${hashed}, 16), 16, 10) AS UNSIGNED)), 0)`;

/** One row: `n` of all rows; of each column by its place `c` of values that are not NULL, `v` of all values, `k` of those with their rows' keys. */
function writeQuestion({ schema, name, columns, key }: Target): string {
  const hashes = columns.map((column, index) => `${hash(writeBytesForm(column))} AS h${String(index)}`);
  const keyHash = key.length === 0 ? [] : [`${hash(`CONCAT(${key.map((column) => hash(writeBytesForm(column))).join(', ')})`)} AS k`];
  const sums = columns.flatMap((_, index) => {
    const own = `h${String(index)}`;
    return [
      `COUNT(${own}) AS c${String(index)}, ${sum(own)} AS v${String(index)}`,
      ...(key.length === 0 ? [] : [`${sum(hash(`CONCAT(k, COALESCE(${own}, ''))`))} AS k${String(index)}`]),
    ];
  });
  return `SELECT ${['COUNT(*) AS n', ...sums].join(', ')} FROM (SELECT ${[...hashes, ...keyHash, '1 AS one'].join(', ')} FROM ${writePath(schema, name)}) AS hashed`;
}

/** The sum of no values. */
const nothing = '0';

function readAnswer({ schema, name, columns, key }: Target, answer: Row): TableFingerprint {
  const count = Number(answer['n'] ?? 0);
  const read = columns.map((column, index): readonly [string, ColumnFingerprint] => {
    const at = String(index);
    const keyed = key.length === 0 ? null : (answer[`k${at}`] ?? nothing);
    return [column['name'] ?? '', { nulls: count - Number(answer[`c${at}`] ?? 0), values: answer[`v${at}`] ?? nothing, keyed }];
  });
  return { schema, name, count, columns: new Map(read), key: key.map((column) => column['name'] ?? '') };
}
