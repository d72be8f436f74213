import type { Connection } from 'mysql2/promise';
import { queryAll } from './catalog/query.ts';

/**
 * Views whose comment is an error instead of `VIEW`; MariaDB opens them only where something else is asked for as well.
 * https://mariadb.com/docs/server/reference/system-tables/information-schema/information-schema-tables/information-schema-tables-table
 */
const brokenViews = `SELECT TABLE_NAME AS name, TABLE_COMMENT AS comment, CREATE_TIME AS created
  FROM information_schema.TABLES
  WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'VIEW' AND TABLE_COMMENT <> 'VIEW'
  ORDER BY TABLE_NAME`;

/** Foreign keys whose table was dropped or renamed while `foreign_key_checks` was off. */
const danglingKeys = `SELECT k.CONSTRAINT_NAME AS name, k.TABLE_NAME AS child, k.REFERENCED_TABLE_NAME AS parent
  FROM information_schema.REFERENTIAL_CONSTRAINTS k
  LEFT JOIN information_schema.TABLES t ON t.TABLE_SCHEMA = k.UNIQUE_CONSTRAINT_SCHEMA AND t.TABLE_NAME = k.REFERENCED_TABLE_NAME
  WHERE k.CONSTRAINT_SCHEMA = DATABASE() AND t.TABLE_NAME IS NULL
  ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME`;

/**
 * What a database holds that cannot be used any more, one sentence each: views of what is not there, foreign keys to a table that is not there.
 * @param connection to that database; it must allow several statements at once
 */
export async function listDamage(connection: Connection): Promise<readonly string[]> {
  const [views = [], keys = []] = await queryAll(connection, [brokenViews, danglingKeys]);
  return [
    ...views.map(({ name }) => `view \`${name ?? ''}\` can no longer be read: it uses a table, column or function that is not there`),
    ...keys.map(({ name, child, parent }) => `the foreign key \`${name ?? ''}\` of \`${child ?? ''}\` refers to the table \`${parent ?? ''}\`, which is not there`),
  ];
}
