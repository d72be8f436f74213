import type { CatalogObject } from '../../catalog/model.ts';
import type { ObjectName } from '../../sql/operation.ts';

/** The table that a partition belongs to, under whose name its rows are counted; none of another table. */
export function listPartitioned({ schema, attributes }: CatalogObject): readonly ObjectName[] {
  const { partitionBound, inherits } = attributes;
  if (partitionBound == null || !Array.isArray(inherits)) return [];
  return inherits.map((path): ObjectName => {
    const names = [...String(path).matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
    const [first = '', second] = names;
    return second === undefined ? { schema: schema ?? undefined, name: first } : { schema: first, name: second };
  });
}
