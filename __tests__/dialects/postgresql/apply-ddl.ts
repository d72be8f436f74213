import pg from 'pg';
import { expect } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import { renderDiff } from '../../../src/catalog/describe.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { createCatalogReader } from '../../../src/dialects/postgresql/catalog/reader.ts';
import { ddlStatements } from './ddl-statements.ts';

export async function connect(server: DatabaseServer, database: string): Promise<pg.Client> {
  const { host, port, user, password } = server.endpoint;
  const client = new pg.Client({ host, port, user, password, database });
  await client.connect();
  return client;
}

/** A reader that has read nothing yet. */
export async function readAfresh(server: DatabaseServer, database: string): Promise<Catalog> {
  const client = await connect(server, database);
  try {
    return await createCatalogReader(client, () => undefined).read();
  } finally {
    await client.end();
  }
}

/** One statement, and what the catalog says that it changed. */
export interface AppliedDdl {
  readonly sql: string;
  readonly changes: readonly string[];
}

/**
 * Runs every statement on a database, each read by a reader that read before, and by a fresh one: both must say the same.
 * `onApplied` is called after each.
 */
export async function applyDdl(server: DatabaseServer, database: string, onApplied: (sql: string) => Promise<void> = () => Promise.resolve()): Promise<AppliedDdl[]> {
  const reading = await connect(server, database);
  const writing = await connect(server, database);
  const applied: AppliedDdl[] = [];
  try {
    const reader = createCatalogReader(reading, () => undefined);
    let before = await reader.read();
    for (const statement of ddlStatements) {
      const { sql, version } = typeof statement === 'string' ? { sql: statement, version: 0 } : statement;
      if (Number.parseInt(server.version) < version) continue;
      await writing.query(sql);
      const after = await reader.read();
      expect(toPlain(after), sql).toEqual(toPlain(await readAfresh(server, database)));
      const changes = diffCatalogs(before, after);
      expect(changes, sql).not.toEqual([]);
      expect(countKept(before, after), `${sql}: what did not change is the same object`).toBe(countEqual(before, after));
      applied.push({ sql, changes: renderDiff(changes, 'upgrade') });
      before = after;
      await onApplied(sql);
    }
  } finally {
    await reading.end();
    await writing.end();
  }
  return applied;
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
