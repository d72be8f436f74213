import type { Rename } from '../catalog/rename.ts';
import type { StatementObservation } from '../observe/observation.ts';
import { listOperations } from './find-statement.ts';
import { NameTracker } from './name-tracker.ts';

/**
 * What statements gave other names, as far as their texts tell: tables, columns and indexes, each by what it was called before the first
 * of them and after the last.
 */
export function listRenames(statements: readonly StatementObservation[]): Rename[] {
  const operations = statements.filter(({ isFailed }) => !isFailed).flatMap(listOperations);
  if (!operations.some(({ newName }) => newName !== undefined) && !operations.some(({ copy }) => copy !== undefined)) return [];
  const tracker = new NameTracker();
  for (const operation of operations) tracker.follow(operation);
  return tracker.listRenames();
}
