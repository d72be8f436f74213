import type { RowValue } from '../row-value.ts';

/** A condition or any part of it: one tree for what is true or false and for what has another value. */
export type Condition =
  /** By the name as it is written, without its table; `VALUE` is a domain's. */
  | { readonly kind: 'column'; readonly name: string }
  | { readonly kind: 'literal'; readonly value: RowValue }
  | { readonly kind: 'array'; readonly elements: readonly Condition[] }
  /** In lower case, without its schema. `extract(year from x)` is `date_part('year', x)`, `position(a in b)` is `strpos(b, a)`. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Condition[] }
  /** Every operator that is none of the others: `+`, `||`, `->>`. A sign is a subtraction from zero. */
  | { readonly kind: 'operation'; readonly operator: string; readonly left: Condition; readonly right: Condition }
  /** The type in lower case as it is written: `character varying(10)`. */
  | { readonly kind: 'cast'; readonly operand: Condition; readonly type: string }
  | Comparison
  | { readonly kind: 'in'; readonly operand: Condition; readonly choices: readonly Condition[] }
  | TextMatch
  | { readonly kind: 'and' | 'or'; readonly operands: readonly Condition[] }
  | { readonly kind: 'not'; readonly operand: Condition }
  | { readonly kind: 'is'; readonly operand: Condition; readonly test: 'null' | 'true' | 'false' }
  | { readonly kind: 'case'; readonly branches: readonly CaseBranch[]; readonly otherwise: Condition }
  /** What was not understood. */
  | { readonly kind: 'opaque'; readonly sql: string };

export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface Comparison {
  readonly kind: 'comparison';
  /** `distinct` and `same` compare NULL as a value of its own. */
  readonly operator: ComparisonOperator | 'distinct' | 'same';
  readonly left: Condition;
  readonly right: Condition;
}

export interface TextMatch {
  readonly kind: 'match';
  /** In a `like` a backslash takes the meaning from what follows it, whatever the dialect; a `regex` is the server's own. */
  readonly form: 'like' | 'glob' | 'regex';
  readonly operand: Condition;
  readonly pattern: Condition;
  readonly ignoresCase: boolean;
}

export interface CaseBranch {
  readonly when: Condition;
  readonly then: Condition;
}

export const nullCondition: Condition = { kind: 'literal', value: { kind: 'null' } };

export function negate(operand: Condition): Condition {
  return operand.kind === 'not' ? operand.operand : { kind: 'not', operand };
}

/** The parts that a condition is made of directly. */
export function listParts(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'column':
    case 'literal':
    case 'opaque':
      return [];
    case 'array':
      return condition.elements;
    case 'call':
      return condition.arguments;
    case 'operation':
    case 'comparison':
      return [condition.left, condition.right];
    case 'cast':
    case 'not':
    case 'is':
      return [condition.operand];
    case 'in':
      return [condition.operand, ...condition.choices];
    case 'match':
      return [condition.operand, condition.pattern];
    case 'and':
    case 'or':
      return condition.operands;
    case 'case':
      return [...condition.branches.flatMap(({ when, then }) => [when, then]), condition.otherwise];
  }
}

/** The names of all columns in it, each once; an opaque part may speak of others. */
export function listColumns(condition: Condition): readonly string[] {
  return [...new Set(condition.kind === 'column' ? [condition.name] : listParts(condition).flatMap(listColumns))];
}
