import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Rows of a query, read by a Python driver that the bridge has not touched. `python`: one of the `default` environment. */
export async function queryDatabase(python: string, url: string, sql: string): Promise<unknown[][]> {
  const { stdout } = await run(python, ['-c', url.startsWith('postgresql') ? withPsycopg : withSqlalchemy, url, sql]);
  return JSON.parse(stdout) as unknown[][];
}

const withPsycopg = `
import json, sys, psycopg2
connection = psycopg2.connect(sys.argv[1])
cursor = connection.cursor()
cursor.execute(sys.argv[2])
print(json.dumps(cursor.fetchall()))
`;

const withSqlalchemy = `
import json, sys
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url
url = make_url(sys.argv[1])
engine = create_engine(url if url.drivername == "sqlite" else url.set(drivername=url.drivername + "+pymysql"))
with engine.connect() as connection:
    result = connection.exec_driver_sql(sys.argv[2])
    print(json.dumps([list(row) for row in result] if result.returns_rows else [], default=str))
`;

/** What Alembic has noted as applied, in order. */
export async function readVersions(python: string, url: string, table = 'alembic_version'): Promise<string[]> {
  const rows = await queryDatabase(python, url, `SELECT version_num FROM ${table} ORDER BY 1`);
  return rows.map(([version]) => String(version));
}
