import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';

/** How many leftover tables stand below each, by key: one that others point at with foreign keys goes after them. */
export function measureHeights(changes: readonly CatalogChange[]): ReadonlyMap<string, number> {
  const tables = changes.flatMap((change) => (change.type === 'added' && change.object.kind === 'table' ? [change] : []));
  const keys = new Map(tables.map(({ key, object }) => [pathOf(object.schema, object.name), key]));
  const targets = new Map(tables.map(({ key, object, parts }) => [key, parts.flatMap((part) => keys.get(readTarget(part, object.schema) ?? '') ?? []).filter((target) => target !== key)]));
  const heights = new Map(tables.map(({ key }) => [key, 0]));
  let isSettled = false;
  // A circle of foreign keys has no order; it ends with the number of tables.
  for (let round = 0; round < tables.length && !isSettled; round += 1) {
    isSettled = true;
    for (const [key, pointedAt] of targets) {
      for (const target of pointedAt) {
        const height = (heights.get(key) ?? 0) + 1;
        if ((heights.get(target) ?? 0) >= height) continue;
        heights.set(target, height);
        isSettled = false;
      }
    }
  }
  return heights;
}

/** The table that a foreign key points at; undefined for any other part. */
function readTarget({ attributes }: CatalogObject, ownSchema: string | null): string | undefined {
  const { constraintType, definition } = attributes;
  if (constraintType !== 'foreign key' || typeof definition !== 'string') return undefined;
  const [name, schema] = (/ REFERENCES (.+?) ?\(/.exec(definition)?.[1]?.replaceAll(/["`]/g, '') ?? '').split('.').reverse();
  return name === undefined ? undefined : pathOf(schema ?? ownSchema, name);
}

function pathOf(schema: string | null, name: string): string {
  return JSON.stringify([schema, name]);
}
