import type { Row } from './query.ts';

/** One privilege that somebody was given on something in a database. */
export interface Grant {
  /** The database's name. */
  readonly schema: string;
  /** Null: on the database. */
  readonly table: string | null;
  readonly column: string | null;
  readonly routine: string | null;
  /** `FUNCTION` or `PROCEDURE`, … */
  readonly routineType: string | null;
  /** As people read it: `SELECT to 'reader'@'%'`. */
  readonly words: string;
}

/** Gives privileges on databases, tables and columns, of these databases; seen by whoever may read the system's tables. */
export function writePrivilegeQuery(databases: string): string {
  const common = 'GRANTEE, PRIVILEGE_TYPE, IS_GRANTABLE';
  return `SELECT REPLACE(REPLACE(TABLE_SCHEMA, '\\\\_', '_'), '\\\\%', '%') AS DB, NULL AS TABLE_NAME, NULL AS COLUMN_NAME, ${common} FROM information_schema.SCHEMA_PRIVILEGES HAVING DB IN (${databases})
  UNION ALL SELECT TABLE_SCHEMA, TABLE_NAME, NULL, ${common} FROM information_schema.TABLE_PRIVILEGES WHERE TABLE_SCHEMA IN (${databases})
  UNION ALL SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, ${common} FROM information_schema.COLUMN_PRIVILEGES WHERE TABLE_SCHEMA IN (${databases})`;
}

/** Privileges on routines stand in a table of the server's that not everybody may read. */
export const routinePrivilegeTable = 'mysql.procs_priv';

export function writeRoutinePrivilegeQuery(databases: string): string {
  return `SELECT Db, Routine_name, Routine_type, Proc_priv, CONCAT('''', User, '''@''', Host, '''') AS GRANTEE FROM ${routinePrivilegeTable} WHERE Db IN (${databases})`;
}

/** What was granted. The right to pass it on is one for all that somebody has on a database, table or routine, and so a privilege of its own. */
export function readGrants(privileges: readonly Row[], routinePrivileges: readonly Row[]): Grant[] {
  const grants = [
    ...privileges.flatMap((row): Grant[] => {
      const [grantee, privilege] = [row['GRANTEE'] ?? '', row['PRIVILEGE_TYPE'] ?? ''];
      const place = { schema: row['DB'] ?? '', table: row['TABLE_NAME'] ?? null, column: row['COLUMN_NAME'] ?? null, routine: null, routineType: null };
      return [
        ...(privilege === 'USAGE' ? [] : [{ ...place, words: `${privilege} to ${grantee}` }]),
        ...(row['IS_GRANTABLE'] === 'YES' ? [{ ...place, column: null, words: `GRANT OPTION to ${grantee}` }] : []),
      ];
    }),
    ...routinePrivileges.flatMap((row): Grant[] => {
      const place = { schema: row['Db'] ?? '', table: null, column: null, routine: row['Routine_name'] ?? '', routineType: row['Routine_type'] ?? '' };
      const names = (row['Proc_priv'] ?? '').split(',').filter((name) => name !== '');
      return names.map((name) => ({ ...place, words: `${name === 'Grant' ? 'GRANT OPTION' : name.toUpperCase()} to ${row['GRANTEE'] ?? ''}` }));
    }),
  ];
  return [...new Map(grants.map((grant) => [JSON.stringify(grant), grant])).values()];
}

/** The privileges on a table as a whole. */
export function listObjectPrivileges(grants: readonly Grant[]): readonly string[] | undefined {
  return toList(grants.filter(({ column }) => column === null));
}

/** The privileges on one column of a table whose privileges these are. */
export function listColumnPrivileges(grants: readonly Grant[], name: string): readonly string[] | undefined {
  return toList(grants.filter(({ column }) => column === name));
}

/** The privileges on a routine, whose name's case the server does not heed. */
export function listRoutinePrivileges(grants: readonly Grant[], schema: string, type: string, name: string): readonly string[] | undefined {
  return toList(grants.filter((grant) => grant.schema === schema && grant.routineType === type && grant.routine?.toLowerCase() === name.toLowerCase()));
}

/**
 * The privileges on a database as a whole; and those on what is not there, because dropping a table leaves the privileges on it, and
 * the next table of that name has them.
 */
export function listDatabasePrivileges(grants: readonly Grant[], schema: string, isThere: (grant: Grant) => boolean): readonly string[] | undefined {
  const own = grants.filter((grant) => grant.schema === schema && grant.table === null && grant.routine === null).map(({ words }) => words);
  const orphans = grants.filter((grant) => grant.schema === schema && (grant.table !== null || grant.routine !== null) && !isThere(grant));
  const all = [...own, ...orphans.map((grant) => `${grant.words} on ${describeTarget(grant)} that is not there`)].sort();
  return all.length === 0 ? undefined : all;
}

function describeTarget({ table, column, routine, routineType }: Grant): string {
  if (table === null) return `${(routineType ?? '').toLowerCase()} ${routine ?? ''}`;
  return column === null ? `table ${table}` : `column ${table}.${column}`;
}

/** In an order of their own; undefined where there are none. */
function toList(grants: readonly Grant[]): readonly string[] | undefined {
  return grants.length === 0 ? undefined : grants.map(({ words }) => words).sort();
}
