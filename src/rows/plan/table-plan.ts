import type { Lexis } from '../../sql/lexer.ts';
import type { Condition } from '../conditions/condition.ts';
import type { ColumnComparison, Demand } from '../conditions/demand.ts';
import type { RowValue } from '../row-value.ts';
import type { ColumnShape, ExclusionShape, TableShape } from '../table-shape.ts';
import type { ValueType } from '../value-type.ts';
import type { Source } from '../values/source.ts';

/** All that is known beforehand about the rows of one table. */
export interface TablePlan {
  readonly shape: TableShape;
  /** `tableKey` of the shape. */
  readonly key: string;
  /** Those that are given a value; the server makes the others. */
  readonly columns: readonly ColumnPlan[];
  readonly keys: readonly KeyPlan[];
  readonly references: readonly ReferencePlan[];
  /** What must not be NULL. */
  readonly required: Demand;
  /** Columns of which one is to be the smaller one by its name, if nothing else is in the way. */
  readonly ordered: readonly ColumnComparison[];
  readonly conditions: readonly ConditionPlan[];
  /** Of each list a row meets one. */
  readonly partitions: readonly (readonly ConditionPlan[])[];
  readonly exclusions: readonly ExclusionShape[];
  /** Why there can be no row, known beforehand. */
  readonly reason: string | undefined;
}

export interface ColumnPlan {
  readonly shape: ColumnShape;
  /** What is made: never a domain, and narrower than the column's where it is to fit another type too. */
  readonly type: ValueType;
  /** What is given: the column's own type, or the base of its domain. */
  readonly target: ValueType;
  readonly isNullable: boolean;
  /** It is part of a key or a foreign key. */
  readonly isKey: boolean;
  readonly source: Source;
  /** Apart from NULL. */
  readonly edges: readonly RowValue[];
  /** Says which row gets which of the edges. */
  readonly turn: number;
  /** What its random values are made from. */
  readonly seed: string;
}

export interface KeyPlan {
  readonly name: string;
  readonly columns: readonly string[];
  readonly hasDistinctNulls: boolean;
  /** Of some rows or expressions only, or of another time: one would rather keep to it. */
  readonly isSoft: boolean;
}

export interface ReferencePlan {
  readonly name: string;
  readonly columns: readonly string[];
  /** `tableKey` of the table. */
  readonly target: string;
  readonly targetName: string;
  readonly targetColumns: readonly string[];
  /** Those of its columns that are set to NULL where it refers to nothing; empty: it has to refer to something. */
  readonly nullColumns: readonly string[];
  readonly isDeferrable: boolean;
  /** It comes at another time: one would rather keep to it. */
  readonly isSoft: boolean;
  /** Other rows name it together with this table's own key, as a tenant of accounts: two rows each share it, so that they can be related. */
  readonly isShared: boolean;
}

export interface ConditionPlan {
  readonly name: string;
  readonly sql: string;
  /** Undefined where it could not be read at all. */
  readonly condition: Condition | undefined;
  readonly ways: readonly Demand[];
  /** The column that a domain's `VALUE` stands for. */
  readonly domainColumn: string | undefined;
  /** The table's columns that it speaks of. */
  readonly columns: readonly string[];
  /** Numbers and texts in it, to be tried where it is not understood. */
  readonly literals: readonly RowValue[];
}

/** What plans are made with. */
export interface PlanSettings {
  readonly lexis: Lexis;
  readonly seed: number;
  readonly rows: number;
  /** By which columns rows of each table are referred to, by `tableKey`. */
  readonly referredBy: ReadonlyMap<string, readonly (readonly string[])[]>;
}
