/**
 * What tells whether rows are still the same, computed in the server without their leaving it: of each table (by `tableKey`) and each of
 * its columns a count, the NULLs and hashes in which the order of rows plays no part.
 */
export type RowFingerprint = ReadonlyMap<string, TableFingerprint>;

export interface TableFingerprint {
  readonly schema: string | null;
  readonly name: string;
  readonly count: number;
  /** By name. */
  readonly columns: ReadonlyMap<string, ColumnFingerprint>;
  /** The columns of the primary key; empty where there is none. */
  readonly key: readonly string[];
}

export interface ColumnFingerprint {
  readonly nulls: number;
  /** Of all values, however they are spread over the rows; of their text in one form that no setting of the database changes. */
  readonly values: string;
  /** Of each value together with its row's primary key; null where there is none. */
  readonly keyed: string | null;
}
