import type { Comparison, Condition } from './condition.ts';
import { negate } from './condition.ts';
import { stripCasts } from './strip-casts.ts';

/**
 * A comparison of what is a condition itself, or of a choice between values, as one without; undefined where it is neither.
 * It is true only where the comparison is; where that is NULL it may be false.
 */
export function rewriteComparison(comparison: Comparison): Condition | undefined {
  const { operator } = comparison;
  const [left, right] = [stripCasts(comparison.left).operand, stripCasts(comparison.right).operand];
  if (operator === '=' || operator === '<>') {
    const isLeft = isPredicate(left);
    if ((isLeft && isTruthLike(right)) || (isPredicate(right) && isTruthLike(left))) return matchTruths(left, right, operator === '=');
  }
  const [leftCase, rightCase] = [asCase(left), asCase(right)];
  if (leftCase !== undefined) return mapCase(leftCase, (then) => ({ kind: 'comparison', operator, left: then, right: comparison.right }));
  if (rightCase !== undefined) return mapCase(rightCase, (then) => ({ kind: 'comparison', operator, left: comparison.left, right: then }));
  return undefined;
}

/** A call that chooses between values as CASE; undefined where it is none. */
export function rewriteToCase(condition: Condition): Condition | undefined {
  return condition.kind === 'call' && condition.name === 'coalesce' ? asCase(condition) : undefined;
}

type Case = Condition & { readonly kind: 'case' };

function asCase(condition: Condition): Case | undefined {
  if (condition.kind === 'case') return condition;
  if (condition.kind !== 'call' || condition.name !== 'coalesce') return undefined;
  const last = condition.arguments.at(-1);
  if (last === undefined) return undefined;
  const branches = condition.arguments.slice(0, -1).map((then) => ({ when: negate({ kind: 'is', operand: then, test: 'null' }), then }));
  return { kind: 'case', branches, otherwise: last };
}

function mapCase({ branches, otherwise }: Case, apply: (value: Condition) => Condition): Condition {
  return { kind: 'case', branches: branches.map(({ when, then }) => ({ when, then: apply(then) })), otherwise: apply(otherwise) };
}

function isPredicate({ kind }: Condition): boolean {
  return ['comparison', 'in', 'match', 'and', 'or', 'not', 'is'].includes(kind);
}

/** What may be true or false beside a condition: MySQL and SQLite write 1 and 0. */
function isTruthLike(condition: Condition): boolean {
  if (isPredicate(condition) || condition.kind === 'column') return true;
  if (condition.kind !== 'literal') return false;
  return condition.value.kind === 'boolean' || (condition.value.kind === 'number' && /^[01]$/.test(condition.value.digits));
}

/** Both true or both false, or not so. */
function matchTruths(left: Condition, right: Condition, isSame: boolean): Condition {
  const test = (operand: Condition, isTrue: boolean): Condition => ({ kind: 'is', operand, test: isTrue ? 'true' : 'false' });
  return {
    kind: 'or',
    operands: [true, false].map((isTrue) => ({ kind: 'and', operands: [test(left, isTrue), test(right, isSame ? isTrue : !isTrue)] })),
  };
}
