import type { CatalogObject } from '../../catalog/model.ts';
import { namesTable } from '../../catalog/names-table.ts';
import { isSameName } from '../../catalog/same-name.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { FollowedUpgrade } from './follow-catalogs.ts';

/**
 * Whether an index of a partition became part of the same index of the partitioned table, with which the catalog tells of it: that one is
 * there after the upgrade, and no statement dropped this one.
 * https://www.postgresql.org/docs/current/sql-alterindex.html
 */
export function isAttached(index: CatalogObject, { step, after }: FollowedUpgrade): boolean {
  const isDropped = step.statements.flatMap(listOperations).some(({ kind, target, member }) => kind === 'drop-index' && [target.name, member].some((name) => isSameName(name, index.name)));
  const objects = isDropped ? [] : [...after.objects.values()];
  const parents = objects.find(({ kind, schema, name }) => kind === 'table' && schema === index.schema && name === index.parentName)?.attributes['inherits'];
  if (!Array.isArray(parents)) return false;
  return objects.some((other) => other.kind === 'index' && other.parentName !== index.parentName && readForm(other) === readForm(index) && parents.some((parent: string) => namesTable(parent, { schema: other.schema, name: other.parentName })));
}

/** What an index is, without its name and its table. */
function readForm({ attributes: { definition, isUnique } }: CatalogObject): string {
  return `${String(isUnique)} ${String(definition).replace(/^.*? USING /s, '')}`;
}
