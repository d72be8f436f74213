import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { findConstraintText, findKnownTable } from './catalog/known-table.ts';
import { writeNormalIndex } from './catalog/read-create-other.ts';
import type { SchemaRow } from './catalog/schema-rows.ts';
import type { ConstraintText, TableText } from './catalog/table-text.ts';
import { quoteName } from './quoting.ts';
import type { Dependents } from './guard-copy.ts';
import { execute } from './sqlalchemy-words.ts';
import { giveNamesBack } from './undo-renames.ts';
import type { Renames } from './undo-renames.ts';

/** A table as it is and as it was. */
export interface ChangedTable {
  readonly name: string;
  readonly now: TableText;
  readonly before: TableText;
  /** The statement that made the table as it was; undefined where the table lost nothing, so that it was not seen. */
  readonly sql: string | undefined;
  /** Indexes and triggers that were there before and still are. */
  readonly kept: readonly SchemaRow[];
  /** Those that were there before and are gone or changed. */
  readonly lost: readonly SchemaRow[];
  /** Whether an index of this name is there now, as it was or otherwise. */
  readonly isThere: (index: string) => boolean;
  readonly dependents: Dependents;
}

/**
 * Undefined where the table could not be read.
 * @param name the table's, before
 * @param renames what is given back first, so that the table is compared as it is then
 */
export function compareTable(name: string, group: readonly CatalogChange[], renames: Renames): ChangedTable | undefined {
  const [had, has] = [group.map(readBefore).find((known) => known !== undefined), group.map(readNow).find((known) => known !== undefined)];
  const came = group.flatMap((change) => (change.type === 'added' ? [change.object] : []));
  const went = group.flatMap((change) => (change.type === 'removed' ? [change.object] : change.type === 'changed' && change.before.kind !== 'table' ? [change.before] : []));
  const before = had?.text ?? (has?.text === undefined ? undefined : without(has.text, came));
  const now = has?.text === undefined ? (had?.text === undefined ? undefined : without(had.text, went)) : giveNamesBack(has.text, name, renames);
  if (before === undefined || now === undefined) return undefined;
  const isIn = (objects: readonly CatalogObject[], row: SchemaRow): boolean => objects.some((object) => object.kind === row.type && object.name === row.name);
  const parts = (had?.rows ?? has?.rows ?? []).filter(({ type }) => type === 'index' || type === 'trigger').filter((row) => had !== undefined || !isIn(came, row));
  const removed = group.flatMap((change) => (change.type === 'removed' && change.object.kind === 'index' ? [change.object.name] : []));
  const isThere = (index: string): boolean => !removed.includes(index);
  const dependents = { isReferred: had?.isReferred === true || has?.isReferred === true, isRead: had?.isRead === true || has?.isRead === true };
  return { name, before, now, sql: had?.root?.sql, kept: parts.filter((row) => !isIn(went, row)), lost: parts.filter((row) => isIn(went, row)), isThere, dependents };
}

function readBefore(change: CatalogChange): ReturnType<typeof findKnownTable> {
  return change.type === 'added' ? undefined : findKnownTable('object' in change ? change.object : change.before);
}

function readNow(change: CatalogChange): ReturnType<typeof findKnownTable> {
  return change.type === 'removed' ? undefined : findKnownTable('object' in change ? change.object : change.after);
}

/** A table without some of its columns and constraints, and without constraints over those columns. */
function without(table: TableText, objects: readonly CatalogObject[]): TableText {
  const columns = new Set(objects.filter(({ kind }) => kind === 'column').map(({ name }) => name));
  const constraints = objects.flatMap((object) => findConstraintText(object) ?? []).map((text) => JSON.stringify(text));
  return {
    ...table,
    columns: table.columns.filter(({ name }) => !columns.has(name)),
    constraints: table.constraints.filter((constraint) => !constraints.includes(JSON.stringify(constraint)) && !listColumns(constraint).some((column) => columns.has(column))),
  };
}

export function listColumns(constraint: ConstraintText): readonly string[] {
  if (constraint.type === 'check constraint') return [];
  return constraint.type === 'foreign key' ? constraint.columns : constraint.parts.map(({ column }) => column);
}

/** Indexes before triggers, as they were made. */
export function writeParts(rows: readonly SchemaRow[]): string[] {
  return rows.toSorted((a, b) => (a.type < b.type ? -1 : a.type > b.type ? 1 : 0)).map(({ sql }) => execute(sql));
}

/** Whether batch mode makes an index again as it was: it knows columns and a condition, no expression, order or collation. */
export function isCopied({ name, table, sql }: SchemaRow, text: TableText): boolean {
  const definition = writeNormalIndex(sql, name, { name: table, columns: text.columns });
  const columns = text.columns.map((column) => quoteName(column.name));
  const parts = /\((.*?)\)(?: WHERE .*)?$/s.exec(definition)?.[1]?.split(', ') ?? [];
  return parts.every((part) => columns.includes(part));
}
