/** A value for one column of one row; the dialect writes it in SQL, with the column's type in hand. */
export type RowValue =
  | { readonly kind: 'null' }
  /** Integers, decimals and floats in digits: `-12.50`, `1e300`. */
  | { readonly kind: 'number'; readonly digits: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  /** Also dates, times, timestamps and intervals (`1 day 02:00:00`), UUIDs, JSON, labels of enums, network addresses and WKT. */
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: Uint8Array }
  /** Zeros and ones. */
  | { readonly kind: 'bits'; readonly digits: string }
  /** An array; the labels of a set. */
  | { readonly kind: 'list'; readonly values: readonly RowValue[] }
  /** Lower bound included, upper one not; undefined: open. `isEmpty` where it holds nothing. */
  | { readonly kind: 'range'; readonly lower: RowValue | undefined; readonly upper: RowValue | undefined; readonly isEmpty: boolean }
  | { readonly kind: 'record'; readonly fields: readonly RowValue[] }
  /** An expression of the server's own writing, taken as it is: a value of another table's key. */
  | { readonly kind: 'sql'; readonly sql: string };
