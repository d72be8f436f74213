import type { TableCondition } from '../../../rows/value-type.ts';
import type { PartitionRow } from './shape-query.ts';

/**
 * What rows meet that land in a partition of a table, one condition for each place; `true` where all do.
 * Partitions by hash have no condition that anybody could meet on purpose; where there is one for every remainder, their parent's is given.
 * https://www.postgresql.org/docs/current/ddl-partitioning.html
 */
export function readPartitions(root: number, rows: readonly PartitionRow[]): readonly TableCondition[] {
  const children = Map.groupBy(rows, ({ parent }) => parent);
  const listPlaces = (row: PartitionRow): TableCondition[] => {
    if (row.strategy === null) return row.kind === 'f' ? [] : [toCondition(row)];
    const inner = children.get(row.oid) ?? [];
    if (row.strategy === 'h' && isComplete(row, inner)) return [toCondition(row)];
    return inner.flatMap(listPlaces);
  };
  return rows.filter(({ oid }) => oid === root).flatMap(listPlaces);
}

function toCondition({ name, condition, checks }: PartitionRow): TableCondition {
  const parts = [...(condition === null || condition === '' ? [] : [condition]), ...(checks ?? [])];
  return { name, sql: parts.length === 0 ? 'true' : parts.length === 1 ? parts.join() : parts.map((part) => `(${part})`).join(' AND ') };
}

/** Whether partitions by hash take every row, and no further condition stands in their way. */
function isComplete(parent: PartitionRow, partitions: readonly PartitionRow[]): boolean {
  const moduli = partitions.map(({ bound }) => Number(/modulus (\d+)/.exec(bound ?? '')?.[1] ?? Infinity));
  const share = moduli.reduce((sum, modulus) => sum + 1 / modulus, 0);
  // Moduli are factors of each other, so that this is no matter of luck but of rounding.
  const addsNothing = (checks: PartitionRow['checks']): boolean => JSON.stringify(checks) === JSON.stringify(parent.checks);
  return Math.abs(share - 1) < 1e-9 && partitions.every(({ strategy, kind, checks }) => strategy === null && kind === 'r' && addsNothing(checks));
}
