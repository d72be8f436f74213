import { isSameName } from '../../catalog/same-name.ts';
import type { ObservationContext } from '../check.ts';
import { listUpgrades } from '../destructive/find-destruction.ts';
import { listRowLosses } from '../destructive/find-row-loss.ts';
import type { TableLoss } from './find-losses.ts';

/** What an upgrade destroys in a way that a destructive check tells, with its number: a table, or one of its columns. */
interface Destroyed {
  readonly revision: string;
  readonly schema: string | undefined;
  readonly table: string;
  /** Undefined: its rows. */
  readonly column: string | undefined;
}

/** Everything that destructive checks tell of rows and values, so that it is not told again. */
export function listDestroyed(context: ObservationContext): readonly Destroyed[] {
  const changed = listUpgrades(context).flatMap(({ revision, step }) =>
    step.changes.flatMap((change): Destroyed[] => {
      const object = change.type === 'removed' ? change.object : (change.type === 'changed' || change.type === 'renamed') && change.attributes.some((attribute) => context.dialect.isNarrowing(attribute)) ? change.before : undefined;
      if (object?.kind === 'table') return [{ revision, schema: object.schema ?? undefined, table: object.name, column: undefined }];
      return object?.kind === 'column' ? [{ revision, schema: object.schema ?? undefined, table: object.parentName ?? '', column: object.name }] : [];
    }),
  );
  const emptied = listRowLosses(context, ['delete', 'truncate', 'drop-partition', 'drop-table']).map(
    ({ revision, operation }): Destroyed => ({ revision, schema: operation.target.schema, table: operation.target.name, column: undefined }),
  );
  return [...changed, ...emptied];
}

/** Whether a destructive check tells of the loss of a table's rows, or of a column's values. */
export function isTold(destroyed: readonly Destroyed[], { revision, schema, table }: TableLoss, column?: string): boolean {
  return destroyed.some(
    (one) => one.revision === revision && isSameName(one.table, table) && (one.schema === undefined || one.schema === schema) && (one.column === undefined || (column !== undefined && isSameName(one.column, column))),
  );
}
