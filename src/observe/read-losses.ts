import { compareFingerprints } from '../rows/compare-fingerprints.ts';
import type { TableDifference } from '../rows/compare-fingerprints.ts';
import type { TableFingerprint } from '../rows/fingerprint.ts';
import { tableKey } from '../rows/table-shape.ts';
import type { RevisionObservation, RowStages, StepObservation, ValueLoss } from './observation.ts';
import { compareValues } from './compare-values.ts';
import type { TextRow } from './compare-values.ts';
import { isByClock } from './is-by-clock.ts';
import type { RowBench } from './row-bench.ts';

/** More rows of a table than this are not read one by one. */
const readRows = 1000;

/**
 * Which values did not come back from a round trip, and one of them: read from this bench, now after the downgrade, and from another that
 * is brought to the state before the upgrade once more. Nothing where the fingerprints are the same, which costs nothing.
 */
export async function readLosses(bench: RowBench, { before, downgraded }: RowStages, steps: readonly StepObservation[]): Promise<Pick<RevisionObservation, 'losses' | 'notes'>> {
  const differences = downgraded === undefined ? [] : compareFingerprints(before, downgraded).filter(mayTell);
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
      if (table !== undefined && now !== undefined && isSameTable(table, remade.get(key))) told.push(...(await readTableLosses(repeated.copy, bench, difference, findColumns(table, now, difference), findKey(table, now, difference), steps)));
    }
    return { losses: told };
  } finally {
    await repeated.copy.close();
  }
}

/** Of a column that has no value left there is nothing to be read; with another number of rows each column's hash is another. */
function mayTell({ before, after, columns }: TableDifference): boolean {
  return before === after ? columns.some(({ kind, after: values }) => kind !== 'missing' && values > 0) : before > 0 && after > 0;
}

function isSameTable(table: TableFingerprint, remade: TableFingerprint | undefined): boolean {
  return remade?.count === table.count && [...table.columns].every(([name, { values, keyed }]) => remade.columns.get(name)?.values === values && remade.columns.get(name)?.keyed === keyed);
}

/** The columns that tell which row is which before and after; none where the key itself is another. */
function findKey(table: TableFingerprint, now: TableFingerprint, { columns }: TableDifference): readonly string[] {
  const isKept = table.key.length > 0 && table.key.every((name) => now.columns.has(name) && !columns.some(({ column }) => column === name));
  return isKept ? table.key : [];
}

/** The columns whose values are to be read. */
function findColumns(table: TableFingerprint, now: TableFingerprint, difference: TableDifference): readonly string[] {
  if (difference.before === difference.after) return difference.columns.filter(({ kind }) => kind !== 'missing').map(({ column }) => column);
  return [...table.columns].flatMap(([name, { nulls }]) => (now.columns.has(name) && nulls < table.count && !table.key.includes(name) ? [name] : []));
}

async function readTableLosses(then: RowBench, now: RowBench, difference: TableDifference, columns: readonly string[], key: readonly string[], steps: readonly StepObservation[]): Promise<ValueLoss[]> {
  const isOfOthers = difference.before !== difference.after;
  // Without a key nobody knows which rows are those that were there.
  if (columns.length === 0 || Math.max(difference.before, difference.after) > readRows || (isOfOthers && key.length === 0)) return [];
  const rowsBefore = await (await then.openRows()).readTexts(difference, [...key, ...columns], readRows);
  const rowsAfter = await (await now.openRows()).readTexts(difference, [...key, ...columns], readRows);
  const kept = isOfOthers ? keepRows(rowsBefore, rowsAfter, key.length) : rowsBefore;
  const losses = columns.map((column, index) => ({
    schema: difference.schema,
    table: difference.name,
    column,
    ...compareValues(kept, rowsAfter, { keyLength: key.length, at: key.length + index }),
    ...(isByClock({ table: difference.name, column }, listCame(kept, rowsAfter, key.length + index), steps, Date.now()) ? { isByClock: true } : {}),
  }));
  return isOfOthers ? losses.filter(({ lost, changed }) => lost + changed > 0) : losses;
}

function listCame(before: readonly TextRow[], after: readonly TextRow[], at: number): readonly string[] {
  const old = new Set(before.map((row) => row[at]));
  return after.flatMap((row) => (row[at] == null || old.has(row[at]) ? [] : [row[at]]));
}

/** The rows whose key is still there: what became of the others the number of rows tells. */
function keepRows(before: readonly TextRow[], after: readonly TextRow[], keyLength: number): readonly TextRow[] {
  const there = new Set(after.map((row) => JSON.stringify(row.slice(0, keyLength))));
  return before.filter((row) => there.has(JSON.stringify(row.slice(0, keyLength))));
}
