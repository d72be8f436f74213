import { quoteName, quoteText } from '../quoting.ts';
import { NoTrueCopy } from './read-source.ts';
import type { Source, SourceProgram, SourceSequence, SourceTable } from './read-source.ts';

/**
 * Every value goes over as it is, or the statement fails: what a laxer mode would bend is refused, what a stricter one would refuse is
 * taken. Zero is a value of a counted column like any other.
 * https://dev.mysql.com/doc/refman/8.4/en/sql-mode.html
 */
const settings = `SET SESSION sql_mode = 'NO_AUTO_VALUE_ON_ZERO,ALLOW_INVALID_DATES,STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', foreign_key_checks = 0`;
/** MariaDB's only: rows that a constraint which came later would refuse, and rows of the past. */
const insertHistory = 'SET SESSION system_versioning_insert_history = 1';

/** The statement that makes the copy's database, with the character set and whatever else the source's has. */
export function writeDatabase(source: Source, target: string): string {
  return renameDatabase(source.database, target, source.definition);
}

/** Below the smallest packet that a server takes by default (MariaDB's 16 MB), and long enough to make round trips not count. */
const packetLength = 1_000_000;

/**
 * What fills it, in an order that works, for a connection to the copy: packets of one or more statements. A program is the last of its
 * packet, because MySQL keeps the `;` after it as a part of it. Throws `NoTrueCopy`.
 */
export function writeCopy(source: Source, target: string): string[] {
  const rename = (text: string): string => renameDatabase(source.database, target, text);
  const from = quoteName(source.database);
  const hasHistory = source.tables.some(({ period }) => period !== undefined);
  const contents = [
    settings,
    ...source.sequences.flatMap((sequence) => writeSequence(sequence, rename)),
    ...source.tables.map(({ definition }) => rename(definition)),
    ...(hasHistory ? [insertHistory] : []),
    ...source.tables.filter(({ columns }) => columns.length > 0).map((table) => writeRows(table, from)),
  ];
  const programs = [...source.routines, ...sortViews(source), ...source.triggers, ...source.events];
  return [...pack(contents), ...programs.map((program) => writeProgram(program, rename))];
}

function pack(statements: readonly string[]): string[] {
  const packets: string[][] = [];
  let length = Infinity;
  for (const statement of statements) {
    length += statement.length;
    if (length > packetLength) {
      packets.push([]);
      length = statement.length;
    }
    packets.at(-1)?.push(statement);
  }
  return packets.map((packet) => packet.join(';\n'));
}

/**
 * A text that speaks of another database of ours instead. The name is random, so that wherever it stands it means this database; a longer name that begins with it is another one of ours.
 */
export function renameDatabase(from: string, to: string, text: string): string {
  return text.replaceAll(new RegExp(`(?<![\\w$])${from}(?![\\w$])`, 'g'), to);
}

function writeSequence({ name, definition, state }: SourceSequence, rename: (text: string) => string): string[] {
  const { start_value: start, next_not_cached_value: next, cache_size: cache, cycle_count: cycles } = state;
  const isUnused = next === start && cycles === '0';
  // The server knows better than the table where it stands, and does not say.
  if (!isUnused && Number(cache) > 1) throw new NoTrueCopy(`the sequence ${name} keeps values ahead`);
  return [rename(definition), ...(isUnused ? [] : [`DO SETVAL(${quoteName(name)}, ${next ?? ''}, 0, ${cycles ?? ''})`])];
}

function writeRows({ name, columns, period }: SourceTable, from: string): string {
  const all = [...columns, ...(period ?? [])].join(', ');
  return `INSERT INTO ${quoteName(name)} (${all}) SELECT ${all} FROM ${from}.${quoteName(name)}${period === undefined ? '' : ' FOR SYSTEM_TIME ALL'}`;
}

/** Views after those that they use. The server writes each of them with its database's name. */
function sortViews({ database, views }: Source): SourceProgram[] {
  const sorted = new Set<SourceProgram>();
  const add = (view: SourceProgram, users: readonly SourceProgram[]): void => {
    if (sorted.has(view) || users.includes(view)) return;
    for (const other of views) {
      if (other !== view && view.definition.includes(`\`${database}\`.${quoteAlways(other.name)}`)) add(other, [...users, view]);
    }
    sorted.add(view);
  };
  for (const view of views) add(view, []);
  return [...sorted];
}

function quoteAlways(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

function writeProgram({ definition, settings: own }: SourceProgram, rename: (text: string) => string): string {
  const list = Object.entries({ sql_mode: quoteText(''), time_zone: quoteText('+00:00'), timestamp: 'DEFAULT', ...own }).map(([name, value]) => `${name} = ${value}`);
  return `SET SESSION ${list.join(', ')};\n${rename(definition)}`;
}
