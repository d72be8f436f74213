import { catalogKey } from '../../../catalog/model.ts';
import type { AttributeValue, CatalogObject, ObjectKind } from '../../../catalog/model.ts';
import { quoteName } from '../quoting.ts';

/** An object with its key in the catalog. */
export type Entry = readonly [key: string, object: CatalogObject];

/** Null for the project's own database. */
export function toSchema(database: string, name: string): string | null {
  return name === database ? null : name;
}

/** A name as SQL writes it, with its schema where that is another database than the project's own. */
export function writePath(schema: string | null, name: string): string {
  return schema === null ? quoteName(name) : `${quoteName(schema)}.${quoteName(name)}`;
}

/** Where something stands: its schema, null for the project's own database, and the table that it is a part of. */
export interface Place {
  readonly schema: string | null;
  readonly table?: string;
}

/**
 * An object of the catalog. No identity: InnoDB's number of a table stays when the table is renamed, but not when it is rebuilt or
 * made again in another database, so that a number which is not found again would say nothing.
 */
export function makeEntry(kind: ObjectKind, { schema, table }: Place, name: string, attributes: Readonly<Record<string, AttributeValue | undefined>>): Entry {
  const parentName = table ?? null;
  const parent = parentName === null ? null : catalogKey('table', schema, null, parentName);
  const known = Object.fromEntries(Object.entries(attributes).filter((entry): entry is [string, AttributeValue] => entry[1] !== undefined));
  return [catalogKey(kind, schema, parentName, name), { kind, schema, name, parent, parentName, attributes: known, identity: null }];
}

/** The new objects, each replaced by the old one where they are the same. */
export function keepEqual(before: readonly Entry[], after: readonly Entry[]): readonly Entry[] {
  const known = new Map(before);
  return after.map((entry) => {
    const [key, object] = entry;
    const old = known.get(key);
    return old !== undefined && JSON.stringify(old) === JSON.stringify(object) ? [key, old] : entry;
  });
}
