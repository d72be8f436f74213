import type { ValueLoss } from './observation.ts';

/** Values as text; null for NULL. */
export type TextRow = readonly (string | null)[];

/** Where a column stands in rows that begin with their key; `keyLength` is 0 where they have none. */
export interface ValuePlace {
  readonly keyLength: number;
  readonly at: number;
}

/** What became of the values of one column: row by row where a key tells which is which, else by the values alone. */
export function compareValues(before: readonly TextRow[], after: readonly TextRow[], place: ValuePlace): Pick<ValueLoss, 'of' | 'lost' | 'changed' | 'example'> {
  const takeColumn = (row: TextRow): string | null => row[place.at] ?? null;
  return countPairs(place.keyLength === 0 ? pairValues(before.map(takeColumn), after.map(takeColumn)) : pairRows(before, after, place));
}

/** A value before, and what stands in its place. */
interface Pair {
  readonly row?: string;
  readonly before: string;
  readonly after: string | null;
}

function pairRows(before: readonly TextRow[], after: readonly TextRow[], { keyLength, at }: ValuePlace): Pair[] {
  const tell = (row: TextRow): string => JSON.stringify(row.slice(0, keyLength));
  const found = new Map(after.map((row) => [tell(row), row[at] ?? null]));
  return before.flatMap((row) => {
    const value = row[at] ?? null;
    return value === null ? [] : [{ row: row.slice(0, keyLength).join(', '), before: value, after: found.get(tell(row)) ?? null }];
  });
}

/** Without a key nobody knows which value became which: those that are gone stand beside those that came, in their order. */
function pairValues(before: readonly (string | null)[], after: readonly (string | null)[]): Pair[] {
  const left = Map.groupBy(after.filter((value) => value !== null), (value) => value);
  const gone = before.filter((value) => value !== null).filter((value) => left.get(value)?.pop() === undefined);
  const came = [...left.values()].flat();
  const kept = before.filter((value) => value !== null).length - gone.length;
  return [...Array.from({ length: kept }, () => ({ before: '', after: '' })), ...gone.map((value, index) => ({ before: value, after: came[index] ?? null }))];
}

function countPairs(pairs: readonly Pair[]): Pick<ValueLoss, 'of' | 'lost' | 'changed' | 'example'> {
  const others = pairs.filter(({ before, after }) => before !== after);
  // A short one shows best what became of it.
  const [example] = others.toSorted((a, b) => Number(a.after === null) - Number(b.after === null) || a.before.length - b.before.length);
  const lost = others.filter(({ after }) => after === null).length;
  return { of: pairs.length, lost, changed: others.length - lost, ...(example === undefined ? {} : { example }) };
}
