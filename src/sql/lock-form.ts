import type { ObjectName } from './operation.ts';

/** Why a statement takes a lock or works under it, and how the same is had without. */
export interface LockForm {
  /**
   * `rewrite`: it may write a table anew. `index`: it builds or drops an index, or what there is beside it that can be done while others
   * work. `constraint`: it holds a rule against the rows that are there. `validate`: it does only that, of a rule made before. `query`: it reads rows,
   * which keeps nobody out and matters to who is kept out already.
   */
  readonly kind: 'rewrite' | 'index' | 'constraint' | 'validate' | 'query';
  /** The table that it names; undefined where it names none. */
  readonly target: ObjectName | undefined;
  /** What it does, as the beginning of a sentence: ``Index `ix` of `users` is built without CONCURRENTLY``. */
  readonly what: string;
  /** What to write instead, which ends in a colon where there is code. */
  readonly advice: string;
  /** Alembic code to paste. */
  readonly code?: string;
  /** It reads all rows or builds an index whatever the server knows of them. */
  readonly isCertain?: boolean;
  /** It is the reason only where nothing else that the statement does can be. */
  readonly isGuess?: boolean;
}

/** What the reader of a statement asks about the database. */
export interface LockFormQuestions {
  /** The table that an index belongs to. */
  readonly findTableOfIndex: (index: ObjectName) => ObjectName | undefined;
  readonly isPartitioned: (table: ObjectName) => boolean;
}
