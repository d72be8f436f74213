import type { Connection } from 'mysql2/promise';
import { isReadable, query } from './catalog/query.ts';
import { quoteText } from './quoting.ts';

/**
 * Where each server tells who holds what: MySQL where its performance schema is on, MariaDB where the plugin is installed.
 * https://dev.mysql.com/doc/refman/9.7/en/performance-schema-metadata-locks-table.html
 * https://mariadb.com/docs/server/reference/plugins/other-plugins/metadata-lock-info-plugin
 */
const sources: readonly { readonly table: string; readonly ask: (database: string) => string }[] = [
  {
    table: 'performance_schema.metadata_locks',
    ask: (database) => `SELECT DISTINCT t.PROCESSLIST_ID AS id FROM performance_schema.metadata_locks l JOIN performance_schema.threads t ON t.THREAD_ID = l.OWNER_THREAD_ID
      WHERE l.OBJECT_SCHEMA = ${database} AND l.LOCK_STATUS = 'GRANTED' AND t.PROCESSLIST_ID IS NOT NULL AND t.PROCESSLIST_ID <> CONNECTION_ID()`,
  },
  {
    table: 'information_schema.METADATA_LOCK_INFO',
    ask: (database) => `SELECT DISTINCT THREAD_ID AS id FROM information_schema.METADATA_LOCK_INFO WHERE TABLE_SCHEMA = ${database} AND THREAD_ID <> CONNECTION_ID()`,
  },
];

/** The connections that hold something in a database, whichever database they use now; none where the server does not tell. */
export async function listLockOwners(connection: Connection, database: string): Promise<readonly number[]> {
  const owners: number[] = [];
  for (const { table, ask } of sources) {
    if (!(await isReadable(connection, `SELECT 1 FROM ${table} LIMIT 1`))) continue;
    const rows = await query(connection, ask(quoteText(database)));
    owners.push(...rows.map(({ id }) => Number(id)));
  }
  return owners;
}
