import type { VersionTable } from '../catalog/version-table.ts';
import type { Lexis } from '../sql/lexer.ts';
import type { RowFingerprint } from './fingerprint.ts';
import type { RowValue } from './row-value.ts';
import type { TableShape } from './table-shape.ts';

/** Our own hand on the rows of one database; a dialect's part of a `DatabaseSession`. */
export interface RowSession {
  /** How the server writes conditions. */
  readonly lexis: Lexis;
  /** Every table that could hold rows of its own, in the order of their names: not views, not partitions (their parent takes their rows), not the version table. */
  readTables(versionTable: VersionTable | undefined): Promise<readonly TableShape[]>;
  /**
   * Makes changes one after the other in one transaction: all of them, or, where the server refuses one, none.
   * With rules in force as for any client: keys, conditions, triggers.
   * @returns which change was refused and why; undefined where all were made
   */
  change(changes: readonly RowChange[]): Promise<RowRefusal | undefined>;
  /**
   * The same, and takes all of it back, also what is made by triggers; only sequences go on. Refuses what is for a table that cannot take back,
   * because it has no transactions.
   */
  tryChange(changes: readonly RowChange[]): Promise<RowRefusal | undefined>;
  /** Reads columns of one row, of a table or a view, as any client does; gives why the server refuses to, undefined where it does not. */
  tryRead(table: Pick<TableShape, 'schema' | 'name'>, columns: readonly string[]): Promise<RowRefusal | undefined>;
  /** The values of columns in rows of a table, in the order of its primary key where it has one, as SQL that may stand in a `RowValue` of kind `sql`. */
  readValues(table: Pick<TableShape, 'schema' | 'name'>, columns: readonly string[], limit: number): Promise<readonly (readonly string[])[]>;
  /** The same as text for people, in the form of which fingerprints are made; null for NULL. */
  readTexts(table: Pick<TableShape, 'schema' | 'name'>, columns: readonly string[], limit: number): Promise<readonly (readonly (string | null)[])[]>;
  /** Of the rows of every table that `readTables` gives. One query for the names, one for each table at most. */
  readFingerprint(versionTable: VersionTable | undefined): Promise<RowFingerprint>;
}

export type RowChange = RowInsert | RowUpdate;

/** Rows for one table. */
export interface RowInsert {
  readonly kind: 'insert';
  readonly table: TableShape;
  /** The columns that are given; the server makes the others. */
  readonly columns: readonly string[];
  /** One value for each of `columns`; never empty. */
  readonly rows: readonly (readonly RowValue[])[];
  /** Values are given for columns that the server would number itself, which then has to count on after them. */
  readonly overridesCounters: boolean;
}

/** Another value in columns of one row. */
export interface RowUpdate {
  readonly kind: 'update';
  readonly table: TableShape;
  readonly set: readonly { readonly column: string; readonly value: RowValue }[];
  /** What tells the row; never empty. */
  readonly where: readonly { readonly column: string; readonly value: RowValue }[];
}

/** Why the server did not take a change. */
export interface RowRefusal {
  /** Its place among the changes. */
  readonly index: number;
  /** The server's words. */
  readonly message: string;
  /** The dialect's code: SQLSTATE `23514`, `3819`, `SQLITE_CONSTRAINT_CHECK`. */
  readonly code: string | undefined;
  /** The rule that refused it, where the server says: a constraint's or index' name. */
  readonly constraint: string | undefined;
  readonly column: string | undefined;
  /** It was ended because it took too long. */
  readonly tookTooLong?: boolean;
}
