import { catalogKey, columnOrderAttribute } from '../../src/catalog/model.ts';
import type { AttributeValue, Catalog, CatalogObject, ObjectKind } from '../../src/catalog/model.ts';

/** An object in few words; `of` is the table that it belongs to. */
export interface ObjectWords {
  readonly schema?: string | null;
  readonly of?: string;
  readonly identity?: string;
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

export function makeObject(kind: ObjectKind, name: string, words: ObjectWords = {}): CatalogObject {
  const schema = words.schema === undefined ? 'public' : words.schema;
  const parentName = words.of ?? null;
  return {
    kind,
    schema,
    name,
    parent: parentName === null ? null : catalogKey('table', schema, null, parentName),
    parentName,
    attributes: words.attributes ?? {},
    identity: words.identity ?? null,
  };
}

/** A table and its columns, which have the type `text` where none is given. */
export function makeTable(name: string, columns: Readonly<Record<string, string>>, words: Omit<ObjectWords, 'of'> = {}): CatalogObject[] {
  const { identity, ...rest } = words;
  const table = makeObject('table', name, { ...words, attributes: { [columnOrderAttribute]: Object.keys(columns), ...words.attributes } });
  return [
    table,
    ...Object.entries(columns).map(([column, type], index) =>
      makeObject('column', column, { ...rest, of: name, ...(identity === undefined ? {} : { identity: `${identity}.${String(index + 1)}` }), attributes: { type, nullable: true } }),
    ),
  ];
}

export function makeCatalog(...objects: readonly CatalogObject[]): Catalog {
  return { objects: new Map(objects.map((object) => [keyOf(object), object])) };
}

export function keyOf({ kind, schema, parentName, name }: CatalogObject): string {
  return catalogKey(kind, schema, parentName, name);
}
