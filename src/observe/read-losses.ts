import { compareFingerprints } from '../rows/compare-fingerprints.ts';
import type { TableDifference } from '../rows/compare-fingerprints.ts';
import type { TableFingerprint } from '../rows/fingerprint.ts';
import { tableKey } from '../rows/table-shape.ts';
import type { RevisionObservation, RowStages, ValueLoss } from './observation.ts';
import { compareValues } from './compare-values.ts';
import type { RowBench } from './row-bench.ts';

/** More rows of a table than this are not read one by one. */
const readRows = 1000;

/**
 * Which values did not come back from a round trip, and one of them: read from this bench, now after the downgrade, and from another that
 * is brought to the state before the upgrade once more. Nothing where the fingerprints are the same, which costs nothing.
 */
export async function readLosses(bench: RowBench, { before, downgraded }: RowStages): Promise<Pick<RevisionObservation, 'losses' | 'notes'>> {
  // Of a column that has no value left there is nothing to be read.
  const differences = downgraded === undefined ? [] : compareFingerprints(before, downgraded).filter(({ columns }) => columns.some(({ kind, after }) => kind !== 'missing' && after > 0));
  if (downgraded === undefined || differences.length === 0) return {};
  const repeated = await bench.repeatPath();
  if (!('copy' in repeated)) return { notes: [`the values were not compared one by one: ${repeated.because}`] };
  try {
    // Values that clocks or chance made are others the second time: of their tables only the fingerprints tell.
    const remade = await repeated.copy.readFingerprint();
    const told: ValueLoss[] = [];
    for (const difference of differences) {
      const key = tableKey(difference);
      const [table, now] = [before.get(key), downgraded.get(key)];
      if (table !== undefined && now !== undefined && isSameTable(table, remade.get(key))) told.push(...(await readTableLosses(repeated.copy, bench, difference, findKey(table, now, difference))));
    }
    return { losses: told };
  } finally {
    await repeated.copy.close();
  }
}

function isSameTable(table: TableFingerprint, remade: TableFingerprint | undefined): boolean {
  return remade?.count === table.count && [...table.columns].every(([name, { values, keyed }]) => remade.columns.get(name)?.values === values && remade.columns.get(name)?.keyed === keyed);
}

/** The columns that tell which row is which before and after; none where the key itself is another. */
function findKey(table: TableFingerprint, now: TableFingerprint, { columns }: TableDifference): readonly string[] {
  const isKept = table.key.length > 0 && table.key.every((name) => now.columns.has(name) && !columns.some(({ column }) => column === name));
  return isKept ? table.key : [];
}

async function readTableLosses(then: RowBench, now: RowBench, difference: TableDifference, key: readonly string[]): Promise<ValueLoss[]> {
  const columns = difference.columns.filter(({ kind }) => kind !== 'missing').map(({ column }) => column);
  if (columns.length === 0 || Math.max(difference.before, difference.after) > readRows) return [];
  const rowsBefore = await (await then.openRows()).readTexts(difference, [...key, ...columns], readRows);
  const rowsAfter = await (await now.openRows()).readTexts(difference, [...key, ...columns], readRows);
  return columns.map((column, index) => ({
    schema: difference.schema,
    table: difference.name,
    column,
    ...compareValues(rowsBefore, rowsAfter, { keyLength: key.length, at: key.length + index }),
  }));
}
