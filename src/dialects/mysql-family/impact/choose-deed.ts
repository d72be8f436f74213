import type { StatementObservation } from '../../../observe/observation.ts';
import { tokenize } from '../../../sql/lexer.ts';
import { changesServer } from '../explain-error.ts';
import { lexisOf } from '../lexis.ts';
import type { FamilyDialect } from '../lexis.ts';
import { readTableChange } from './read-change.ts';
import type { TableChange } from './read-change.ts';

/** What a replay does with a statement. */
export type Deed =
  | { readonly kind: 'skip' }
  | { readonly kind: 'stop'; readonly because: string }
  /** `mayFail`: of rows alone, of which a table that has none asks nothing. */
  | { readonly kind: 'run'; readonly mayFail: boolean }
  | { readonly kind: 'ask'; readonly change: TableChange };

/** Statements that leave tables as they are, or are over when they have been run once for the whole server. */
const ofNoTable = new Set([
  'GRANT', 'REVOKE', 'LOCK', 'UNLOCK', 'FLUSH', 'ANALYZE', 'CHECK', 'CHECKSUM', 'REPAIR', 'KILL', 'PURGE', 'RESET', 'CACHE', 'BINLOG', 'CHANGE', 'START', 'STOP', 'INSTALL', 'UNINSTALL', 'HELP', 'SIGNAL', 'GET',
]); // prettier-ignore

/** What ALTER is followed by where it changes something that lies in the database. */
const inDatabase = /^ALTER (?:TABLE|VIEW|EVENT|FUNCTION|PROCEDURE|SEQUENCE|INSTANCE|ONLINE|OFFLINE|IGNORE|ALGORITHM|DEFINER|SQL) /;

/** As the recorder cuts a statement that was executed very often. */
const cutRepeats = /\n-- and \d+ times more with other values$/;

/** @param database the one that the statement's text speaks of as its own */
export function chooseDeed(dialect: FamilyDialect, { sql, parsed, isBookkeeping, isFailed }: StatementObservation, database: string): Deed {
  if (isBookkeeping || isFailed) return { kind: 'skip' };
  if (!parsed.parsed) return { kind: 'stop', because: parsed.reason };
  const { operations } = parsed;
  if (operations.length === 0 || operations.every(({ kind }) => kind === 'select' || kind === 'transaction')) return { kind: 'skip' };
  if (changesServer(sql)) return { kind: 'stop', because: 'it makes or removes what belongs to the whole server' };
  if (operations.some(({ target }) => target.schema !== undefined)) return { kind: 'stop', because: 'it reaches another database' };
  if (cutRepeats.test(sql)) return { kind: 'stop', because: 'it was executed very often, with values that were not kept' };
  const words = tokenize(sql, lexisOf(dialect)).tokens.slice(0, 4).map(({ value }) => value);
  const beginning = words.map((word) => word.toUpperCase()).join(' ');
  const kinds = new Set(operations.map(({ kind }) => kind));
  if (kinds.has('setting')) return chooseForSetting(sql, beginning, words, database);
  const change = readTableChange(dialect, sql);
  if (change !== undefined) return { kind: 'ask', change };
  if (kinds.has('insert') || kinds.has('update') || kinds.has('delete')) return { kind: 'run', mayFail: true };
  if (!kinds.has('other')) return { kind: 'run', mayFail: false };
  if (ofNoTable.has(words[0]?.toUpperCase() ?? '')) return { kind: 'skip' };
  if (/^ALTER (?:DATABASE|SCHEMA) /.test(beginning)) {
    const isOwn = words[2] === database || /^ALTER \w+ (?:DEFAULT|CHARACTER|CHARSET|COLLATE|COMMENT) /.test(`${beginning} `);
    return isOwn ? { kind: 'run', mayFail: false } : { kind: 'stop', because: 'it reaches another database' };
  }
  if (beginning.startsWith('ALTER ') && !inDatabase.test(`${beginning} `)) return { kind: 'skip' };
  return { kind: 'run', mayFail: false };
}

function chooseForSetting(sql: string, beginning: string, words: readonly string[], database: string): Deed {
  if (beginning.startsWith('USE ')) return words[1] === database ? { kind: 'skip' } : { kind: 'stop', because: 'it reaches another database' };
  // The server has it already; and every statement of ours commits itself.
  const isForAll = /\b(?:GLOBAL|PERSIST|PERSIST_ONLY)\b/i.test(sql);
  return isForAll || /\bautocommit\b/i.test(sql) ? { kind: 'skip' } : { kind: 'run', mayFail: false };
}
