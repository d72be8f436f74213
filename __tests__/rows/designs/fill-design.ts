import { expect } from 'vitest';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import type { DatabaseSession } from '../../../src/dialects/dialect.ts';
import { fillTables } from '../../../src/rows/fill-tables.ts';
import type { RowFingerprint } from '../../../src/rows/fingerprint.ts';
import { rowsWanted } from './table-design.ts';
import type { TableDesign } from './table-design.ts';

/** Fills a design's tables in a new database and looks at what came of it: in the words of the filling, in the rows, and in the database's own eyes. */
export async function checkDesign(server: DatabaseServer, design: TableDesign, style: 'edges' | 'plain'): Promise<void> {
  const [first, second] = [await fillOnce(server, design, style), await fillOnce(server, design, style)];
  expect({ rows: first.rows, unfilled: Object.keys(first.unfilled).sort(), damage: first.damage }, JSON.stringify(first.unfilled)).toEqual({ rows: design.rows, unfilled: Object.keys(design.unfilled ?? {}).sort(), damage: [] });
  for (const [table, reason] of Object.entries(design.unfilled ?? {})) expect(first.unfilled[table]).toMatch(reason);
  if (style === 'plain') for (const [column, form] of Object.entries(design.values ?? {})) for (const text of first.texts[column] ?? ['no such column']) expect(text, column).toMatch(form);
  // The same seed makes the same rows, but for what the server makes itself.
  if (!/CURRENT_|now|random|uuid/i.test(design.sql)) expect(second.fingerprint).toEqual(first.fingerprint);
}

interface FilledDesign {
  /** How many there are, of every table that has any. */
  readonly rows: Record<string, number>;
  readonly unfilled: Record<string, string>;
  /** What was not wrong before. */
  readonly damage: readonly string[];
  readonly fingerprint: RowFingerprint;
  /** The values of columns of which the design says something, without NULL. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
}

async function fillOnce(server: DatabaseServer, design: TableDesign, style: 'edges' | 'plain'): Promise<FilledDesign> {
  const name = await server.session.createDatabase();
  const database = await server.session.openDatabase(name);
  try {
    await database.execute(design.sql);
    return await fill(database, style, Object.keys(design.values ?? {}));
  } finally {
    await database.close();
    await server.session.dropDatabase(name);
  }
}

async function fill(database: DatabaseSession, style: 'edges' | 'plain', looked: readonly string[]): Promise<FilledDesign> {
  const session = database.rows;
  const before = await database.listDamage();
  const tables = await session.readTables(undefined);
  const { unfilled } = await fillTables({ session, tables, rows: rowsWanted, seed: 1, style, alsoFitting: [] });
  const fingerprint = await session.readFingerprint(undefined);
  const texts: Record<string, readonly string[]> = {};
  for (const table of tables) {
    for (const column of table.columns.filter(({ name }) => looked.includes(`${table.name}.${name}`))) texts[`${table.name}.${column.name}`] = (await session.readTexts(table, [column.name], 99)).flatMap(([text]) => text ?? []);
  }
  const counts = [...fingerprint.values()].filter(({ count }) => count > 0).map(({ name, count }) => [name, count]);
  return { rows: Object.fromEntries(counts) as Record<string, number>, unfilled: Object.fromEntries(unfilled.map(({ name, reason }) => [name, reason])), damage: (await database.listDamage()).filter((sentence) => !before.includes(sentence)), fingerprint, texts };
}
