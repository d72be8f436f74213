import type { RowValue } from '../row-value.ts';

/** How rows are made this time. */
export interface Variation {
  /** Another number gives other values, other parents and other ways to meet conditions. */
  readonly salt: number;
  /** Another number gives other parents alone. */
  readonly parents: number;
  readonly style: 'edges' | 'plain';
  /** Columns without edges, whatever the style. */
  readonly calm: ReadonlySet<string>;
  /** Columns that have a default are left to it. */
  readonly leavesDefaults: boolean;
  /** All that may be NULL is. */
  readonly isSparse: boolean;
  /** Columns of conditions that are not understood get values that stand in those. */
  readonly takesLiterals: boolean;
  /** The simplest values of each type: small whole numbers, firsts of a month, a word. */
  readonly isTame: boolean;
  /** Rows that have to refer to one of their own table refer to the next one and the last to the first, instead of each to itself. */
  readonly isRing: boolean;
  /** Columns that are made in another way, those of which the server has spoken. */
  readonly ofColumn: ReadonlyMap<string, Omit<Variation, 'ofColumn'>>;
}

/** A row as it is to be inserted: what the server makes is not in it. */
export type MadeRow = ReadonlyMap<string, RowValue>;
