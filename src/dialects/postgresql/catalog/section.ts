/**
 * One family of objects as a query. Each row is one object:
 * `kind, schema, parent_kind, parent_name, name, identity, attributes` (see `toEntry` in reader.ts).
 * Columns that only some versions have are read through `to_jsonb(row) ->> 'column'`, null where they do not exist.
 */
export interface Section {
  readonly name: string;
  readonly sql: string;
}

/** Objects that are relations or parts of one. Their rows begin with the number of that relation, and `isWanted` restricts them to some. */
export type RelationSection = Section;

/** A condition: the relation is one of those that are read, `$1`; all where that is null. */
export function isWanted(relation: string): string {
  return `($1::oid[] IS NULL OR ${relation} = ANY ($1))`;
}

/** A condition: the schema is one of the user's. */
export function isUserSchema(column: string): string {
  return `${column} <> ALL (ARRAY['pg_catalog', 'information_schema']) AND ${column} !~ '^pg_(toast|temp)'`;
}

/** A condition: the object does not belong to an extension, whose matter it is. */
export function isOwnObject(catalog: string, oid: string): string {
  return `NOT EXISTS (SELECT FROM pg_depend own WHERE own.classid = '${catalog}'::regclass AND own.objid = ${oid} AND own.deptype = 'e')`;
}

/**
 * The grants of an object beyond what its owner and PUBLIC have anyway, as sorted texts: `SELECT to reader`, and `no EXECUTE to PUBLIC`
 * where a default one was revoked. Null where there is nothing but the defaults, whether or not the catalog says so.
 */
export function grants(acl: string, type: string, owner: string): string {
  return `CASE WHEN ${acl} IS NOT NULL THEN ${compareGrants(acl, `acldefault('${type}', ${owner})`)} END`;
}

/** What one access list grants beyond another, and `no ...` for what it does not grant of it. */
export function compareGrants(acl: string, defaults: string): string {
  return `(SELECT jsonb_agg(item ORDER BY item) FROM (
    (${listGrants(acl, '')} EXCEPT ${listGrants(defaults, '')}) UNION ALL (${listGrants(defaults, 'no ')} EXCEPT ${listGrants(acl, 'no ')})) granted (item))`;
}

function listGrants(acl: string, prefix: string): string {
  return `SELECT '${prefix}' || privilege_type || ' to ' || CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END || CASE WHEN is_grantable THEN ' with grant option' ELSE '' END
    FROM aclexplode(${acl})`;
}

/** The comment on a whole object. */
export function comment(oid: string, catalog: string): string {
  return `obj_description(${oid}, '${catalog}')`;
}

/** The object's identity: catalog and oid. */
export function identity(catalog: string, oid: string): string {
  return `'${catalog}:' || ${oid}`;
}
