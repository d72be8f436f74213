/**
 * The dialect-free model of what a database holds: named objects with attributes.
 *
 * A dialect's introspection fills it; the diff compares two of them without knowing any dialect.
 */

/** The kinds of object; a dialect uses those it has. */
export type ObjectKind =
  | 'schema' | 'table' | 'column' | 'constraint' | 'index' | 'sequence' | 'view' | 'materialized view'
  | 'function' | 'procedure' | 'aggregate' | 'trigger' | 'rule' | 'event trigger' | 'enum type' | 'domain'
  | 'composite type' | 'range type' | 'base type' | 'extension' | 'policy' | 'default privileges' | 'statistics object' | 'publication'
  | 'foreign data wrapper' | 'foreign server' | 'user mapping' | 'foreign table' | 'collation' | 'conversion' | 'cast'
  | 'operator' | 'operator class' | 'operator family' | 'access method' | 'language'
  | 'text search configuration' | 'text search dictionary' | 'text search parser' | 'text search template'
  | 'large object' | 'subscription' | 'database' | 'event' | 'package' | 'package body' | 'library';

/** A value that an attribute may have; a list keeps its order. */
export type AttributeValue = string | number | boolean | null | readonly string[];

/** One named thing in the database. */
export interface CatalogObject {
  readonly kind: ObjectKind;
  /** The schema it lives in, or null where its kind has none. */
  readonly schema: string | null;
  /** Its name in its schema or parent; a function's name carries its argument types: `add(integer, integer)`. */
  readonly name: string;
  /** The key of the object that it goes with (a column's table, an index's table, the table that owns a sequence), or null. */
  readonly parent: string | null;
  /** The parent's name for people; never compared. */
  readonly parentName: string | null;
  /**
   * What it is, attribute by attribute, in the server's own spelling. Never an internal number.
   * Where the server can write the whole object as one statement, `definition` holds that.
   */
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /**
   * The server's internal identity (class and oid) that survives a rename; never compared,
   * only used to tell a rename from a drop and an add. Null where the server has none.
   */
  readonly identity: string | null;
}

/** Everything a database holds, by key. Keys come from `catalogKey`. */
export interface Catalog {
  readonly objects: ReadonlyMap<string, CatalogObject>;
}

/**
 * The key of an object: unique in its catalog and stable over time.
 * `column public.users.email`, `table public.users`, `extension citext`.
 */
export function catalogKey(kind: ObjectKind, schema: string | null, parentName: string | null, name: string): string {
  const path = [schema, parentName, name].filter((part) => part !== null).map((part) => JSON.stringify(part));
  return `${kind} ${path.join('.')}`;
}

/** The key that an object has in its catalog; a sequence goes with the table that owns it, but keeps its own name. */
export function keyOf({ kind, schema, parentName, name }: CatalogObject): string {
  return catalogKey(kind, schema, kind === 'sequence' ? null : parentName, name);
}

/**
 * An attribute whose list is compared by the relative order of the members that both sides have,
 * because members come and go as objects of their own.
 */
export const columnOrderAttribute = 'columnOrder';
