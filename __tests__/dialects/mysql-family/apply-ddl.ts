import { createConnection } from 'mysql2/promise';
import type { Connection } from 'mysql2/promise';
import { expect } from 'vitest';
import { diffCatalogs, isOrderOnly } from '../../../src/catalog/diff.ts';
import { renderDiff } from '../../../src/catalog/describe.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import type { CatalogChange } from '../../../src/catalog/change.ts';
import { writeTraceRemedy } from '../../../src/checks/round-trip/write-trace-remedy.ts';
import { createCatalogReader } from '../../../src/dialects/mysql-family/catalog/reader.ts';
import { settingsForReading } from '../../../src/dialects/mysql-family/connect.ts';
import type { FamilyDialect } from '../../../src/dialects/mysql-family/lexis.ts';
import { parseStatement } from '../../../src/dialects/mysql-family/parse-statement.ts';
import { writeUndo } from '../../../src/dialects/mysql-family/undo.ts';
import type { Dialect, Endpoint } from '../../../src/dialects/dialect.ts';
import { listRenames } from '../../../src/sql/list-renames.ts';
import { ddlStatements } from './ddl-statements.ts';
import type { DdlStatement } from './ddl-statements.ts';

/** A server to try things on. */
export interface TestServer {
  readonly dialect: FamilyDialect;
  readonly version: string;
  readonly endpoint: Endpoint;
}

export function connect({ endpoint }: TestServer, database?: string): Promise<Connection> {
  const { host, port, user, password } = endpoint;
  return createConnection({ host, port, user, password, multipleStatements: true, ...(database === undefined ? {} : { database }) });
}

export function openReader(server: TestServer, connection: Connection, database: string): () => Promise<Catalog> {
  const reader = createCatalogReader(connection, { dialect: server.dialect, database, isProjectSchema: (name) => name === 'other_db', getVersionTable: () => undefined });
  return async () => {
    await connection.query(settingsForReading);
    return reader.read();
  };
}

/** A reader that has read nothing yet. */
export async function readAfresh(server: TestServer, database: string): Promise<Catalog> {
  const connection = await connect(server, database);
  try {
    return await openReader(server, connection, database)();
  } finally {
    await connection.end();
  }
}

/** The code that undoes some changes, or undefined where some of them have none. */
export function writeWholeUndo(changes: readonly CatalogChange[]): string | undefined {
  if (changes.some((change) => writeUndo(change, changes) === undefined)) return undefined;
  return writeTraceRemedy(changes, { writeUndo } as unknown as Dialect).code;
}

/** One statement, what the catalog says that it changed, and the code that undoes it. */
export interface AppliedDdl {
  readonly sql: string;
  readonly changes: readonly string[];
  readonly undo: string | undefined;
}

/** What is done between two statements. */
export interface DdlHooks {
  /** Called when the statement was run for the first time. */
  readonly onApplied?: (sql: string) => Promise<void>;
  /** Takes the changes back with the code for it; then they must be gone, and the statement is run again. */
  readonly undo?: (code: string, sql: string) => Promise<void>;
  /** Called when a statement was taken back and the catalog is what it was before, the order of columns included. */
  readonly onUndone?: (sql: string) => Promise<void>;
}

/** Runs every statement that the server knows, each read by a reader that read before, and by a fresh one: both must say the same. */
export async function applyDdl(server: TestServer, database: string, { onApplied, undo, onUndone }: DdlHooks): Promise<AppliedDdl[]> {
  const reading = await connect(server, database);
  const writing = await connect(server, database);
  // What is made keeps the settings of the connection that made it: here those of the driver that runs the code.
  await writing.query('SET sql_mode = DEFAULT; SET NAMES utf8mb4');
  const applied: AppliedDdl[] = [];
  try {
    const read = openReader(server, reading, database);
    let before = await read();
    for (const statement of ddlStatements.map((item) => toStatement(item, database))) {
      if (!isKnown(statement, server)) continue;
      const { sql } = statement;
      await runStatement(writing, statement);
      const after = await read();
      expect(toPlain(after), sql).toEqual(toPlain(await readAfresh(server, database)));
      const changes = diffCatalogs(before, after, { matchRenames: true, renames: readRenames(server, sql) });
      expect(changes, sql).not.toEqual([]);
      expect(countKept(before, after), `${sql}: what did not change is the same object`).toBe(countEqual(before, after));
      await onApplied?.(sql);
      const code = statement.withoutUndo === undefined ? writeWholeUndo(changes) : undefined;
      applied.push({ sql: sql.replaceAll(database, 'own_db'), changes: renderDiff(changes, 'upgrade'), undo: code });
      if (code === undefined || undo === undefined) before = after;
      else {
        await undo(code, sql);
        const undone = await read();
        expect(listDifferences(before, undone), `${sql}\n${code}`).toEqual([]);
        if (diffCatalogs(before, undone).length === 0) await onUndone?.(sql);
        await runStatement(writing, statement);
        before = await read();
        expect(listDifferences(after, before), `${sql} once more`).toEqual([]);
      }
    }
  } finally {
    await reading.end();
    await writing.end();
  }
  return applied;
}

/** A column that is brought back stands at the end; where it stood no line can know. */
function listDifferences(a: Catalog, b: Catalog): string[] {
  return renderDiff(diffCatalogs(a, b).filter((change) => !isOrderOnly(change)), 'difference');
}

function readRenames({ dialect }: TestServer, sql: string): ReturnType<typeof listRenames> {
  return listRenames([{ sql, durationMs: 0, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: true, parsed: parseStatement(dialect, sql) }]);
}

function toStatement(item: string | DdlStatement, database: string): DdlStatement {
  const statement = typeof item === 'string' ? { sql: item } : item;
  return { ...statement, sql: statement.sql.replaceAll('own_db', database) };
}

function isKnown({ on, from }: DdlStatement, { dialect, version }: TestServer): boolean {
  return (on === undefined || on === dialect) && (from === undefined || Number(/^\d+\.\d+/.exec(version)?.[0]) >= Number(from));
}

async function runStatement(connection: Connection, { sql, mode }: DdlStatement): Promise<void> {
  if (mode !== undefined) await connection.query(`SET sql_mode = '${mode}'`);
  await connection.query(sql);
  if (mode !== undefined) await connection.query('SET sql_mode = DEFAULT');
}

function toPlain({ objects }: Catalog): Record<string, unknown> {
  return Object.fromEntries([...objects].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function countKept(before: Catalog, after: Catalog): number {
  return [...after.objects].filter(([key, object]) => before.objects.get(key) === object).length;
}

function countEqual(before: Catalog, after: Catalog): number {
  return [...after.objects].filter(([key, object]) => JSON.stringify(before.objects.get(key)) === JSON.stringify(object)).length;
}
