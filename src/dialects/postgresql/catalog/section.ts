/**
 * One family of objects as a query. Each row is one object:
 * `kind, schema, parent_kind, parent_name, name, identity, attributes` (see `toCatalogObject`).
 * Columns that only some versions have are read through `to_jsonb(row) ->> 'column'`, null where they do not exist.
 */
export interface Section {
  readonly name: string;
  readonly sql: string;
}

/** A condition: the schema is one of the user's. */
export function isUserSchema(column: string): string {
  return `${column} <> ALL (ARRAY['pg_catalog', 'information_schema']) AND ${column} !~ '^pg_(toast|temp)'`;
}

/** A condition: the object does not belong to an extension, whose matter it is. */
export function isOwnObject(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend own WHERE own.classid = '${catalog}'::regclass AND own.objid = ${oid} AND own.deptype = 'e')`;
}

/** The grants of an object as sorted texts; no entry in the catalog means the default ones. */
export function grants(acl: string, type: string, owner: string): string {
  return `(SELECT jsonb_agg(item::text ORDER BY item::text) FROM unnest(coalesce(${acl}, acldefault('${type}', ${owner}))) item)`;
}

/** The comment on a whole object. */
export function comment(oid: string, catalog: string): string {
  return `obj_description(${oid}, '${catalog}')`;
}

/** The object's identity: catalog and oid. */
export function identity(catalog: string, oid: string): string {
  return `'${catalog}:' || ${oid}`;
}
