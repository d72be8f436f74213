import type { Connection } from 'mysql2/promise';
import type { StatementImpact } from '../../../observe/observation.ts';
import { readErrorNumber } from '../connect.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { listAttempts, writeAttempt } from './attempts.ts';
import type { Attempt, LockMode } from './attempts.ts';
import type { TableChange } from './read-change.ts';
import { compareTableFiles, readTableFiles } from './table-files.ts';

/** The connection that a replay works with. */
export interface ReplayConnection {
  readonly connection: Connection;
  readonly dialect: FamilyDialect;
  readonly database: string;
  readonly timeoutMs: number;
  readonly canReadFiles: boolean;
}

/** How a change was made, as the cheapest way that the server accepted. */
export interface ChangeAnswer {
  /** Undefined where it was made as it is written, which the server accepted and none of the ways. */
  readonly algorithm: StatementImpact['algorithm'];
  readonly lock: LockMode | undefined;
  readonly isRewritten: boolean;
  /** What the server said of the way before. */
  readonly refusal: string | undefined;
  readonly source: StatementImpact['source'];
}

/**
 * Makes a change in the cheapest way that the server accepts. Throws the server's error where it accepts none, not even the statement as it
 * is written.
 */
export async function askChange(replay: ReplayConnection, sql: string, change: TableChange): Promise<ChangeAnswer> {
  if (change.form.kind === 'partitions') return runPartitions(replay, sql);
  if (change.form.kind === 'clause') return askStatement(replay, change.form.insteadOf ?? sql, change.form);
  let dearest: ChangeAnswer | undefined;
  for (const { name } of change.tables) {
    const rebuild = `ALTER TABLE ${quoteName(name)} FORCE`;
    const at = rebuild.length - 'FORCE'.length;
    const answer = await askStatement(replay, rebuild, { at, before: '', between: ', ', after: ', ', algorithm: undefined, lock: undefined });
    if (dearest === undefined || answer.lock !== 'NONE') dearest = answer;
  }
  if (dearest === undefined) throw new Error('a change of no table');
  return dearest;
}

async function askStatement(replay: ReplayConnection, sql: string, place: Parameters<typeof writeAttempt>[1]): Promise<ChangeAnswer> {
  const before = await readFiles(replay);
  let refusal: string | undefined;
  let isCopyOnly = false;
  for (const attempt of listAttempts(replay.dialect, place)) {
    if (isCopyOnly && attempt.algorithm !== 'copy') continue;
    const refused = await tryStatement(replay, writeAttempt(sql, place, attempt));
    if (refused === undefined) return describe(replay, before, attempt, place, refusal);
    // That a copy needs a lock says nothing of why it is a copy.
    if (attempt.algorithm !== 'copy') refusal = refused;
    isCopyOnly ||= attempt.algorithm === 'inplace' && / Try ALGORITHM=COPY\.?$/.test(refused);
  }
  await run(replay, sql);
  const own = place.algorithm?.value.toLowerCase();
  return { algorithm: own === 'copy' ? own : undefined, lock: undefined, isRewritten: own === 'copy' || (await compareFiles(replay, before)) === 'others', refusal, source: 'measured' };
}

async function describe(replay: ReplayConnection, before: Files, { algorithm, lock }: Attempt, place: Parameters<typeof writeAttempt>[1], refusal: string | undefined): Promise<ChangeAnswer> {
  const files = await compareFiles(replay, before);
  const wasRewritten = algorithm === 'copy' || files === 'others';
  // MariaDB 10 takes another ENGINE for INSTANT, and copies the table all the same: to where there are no files of InnoDB, or from there.
  if (files !== 'same' && (algorithm === 'instant' || algorithm === 'nocopy')) return { algorithm: 'copy', lock: 'SHARED', isRewritten: true, refusal, source: 'measured' };
  const own = place.lock?.value;
  const ownLock = own === 'NONE' || own === 'SHARED' || own === 'EXCLUSIVE' ? own : undefined;
  return { algorithm, lock: ownLock ?? lock ?? 'NONE', isRewritten: wasRewritten, refusal, source: 'measured' };
}

/**
 * What takes no clause: rows are moved while others may read and not write, and OPTIMIZE PARTITION is an online rebuild. Whether rows are
 * moved is measured, and what is locked meanwhile is known from https://mariadb.com/docs/server/server-usage/partitioning-tables
 * and https://dev.mysql.com/doc/refman/9.7/en/innodb-online-ddl-operations.html#online-ddl-partitioning
 */
async function runPartitions(replay: ReplayConnection, sql: string): Promise<ChangeAnswer> {
  const before = await readFiles(replay);
  await run(replay, sql);
  const wasRewritten = (await compareFiles(replay, before)) === 'others';
  const isOnline = !wasRewritten || /\bOPTIMIZE\b/i.test(sql);
  return { algorithm: 'inplace', lock: isOnline ? 'NONE' : 'SHARED', isRewritten: wasRewritten, refusal: undefined, source: 'documented' };
}

type Files = Awaited<ReturnType<typeof readTableFiles>> | undefined;

async function readFiles({ connection, dialect, database, canReadFiles }: ReplayConnection): Promise<Files> {
  return canReadFiles ? readTableFiles(connection, dialect, database) : undefined;
}

async function compareFiles(replay: ReplayConnection, before: Files): Promise<ReturnType<typeof compareTableFiles>> {
  const after = await readFiles(replay);
  return before === undefined || after === undefined ? 'same' : compareTableFiles(before, after);
}

/** What the server says against it; undefined where it was done. */
async function tryStatement(replay: ReplayConnection, sql: string): Promise<string | undefined> {
  try {
    await run(replay, sql);
    return undefined;
  } catch (error) {
    // It may be another thing than the way; then the statement as it is written fails as well.
    if (!(error instanceof Error) || readErrorNumber(error) === undefined) throw error;
    return error.message;
  }
}

/** Runs one statement. Throws the server's error. */
export async function run({ connection, timeoutMs }: Pick<ReplayConnection, 'connection' | 'timeoutMs'>, sql: string): Promise<void> {
  await connection.query({ sql, timeout: timeoutMs });
}
