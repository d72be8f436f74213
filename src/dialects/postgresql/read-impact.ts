import type { BridgeImpact } from '../../alembic/protocol.ts';
import type { Catalog } from '../../catalog/model.ts';
import type { Rewrite, StatementImpact, StatementObservation, TableName } from '../../observe/observation.ts';
import type { OperationKind, ParsedStatement } from '../../sql/operation.ts';
import { documentLocks } from './documented-locks.ts';
import { failsOnAnyRow } from './fails-on-any-row.ts';
import { findLocked } from './find-locked.ts';
import { rankLock, readBlocking } from './lock-modes.ts';
import { readSyntax } from './read-syntax.ts';

/**
 * What a statement asks of a database in use, from what was read after it; where it held its locks no longer by then, from what the server's
 * documentation says of it.
 * @param before the catalog before its step
 */
export function readImpact(statement: StatementObservation, reading: BridgeImpact | undefined, before: Catalog): StatementImpact | undefined {
  const { isAutocommit, isBookkeeping, isFailed, ordinal } = statement;
  if (isBookkeeping || isFailed || ordinal === undefined) return undefined;
  const hasEnded = isAutocommit && (reading?.transaction ?? null) === null;
  if (hasEnded) return documentImpact(statement, reading, before);
  return reading === undefined ? undefined : describeReading(statement, reading);
}

function describeReading({ parsed, sql }: StatementObservation, reading: BridgeImpact): StatementImpact | undefined {
  const { holdsLocks, transaction } = reading;
  const locks = reading.locks.map((lock) => ({ ...lock, blocks: readBlocking(lock.mode) }));
  const rewrites = leaveOutEmptied(reading.rewrites, parsed, sql);
  const scans = failsOnAnyRow(sql) ? [] : leaveOutQueried(reading.scans, parsed).filter((table) => !isEmptied(table, reading, rewrites));
  if (!holdsLocks && rewrites.length === 0 && scans.length === 0) return undefined;
  return { locks, rewrites, scans, ...(transaction === null ? {} : { transaction }), ...describeTimeout(reading), source: 'measured' };
}

/** Files and scans can still be told from what they were before. */
function documentImpact({ parsed, sql }: StatementObservation, reading: BridgeImpact | undefined, before: Catalog): StatementImpact | undefined {
  const syntax = readSyntax(sql);
  const documented = findLocked(syntax.parsed ? syntax.statements.flatMap(({ node }) => documentLocks(node)) : [], before);
  const { locks } = documented;
  const findMode = (table: TableName): string | null => locks.find((lock) => lock.schema === table.schema && lock.name === table.name)?.mode ?? null;
  const rewrites = reading === undefined ? documented.rewrites : leaveOutEmptied(reading.rewrites, parsed, sql);
  const scans =
    reading === undefined
      ? documented.scans
      : leaveOutQueried(reading.scans.map((scan) => ({ ...scan, mode: findMode(scan) })), parsed).filter((table) => !isEmptied(table, reading, rewrites));
  if (locks.length === 0 && rewrites.length === 0 && scans.length === 0) return undefined;
  return { locks, rewrites, scans, ...(reading === undefined ? {} : describeTimeout(reading)), source: 'documented' };
}

function describeTimeout({ lockTimeoutMs }: BridgeImpact): Pick<StatementImpact, 'lockTimeoutMs'> {
  return lockTimeoutMs === null ? {} : { lockTimeoutMs };
}

const kindsThatValidateNothing: readonly OperationKind[] = ['select', 'insert', 'update', 'delete', 'truncate'];

function isOnlyOf(parsed: ParsedStatement, kinds: readonly OperationKind[]): boolean {
  return parsed.parsed && parsed.operations.every(({ kind }) => kinds.includes(kind));
}

/** TRUNCATE gives a table and its indexes new files as well, for there is nothing to write. */
function leaveOutEmptied(rewrites: readonly Rewrite[], parsed: ParsedStatement, sql: string): readonly Rewrite[] {
  if (!/\btruncate\b/i.test(sql)) return rewrites;
  const operations = parsed.parsed ? parsed.operations : [];
  // What a block or a function does can be told from its text alone.
  const others = operations.filter(({ kind }) => !kindsThatValidateNothing.includes(kind) && kind !== 'procedural');
  if (others.length === 0) return [];
  const emptied = operations.filter(({ kind }) => kind === 'truncate').map(({ target }) => target);
  return rewrites.filter(({ schema, table }) => !emptied.some((target) => target.name === table && (target.schema ?? schema) === schema));
}

/** Its indexes are built again, of nothing. */
function isEmptied(table: TableName, reading: BridgeImpact, rewrites: readonly Rewrite[]): boolean {
  const isOfTable = (rewrite: Rewrite): boolean => rewrite.schema === table.schema && rewrite.table === table.name;
  return reading.rewrites.some(isOfTable) && !rewrites.some(isOfTable);
}

/** A query reads under a lock that what validates or builds does not content itself with. */
function leaveOutQueried(scans: BridgeImpact['scans'], parsed: ParsedStatement): StatementImpact['scans'] {
  if (isOnlyOf(parsed, kindsThatValidateNothing)) return [];
  return scans.filter(({ mode }) => rankLock(mode) >= rankLock('ShareUpdateExclusiveLock')).map(({ schema, name }) => ({ schema, name }));
}
