import type { TableCondition, ValueType } from './value-type.ts';

/** What rows a table can take, without any dialect. Read from the server by the dialects, used to make rows. */
export interface TableShape {
  /** As the catalog names it. */
  readonly schema: string | null;
  readonly name: string;
  /** In their order. */
  readonly columns: readonly ColumnShape[];
  /** The primary key first, where there is one; then unique constraints and unique indexes. */
  readonly keys: readonly KeyShape[];
  readonly foreignKeys: readonly ForeignKeyShape[];
  /** CHECK constraints that are enforced. */
  readonly conditions: readonly TableCondition[];
  readonly exclusions: readonly ExclusionShape[];
  /** Where rows must land in a partition: what each one's rows meet, of which a row must meet one. Undefined: it is not partitioned. */
  readonly partitions: readonly TableCondition[] | undefined;
  readonly hasRows: boolean;
  /** Why no row can be put into it at all, such as "it is a foreign table"; undefined where that may be tried. */
  readonly refuses: string | undefined;
}

export interface ColumnShape {
  readonly name: string;
  readonly type: ValueType;
  /** As the server writes it: `character varying(50)`. */
  readonly typeName: string;
  readonly isNullable: boolean;
  /** The default as the server writes it; undefined: none. */
  readonly default: string | undefined;
  /**
   * How the server makes the value itself: `generated` is computed and never given, `always` is an identity that may only be given
   * explicitly, `counter` comes from a sequence, identity or AUTO_INCREMENT where it is left out. Undefined: it does not.
   */
  readonly made: 'generated' | 'always' | 'counter' | undefined;
}

/** Columns whose values together may stand only once. */
export interface KeyShape {
  readonly name: string;
  /** Plain columns of it; those of expressions are left out. */
  readonly columns: readonly string[];
  readonly isPrimary: boolean;
  /** Two NULLs are not the same. */
  readonly hasDistinctNulls: boolean;
  /** It is (also) over expressions, prefixes of columns, or only some rows: only the server can tell what it refuses. */
  readonly isPartial: boolean;
}

export interface ForeignKeyShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly target: { readonly schema: string | null; readonly name: string };
  /** In the order of `columns`. */
  readonly targetColumns: readonly string[];
  readonly isDeferrable: boolean;
  /** All of its columns or none must be NULL. */
  readonly isFull: boolean;
}

/** PostgreSQL's exclusion constraint. */
export interface ExclusionShape {
  readonly name: string;
  /** The column (undefined: an expression) and the operator by which two rows must not both be related. */
  readonly elements: readonly { readonly column: string | undefined; readonly operator: string }[];
}

/** How a table is called among shapes and fingerprints; never shown. */
export function tableKey({ schema, name }: { readonly schema: string | null; readonly name: string }): string {
  return JSON.stringify([schema, name]);
}

/** The column of this name; throws where there is none, which is a mistake of ours. */
export function findColumn({ name: table, columns }: TableShape, name: string): ColumnShape {
  const column = columns.find((one) => one.name === name);
  if (column === undefined) throw new TypeError(`the table ${table} has no column ${name}`);
  return column;
}
