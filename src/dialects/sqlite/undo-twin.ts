import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { findKnownTable } from './catalog/known-table.ts';
import { quotePython } from './quoting.ts';

/**
 * A table or column that went while one just like it came: SQLite keeps no identity, so a name that was not given back looks like that.
 * Giving the name back keeps the rows. Undefined where a change is no such thing; the code of one of the two is empty.
 */
export function findTwin(change: CatalogChange, all: readonly CatalogChange[]): { readonly code: string } | undefined {
  if (change.type !== 'added' && change.type !== 'removed') return undefined;
  const { object } = change;
  if (object.kind !== 'table' && object.kind !== 'column') return undefined;
  const twins = all.flatMap((other) => (other.type !== change.type && (other.type === 'added' || other.type === 'removed') && isAlike(object, other.object) ? [other.object] : []));
  const rivals = all.filter((other) => other.type === change.type && isAlike(object, other.object));
  const [twin] = twins;
  if (twin === undefined || twins.length > 1 || rivals.length > 1) return undefined;
  if (change.type === 'removed') return { code: '' };
  const [from, to] = [quotePython(object.name), quotePython(twin.name)];
  return { code: object.kind === 'table' ? `op.rename_table(${from}, ${to})` : `op.alter_column(${quotePython(object.parentName ?? '')}, ${from}, new_column_name=${to})` };
}

function isAlike(a: CatalogObject, b: CatalogObject): boolean {
  if (a.kind !== b.kind || a.parentName !== b.parentName) return false;
  if (JSON.stringify(a.attributes) !== JSON.stringify(b.attributes)) return false;
  if (a.kind === 'table') return JSON.stringify(findKnownTable(a)?.text?.columns) === JSON.stringify(findKnownTable(b)?.text?.columns);
  return placeOf(a) !== undefined && placeOf(a) === placeOf(b);
}

/** Where a column stands in its table. */
function placeOf(column: CatalogObject): number | undefined {
  const place = findKnownTable(column)?.text?.columns.findIndex(({ name }) => name === column.name);
  return place === -1 ? undefined : place;
}

