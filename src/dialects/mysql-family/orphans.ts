import type { Connection } from 'mysql2/promise';
import { query, queryAll } from './catalog/query.ts';
import type { Row } from './catalog/query.ts';
import { readErrorNumber } from './connect.ts';
import { quoteName, quoteText } from './quoting.ts';

/** Tables with more rows than this (by the server's guess) are not looked through after every step. */
const rowLimit = 100_000;
/** Nor are schemas with more keys than this, because every key takes some 0.05 ms after every step. */
const keyLimit = 300;

const keyColumns = `SELECT TABLE_NAME AS child, CONSTRAINT_NAME AS name, COLUMN_NAME AS own, REFERENCED_TABLE_NAME AS parent, REFERENCED_COLUMN_NAME AS other
  FROM information_schema.KEY_COLUMN_USAGE
  WHERE TABLE_SCHEMA = DATABASE() AND REFERENCED_TABLE_SCHEMA = DATABASE()
  ORDER BY TABLE_NAME, CONSTRAINT_NAME, ORDINAL_POSITION`;

const tableSizes = 'SELECT TABLE_NAME AS name, TABLE_ROWS AS size FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()';

/**
 * What the server says to a key whose columns cannot be compared, which only `foreign_key_checks = 0` lets come about: collations that do
 * not go together, a column that is not there, a table that is not there.
 * https://dev.mysql.com/doc/mysql-errors/9.7/en/server-error-reference.html
 */
const misfitNumbers = new Set([1267, 1054, 1146]);

/**
 * Foreign keys that rows break, or whose columns no longer fit together, one sentence each: the server lets such rows in while
 * `foreign_key_checks` is off, and never looks again. Keys to other databases and to what is not there are left out.
 * @param connection to the database; it must allow several statements at once
 */
export async function listOrphans(connection: Connection): Promise<readonly string[]> {
  const [columns = [], tables = []] = await queryAll(connection, [keyColumns, tableSizes]);
  const small = new Set(tables.filter(({ size }) => Number(size) <= rowLimit).map(({ name }) => name));
  const keys = [...Map.groupBy(columns, ({ child, name }) => JSON.stringify([child, name])).values()];
  const askable = keys.filter(([first]) => small.has(first?.['child'] ?? '') && tables.some(({ name }) => name === first?.['parent']));
  if (askable.length === 0 || askable.length > keyLimit) return [];
  // One that cannot be asked about spoils the question about all.
  return (await askAbout(connection, askable)) ?? (await askOneByOne(connection, askable));
}

/** The sentences of some keys, or undefined where the columns of one of them cannot be compared. */
async function askAbout(connection: Connection, keys: readonly (readonly Row[])[]): Promise<readonly string[] | undefined> {
  try {
    const broken = await query(connection, keys.map(writeQuestion).join(' UNION ALL '));
    return broken.map(({ sentence }) => sentence ?? '');
  } catch (error) {
    if (misfitNumbers.has(readErrorNumber(error) ?? 0)) return undefined;
    throw error;
  }
}

async function askOneByOne(connection: Connection, keys: readonly (readonly Row[])[]): Promise<readonly string[]> {
  const sentences: string[] = [];
  for (const key of keys) sentences.push(...((await askAbout(connection, [key])) ?? [describeMisfit(key)]));
  return sentences;
}

function describeMisfit([first]: readonly Row[]): string {
  const { child, name, parent } = first ?? {};
  return `the columns of the foreign key \`${name ?? ''}\` no longer fit together: those of \`${child ?? ''}\` cannot be compared with those of \`${parent ?? ''}\``;
}

/** A sentence where a row has no parent; a key of several columns binds where none of them is null. */
function writeQuestion(columns: readonly Row[]): string {
  const { child = '', name = '', parent = '' } = columns[0] ?? {};
  const pairs = columns.map(({ own, other }) => ({ own: `c.${quoteName(own ?? '')}`, other: `p.${quoteName(other ?? '')}` }));
  const isBound = pairs.map(({ own }) => `${own} IS NOT NULL`).join(' AND ');
  const fits = pairs.map(({ own, other }) => `${other} = ${own}`).join(' AND ');
  const sentence = `rows of \`${child ?? ''}\` break its foreign key \`${name ?? ''}\`: what they refer to is not in \`${parent ?? ''}\``;
  return `(SELECT ${quoteText(sentence)} AS sentence FROM ${quoteName(child ?? '')} c WHERE ${isBound} AND NOT EXISTS (SELECT 1 FROM ${quoteName(parent ?? '')} p WHERE ${fits}) LIMIT 1)`;
}
