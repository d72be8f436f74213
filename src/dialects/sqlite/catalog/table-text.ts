import { foldName } from '../fold-name.ts';

/** What a `CREATE TABLE` says, in one spelling. Names are as they were declared, types and expressions normalised. */
export interface TableText {
  readonly columns: readonly ColumnText[];
  /** Those of columns as well, as if they were the table's. */
  readonly constraints: readonly ConstraintText[];
  readonly isWithoutRowid: boolean;
  readonly isStrict: boolean;
}

export interface ColumnText {
  readonly name: string;
  /** In capitals, `VARCHAR(10)`; empty where none is declared. */
  readonly type: string;
  readonly notNull: { readonly conflict: string | null } | null;
  /** Without parentheses around it; null where there is none or NULL. */
  readonly default: string | null;
  /** In capitals; null for BINARY. */
  readonly collation: string | null;
  readonly generated: { readonly expression: string; readonly storage: 'STORED' | 'VIRTUAL' } | null;
}

export type ConstraintText = KeyText | CheckText | ForeignKeyText;

/** A primary key or a unique constraint. */
export interface KeyText {
  readonly type: 'primary key' | 'unique constraint';
  readonly name: string | null;
  readonly parts: readonly KeyPart[];
  /** Null for ABORT, which is what is meant without one. */
  readonly conflict: string | null;
  readonly isAutoincrement: boolean;
  /** The column beside which it is written; there SQLite means something else by a descending key. */
  readonly ofColumn: string | null;
}

export interface KeyPart {
  readonly column: string;
  /** Null where it is the column's. */
  readonly collation: string | null;
  readonly isDescending: boolean;
}

export interface CheckText {
  readonly type: 'check constraint';
  readonly name: string | null;
  readonly expression: string;
  readonly ofColumn: string | null;
}

export interface ForeignKeyText {
  readonly type: 'foreign key';
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly parent: string;
  /** Null where the parent's primary key is meant. */
  readonly parentColumns: readonly string[] | null;
  /** Null for NO ACTION, which is what is meant without one. */
  readonly onDelete: string | null;
  readonly onUpdate: string | null;
  /** Checked at the end of the transaction; only `DEFERRABLE INITIALLY DEFERRED` does that. https://sqlite.org/foreignkeys.html#fk_deferred */
  readonly isDeferred: boolean;
  readonly ofColumn: string | null;
}

/** The column that is the row's own number, whose values are never NULL. https://sqlite.org/lang_createtable.html#rowid */
export function findRowidColumn({ columns, constraints, isWithoutRowid }: TableText): ColumnText | undefined {
  const key = findPrimaryKey(constraints);
  const [part] = key?.parts ?? [];
  if (isWithoutRowid || key?.parts.length !== 1 || part === undefined || (key.ofColumn !== null && part.isDescending)) return undefined;
  return columns.find(({ name, type }) => foldName(name) === foldName(part.column) && type === 'INTEGER');
}

export function findPrimaryKey(constraints: readonly ConstraintText[]): KeyText | undefined {
  return constraints.find((constraint): constraint is KeyText => constraint.type === 'primary key');
}
