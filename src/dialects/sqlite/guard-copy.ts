import { quotePython } from '../../sql/quote-python.ts';
import { execute } from './sqlalchemy-words.ts';

/** What else in the database speaks of a table. */
export interface Dependents {
  /** A foreign key refers to it, also one of its own. */
  readonly isReferred: boolean;
  /** A view or another table's trigger reads or writes it. */
  readonly isRead: boolean;
}

/**
 * Code that makes a table anew, with what keeps the rest of the database from it: SQLite deletes the rows of a table before it drops it, which takes
 * the rows that refer to them along while foreign keys are enforced; and it reads every view and trigger again when a table gets another
 * name, of which some speak of a table that is not there at this moment.
 * https://sqlite.org/lang_altertable.html#otheralter
 */
export function guardCopy(name: string, { isReferred, isRead }: Dependents, code: string): string {
  const quiet = isRead ? [execute('PRAGMA legacy_alter_table = ON'), code, execute('PRAGMA legacy_alter_table = OFF')] : [code];
  if (!isReferred) return quiet.join('\n');
  // No pragma changes it inside of a transaction, and some env.py begin one even there. https://sqlite.org/pragma.html#pragma_foreign_keys
  return [
    'enforces_keys = op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar()',
    'if enforces_keys:',
    '    with op.get_context().autocommit_block():',
    `        ${execute('PRAGMA foreign_keys = OFF')}`,
    '    if op.get_bind().exec_driver_sql("PRAGMA foreign_keys").scalar():',
    `        raise RuntimeError(${quotePython(`switch foreign keys off in env.py before the migrations begin: dropping the old ${name} would delete the rows that refer to it`)})`,
    ...quiet,
    'if enforces_keys:',
    '    with op.get_context().autocommit_block():',
    `        ${execute('PRAGMA foreign_keys = ON')}`,
  ].join('\n');
}
