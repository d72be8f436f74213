import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Rows of a query, read by a Python driver that the bridge has not touched. */
export async function queryDatabase(python: string, url: string, sql: string): Promise<unknown[][]> {
  const source =
    'import json, sys, psycopg2\n' +
    'connection = psycopg2.connect(sys.argv[1])\n' +
    'cursor = connection.cursor()\n' +
    'cursor.execute(sys.argv[2])\n' +
    'print(json.dumps(cursor.fetchall()))';
  const { stdout } = await run(python, ['-c', source, url, sql]);
  return JSON.parse(stdout) as unknown[][];
}

/** What Alembic has noted as applied, in order. */
export async function readVersions(python: string, url: string, table = 'alembic_version'): Promise<string[]> {
  const rows = await queryDatabase(python, url, `SELECT version_num FROM ${table} ORDER BY 1`);
  return rows.map(([version]) => String(version));
}
