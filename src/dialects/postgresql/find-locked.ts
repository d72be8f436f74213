import { catalogKey } from '../../catalog/model.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { Rewrite, StatementImpact, TableLock, TableName } from '../../observe/observation.ts';
import type { ObjectName } from '../../sql/operation.ts';
import { rankLock, readBlocking } from './lock-modes.ts';
import type { DocumentedLock } from './lock-modes.ts';

/** What documented locks are on, of the tables that are in a catalog; of several on one table the strongest. */
export function findLocked(locks: readonly DocumentedLock[], catalog: Catalog): Pick<StatementImpact, 'locks' | 'rewrites' | 'scans'> {
  const found = locks.flatMap((lock) => findTables(lock, catalog).map((table) => ({ ...lock, table })));
  const strongest = new Map<string, TableLock>();
  for (const { table, mode } of found) {
    const key = catalogKey('table', table.schema, null, table.name);
    if (rankLock(mode) > rankLock(strongest.get(key)?.mode)) strongest.set(key, { ...table, mode, blocks: readBlocking(mode) });
  }
  return {
    locks: [...strongest.values()],
    rewrites: found.filter(({ isRewrite }) => isRewrite).flatMap((lock) => listFiles(lock, catalog)),
    scans: found.filter(({ isScan }) => isScan).map(({ table }) => table),
  };
}

const kinds = ['table', 'materialized view', 'foreign table'] as const;

function findTables({ of, name }: DocumentedLock, catalog: Catalog): TableName[] {
  if (of === 'all') return [...catalog.objects.values()].filter(({ kind }) => kind === 'table' || kind === 'materialized view').map(({ schema, name: table }) => ({ schema, name: table }));
  if (of === 'index') return listIndexes(catalog).filter((index) => isNamed(index, name)).slice(0, 1).map(({ schema, parentName }) => ({ schema, name: parentName ?? '' }));
  const own = kinds.map((kind) => catalog.objects.get(catalogKey(kind, name.schema ?? 'public', null, name.name))).find((object) => object !== undefined);
  const table = own ?? (name.schema === undefined ? [...catalog.objects.values()].find((object) => object.name === name.name && kinds.some((kind) => kind === object.kind)) : undefined);
  return table === undefined ? [] : [{ schema: table.schema, name: table.name }];
}

/** Those of constraints as well, which have the constraint's name. */
function listIndexes(catalog: Catalog): CatalogObject[] {
  return [...catalog.objects.values()].filter(({ kind, attributes }) => kind === 'index' || (kind === 'constraint' && constraintsWithIndex.includes(String(attributes['constraintType']))));
}

const constraintsWithIndex = ['primary key', 'unique constraint', 'exclusion constraint'];

function isNamed(object: CatalogObject, { schema, name }: ObjectName): boolean {
  return object.name === name && (schema === undefined || object.schema === schema);
}

function listFiles({ of, name, table }: DocumentedLock & { readonly table: TableName }, catalog: Catalog): Rewrite[] {
  const indexes = listIndexes(catalog)
    .filter((index) => index.schema === table.schema && index.parentName === table.name && (of !== 'index' || index.name === name.name))
    .map((index): Rewrite => ({ schema: index.schema, name: index.name, kind: 'index', table: table.name }));
  return of === 'index' ? indexes : [{ ...table, kind: 'table', table: table.name }, ...indexes];
}
