import { beginSentence } from '../../catalog/describe.ts';
import type { StatementObservation, TableLock } from '../../observe/observation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { sayCount } from '../../say-count.ts';
import { listLocking } from './list-locking.ts';
import type { LockingStatement } from './list-locking.ts';
import { listWords, sayBlocking, sayHeld, sayLock, sayLocks, sayTable, writeFacts } from './say-lock.ts';
import { listStrongest } from './open-transaction.ts';
import type { HeldLock } from './open-transaction.ts';
import { listTellings } from './list-tellings.ts';
import { waitsTooLong } from './waits-too-long.ts';

export const heldWhileWorking: ObservationCheck = {
  id: 'locks/held-while-working',
  stage: 'observation',
  severity: 'warning',
  title: 'Lock held while other work runs',
  why: 'A lock is kept until its transaction ends, so that a change which takes a moment keeps others out for as long as all that comes after it.',
  find: (context) => {
    const working = listLocking(context).flatMap((each) => {
      const work = findWork(each);
      return work === undefined ? [] : [work];
    });
    return groupByTransaction(working).map((group) => report(group, context));
  },
};

/** What a statement does while locks of earlier ones keep others out. */
interface Work {
  readonly by: LockingStatement;
  readonly held: readonly HeldLock[];
  /** Locks on further tables that it waits for; empty where it works on rows. */
  readonly waitsFor: readonly TableLock[];
}

function findWork(by: LockingStatement): Work | undefined {
  const { held, waitsFor, worksOn, scans } = by;
  // Of its own work another check tells, and there says what is held besides.
  if (held.length === 0 || listTellings(by).length > 0) return undefined;
  if (worksOn.length > 0 || scans.length > 0) return { by, held, waitsFor: [] };
  // Foreign keys of new tables lock several tables for a moment, and only against writers.
  const isHard = [...waitsFor, ...held.map(({ lock }) => lock)].some(({ blocks }) => blocks === 'reads');
  return waitsFor.length > 0 && isHard ? { by, held, waitsFor } : undefined;
}

/** All that is held is of revisions before. */
function isLeftOver({ by, held }: Work): boolean {
  return held.every(({ revision }) => revision !== by.revision);
}

/** Nobody waits longer than the upgrade does, which gives up. */
function isLimited({ by: { impact }, waitsFor }: Work): boolean {
  return waitsFor.length > 0 && impact?.lockTimeoutMs !== undefined && !waitsTooLong(impact);
}

/** Works under the same first lock are one problem. */
function groupByTransaction(works: readonly Work[]): Work[][] {
  const groups = new Map<StatementObservation, Work[]>();
  for (const work of works) {
    const first = work.held[0]?.statement;
    if (first !== undefined) groups.set(first, [...(groups.get(first) ?? []), work]);
  }
  return [...groups.values()];
}

function report(works: readonly Work[], context: ObservationContext): FoundProblem {
  const [{ by, held, waitsFor }, ...others] = works as readonly [Work, ...Work[]];
  const { revision, statement } = by;
  const what = waitsFor.length > 0 ? `${sayLocks(waitsFor, context)} is waited for` : `rows of ${listWords(listTables(by, context))} are worked on`;
  const more = others.length === 0 ? '' : `; ${sayCount(others.length, 'more statement')} after it work${others.length === 1 ? 's' : ''} under the same lock`;
  const locks = listStrongest(held).map(({ lock }) => lock);
  return {
    revision,
    ...locateStatement(revision, statement, context),
    ...(works.every(isLimited) ? { severity: 'note' as const } : {}),
    message: beginSentence(`${what} while the transaction holds ${sayHeld(held, revision, context)}, which ${sayBlocking(locks)}${more}.`),
    remedy: works.every(isLeftOver) ? commitEach : waitsFor.length > 0 ? separateTables : separateRows(statement),
    evidence: { sql: statement.sql, diff: [...locks.map((lock) => `~ ${sayLock(lock, context)}: ${sayBlocking([lock])}; held until the transaction ends`), ...writeFacts(by, waitsFor, context)] },
    identity: [revision, ...locks.map((lock) => `${lock.mode} ${sayTable(lock, context)}`), ...listTables(by, context)],
  };
}

function listTables({ worksOn, scans, locks }: LockingStatement, context: ObservationContext): string[] {
  return [...new Set([...worksOn, ...scans, ...(worksOn.length === 0 && scans.length === 0 ? locks : [])].map((table) => sayTable(table, context)))];
}

const longestShown = 160;

function separateRows({ sql }: StatementObservation): Remedy {
  const shown = sql.length > longestShown || sql.includes('\n') ? '...' : sql;
  return {
    text: 'Work on the rows in a revision of its own, or at least after the transaction that locks: the block commits what was done before it. Do it in portions where there are many rows:',
    code: `with op.get_context().autocommit_block():\n    op.execute(${quotePython(shown)})`,
    language: 'python',
  };
}

/** A transaction that is open when it is configured, Alembic leaves to who began it. */
const unlessOpen = '(which it does only where `env.py` has no transaction open at that point: no `engine.begin()`, no statement before it without a `commit()`)';

/** https://alembic.sqlalchemy.org/en/latest/api/runtime.html#alembic.runtime.environment.EnvironmentContext.configure.params.transaction_per_migration */
const commitEach: Remedy = {
  text: `Alembic runs all revisions of an upgrade in one transaction. Let \`env.py\` commit after each ${unlessOpen}, so that what one locks is free when the next begins:`,
  code: 'context.configure(..., transaction_per_migration=True)',
  language: 'python',
};

const separateTables: Remedy = {
  ...commitEach,
  text: `Give each table a revision of its own, and let \`env.py\` commit after each revision ${unlessOpen}, so that no lock is held while another is waited for:`,
};
