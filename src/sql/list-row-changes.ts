import type { StatementObservation } from '../observe/observation.ts';
import { isCall, listOperations } from './find-statement.ts';
import type { ObjectName, OperationKind } from './operation.ts';

/** What statements did to the rows of a table. */
export interface RowChange {
  readonly kind: 'insert' | 'update' | 'delete' | 'truncate';
  readonly target: ObjectName;
  /** Undefined where the driver did not say. */
  readonly count: number | undefined;
}

const rowChanges: ReadonlySet<OperationKind> = new Set<RowChange['kind']>(['insert', 'update', 'delete', 'truncate']);

/** The rows that statements changed, as far as their texts and the driver tell; without those that met no row. */
export function listRowChanges(statements: readonly StatementObservation[]): RowChange[] {
  return statements.flatMap((statement) => {
    const operations = listOperations(statement);
    return operations.flatMap(({ kind, target, flags }): RowChange[] => {
      if (!isRowChange(kind) || flags.includes('temporary')) return [];
      // Of several statements that were sent together the driver counts those of one.
      const count = operations.length === 1 && kind !== 'truncate' ? statement.rowCount : undefined;
      return count === 0 ? [] : [{ kind, target, count }];
    });
  });
}

/**
 * Whether statements may have changed rows that were there before them and are there after the tables they made are gone: what cannot be
 * read, or does what its text does not say, may have.
 * @param made statements whose new tables do not count, because they are gone
 */
export function mayChangeRows(statements: readonly StatementObservation[], made: readonly StatementObservation[]): boolean {
  const own = statements.filter(({ ordinal }) => ordinal !== undefined);
  const isOpaque = own.some((statement) => !statement.parsed.parsed || isCall(statement) || listOperations(statement).some(({ kind }) => kind === 'procedural'));
  if (isOpaque) return true;
  const operations = made.flatMap(listOperations);
  const isMade = ({ name, schema }: ObjectName): boolean =>
    operations.some(({ kind, target, flags }) => kind === 'create-table' && !flags.includes('if-not-exists') && target.name === name && target.schema === schema) &&
    // One that takes another's place stays with its rows.
    !operations.some(({ kind, target, newName }) => (kind === 'drop-table' && target.name === name) || (newName !== undefined && (target.name === name || newName === name)));
  return listRowChanges(own).some(({ target }) => !isMade(target));
}

function isRowChange(kind: OperationKind): kind is RowChange['kind'] {
  return rowChanges.has(kind);
}
