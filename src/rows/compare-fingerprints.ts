import type { ColumnFingerprint, RowFingerprint, TableFingerprint } from './fingerprint.ts';

/** How the rows of a table differ from what they were. */
export interface TableDifference {
  readonly schema: string | null;
  readonly name: string;
  /** Numbers of rows. */
  readonly before: number;
  readonly after: number;
  /** Where the number of rows is another, only columns that lost all of their values. */
  readonly columns: readonly ColumnDifference[];
}

export interface ColumnDifference {
  readonly column: string;
  /**
   * `missing`: the column is not there; `emptied`: some of its values are NULL; `changed`: there are other values;
   * `exchanged`: the same values, in other rows.
   */
  readonly kind: 'missing' | 'emptied' | 'changed' | 'exchanged';
  /** Values that are not NULL. */
  readonly before: number;
  readonly after: number;
}

/** The tables of both whose rows are not the same; columns that came are none. */
export function compareFingerprints(before: RowFingerprint, after: RowFingerprint): readonly TableDifference[] {
  return [...before].flatMap(([key, table]) => {
    const other = after.get(key);
    if (other === undefined) return [];
    const columns = compareColumns(table, other);
    return columns.length === 0 && table.count === other.count ? [] : [{ schema: table.schema, name: table.name, before: table.count, after: other.count, columns }];
  });
}

function compareColumns(before: TableFingerprint, after: TableFingerprint): readonly ColumnDifference[] {
  const isSameKey = before.key.join('\0') === after.key.join('\0');
  const differences = [...before.columns].flatMap(([column, one]): ColumnDifference[] => {
    const other = after.columns.get(column);
    const valuesBefore = before.count - one.nulls;
    const valuesAfter = other === undefined ? 0 : after.count - other.nulls;
    // Of a column without a value nothing can be lost.
    const kind = valuesBefore === 0 ? undefined : tellDifference(one, other, { isSameKey, hasLost: valuesAfter < valuesBefore });
    return kind === undefined ? [] : [{ column, kind, before: valuesBefore, after: valuesAfter }];
  });
  if (before.count !== after.count) return after.count === 0 ? [] : differences.filter((difference) => difference.kind === 'missing' || difference.after === 0);
  // With other keys every value stands in another row.
  const hasOtherKeys = differences.some(({ column, kind }) => kind !== 'exchanged' && before.key.includes(column));
  return hasOtherKeys ? differences.filter(({ kind }) => kind !== 'exchanged') : differences;
}

function tellDifference(before: ColumnFingerprint, after: ColumnFingerprint | undefined, { isSameKey, hasLost }: { readonly isSameKey: boolean; readonly hasLost: boolean }): ColumnDifference['kind'] | undefined {
  if (after === undefined) return 'missing';
  if (before.values !== after.values) return hasLost ? 'emptied' : 'changed';
  return isSameKey && before.keyed !== after.keyed ? 'exchanged' : undefined;
}

/** Whether both have the same tables with the same rows. */
export function isSameRows(a: RowFingerprint, b: RowFingerprint): boolean {
  return a.size === b.size && [...a.keys()].every((key) => b.has(key)) && compareFingerprints(a, b).length === 0 && compareFingerprints(b, a).length === 0;
}
