import { evaluateCondition } from '../conditions/evaluate-condition.ts';
import type { ColumnComparison, Demand } from '../conditions/demand.ts';
import type { KeyPool } from '../key-pool.ts';
import type { FillStep } from '../plan/order-tables.ts';
import type { ColumnPlan, ConditionPlan, ReferencePlan } from '../plan/table-plan.ts';
import type { RowValue } from '../row-value.ts';
import { isStepped, readTicks } from '../values/ticks.ts';
import { chooseDemand } from './choose-demand.ts';
import { chooseReferences } from './choose-references.ts';
import { boundByOthers, makeColumn } from './make-column.ts';
import { mendRow } from './mend-row.ts';
import { readMade } from './read-made.ts';
import type { TakenValues } from './taken-values.ts';
import type { MadeRow, Variation } from './variation.ts';

/** Rows that are made for one place before none is found. */
const maxAttempts = 60;
/** Attempts with edges everywhere, and with those of columns of which no condition speaks. */
const boldAttempts = 3;
const calmerAttempts = 6;

/** What the rows of one table are made from. */
export interface RowMaking {
  readonly step: FillStep;
  readonly pool: KeyPool;
  /** How many there are to be. */
  readonly rows: number;
  /** Values that are settled beforehand: keys that rows of the same insert refer to. */
  readonly presets: (row: number) => MadeRow;
}

/** A row that meets all that can be told without the server; undefined where none was found. */
export function makeRow(making: RowMaking, row: number, variation: Variation, taken: TakenValues): MadeRow | undefined {
  const { plan } = making.step;
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    const demand = chooseDemand(plan, row + attempt + variation.salt);
    if (demand === undefined) return undefined;
    const values = buildRow(making, row, attempt, variation, taken, demand, attempt < maxAttempts / 2 ? plan.ordered : []);
    if (values === undefined || taken.findClash(values, attempt < maxAttempts / 2) !== undefined) continue;
    if (meetsConditions(making.step, values)) return values;
  }
  return undefined;
}

function buildRow(making: RowMaking, row: number, attempt: number, variation: Variation, taken: TakenValues, demand: Demand, ordered: readonly ColumnComparison[]): MadeRow | undefined {
  const { step, pool, rows, presets } = making;
  const { plan } = step;
  const turn = attempt + variation.salt + variation.parents;
  const byName = new Map(plan.columns.map((column) => [column.shape.name, column]));
  const edgesOf = (column: ColumnPlan): readonly (RowValue | undefined)[] => (isBold(column, plan.conditions, attempt, variation) ? [...(column.isNullable ? [{ kind: 'null' } as const] : []), ...column.edges] : []);
  const isNull = ({ nullColumns }: ReferencePlan): boolean => {
    const asked = nullColumns.map((name) => demand.columns.get(name)?.isNull).find((isAsked) => isAsked !== undefined);
    if (asked !== undefined) return asked;
    const column = byName.get(nullColumns[0] ?? '');
    return column !== undefined && (variation.isSparse || chooseEdge(edgesOf(column), column, row, rows)?.kind === 'null');
  };
  const references = chooseReferences(step, pool, row, turn, isNull);
  if (references === undefined) return undefined;
  const values = new Map<string, RowValue>([...references, ...presets(row)]);
  const comparisons = [...demand.comparisons, ...ordered];
  const own = step.circular.filter(({ target }) => target === plan.key);
  for (const column of plan.columns) {
    const { name } = column.shape;
    const way = variation.ofColumn.get(name) ?? variation;
    if (values.has(name) || own.some(({ columns, targetColumns }) => columns.includes(name) && !targetColumns.includes(name)) || (way.leavesDefaults && column.shape.default !== undefined)) continue;
    const asked = boundByOthers(name, comparisons, values, demand);
    const edge: RowValue | undefined = way.isSparse && column.isNullable ? { kind: 'null' } : chooseEdge(edgesOf(column), column, row, rows);
    const columnTurn = attempt + way.salt;
    const literal = way.takesLiterals ? chooseLiteral(column, plan.conditions, row + columnTurn) : undefined;
    const isDistinct = plan.keys.some(({ columns, isSoft }) => !isSoft && columns.length === 1 && columns[0] === name);
    const value = makeColumn(column, { row, rows, attempt: columnTurn, demand: asked, edge, literal, taken, isDistinct, isTame: way.isTame });
    if (value === undefined) return undefined;
    values.set(name, value);
  }
  for (const { columns, targetColumns } of own) columns.forEach((column, index) => (variation.isRing && values.has(column)) || values.set(column, values.get(targetColumns[index] ?? '') ?? { kind: 'null' }));
  mendRow(values, plan, demand);
  return variation.isSparse ? values : withSomething(values, plan.columns, row, rows, turn, taken, demand);
}

/** Whether a column may have an edge: the more attempts fail, the fewer do. */
function isBold(column: ColumnPlan, conditions: readonly ConditionPlan[], attempt: number, { style, calm }: Variation): boolean {
  if (style === 'plain' || attempt >= calmerAttempts || calm.has(column.shape.name)) return false;
  return attempt < boldAttempts || !conditions.some(({ columns }) => columns.includes(column.shape.name));
}

/** The edge that a row has in a column, spread so that one row stays without where there are more than two. */
function chooseEdge(edges: readonly (RowValue | undefined)[], { turn }: ColumnPlan, row: number, rows: number): RowValue | undefined {
  if (edges.length === 0) return undefined;
  if (rows === 1) return edges[turn % (edges.length + 1)];
  const place = (row + turn) % rows;
  return place < Math.max(rows - 1, 1) ? edges[place] : undefined;
}

function chooseLiteral({ shape, type }: ColumnPlan, conditions: readonly ConditionPlan[], turn: number): RowValue | undefined {
  const found = conditions.flatMap(({ columns, literals: own, ways }) => (columns.includes(shape.name) && !ways.every(({ isWhole }) => isWhole) ? own : []));
  const isJson = type.kind === 'json' || (type.kind === 'text' && conditions.some(({ columns, sql }) => columns.includes(shape.name) && /json/i.test(sql)));
  if (isJson) return makeObject(found, turn);
  const literals = found.filter((literal) => (isStepped(type) ? readTicks(literal, type) !== undefined : literal.kind === 'text'));
  return literals[turn % Math.max(1, literals.length)];
}

/** An object in which any text of a condition may be a key, and any other text or number a value; or a list of them. */
function makeObject(literals: readonly RowValue[], turn: number): RowValue | undefined {
  const texts = literals.flatMap((literal) => (literal.kind === 'text' ? [literal.value] : []));
  const values = literals.flatMap((literal): (string | number)[] => (literal.kind === 'text' ? [literal.value] : literal.kind === 'number' ? [Number(literal.digits)] : []));
  // A whole document stands there as it is to be.
  const documents = texts.filter((text) => /^\s*[{[]/.test(text));
  if (documents.length > 0 && turn % 2 === 0) return { kind: 'text', value: documents[turn % documents.length] ?? '{}' };
  if (turn % 3 === 2) return { kind: 'text', value: JSON.stringify(values) };
  const value = values[turn % Math.max(1, values.length)];
  return { kind: 'text', value: JSON.stringify(Object.fromEntries(texts.map((key) => [key, value]))) };
}

/** A row in which all is NULL tells nothing: one of them gets a value. Where there is one alone, its NULL is what it has to tell. */
function withSomething(values: Map<string, RowValue>, columns: readonly ColumnPlan[], row: number, rows: number, attempt: number, taken: TakenValues, demand: Demand): MadeRow {
  if (values.size <= 1 || [...values.values()].some(({ kind }) => kind !== 'null')) return values;
  for (const column of columns) {
    const own = demand.columns.get(column.shape.name);
    if (column.isKey || own?.isNull === true) continue;
    const value = makeColumn(column, { row, rows, attempt, demand: own, edge: undefined, taken, isDistinct: false, isTame: false });
    if (value !== undefined) return values.set(column.shape.name, value);
  }
  return values;
}

/** Whether no condition is known to be broken; what is not understood is left to the server. */
function meetsConditions({ plan }: FillStep, row: MadeRow): boolean {
  const isMet = ({ condition, domainColumn }: ConditionPlan): boolean => condition === undefined || evaluateCondition(condition, (column) => readMade(row, domainColumn ?? column, plan.shape.columns)) !== false;
  return plan.conditions.every(isMet) && plan.partitions.every((parts) => parts.some(isMet));
}
