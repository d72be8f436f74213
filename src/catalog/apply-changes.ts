import type { CatalogChange } from './change.ts';
import { keyOf } from './model.ts';
import type { Catalog, CatalogObject } from './model.ts';

/** What a catalog is after changes that `diffCatalogs` gave. Parts of what was renamed are found under its new name. */
export function applyChanges(catalog: Catalog, changes: readonly CatalogChange[]): Catalog {
  if (changes.length === 0) return catalog;
  const objects = new Map(catalog.objects);
  for (const change of changes) {
    if (change.type === 'removed') {
      objects.delete(change.key);
      for (const part of change.parts) objects.delete(keyOf(part));
    }
  }
  // Two may have taken each other's names, so that all leave before any comes.
  const renamed = changes.flatMap((change) => (change.type === 'renamed' ? [{ change, parts: takeParts(objects, change.key) }] : []));
  for (const { change } of renamed) objects.delete(change.key);
  for (const { change, parts } of renamed) {
    const key = keyOf(change.after);
    objects.set(key, change.after);
    for (const part of parts) put(objects, { ...part, schema: change.after.schema, parent: key, parentName: change.after.name });
  }
  for (const change of changes) {
    if (change.type === 'changed') objects.set(change.key, change.after);
    if (change.type === 'added') for (const object of [change.object, ...change.parts]) put(objects, object);
  }
  return { objects };
}

function takeParts(objects: Map<string, CatalogObject>, parent: string): readonly CatalogObject[] {
  const parts = [...objects].filter(([, object]) => object.parent === parent);
  for (const [key] of parts) objects.delete(key);
  return parts.map(([, object]) => object);
}

function put(objects: Map<string, CatalogObject>, object: CatalogObject): void {
  objects.set(keyOf(object), object);
}
