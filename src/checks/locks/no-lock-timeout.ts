import { beginSentence } from '../../catalog/describe.ts';
import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { listLocking } from './list-locking.ts';
import { sayBlocking, sayLocks, writeFacts } from './say-lock.ts';
import { waitsTooLong } from './waits-too-long.ts';

export const noLockTimeout: ObservationCheck = {
  id: 'locks/no-lock-timeout',
  stage: 'observation',
  severity: 'warning',
  title: 'Lock waited for without limit',
  why: 'One long query in front of the upgrade makes it wait, and everyone who comes after it waits behind it: the application stands still without anything being changed.',
  find: (context) => {
    const { lockTimeout } = context.dialect.advice;
    const waiting = listLocking(context).filter(({ locks, impact }) => locks.length > 0 && waitsTooLong(impact));
    const [first] = waiting;
    return first === undefined || lockTimeout === undefined ? [] : [report(first, waiting.length - 1, lockTimeout, context)];
  },
};

function report(first: ReturnType<typeof listLocking>[number], others: number, { session, transaction }: { readonly session: string; readonly transaction: string }, context: ObservationContext): FoundProblem {
  const { revision, statement, locks, impact } = first;
  const limitMs = impact?.lockTimeoutMs ?? 0;
  const howLong = limitMs === 0 ? 'without limit' : `up to ${String(Math.round(limitMs / 1000))} seconds`;
  const more = others === 0 ? '' : `; ${String(others)} more statement${others === 1 ? ' waits' : 's wait'} so as well`;
  return {
    revision,
    ...locateStatement(revision, statement, context),
    message: beginSentence(`the upgrade waits ${howLong} for ${sayLocks(locks, context)}, which ${sayBlocking(locks)}${more}.`),
    remedy: {
      text: 'Let it give up after a few seconds, and start the deployment again. In `env.py` for every revision, or in the revision before its first statement (and again after an `autocommit_block()`, which ends the transaction):',
      code: [
        '# env.py',
        'with context.begin_transaction():',
        `    context.execute(${quotePython(session)})`,
        '    context.run_migrations()',
        '',
        '# or in upgrade()',
        `op.execute(${quotePython(transaction)})`,
      ].join('\n'),
      language: 'python',
    },
    evidence: { sql: statement.sql, diff: writeFacts(first, locks, context) },
    identity: ['no lock timeout'],
  };
}
