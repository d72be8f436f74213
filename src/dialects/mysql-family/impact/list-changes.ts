import type { StatementObservation } from '../../../observe/observation.ts';
import type { FamilyDialect } from '../lexis.ts';
import { readTableChange } from './read-change.ts';

/** The places of those statements that change a table which was there before them, as far as their texts tell. */
export function listChanges(dialect: FamilyDialect, statements: readonly StatementObservation[]): readonly number[] {
  const made = new Set<string>();
  return statements.flatMap(({ sql, parsed, isBookkeeping, isFailed }, at) => {
    if (isBookkeeping || isFailed || !parsed.parsed) return [];
    const change = readTableChange(dialect, sql);
    for (const { kind, target, newName } of parsed.operations) {
      if (kind === 'create-table') made.add(target.name);
      if (kind === 'rename-table' && newName !== undefined && made.has(target.name)) made.add(newName);
    }
    return change?.tables.some(({ name }) => !made.has(name)) === true ? [at] : [];
  });
}

/** What CALL, EXECUTE and a block run is not told to the client. */
const runsOthers = /^\s*(?:CALL|EXECUTE|BEGIN)\b/i;

export function listUnseen(statements: readonly StatementObservation[]): readonly number[] {
  return statements.flatMap(({ sql, parsed, isFailed }, at) => (!isFailed && parsed.parsed && parsed.operations.some(({ kind }) => kind === 'procedural') && runsOthers.test(sql) ? [at] : []));
}
