import type { DialectName } from '../../../src/dialects/dialect.ts';

/** Tables as people make them, and how many rows each of them takes. */
export interface TableDesign {
  /** Unique among the designs; says what is hard about it. */
  readonly name: string;
  readonly dialects: readonly DialectName[];
  readonly sql: string;
  /** Of each table, by name; `rowsWanted` where nothing is in the way. A table that is not named here has to be left out for a reason. */
  readonly rows: Readonly<Record<string, number>>;
  /** What the reason has to say of each table that gets none. */
  readonly unfilled?: Readonly<Record<string, RegExp>>;
  /** What every value of a column (`users.email`) that is not NULL looks like in rows without edges. */
  readonly values?: Readonly<Record<string, RegExp>>;
}

/** How many rows are asked for. */
export const rowsWanted = 5;

/** The same number for each table. */
export function full(...tables: readonly string[]): Record<string, number> {
  return Object.fromEntries(tables.map((table) => [table, rowsWanted]));
}
