import { DatabaseSync } from 'node:sqlite';
import mysql from 'mysql2/promise';
import pg from 'pg';

/** Rows of a query, read past the bridge and all of Python. */
export async function queryDatabase(url: string, sql: string): Promise<unknown[][]> {
  if (url.startsWith('sqlite:')) return querySqlite(url.slice('sqlite:///'.length), sql);
  return url.startsWith('postgresql:') ? queryPostgresql(url, sql) : queryMysql(new URL(url), sql);
}

async function queryPostgresql(url: string, sql: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

async function queryMysql({ hostname, port, username, password, pathname }: URL, sql: string): Promise<unknown[][]> {
  const database = decodeURIComponent(pathname.slice(1));
  const connection = await mysql.createConnection({ host: hostname, port: Number(port), user: username, password: decodeURIComponent(password), database });
  try {
    const [rows] = await connection.query<mysql.RowDataPacket[][]>({ sql, rowsAsArray: true });
    return rows;
  } finally {
    await connection.end();
  }
}

function querySqlite(file: string, sql: string): unknown[][] {
  const connection = new DatabaseSync(file);
  try {
    return connection.prepare(sql).all().map((row) => Object.values(row));
  } finally {
    connection.close();
  }
}

/** What Alembic has noted as applied, in order. */
export async function readVersions(url: string, table = 'alembic_version'): Promise<string[]> {
  const rows = await queryDatabase(url, `SELECT version_num FROM ${table} ORDER BY 1`);
  return rows.map(([version]) => String(version));
}
