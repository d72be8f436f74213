import type { RowValue } from '../row-value.ts';
import type { Comparison, ComparisonOperator, Condition } from './condition.ts';
import { listColumns, listParts } from './condition.ts';
import type { ColumnDemand, Demand } from './demand.ts';
import { evaluate } from './evaluate-condition.ts';
import { isKnown, toTruth } from './known-value.ts';
import type { Known } from './known-value.ts';
import { mergeDemands, makeDemand, noDemand, unknownDemand } from './merge-demands.ts';
import { rewriteComparison, rewriteToCase } from './rewrite-condition.ts';
import { jsonObject, quote, readText } from './solve-call.ts';
import { findConstant, flipped, hasClock, solveColumns, solveComparison } from './solve-comparison.ts';
import { stripCasts } from './strip-casts.ts';
import { translatePattern } from './translate-pattern.ts';

export { mergeDemands };

const maxWays = 32;
/** Parts looked at and demands put together, after which the rest is left to trying. */
const maxSteps = 20_000;
/** Columns of which every mixture of NULLs is tried. */
const maxNullColumns = 5;

/**
 * The ways to meet a condition, at most 32; a row that meets any of those that are whole meets it. None at all: nothing can meet it.
 * Where only trying tells there is one that asks for nothing and is not whole.
 */
export function listDemands(condition: Condition): readonly Demand[] {
  return new Search().find(condition, false, false);
}

class Search {
  private steps = 0;

  /** @param isStrict the condition has to be true; otherwise it may be NULL too */
  find(condition: Condition, isNegated: boolean, isStrict: boolean): readonly Demand[] {
    this.steps += 1;
    if (this.steps > maxSteps) return [unknownDemand];
    switch (condition.kind) {
      case 'not':
        return this.find(condition.operand, !isNegated, isStrict);
      case 'and':
      case 'or': {
        const found = condition.operands.map((operand) => this.find(operand, isNegated, isStrict));
        return (condition.kind === 'and') === isNegated ? joinWays(found) : this.combine(found);
      }
      case 'is':
        return this.findTest(condition.operand, condition.test, isNegated) ?? this.findByNulls(condition, isNegated, isStrict);
      case 'case':
        return this.findCase(condition, isNegated, isStrict);
      default:
        return this.findLeaf(condition, isNegated, isStrict);
    }
  }

  private findLeaf(condition: Condition, isNegated: boolean, isStrict: boolean): readonly Demand[] {
    if (listColumns(condition).length === 0) {
      const value = evaluate(condition, { valueOf: () => undefined, now: undefined });
      const isMet = !isKnown(value) ? undefined : value.kind === 'null' ? !isStrict : toTruth(value) === !isNegated;
      return isMet === undefined ? [unknownDemand] : isMet ? [noDemand] : [];
    }
    if (condition.kind === 'comparison') {
      const rewritten = rewriteComparison(isNegated ? turn(condition) : condition);
      if (rewritten !== undefined) return this.find(rewritten, false, isStrict);
    }
    const choice = rewriteToCase(condition);
    if (choice !== undefined) return this.find(choice, isNegated, isStrict);
    const found = this.solve(condition, isNegated, isStrict);
    if (found === undefined) return this.findByNulls(condition, isNegated, isStrict);
    return isStrict ? found.flatMap((demand) => withoutNulls(demand, condition)) : found;
  }

  private solve(condition: Condition, isNegated: boolean, isStrict: boolean): readonly Demand[] | undefined {
    switch (condition.kind) {
      case 'column':
        return demandColumn(condition.name, { oneOf: [{ kind: 'boolean', value: !isNegated }] });
      case 'comparison':
        return solveAny(isNegated ? turn(condition) : condition, isStrict);
      case 'in':
        return this.solveIn(condition.operand, condition.choices, isNegated, isStrict);
      case 'match':
        return solveMatch(condition, isNegated);
      case 'call':
        return solveTruth(condition, isNegated);
      case 'operation':
        return isNegated ? undefined : solveArrays(condition);
      case 'cast':
        return condition.type.startsWith('bool') ? this.find(condition.operand, isNegated, isStrict) : undefined;
      default:
        return undefined;
    }
  }

  private solveIn(operand: Condition, choices: readonly Condition[], isNegated: boolean, isStrict: boolean): readonly Demand[] | undefined {
    const { operand: column, isSame } = stripCasts(operand);
    const values = choices.map((choice) => findConstant(choice));
    if (column.kind === 'column' && values.every((value): value is RowValue => value !== undefined)) {
      const others = values.filter(({ kind }) => kind !== 'null');
      // It is NULL wherever it is not decided.
      if (others.length < values.length && (isNegated ? isStrict : !isStrict)) return isNegated ? [] : [noDemand];
      return demandColumn(column.name, isNegated ? { noneOf: others } : { oneOf: others }, isSame);
    }
    const found = choices.map((choice) => this.find({ kind: 'comparison', operator: isNegated ? '<>' : '=', left: operand, right: choice }, false, isStrict));
    return isNegated ? this.combine(found) : joinWays(found);
  }

  /** IS NULL, IS TRUE and IS FALSE, which are never NULL themselves; undefined where it is not known what is asked for NULL. */
  private findTest(operand: Condition, test: 'null' | 'true' | 'false', isNegated: boolean): readonly Demand[] | undefined {
    if (test !== 'null') return this.find(operand, (test === 'false') !== isNegated, !isNegated);
    const { operand: tested } = stripCasts(operand);
    if (tested.kind === 'column') return demandColumn(tested.name, { isNull: !isNegated });
    const [first, second] = tested.kind === 'call' && tested.name === 'nullif' ? tested.arguments : [];
    if (first === undefined || second === undefined) return undefined;
    const same: Condition = { kind: 'comparison', operator: '=', left: first, right: second };
    if (isNegated) return this.combine([this.find(same, true, false), this.find({ kind: 'is', operand: first, test: 'null' }, true, false)]);
    return joinWays([this.find({ kind: 'is', operand: first, test: 'null' }, false, false), this.find(same, false, true)]);
  }

  private findCase({ branches, otherwise }: Condition & { readonly kind: 'case' }, isNegated: boolean, isStrict: boolean): readonly Demand[] {
    let before: readonly Demand[] = [noDemand];
    const found: (readonly Demand[])[] = [];
    for (const { when, then } of branches) {
      found.push(this.combine([before, this.find(when, false, true), this.find(then, isNegated, isStrict)]));
      before = this.combine([before, this.find(when, true, false)]);
    }
    return joinWays([...found, this.combine([before, this.find(otherwise, isNegated, isStrict)])]);
  }

  /** By trying which columns may be NULL and which not, where the condition asks for just that. */
  private findByNulls(condition: Condition, isNegated: boolean, isStrict: boolean): readonly Demand[] {
    const columns = listColumns(condition);
    if (columns.length > maxNullColumns || !looksAtNulls(condition)) return [unknownDemand];
    const ways: Demand[] = [];
    let isUnsure = false;
    for (let mixture = 0; mixture < 2 ** columns.length; mixture += 1) {
      this.steps += 1;
      const isNull = (column: string): boolean => (mixture & (1 << columns.indexOf(column))) !== 0;
      const valueOf = (column: string): Known => (isNull(column) ? { kind: 'null' } : { kind: 'some' });
      const value = evaluate(condition, { valueOf, now: undefined });
      if (!isKnown(value)) isUnsure = true;
      else if (value.kind === 'null' ? !isStrict : toTruth(value) === !isNegated) {
        ways.push({ columns: new Map(columns.map((column) => [column, { isNull: isNull(column) }])), comparisons: [], isWhole: true });
      }
    }
    return isUnsure ? [unknownDemand, ...ways] : ways;
  }

  /** Every way of the first with every one of the second, and so on. */
  private combine(found: readonly (readonly Demand[])[]): readonly Demand[] {
    let ways: readonly Demand[] = [noDemand];
    for (const more of found) {
      const merged: Demand[] = [];
      for (const way of ways) {
        for (const other of more) {
          this.steps += 1;
          const both = merged.length < maxWays ? mergeDemands(way, other) : undefined;
          if (both !== undefined) merged.push(both);
        }
      }
      ways = merged;
    }
    return ways;
  }
}

/** Any of them; those that only choose a value of the same column are one. */
function joinWays(found: readonly (readonly Demand[])[]): readonly Demand[] {
  const ways: Demand[] = [];
  for (const way of found.flat()) {
    if (way === unknownDemand && ways.includes(way)) continue;
    const chosen = findChoice(way);
    const at = chosen === undefined ? -1 : ways.findIndex((other) => isSameChoice(chosen, findChoice(other)));
    const other = ways[at] && findChoice(ways[at]);
    if (chosen === undefined || other === undefined) ways.push(way);
    else ways[at] = { ...way, columns: new Map([[chosen.column, { ...chosen.demand, oneOf: [...other.oneOf, ...chosen.oneOf] }]]) };
  }
  return ways.slice(0, maxWays);
}

interface Choice {
  readonly column: string;
  readonly demand: ColumnDemand;
  readonly oneOf: readonly RowValue[];
}

function findChoice({ columns, comparisons, isWhole }: Demand): Choice | undefined {
  const [only, ...others] = [...columns];
  if (only === undefined || others.length > 0 || comparisons.length > 0 || !isWhole) return undefined;
  const [column, demand] = only;
  const isOnly = Object.keys(demand).every((key) => key === 'oneOf' || key === 'isNull');
  return demand.oneOf === undefined || !isOnly ? undefined : { column, demand, oneOf: demand.oneOf };
}

function isSameChoice(a: Choice, b: Choice | undefined): boolean {
  return b !== undefined && a.column === b.column && a.demand.isNull === b.demand.isNull;
}

function demandColumn(column: string, demand: ColumnDemand, isWhole = true): readonly Demand[] {
  const made = makeDemand(column, demand, isWhole);
  return made === undefined ? [] : [made];
}

/** The same of a row in which none of the condition's columns is NULL. */
function withoutNulls(demand: Demand, condition: Condition): readonly Demand[] {
  const columns = new Map(listColumns(condition).map((column) => [column, { isNull: false }]));
  const merged = mergeDemands(demand, { ...noDemand, columns });
  return merged === undefined ? [] : [merged];
}

const opposites: Readonly<Record<Comparison['operator'], Comparison['operator']>> = { '=': '<>', '<>': '=', '<': '>=', '>=': '<', '>': '<=', '<=': '>', distinct: 'same', same: 'distinct' };

function turn(comparison: Comparison): Comparison {
  return { ...comparison, operator: opposites[comparison.operator] };
}

function solveAny({ operator, left, right }: Comparison, isStrict: boolean): readonly Demand[] | undefined {
  if (operator === 'same' || operator === 'distinct') return solveDistinct(operator, left, right);
  const ofColumns = solveColumns(operator, left, right) ?? solveSelf(operator, left, right);
  if (ofColumns !== undefined) return [ofColumns];
  const value = findConstant(right, operator);
  if (value === undefined) {
    const other = findConstant(left, flipped[operator]);
    return other === undefined ? undefined : solveWithConstant(flipped[operator], right, other, left, isStrict);
  }
  return solveWithConstant(operator, left, value, right, isStrict);
}

function solveWithConstant(operator: ComparisonOperator, left: Condition, value: RowValue, right: Condition, isStrict: boolean): readonly Demand[] | undefined {
  if (value.kind === 'null') return isStrict ? [] : [noDemand];
  const ways = solveComparison(operator, left, value);
  // It is another time when the server asks.
  return hasClock(right) && (operator === '=' || operator === '<>') ? ways?.map((way) => ({ ...way, isWhole: false })) : ways;
}

/** Where NULL is a value like others: both ways say themselves whether it is one. */
function solveDistinct(operator: 'same' | 'distinct', left: Condition, right: Condition): readonly Demand[] | undefined {
  const [a, b] = [stripCasts(left), stripCasts(right)];
  const [column, value] = a.operand.kind === 'column' ? [a, findConstant(right)] : [b, findConstant(left)];
  if (column.operand.kind !== 'column') return undefined;
  const { name } = column.operand;
  if (value !== undefined) {
    if (value.kind === 'null') return demandColumn(name, { isNull: operator === 'same' });
    return demandColumn(name, operator === 'same' ? { oneOf: [value], isNull: false } : { noneOf: [value] }, column.isSame);
  }
  if (a.operand.kind !== 'column' || b.operand.kind !== 'column') return undefined;
  if (name === b.operand.name) return operator === 'same' ? [noDemand] : [];
  const nulls = (isNull: boolean, other = isNull): ReadonlyMap<string, ColumnDemand> => new Map([[name, { isNull }], [nameOf(b.operand), { isNull: other }]]);
  const isWhole = a.isSame && b.isSame;
  const compared: Demand = { columns: nulls(false), comparisons: [{ left: name, operator: operator === 'same' ? '=' : '<>', right: nameOf(b.operand) }], isWhole };
  const others = operator === 'same' ? [nulls(true)] : [nulls(true, false), nulls(false, true)];
  return [compared, ...others.map((columns): Demand => ({ columns, comparisons: [], isWhole: true }))];
}

function nameOf(condition: Condition): string {
  return condition.kind === 'column' ? condition.name : '';
}

/** `x = lower(x)`, `btrim(x) = x`. */
function solveSelf(operator: ComparisonOperator, left: Condition, right: Condition): Demand | undefined {
  const [a, b] = [stripCasts(left).operand, stripCasts(right).operand];
  const [call, column] = a.kind === 'call' ? [a, b] : [b, a];
  const own = call.kind === 'call' && call.arguments.length === 1 && call.arguments[0] !== undefined ? stripCasts(call.arguments[0]).operand : undefined;
  if (call.kind !== 'call' || column.kind !== 'column' || own?.kind !== 'column' || own.name !== column.name || operator !== '=') return undefined;
  const pattern = selfPatterns[call.name];
  return pattern === undefined ? undefined : makeDemand(column.name, { patterns: [{ kind: 'regex', pattern, ignoresCase: false, isNegated: false }] });
}

/** What a text looks like that these leave as it is. */
const selfPatterns: Readonly<Record<string, string>> = {
  lower: '^[^\\p{Lu}\\p{Lt}]*$',
  upper: '^[^\\p{Ll}\\p{Lt}]*$',
  btrim: '^(?:\\S(?:.*\\S)?)?$',
  ltrim: '^(?:\\S.*)?$',
  rtrim: '^(?:.*\\S)?$',
};

function solveMatch({ form, operand, pattern, ignoresCase }: Condition & { readonly kind: 'match' }, isNegated: boolean): readonly Demand[] | undefined {
  const { operand: bare, isSame } = stripCasts(operand);
  const folded = bare.kind === 'call' && /^(?:lower|upper)$/.test(bare.name) && bare.arguments[0] !== undefined ? stripCasts(bare.arguments[0]).operand : undefined;
  const column = folded ?? bare;
  const text = findConstant(pattern);
  if (text?.kind === 'null') return undefined;
  const translated = text?.kind === 'text' ? translatePattern(form, text.value, ignoresCase || folded !== undefined) : undefined;
  if (column.kind !== 'column' || translated === undefined) return undefined;
  // Where LIKE takes letters of either case for the same, NOT LIKE refuses both.
  const demand = { ...translated, isNegated, ignoresCase: translated.ignoresCase || (isNegated && form === 'like') };
  return demandColumn(column.name, { patterns: [demand] }, isSame && folded === undefined);
}

/** `x <@ array` and `x @> array`. */
function solveArrays({ operator, left, right }: Condition & { readonly kind: 'operation' }): readonly Demand[] | undefined {
  const { operand: column } = stripCasts(left);
  const value = findConstant(right);
  if (column.kind !== 'column' || value?.kind !== 'list' || (operator !== '<@' && operator !== '@>' && operator !== '&&')) return undefined;
  const parts = operator === '@>' ? [] : value.values.map((part): RowValue => ({ kind: 'list', values: [part] }));
  return demandColumn(column.name, { oneOf: [value, ...parts] });
}

/** Calls that are true or false. */
function solveTruth({ name, arguments: [first, second] }: Condition & { readonly kind: 'call' }, isNegated: boolean): readonly Demand[] | undefined {
  const column = first === undefined ? undefined : stripCasts(first).operand;
  if (column?.kind !== 'column') return undefined;
  const start = readText(second);
  if (name === 'starts_with' && start !== undefined) return demandColumn(column.name, { patterns: [{ kind: 'regex', pattern: `^${quote(start)}`, ignoresCase: false, isNegated }] });
  if (name === 'json_valid' && !isNegated) return demandColumn(column.name, { patterns: [jsonObject] });
  return undefined;
}

function looksAtNulls(condition: Condition): boolean {
  if (condition.kind === 'is') return true;
  if (condition.kind === 'call' && /^(?:num_nonnulls|num_nulls|coalesce)$/.test(condition.name)) return true;
  return listParts(condition).some(looksAtNulls);
}

