/** What one executed statement does, as far as its text tells; pure. */

/** A name as a statement writes it; the schema is undefined where it was left to the search path. */
export interface ObjectName {
  readonly schema: string | undefined;
  readonly name: string;
}

/**
 * One operation of a statement. `target` is the table, view, type … that it works on;
 * `member` the column, constraint, label … inside it.
 */
export interface Operation {
  readonly kind: OperationKind;
  readonly target: ObjectName;
  readonly member?: string;
  /** What it is called from then on, where a name is changed. */
  readonly newName?: string;
  /** Of an `insert` that takes its rows from one whole table. */
  readonly copy?: TableCopy;
  /** Of an `update`: the columns that it writes, as far as the statement names them. */
  readonly assigned?: readonly Assignment[];
  /** `IF EXISTS`, `CASCADE`, `CONCURRENTLY`, `ONLY`, `NOT VALID`, `WHERE`, `TEMPORARY` … as far as written. */
  readonly flags: readonly OperationFlag[];
}

/** The rows of a table, written into another. */
export interface TableCopy {
  readonly from: ObjectName;
  /** Each column that is filled from one alone, as far as the statement names them. */
  readonly columns: readonly { readonly from: string; readonly to: string }[];
}

/** A column that an UPDATE writes. */
export interface Assignment {
  readonly column: string;
  /** Its new value is made from the one that it has, as in `SET name = lower(name)`. */
  readonly readsItself: boolean;
}

export type OperationFlag = 'cascade' | 'concurrently' | 'if-exists' | 'if-not-exists' | 'not-valid' | 'conditional' | 'temporary';

export type OperationKind =
  | 'create-table' | 'drop-table' | 'rename-table' | 'add-column' | 'drop-column' | 'rename-column'
  | 'change-column-type' | 'set-not-null' | 'drop-not-null' | 'set-default' | 'drop-default'
  | 'add-constraint' | 'drop-constraint' | 'rename-constraint' | 'validate-constraint'
  | 'create-index' | 'drop-index' | 'rename-index' | 'drop-partition' | 'create-schema' | 'drop-schema' | 'create-view' | 'drop-view'
  | 'create-type' | 'drop-type' | 'add-enum-value' | 'rename-enum-value' | 'rename-type' | 'create-sequence' | 'drop-sequence'
  | 'create-function' | 'drop-function' | 'create-trigger' | 'drop-trigger' | 'create-event' | 'drop-event' | 'create-extension' | 'drop-extension'
  | 'drop-owned' | 'truncate' | 'insert' | 'update' | 'delete' | 'select' | 'transaction' | 'setting' | 'procedural' | 'other';

/** A statement read, or the fact that it could not be; the latter is counted in coverage. */
export type ParsedStatement =
  | { readonly parsed: true; readonly operations: readonly Operation[] }
  | { readonly parsed: false; readonly reason: string };
