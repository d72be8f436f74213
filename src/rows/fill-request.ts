import type { RowSession } from './row-session.ts';
import type { TableShape } from './table-shape.ts';

/** Tables to be filled. */
export interface FillRequest {
  readonly session: RowSession;
  /** All tables, as the session gave them; those that have rows are left as they are. */
  readonly tables: readonly TableShape[];
  /** How many rows each table gets. */
  readonly rows: number;
  /** The same seed makes the same rows. */
  readonly seed: number;
  /** `edges`: NULL where it is allowed, the longest text, zero, the largest number, letters of many languages; `plain`: none of that. */
  readonly style: 'edges' | 'plain';
  /** The same tables at another time, whose rules rows have to meet as well: by types, NOT NULL, keys and conditions. */
  readonly alsoFitting: readonly TableShape[];
}

/** What came of it, in the order of the tables; those that had rows are in neither list. */
export interface FillResult {
  readonly filled: readonly FilledTable[];
  readonly unfilled: readonly UnfilledTable[];
}

export interface FilledTable {
  readonly schema: string | null;
  readonly name: string;
  readonly rows: number;
}

export interface UnfilledTable {
  readonly schema: string | null;
  readonly name: string;
  /** A sentence's end: "the trigger `audit` refuses every row that was tried: …". */
  readonly reason: string;
}
