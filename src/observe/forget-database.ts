import type { StepError } from './observation.ts';

/**
 * An error without the name of the throw-away database that MySQL puts before the names of tables: it tells people nothing, and is
 * another one each time. `Table 'alembic_gate_1f.topic'` becomes `Table 'topic'`. Likewise the names of the copies that ALTER TABLE makes,
 * such as `#sql-1_1a9`. Pure.
 */
export function forgetDatabase(error: StepError, database: string): StepError {
  const forget = (text: string): string => text.replaceAll(`\`${database}\`.`, '').replaceAll(`${database}.`, '').replaceAll(/`#sql-[\w-]+`,? ?/g, '');
  const { traceback } = error;
  return { ...error, message: forget(error.message), ...(traceback === undefined ? {} : { traceback: forget(traceback) }) };
}
