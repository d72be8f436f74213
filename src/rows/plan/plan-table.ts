import { makeDemand, mergeDemands, noDemand } from '../conditions/merge-demands.ts';
import type { ColumnShape, TableShape } from '../table-shape.ts';
import { tableKey } from '../table-shape.ts';
import type { ValueType } from '../value-type.ts';
import { combineTypes } from '../values/combine-types.ts';
import { listEdges } from '../values/list-edges.ts';
import type { Faker } from '../values/load-faker.ts';
import { pairColumns } from '../values/pair-by-name.ts';
import { hashText } from '../values/random.ts';
import { Source } from '../values/source.ts';
import { findTextMaker } from '../values/text-by-name.ts';
import { demandOfDomain, listJsonColumns, planConditions, planDomain } from './plan-conditions.ts';
import type { ColumnPlan, KeyPlan, PlanSettings, ReferencePlan, TablePlan } from './table-plan.ts';

/** Texts made beforehand for each row; later ones get an end of their own. */
const textsPerRow = 2;
/** Characters, enough for the documents that are made. */
const leastForJson = 1000;

/**
 * What rows of a table have to be like.
 * @param later the same table at other times, whose rules they are to meet as well
 * @param targets the tables that can be referred to, by `tableKey`
 */
export function planTable(shape: TableShape, later: readonly TableShape[], targets: ReadonlyMap<string, TableShape>, faker: Faker, settings: PlanSettings): TablePlan {
  const key = tableKey(shape);
  const names = shape.columns.map(({ name }) => name);
  const hasColumns = (columns: readonly string[]): boolean => columns.every((column) => names.includes(column));
  const keys = planKeys(shape, later, hasColumns);
  const references = planReferences(shape, later, targets, hasColumns, settings.referredBy.get(key) ?? []);
  const keyColumns = new Set([...keys.flatMap(({ columns }) => columns), ...references.flatMap(({ columns }) => columns)]);
  const given = shape.columns.filter((column) => isGiven(column, references));
  const times = [shape, ...later];
  const ownConditions = times.flatMap(({ conditions }) => planConditions(conditions, names, settings.lexis));
  const jsonColumns = new Set(ownConditions.flatMap(({ condition }) => (condition === undefined ? [] : listJsonColumns(condition))).map((name) => name.toLowerCase()));
  const columns = given.map((column) => asJson(planColumn(column, shape, later, keyColumns.has(column.name), faker, settings), jsonColumns));
  const domains = times.flatMap((time) => time.columns.flatMap(({ name, type }) => (hasColumns([name]) ? planDomain(type, name, settings.lexis) : [])));
  return {
    shape,
    key,
    columns,
    keys,
    references,
    required: columns.filter(({ isNullable }) => !isNullable).reduce((merged, { shape: { name } }) => mergeDemands(merged, makeDemand(name, { isNull: false }) ?? noDemand) ?? merged, noDemand),
    ordered: pairColumns(columns.filter(({ isKey }) => !isKey).map((column) => column.shape.name)),
    conditions: dropTwins([...ownConditions, ...domains]),
    partitions: times.flatMap(({ partitions }) => (partitions === undefined || partitions.length === 0 ? [] : [planConditions(partitions, names, settings.lexis)])),
    exclusions: times.flatMap(({ exclusions }) => exclusions.filter(({ elements }) => hasColumns(elements.flatMap(({ column }) => column ?? [])))),
    reason: shape.refuses ?? explainUnknown(shape, references),
  };
}

/** The server makes what is counted or computed, and has to make what is not known here. */
function isGiven({ name, type, made }: ColumnShape, references: readonly ReferencePlan[]): boolean {
  if (made === 'generated' || made === 'always') return false;
  if (references.some(({ columns }) => columns.includes(name))) return true;
  return made === undefined && unwrapType(type).kind !== 'unknown';
}

function explainUnknown({ columns }: TableShape, references: readonly ReferencePlan[]): string | undefined {
  const unknown = columns.find(
    (column) => !isGiven(column, references) && column.made === undefined && column.default === undefined && !column.isNullable && unwrapType(column.type).kind === 'unknown',
  );
  return unknown === undefined ? undefined : `its column ${unknown.name} has the type ${unknown.typeName}, which is not known here`;
}

function planColumn(column: ColumnShape, shape: TableShape, later: readonly TableShape[], isKey: boolean, faker: Faker, { seed, rows, lexis }: PlanSettings): ColumnPlan {
  const own = unwrapType(column.type);
  const others = later.flatMap(({ columns }) => columns.filter(({ name }) => name === column.name));
  const type = others.reduce((combined, other) => combineTypes(combined, unwrapType(other.type)) ?? combined, own);
  const seedText = `${seed} ${tableKey(shape)} ${column.name}`;
  return {
    shape: column,
    type,
    target: own,
    isNullable: [column, ...others].every((time) => time.isNullable && domainTakesNull(time.type)),
    isKey,
    source: new Source(column.name, () => makePool(shape.name, column.name, type, hashText(seedText), rows, faker), (domain) => demandOfDomain(domain, lexis)),
    edges: isMoment(type) && hasComputedExclusion(shape) ? [] : listEdges(type, column.name, !isKey && column.made === undefined),
    turn: hashText(`${tableKey(shape)} ${column.name}`),
    seed: seedText,
  };
}

/** A text that a condition reads as JSON is JSON, as in MariaDB and SQLite, where it has room for it. */
function asJson(plan: ColumnPlan, jsonColumns: ReadonlySet<string>): ColumnPlan {
  const hasRoom = plan.type.kind === 'any' || (plan.type.kind === 'text' && (plan.type.maxLength ?? leastForJson) >= leastForJson);
  if (!hasRoom || !jsonColumns.has(plan.shape.name.toLowerCase())) return plan;
  const type: ValueType = { kind: 'json' };
  return { ...plan, type, edges: listEdges(type, plan.shape.name, false) };
}

/** Rows that exclude each other by what is computed of several columns stay in their own time. */
function hasComputedExclusion({ exclusions }: TableShape): boolean {
  return exclusions.some(({ elements }) => elements.some(({ column }) => column === undefined));
}

function isMoment({ kind }: ValueType): boolean {
  return kind === 'date' || kind === 'time' || kind === 'timestamp';
}

function makePool(tableName: string, columnName: string, type: ValueType, seed: number, rows: number, faker: Faker): readonly string[] {
  const makeText = findTextMaker(tableName, columnName, type.kind === 'text' ? type.maxLength : undefined);
  faker.seed(seed);
  return Array.from({ length: rows * textsPerRow }, () => makeText(faker));
}

/** Without the domains around a type. */
export function unwrapType(type: ValueType): ValueType {
  return type.kind === 'domain' ? unwrapType(type.base) : type;
}

function domainTakesNull(type: ValueType): boolean {
  return type.kind !== 'domain' || (type.isNullable && domainTakesNull(type.base));
}

function planKeys(shape: TableShape, later: readonly TableShape[], hasColumns: (columns: readonly string[]) => boolean): readonly KeyPlan[] {
  const planned = [shape, ...later].flatMap((time) =>
    time.keys
      .filter(({ columns }) => columns.length > 0 && hasColumns(columns))
      .map(({ name, columns, hasDistinctNulls, isPartial }) => ({ name, columns, hasDistinctNulls, isSoft: isPartial || time !== shape })),
  );
  return planned.filter((key, index) => planned.findIndex(({ columns }) => columns.join('\0') === key.columns.join('\0')) === index);
}

function planReferences(shape: TableShape, later: readonly TableShape[], targets: ReadonlyMap<string, TableShape>, hasColumns: (columns: readonly string[]) => boolean, referredBy: readonly (readonly string[])[]): readonly ReferencePlan[] {
  const takesNull = (name: string): boolean => {
    const times = [shape, ...later].flatMap(({ columns }) => columns.filter((column) => column.name === name));
    return times.every(({ isNullable, type }) => isNullable && domainTakesNull(type)) && !shape.keys.some(({ isPrimary, columns }) => isPrimary && columns.includes(name));
  };
  const isThere = (key: string, columns: readonly string[]): boolean => {
    const names = targets.get(key)?.columns.map(({ name }) => name);
    return names !== undefined && columns.every((column) => names.includes(column));
  };
  const planned = [shape, ...later].flatMap((time) =>
    time.foreignKeys.flatMap(({ name, columns, target, targetColumns, isDeferrable, isFull }): ReferencePlan[] => {
      const isSoft = time !== shape;
      const key = tableKey(target);
      if (!hasColumns(columns) || (isSoft && !isThere(key, targetColumns))) return [];
      const nullable = columns.filter(takesNull);
      const nullColumns = isFull && nullable.length < columns.length ? [] : nullable;
      return [{ name, columns, target: key, targetName: target.name, targetColumns, nullColumns, isDeferrable, isSoft, isShared: isShared(shape, columns, referredBy) }];
    }),
  );
  const told = planned.filter((one, index) => planned.findIndex((other) => isSameReference(one, other)) === index);
  // Those of more columns first: they leave the others less to choose from.
  return [...told].sort((one, other) => Number(one.isSoft) - Number(other.isSoft) || other.columns.length - one.columns.length);
}

/** Whether rows that refer to a table's do so by these columns of it and others, and these alone may repeat. */
function isShared({ keys }: TableShape, columns: readonly string[], referredBy: readonly (readonly string[])[]): boolean {
  const isUnique = keys.some((key) => key.columns.length > 0 && key.columns.every((column) => columns.includes(column)));
  return !isUnique && referredBy.some((own) => own.length > columns.length && columns.every((column) => own.includes(column)));
}

function isSameReference(one: ReferencePlan, other: ReferencePlan): boolean {
  return one.target === other.target && one.columns.join('\0') === other.columns.join('\0') && one.targetColumns.join('\0') === other.targetColumns.join('\0');
}

function dropTwins<Planned extends { readonly sql: string; readonly domainColumn: string | undefined }>(conditions: readonly Planned[]): readonly Planned[] {
  return conditions.filter((one, index) => conditions.findIndex((other) => other.sql === one.sql && other.domainColumn === one.domainColumn) === index);
}
