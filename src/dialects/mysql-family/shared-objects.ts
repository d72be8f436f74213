import type { Connection, RowDataPacket } from 'mysql2/promise';
import type { SharedObject } from '../dialect.ts';
import { readErrorNumber } from './connect.ts';
import type { FamilyDialect } from './lexis.ts';
import { quoteName, quoteText } from './quoting.ts';

/** The server's own, and what it makes for itself. */
const systemDatabases: readonly string[] = ['information_schema', 'mysql', 'performance_schema', 'sys'];
const systemAccounts: readonly string[] = ['mysql.infoschema', 'mysql.session', 'mysql.sys', 'mariadb.sys'];

/** Databases of ours or of another run of ours. */
const ownDatabase = /^alembic_gate_[0-9a-f]{10}_\d+$/;

/** Who may not read `mysql.user` may make no accounts either: SELECT command denied, access denied to database. */
const deniedNumbers = new Set([1044, 1142]);

const accountQueries: Readonly<Record<FamilyDialect, string>> = {
  mysql: "SELECT user AS name, host AS host, FALSE AS isRole FROM mysql.user ORDER BY user, host",
  // Roles have no host.
  mariadb: "SELECT user AS name, host AS host, is_role = 'Y' AS isRole FROM mysql.user ORDER BY user, host",
};

/** Users and roles, named as SQL writes them (`'app'@'%'`; a role of MariaDB `'app'`), and databases, all but the server's own and ours. */
export async function listSharedObjects(connection: Connection, dialect: FamilyDialect): Promise<readonly SharedObject[]> {
  const accounts = await listAccounts(connection, dialect);
  const others = await listOtherDatabases(connection);
  return [...accounts.map((name) => ({ kind: 'account' as const, name })), ...others.map((name) => ({ kind: 'database' as const, name }))];
}

/** The databases but for the server's own and ours. */
export async function listOtherDatabases(connection: Connection): Promise<readonly string[]> {
  const [rows] = await connection.query<(RowDataPacket & { name: string })[]>('SELECT SCHEMA_NAME AS name FROM information_schema.SCHEMATA ORDER BY SCHEMA_NAME');
  return rows.map(({ name }) => name).filter(isOtherDatabase);
}

/** Whether a database of this name is neither the server's own nor made by us, in this run or another. */
export function isOtherDatabase(name: string): boolean {
  return !systemDatabases.includes(name.toLowerCase()) && !ownDatabase.test(name);
}

/** Removes such objects; what an account was granted goes with it. */
export async function dropSharedObjects(connection: Connection, dialect: FamilyDialect, objects: readonly SharedObject[]): Promise<void> {
  for (const { kind, name } of objects) {
    if (kind === 'database') await connection.query(`DROP DATABASE IF EXISTS ${quoteName(name)}`);
    // A name of ours from above, so quoted already.
    else await connection.query(`DROP ${dialect === 'mariadb' && isRole(name) ? 'ROLE' : 'USER'} IF EXISTS ${name}`);
  }
}

async function listAccounts(connection: Connection, dialect: FamilyDialect): Promise<string[]> {
  try {
    const [rows] = await connection.query<(RowDataPacket & { name: string; host: string; isRole: number })[]>(accountQueries[dialect]);
    return rows.filter(({ name }) => !systemAccounts.includes(name)).map(({ name, host, isRole }) => `${quoteText(name)}${isRole === 1 ? '' : `@${quoteText(host)}`}`);
  } catch (error) {
    if (deniedNumbers.has(readErrorNumber(error) ?? 0)) return [];
    throw error;
  }
}

/** Whether a name as SQL writes it has no host. */
function isRole(account: string): boolean {
  return /^'(?:[^'\\]|''|\\\\)*'$/.test(account);
}
