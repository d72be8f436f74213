import type { RowValue } from '../row-value.ts';

/** One way to meet a condition: what each column's value has to be like, and how columns relate. A condition is met by meeting any one of its ways. */
export interface Demand {
  /** By column; `VALUE` is a domain's. */
  readonly columns: ReadonlyMap<string, ColumnDemand>;
  readonly comparisons: readonly ColumnComparison[];
  /** Whether it says all of it: rows that meet it meet the condition. False where a part was not understood and only trying tells. */
  readonly isWhole: boolean;
}

/** What is left out is not asked for. NULL meets all of it, as it does in conditions, unless `isNull` is false. */
export interface ColumnDemand {
  /** True: it has to be NULL; false: it must not be. */
  readonly isNull?: boolean;
  readonly min?: Bound;
  readonly max?: Bound;
  /** One of these. */
  readonly oneOf?: readonly RowValue[];
  readonly noneOf?: readonly RowValue[];
  /** In characters (of text), bytes or elements (of an array). */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** All of them. */
  readonly patterns?: readonly TextPattern[];
}

export interface Bound {
  readonly value: RowValue;
  readonly isExclusive: boolean;
}

export interface ColumnComparison {
  readonly left: string;
  readonly operator: '=' | '<>' | '<' | '<=';
  readonly right: string;
}

export interface TextPattern {
  /** `regex`: as JavaScript writes it with the flags `us`. In a `like` a backslash takes the meaning from what follows it, whatever the dialect. */
  readonly kind: 'like' | 'glob' | 'regex';
  readonly pattern: string;
  readonly ignoresCase: boolean;
  /** It must not match. */
  readonly isNegated: boolean;
}
