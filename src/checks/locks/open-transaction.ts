import type { StatementObservation, StepObservation, TableLock } from '../../observe/observation.ts';
import { tableKey } from '../../rows/table-shape.ts';
import { lockedKinds } from './base-tables.ts';

/** A lock that keeps others out, and the statement that took it. */
export interface HeldLock {
  readonly revision: string;
  readonly lock: TableLock;
  readonly statement: StatementObservation;
}

/** Of each table the last lock, which is the strongest: a weaker one is not taken again. */
export function listStrongest(held: readonly HeldLock[]): readonly HeldLock[] {
  return [...new Map(held.map((each) => [tableKey(each.lock), each])).values()];
}

/** A transaction in which statements run, and what it has locked so far. */
export class Transaction {
  #held: readonly HeldLock[] = [];

  get held(): readonly HeldLock[] {
    return this.#held;
  }

  take(locks: readonly HeldLock[]): void {
    this.#held = [...this.#held, ...locks];
  }

  /** Takes the tables' names as they are after a step; nobody waits for one that is gone. */
  follow({ changes }: StepObservation): void {
    for (const change of changes) {
      if (change.type === 'removed' && lockedKinds.includes(change.object.kind)) this.#held = this.#held.filter(({ lock }) => tableKey(lock) !== tableKey(change.object));
      if (change.type === 'renamed' && lockedKinds.includes(change.before.kind)) this.#held = this.#held.map((each) => renameLock(each, change));
    }
  }
}

type Renaming = Extract<StepObservation['changes'][number], { readonly type: 'renamed' }>;

function renameLock(held: HeldLock, { before, after }: Renaming): HeldLock {
  return tableKey(held.lock) === tableKey(before) ? { ...held, lock: { ...held.lock, schema: after.schema, name: after.name } } : held;
}

/** The transactions of one step, in the order of its statements. */
export class StepTransactions {
  #open: Transaction | undefined;
  /** As the step counts them. */
  #number: number | undefined;

  /** @param before what the revision before left open, in which this one goes on */
  constructor(before: Transaction | undefined) {
    this.#open = before;
    this.#number = before === undefined ? undefined : 1;
  }

  /** In which the last statement that was asked for ran. */
  get open(): Transaction | undefined {
    return this.#open;
  }

  /** In which the next statement ran; undefined where it commits itself. One of which nothing was read is in that of the one before. */
  find({ isAutocommit, impact }: StatementObservation): Transaction | undefined {
    const number = isAutocommit ? undefined : (impact?.transaction ?? this.#number);
    if (number !== this.#number) this.#open = number === undefined ? undefined : new Transaction();
    this.#number = number;
    return this.#open;
  }
}
