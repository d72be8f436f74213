import type { Connection } from 'mysql2/promise';
import { isReadable, query } from '../catalog/query.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteText } from '../quoting.ts';

/** The number that InnoDB gave each table and partition of a database, by a name of the server's own; a table that is written anew gets another. */
export type TableFiles = ReadonlyMap<string, string>;

/**
 * https://dev.mysql.com/doc/refman/9.7/en/information-schema-innodb-tables-table.html
 * https://mariadb.com/docs/server/reference/system-tables/information-schema/information-schema-tables/information-schema-innodb-tables/information-schema-innodb_sys_tables-table
 */
const views: Readonly<Record<FamilyDialect, string>> = { mysql: 'INNODB_TABLES', mariadb: 'INNODB_SYS_TABLES' };

/** Whether we may read them, which needs the privilege PROCESS. */
export function canReadTableFiles(connection: Connection, dialect: FamilyDialect): Promise<boolean> {
  return isReadable(connection, `SELECT 1 FROM information_schema.${views[dialect]} LIMIT 1`);
}

export async function readTableFiles(connection: Connection, dialect: FamilyDialect, database: string): Promise<TableFiles> {
  const rows = await query(connection, `SELECT NAME AS name, TABLE_ID AS id FROM information_schema.${views[dialect]} WHERE NAME LIKE ${quoteText(`${database}/%`)}`);
  return new Map(rows.flatMap(({ name, id }) => (isOfFulltext.test(name?.slice(database.length + 1) ?? '') ? [] : [[name ?? '', id ?? '']])));
}

/**
 * What a full-text index is kept in, which comes and goes with it: named by the numbers of its table and of itself, in capitals on MariaDB.
 * https://dev.mysql.com/doc/refman/9.7/en/innodb-fulltext-index.html#innodb-fulltext-index-design
 */
const isOfFulltext = /^fts_[0-9a-f]{16}_/i;

/**
 * What a change did with the files: `others` where it wrote anew what was there, so that some went and others came; `more` or `fewer` where
 * partitions came or went, which moves no rows.
 */
export function compareTableFiles(before: TableFiles, after: TableFiles): 'same' | 'others' | 'more' | 'fewer' {
  const [old, now] = [new Set(before.values()), new Set(after.values())];
  const [went, came] = [[...old].some((id) => !now.has(id)), [...now].some((id) => !old.has(id))];
  if (went) return came ? 'others' : 'fewer';
  return came ? 'more' : 'same';
}
