import { catalogKey } from '../../../src/catalog/model.ts';
import type { Catalog, CatalogObject } from '../../../src/catalog/model.ts';

export type Part = Pick<CatalogObject, 'kind' | 'name'> & Partial<Pick<CatalogObject, 'attributes' | 'schema' | 'identity'>> & { readonly table?: string };

/** A catalog of some objects; those with a table are its parts. */
export function makeCatalog(...parts: readonly Part[]): Catalog {
  return {
    objects: new Map(
      parts.map(({ kind, name, table, schema = null, attributes = {}, identity = null }) => [
        catalogKey(kind, schema, table ?? null, name),
        { kind, schema, name, parent: table === undefined ? null : catalogKey('table', schema, null, table), parentName: table ?? null, attributes, identity },
      ]),
    ),
  };
}

export function column(table: string, name: string, attributes: CatalogObject['attributes'] = { nullable: true, type: 'text' }): Part {
  return { kind: 'column', name, table, attributes };
}
