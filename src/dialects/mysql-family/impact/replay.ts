import type { StatementImpact, StatementObservation, TableName } from '../../../observe/observation.ts';
import type { Endpoint } from '../../dialect.ts';
import type { Replay, ReplayRequest } from '../../impact-replayer.ts';
import { query } from '../catalog/query.ts';
import { renameDatabase } from '../clone/write-copy.ts';
import { connect, readErrorNumber } from '../connect.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteText } from '../quoting.ts';
import { askChange, run } from './ask-change.ts';
import type { ChangeAnswer, ReplayConnection } from './ask-change.ts';
import { chooseDeed } from './choose-deed.ts';
import type { TableChange } from './read-change.ts';
import { canReadTableFiles } from './table-files.ts';
import { TrackedTables } from './tracked-tables.ts';

/** Runs the statements of a step once more, and asks of each change of a table that was there before which way of making it the server accepts. */
export async function replayStep(server: { readonly dialect: FamilyDialect; readonly endpoint: Endpoint }, { database, source, statements, timeoutMs }: ReplayRequest): Promise<Replay> {
  const connection = await connect(server.endpoint, database);
  try {
    const replay: ReplayConnection = { connection, dialect: server.dialect, database, timeoutMs, canReadFiles: await canReadTableFiles(connection, server.dialect) };
    const impacts = new Map<number, StatementImpact>();
    const tables = new TrackedTables(await listTables(replay));
    let lockTimeoutMs = await readLockTimeout(replay);
    for (const [at, statement] of statements.entries()) {
      // Before it is read, because the names may be of other lengths, and a clause goes to a place in the text.
      const sql = renameDatabase(source, database, statement.sql);
      const deed = chooseDeed(server.dialect, { ...statement, sql }, database);
      if (deed.kind === 'skip') continue;
      if (deed.kind === 'stop') return { impacts, stopped: { at, because: deed.because } };
      try {
        if (deed.kind === 'ask') {
          const known = deed.change.tables.flatMap(({ name }) => tables.findOriginal(name) ?? []);
          if (known.length === 0) await run(replay, sql);
          else impacts.set(at, writeImpact(known, deed.change, await askChange(replay, sql, deed.change), lockTimeoutMs));
        } else await run(replay, sql);
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        const isRefused = readErrorNumber(error) !== undefined;
        if (isRefused && deed.kind === 'run' && deed.mayFail) continue;
        return { impacts, stopped: { at, because: `it does not go the same way again (${error.message})` } };
      }
      tables.follow(statement);
      if (isSetting(statement)) lockTimeoutMs = await readLockTimeout(replay);
    }
    return { impacts };
  } finally {
    // A statement that took too long is still running; it goes with the database.
    connection.destroy();
  }
}

function isSetting({ parsed }: StatementObservation): boolean {
  return parsed.parsed && parsed.operations.some(({ kind }) => kind === 'setting');
}

async function listTables({ connection, database }: ReplayConnection): Promise<readonly string[]> {
  const rows = await query(connection, `SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = ${quoteText(database)} AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')`);
  return rows.map(({ name }) => name ?? '');
}

/** Undefined where the session has what the server gives to all: which that is in production is not known. */
async function readLockTimeout({ connection }: ReplayConnection): Promise<number | undefined> {
  const [row = {}] = await query(connection, 'SELECT @@SESSION.lock_wait_timeout AS own, @@GLOBAL.lock_wait_timeout AS usual');
  return row['own'] === row['usual'] ? undefined : Number(row['own']) * 1000;
}

const blockedBy = { NONE: 'nothing', SHARED: 'writes', EXCLUSIVE: 'reads' } as const;

function writeImpact(tables: readonly TableName[], change: TableChange, answer: ChangeAnswer, lockTimeoutMs: number | undefined): StatementImpact {
  const { algorithm, lock, source, refusal } = answer;
  const readsRows = change.reads === 'all-rows' ? algorithm !== 'instant' : change.reads === 'rows-of-copy' && algorithm === 'copy';
  return {
    locks: lock === undefined ? [] : tables.map((table) => ({ ...table, mode: lock, blocks: blockedBy[lock] })),
    rewrites: answer.isRewritten ? tables.map((table) => ({ ...table, kind: 'table', table: table.name })) : [],
    scans: readsRows ? tables : [],
    ...(algorithm === undefined ? {} : { algorithm }),
    ...(refusal === undefined ? {} : { refusal }),
    ...(lockTimeoutMs === undefined ? {} : { lockTimeoutMs }),
    source,
  };
}
