import { isDeepStrictEqual } from 'node:util';
import type { RowFingerprint, TableFingerprint } from './fingerprint.ts';

/**
 * A reading in the objects of an earlier one wherever both tell the same. A walk keeps several readings of each revision, and hardly
 * anything of a database changes from one to the next: of thousands of revisions only what changed takes memory.
 */
export function shareUnchanged(reading: RowFingerprint, earlier: RowFingerprint): RowFingerprint {
  const shared = new Map([...reading].map(([key, table]) => [key, shareTable(table, earlier.get(key))]));
  return isSharedWhole(shared, earlier) ? earlier : shared;
}

function shareTable(table: TableFingerprint, earlier: TableFingerprint | undefined): TableFingerprint {
  if (earlier === undefined) return table;
  if (isDeepStrictEqual(table, earlier)) return earlier;
  const columns = new Map(
    [...table.columns].map(([name, column]) => {
      const known = earlier.columns.get(name);
      return [name, known !== undefined && isDeepStrictEqual(column, known) ? known : column];
    }),
  );
  return { ...table, columns };
}

function isSharedWhole(shared: RowFingerprint, earlier: RowFingerprint): boolean {
  return shared.size === earlier.size && [...shared].every(([key, table]) => earlier.get(key) === table);
}
