import type { Rename } from '../catalog/diff.ts';
import type { StatementObservation } from '../observe/observation.ts';
import { listOperations } from './find-statement.ts';

/** The tables, columns and indexes that statements gave other names, as far as their texts tell. */
export function listRenames(statements: readonly StatementObservation[]): Rename[] {
  return statements
    .filter(({ isFailed }) => !isFailed)
    .flatMap(listOperations)
    .flatMap(({ kind, target: { schema, name }, member, newName }): Rename[] => {
      if (newName === undefined) return [];
      if (kind === 'rename-table') return [{ schema, from: name, to: newName }];
      if ((kind !== 'rename-column' && kind !== 'rename-index') || member === undefined) return [];
      return [{ schema, table: name, from: member, to: newName, ...(kind === 'rename-index' ? { isIndex: true } : {}) }];
    });
}
