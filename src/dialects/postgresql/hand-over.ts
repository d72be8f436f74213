/**
 * Gives a role (a quoted name) all that stands in a database and belongs to whom the statement runs as, but for extensions and what belongs to
 * them. `REASSIGN OWNED` refuses that for the superuser who made the server.
 * https://www.postgresql.org/docs/current/sql-reassign-owned.html
 */
export function writeHandOver(role: string): string {
  return `DO $hand_over$
DECLARE
  statement text;
  -- Without the quotes a cast folds the letters of a name.
  maker oid := quote_ident(current_user)::regrole;
BEGIN
  FOR statement IN
    SELECT format('ALTER SCHEMA %I OWNER TO ${role}', nspname) FROM pg_namespace n
    WHERE nspowner = maker AND nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_namespace'::regclass AND objid = n.oid AND deptype = 'e')
    UNION ALL
    SELECT format('ALTER %s %s OWNER TO ${role}', CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' WHEN 'f' THEN 'FOREIGN TABLE' ELSE 'TABLE' END, c.oid::regclass)
    FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relowner = maker AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype IN ('e', 'a', 'i') AND (deptype = 'e' OR relkind = 'S'))
    UNION ALL
    SELECT format('ALTER ROUTINE %s OWNER TO ${role}', p.oid::regprocedure) FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
    WHERE proowner = maker AND prokind <> 'a' AND nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
    UNION ALL
    SELECT format('ALTER %s %s OWNER TO ${role}', CASE typtype WHEN 'd' THEN 'DOMAIN' ELSE 'TYPE' END, t.oid::regtype) FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
    LEFT JOIN pg_class c ON c.oid = typrelid
    WHERE typowner = maker AND typtype IN ('e', 'd', 'r', 'c') AND (c.relkind IS NULL OR c.relkind = 'c') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
  LOOP
    EXECUTE statement;
  END LOOP;
END
$hand_over$`;
}
