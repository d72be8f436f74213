import type { Connection, QueryOptions, RowDataPacket } from 'mysql2/promise';

/** A row with every value as text, or null. */
export type Row = Readonly<Record<string, string | null>>;

/** Asks for one result; values are read as text, whatever the server and the driver make of their type. */
export async function query(connection: Connection, sql: string): Promise<readonly Row[]> {
  const [rows] = await connection.query<RowDataPacket[]>(asText(sql));
  return rows;
}

/** Sends several statements at once and gives each one's rows; the connection must allow several. */
export async function queryAll(connection: Connection, statements: readonly string[]): Promise<readonly (readonly Row[])[]> {
  if (statements.length === 0) return [];
  const [results] = await connection.query<RowDataPacket[] | RowDataPacket[][]>(asText(statements.join(';\n')));
  return (statements.length === 1 ? [results] : results) as readonly (readonly Row[])[];
}

function asText(sql: string): QueryOptions {
  return { sql, typeCast: (field) => field.string() };
}

/** https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html */
const accessDenied = new Set([1044, 1142, 1143, 1227, 1370]);
const unknownTable = 1109;

/** Whether we may ask this, and the server knows what it is. */
export async function isReadable(connection: Connection, sql: string): Promise<boolean> {
  try {
    await connection.query(sql);
    return true;
  } catch (error) {
    if (error instanceof Error && 'errno' in error && typeof error.errno === 'number' && (error.errno === unknownTable || accessDenied.has(error.errno))) return false;
    throw error;
  }
}
