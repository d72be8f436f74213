import type { BridgeImpact } from '../../alembic/protocol.ts';
import type { StatementImpact, StatementObservation } from '../../observe/observation.ts';
import type { OperationKind, ParsedStatement } from '../../sql/operation.ts';
import { rankLock, readBlocking } from './lock-modes.ts';

/** What a statement asks of a database in use, from what was read after it. */
export function readImpact(statement: StatementObservation, reading: BridgeImpact | undefined): StatementImpact | undefined {
  if (reading === undefined) return undefined;
  const { parsed, sql } = statement;
  const locks = reading.locks.map((lock) => ({ ...lock, blocks: readBlocking(lock.mode) }));
  const rewrites = leaveOutEmptied(reading.rewrites, parsed, sql);
  const scans = isOnlyOf(parsed, kindsThatValidateNothing) ? [] : leaveOutQueried(reading);
  if (!reading.holdsLocks && rewrites.length === 0 && scans.length === 0) return undefined;
  return {
    locks,
    rewrites,
    scans,
    ...(statement.isAutocommit || reading.transaction === null ? {} : { transaction: reading.transaction }),
    ...(reading.lockTimeoutMs === null ? {} : { lockTimeoutMs: reading.lockTimeoutMs }),
    source: 'measured',
  };
}

const kindsThatValidateNothing: readonly OperationKind[] = ['select', 'insert', 'update', 'delete', 'truncate'];

function isOnlyOf(parsed: ParsedStatement, kinds: readonly OperationKind[]): boolean {
  return parsed.parsed && parsed.operations.every(({ kind }) => kinds.includes(kind));
}

/** TRUNCATE gives a table and its indexes new files as well, for there is nothing to write. */
function leaveOutEmptied(rewrites: BridgeImpact['rewrites'], parsed: ParsedStatement, sql: string): BridgeImpact['rewrites'] {
  if (!/\btruncate\b/i.test(sql)) return rewrites;
  const operations = parsed.parsed ? parsed.operations : [];
  // What a block or a function does can be told from its text alone.
  const others = operations.filter(({ kind }) => !kindsThatValidateNothing.includes(kind) && kind !== 'procedural');
  if (others.length === 0) return [];
  const emptied = operations.filter(({ kind }) => kind === 'truncate').map(({ target }) => target);
  return rewrites.filter(({ schema, table }) => !emptied.some((target) => target.name === table && (target.schema ?? schema) === schema));
}

/** A query that is part of the statement reads under a lock that what validates or builds does not content itself with. */
function leaveOutQueried({ scans }: BridgeImpact): StatementImpact['scans'] {
  return scans.filter(({ mode }) => rankLock(mode) >= rankLock('ShareUpdateExclusiveLock')).map(({ schema, name }) => ({ schema, name }));
}
