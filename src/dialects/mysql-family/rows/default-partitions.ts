import type { Connection } from 'mysql2/promise';
import { tokenize } from '../../../sql/lexer.ts';
import { TokenReader } from '../../../sql/token-reader.ts';
import { queryAll } from '../catalog/query.ts';
import type { Row } from '../catalog/query.ts';
import { lexisOf } from '../lexis.ts';
import { quoteName } from '../quoting.ts';
import { tableOf } from './shape-queries.ts';

/**
 * Rows of `information_schema.PARTITIONS`, in which MariaDB describes the partition for all other values as that for zero: as `DEFAULT`
 * where the table's statement says so. https://mariadb.com/docs/server/server-usage/partitioning-tables/partitioning-types/list-partitioning-type
 */
export async function describeDefaults(connection: Connection, rows: readonly Row[]): Promise<readonly Row[]> {
  const isDoubtful = ({ method, description }: Row): boolean => method === 'LIST' && description === '0';
  const tables = [...new Map(rows.filter(isDoubtful).map((row) => [tableOf(row), row])).values()];
  const answers = await queryAll(connection, tables.map(({ S, T }) => `SHOW CREATE TABLE ${quoteName(S ?? '')}.${quoteName(T ?? '')}`));
  const defaults = new Set(tables.flatMap((row, index) => listDefaults(answers[index]?.[0]?.['Create Table'] ?? '').map((name) => `${tableOf(row)} ${name}`)));
  return rows.map((row) => (isDoubtful(row) && defaults.has(`${tableOf(row)} ${row['name'] ?? ''}`) ? { ...row, description: 'DEFAULT' } : row));
}

/** The names after `PARTITION` and before `DEFAULT`. */
function listDefaults(statement: string): readonly string[] {
  const reader = new TokenReader(tokenize(statement, lexisOf('mariadb')).tokens);
  const names: string[] = [];
  while (!reader.isAtEnd) {
    const name = reader.accept('PARTITION') ? reader.readName() : undefined;
    if (name === undefined) reader.skip();
    else if (reader.isAt('DEFAULT')) names.push(name);
  }
  return names;
}
