import type { RowValue } from '../row-value.ts';
import { isSameValue } from './compare-values.ts';
import type { Condition } from './condition.ts';
import { evaluateCall } from './evaluate-call.ts';
import { castValue, evaluateComparison, evaluateOperation } from './evaluate-operation.ts';
import { toTruth, truth } from './known-value.ts';
import type { Known, Surroundings } from './known-value.ts';
import { matchesText } from './match-text.ts';
import { translatePattern } from './translate-pattern.ts';

/**
 * Whether a row meets a condition: `valueOf` gives what the row has in a column, undefined where the server makes it. True also where the
 * condition is NULL, which servers take for met; undefined where only the server can tell.
 */
export function evaluateCondition(condition: Condition, valueOf: (column: string) => RowValue | undefined): boolean | undefined {
  return isMet(evaluate(condition, { valueOf, now: undefined }));
}

/** Whether a value in place of a condition counts as met. */
export function isMet(value: Known): boolean | undefined {
  if (value === undefined || value.kind === 'some') return undefined;
  return value.kind === 'null' ? true : toTruth(value);
}

/** The value of any expression. */
export function evaluate(condition: Condition, around: Surroundings): Known {
  switch (condition.kind) {
    case 'column':
      return around.valueOf(condition.name);
    case 'literal':
      return condition.value;
    case 'opaque':
      return undefined;
    case 'array': {
      const values = condition.elements.map((element) => evaluate(element, around));
      return values.every((value): value is RowValue => value !== undefined && value.kind !== 'some') ? { kind: 'list', values } : { kind: 'some' };
    }
    case 'call':
      return evaluateCall(condition.name, condition.arguments.map((argument) => evaluate(argument, around)), around);
    case 'operation':
      return evaluateOperation(condition.operator, evaluate(condition.left, around), evaluate(condition.right, around));
    case 'cast':
      return castValue(evaluate(condition.operand, around), condition.type);
    case 'comparison':
      return evaluateComparison(condition.operator, evaluate(condition.left, around), evaluate(condition.right, around));
    case 'in':
      return evaluateIn(evaluate(condition.operand, around), condition.choices.map((choice) => evaluate(choice, around)));
    case 'match': {
      const [operand, pattern] = [evaluate(condition.operand, around), evaluate(condition.pattern, around)];
      if (operand?.kind === 'null' || pattern?.kind === 'null') return { kind: 'null' };
      const text = operand?.kind === 'number' ? operand.digits : operand?.kind === 'text' ? operand.value : undefined;
      if (text === undefined || pattern?.kind !== 'text') return undefined;
      const translated = translatePattern(condition.form, pattern.value, condition.ignoresCase);
      return truth(translated === undefined ? undefined : matchesText(translated, text));
    }
    case 'and':
      return evaluateChain(condition.operands, false, around);
    case 'or':
      return evaluateChain(condition.operands, true, around);
    case 'not': {
      const operand = evaluate(condition.operand, around);
      if (operand === undefined || operand.kind === 'null' || operand.kind === 'some') return operand;
      const isTrue = toTruth(operand);
      return truth(isTrue === undefined ? undefined : !isTrue);
    }
    case 'is': {
      const operand = evaluate(condition.operand, around);
      if (operand === undefined) return undefined;
      if (condition.test === 'null') return truth(operand.kind === 'null');
      if (operand.kind === 'null') return truth(false);
      const isTrue = operand.kind === 'some' ? undefined : toTruth(operand);
      return truth(isTrue === undefined ? undefined : isTrue === (condition.test === 'true'));
    }
    case 'case': {
      for (const { when, then } of condition.branches) {
        const value = evaluate(when, around);
        if (value === undefined || value.kind === 'some') return undefined;
        const isTrue = value.kind === 'null' ? false : toTruth(value);
        if (isTrue === undefined) return undefined;
        if (isTrue) return evaluate(then, around);
      }
      return evaluate(condition.otherwise, around);
    }
  }
}

/** AND and OR: `deciding` is the operand that decides alone. */
function evaluateChain(operands: readonly Condition[], deciding: boolean, around: Surroundings): Known {
  let [isUnknown, isNull] = [false, false];
  for (const operand of operands) {
    const value = evaluate(operand, around);
    const isTrue = value === undefined || value.kind === 'some' || value.kind === 'null' ? undefined : toTruth(value);
    if (isTrue === deciding) return truth(deciding);
    if (value?.kind === 'null') isNull = true;
    else if (isTrue === undefined) isUnknown = true;
  }
  return isUnknown ? undefined : isNull ? { kind: 'null' } : truth(!deciding);
}

function evaluateIn(operand: Known, choices: readonly Known[]): Known {
  if (operand?.kind === 'null') return operand;
  if (operand === undefined || operand.kind === 'some') return undefined;
  let [isUnknown, isNull] = [false, false];
  for (const choice of choices) {
    if (choice?.kind === 'null') isNull = true;
    else {
      const isSame = choice === undefined || choice.kind === 'some' ? undefined : isSameValue(operand, choice);
      if (isSame === true) return truth(true);
      isUnknown ||= isSame === undefined;
    }
  }
  return isUnknown ? undefined : isNull ? { kind: 'null' } : truth(false);
}
