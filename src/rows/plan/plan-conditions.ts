import { tokenize } from '../../sql/lexer.ts';
import type { Lexis } from '../../sql/lexer.ts';
import { listColumns, listParts } from '../conditions/condition.ts';
import type { Condition } from '../conditions/condition.ts';
import type { ColumnDemand, Demand } from '../conditions/demand.ts';
import { listDemands } from '../conditions/list-demands.ts';
import { mergeDemands } from '../conditions/merge-demands.ts';
import { parseCondition } from '../conditions/parse-condition.ts';
import { stripCasts } from '../conditions/strip-casts.ts';
import type { RowValue } from '../row-value.ts';
import type { TableCondition, ValueType } from '../value-type.ts';
import type { ConditionPlan } from './table-plan.ts';

const anyRow: Demand = { columns: new Map(), comparisons: [], isWhole: false };

/** Reads a table's conditions; names are taken as the table writes them. */
export function planConditions(conditions: readonly TableCondition[], columnNames: readonly string[], lexis: Lexis): readonly ConditionPlan[] {
  return conditions.map((condition) => planCondition(condition, columnNames, undefined, lexis));
}

/** Reads the conditions of a column's domain and of the domains below it. */
export function planDomain(type: ValueType, column: string, lexis: Lexis): readonly ConditionPlan[] {
  if (type.kind !== 'domain') return [];
  return [...type.conditions.map((condition) => planCondition(condition, [column], column, lexis)), ...planDomain(type.base, column, lexis)];
}

/** The columns that a condition reads as JSON, by the names it gives them. */
export function listJsonColumns(condition: Condition): readonly string[] {
  const read = condition.kind === 'call' && /^(?:jsonb?_|is_json)/.test(condition.name) ? condition.arguments[0] : condition.kind === 'operation' && /^(?:->>?|#>>?)$/.test(condition.operator) ? condition.left : undefined;
  const operand = read === undefined ? undefined : stripCasts(read).operand;
  return [...(operand?.kind === 'column' ? [operand.name] : []), ...listParts(condition).flatMap(listJsonColumns)];
}

/** What a domain and those below it ask of a value that is only a part of a column's: one way to meet it. */
export function demandOfDomain(type: ValueType, lexis: Lexis): ColumnDemand | undefined {
  const ways = planDomain(type, 'VALUE', lexis).flatMap(({ ways: [first] }) => first ?? []);
  return ways.reduce<Demand>((merged, way) => mergeDemands(merged, way) ?? merged, anyRow).columns.get('VALUE');
}

function planCondition({ name, sql }: TableCondition, columnNames: readonly string[], domainColumn: string | undefined, lexis: Lexis): ConditionPlan {
  const condition = parseCondition(sql, lexis);
  const findName = (written: string): string | undefined => {
    if (domainColumn !== undefined) return written.toLowerCase() === 'value' ? domainColumn : undefined;
    return columnNames.find((column) => column === written) ?? columnNames.find((column) => column.toLowerCase() === written.toLowerCase());
  };
  const ways = condition === undefined ? [] : listDemands(condition).map((way) => renameColumns(way, findName));
  const named = new Set([...(condition === undefined ? [] : listColumns(condition)), ...listWords(sql, lexis)].map(findName).filter((column) => column !== undefined));
  return { name, sql, condition, ways: ways.length === 0 ? [anyRow] : ways, domainColumn, columns: [...named], literals: listLiterals(sql, lexis) };
}

/** With the table's own names; what is asked of columns that it does not have is left out. */
function renameColumns(way: Demand, findName: (written: string) => string | undefined): Demand {
  const columns = [...way.columns].flatMap(([written, demand]) => {
    const name = findName(written);
    return name === undefined ? [] : [[name, demand] as const];
  });
  const comparisons = way.comparisons.flatMap(({ left, operator, right }) => {
    const [leftName, rightName] = [findName(left), findName(right)];
    return leftName === undefined || rightName === undefined ? [] : [{ left: leftName, operator, right: rightName }];
  });
  return { ...way, columns: new Map(columns), comparisons };
}

function listWords(sql: string, lexis: Lexis): readonly string[] {
  return tokenize(sql, lexis).tokens.flatMap(({ type, value }) => (type === 'word' || type === 'name' ? [value] : []));
}

/** Texts and numbers in a condition, and the numbers next to those. */
function listLiterals(sql: string, lexis: Lexis): readonly RowValue[] {
  return tokenize(sql, lexis).tokens.flatMap(({ type, value }): RowValue[] => {
    if (type === 'text') return [{ kind: 'text', value }];
    if (type !== 'word' || !/^\d{1,15}$/.test(value)) return [];
    return [0, 1, -1].map((step) => ({ kind: 'number', digits: String(Number(value) + step) }));
  });
}
