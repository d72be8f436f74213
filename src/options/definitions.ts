import { categories } from '../checks/categories.ts';
import type { Severity } from '../checks/check.ts';
import { explainBadGlob, writeSeverityKey } from '../checks/find-severity.ts';
import type { Severities } from '../checks/find-severity.ts';
import type { DatabaseRequest } from '../database/provider.ts';
import type { ExpectedHeads } from '../revisions/expected-heads.ts';
import type { DialectName } from '../dialects/dialect.ts';

/** Every option by its one name; `action.yml` describes them and gives the defaults (a test keeps the two in step). */
export const optionNames = [
  'working-directory', 'config', 'ini-section', 'x-arguments', 'python', 'base', 'revisions', 'heads', 'dialect', 'database', 'image',
  'database-env', 'role', 'setup-sql', 'baseline', 'baseline-sql', 'rows', 'seed-sql', 'downgrades', 'checks', 'fail-on', 'small-tables', 'approval-label', 'timeout', 'comment', 'comment-key',
  'github-token', 'json-file', 'markdown-file', 'sarif-file', 'junit-file', 'code-quality-file', 'sql-directory',
  'mode', 'shard', 'reports', 'parts', 'artifact',
] as const; // prettier-ignore

export type OptionName = (typeof optionNames)[number];

/** Throws with what is wrong and what is expected; `read-options.ts` adds where it stands. */
export class BadValue extends Error {
  override readonly name = 'BadValue';
}

/** Items one a line or separated by commas. */
export function readList(text: string): string[] {
  return text.split(/[\n,]/).map((item) => item.trim()).filter((item) => item !== '');
}

/** Items one a line; a comma belongs to its item. */
export function readLines(text: string): string[] {
  return text.split('\n').map((item) => item.trim()).filter((item) => item !== '');
}

export function readChoice<T extends string>(text: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === text.trim());
  if (found === undefined) throw new BadValue(`"${text}" is not one of ${choices.join(', ')}.`);
  return found;
}

export function readCount(text: string): number {
  if (!/^[1-9]\d*$/.test(text.trim())) throw new BadValue(`"${text}" is no whole number from 1.`);
  return Number(text);
}

/** A number, or the labels of branches that each have a head. */
export function readHeads(text: string): ExpectedHeads {
  if (/^\s*\d/.test(text)) return readCount(text);
  const labels = [...new Set(readList(text))];
  const [wrong] = labels.filter((label) => /[\s@:+-]/.test(label));
  if (wrong !== undefined) throw new BadValue(`"${wrong}" is neither a number nor a branch label.`);
  return labels;
}

/** More rows than this prove nothing that fewer do not, and take minutes. */
const mostRows = 1000;

/** How many rows each table gets; 0 for none. */
export function readRowCount(text: string): number {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : mostRows + 1;
  if (count > mostRows) throw new BadValue(`"${text}" is no whole number from 0 to ${mostRows}.`);
  return count;
}

/** One of so many parts of the revisions to look at. */
export interface Shard {
  /** From 1 to `of`. */
  readonly index: number;
  readonly of: number;
}

/** `2/4`: the second of four. */
export function readShard(text: string): Shard {
  const [index = 0, of = 0] = (/^\s*(\d{1,4})\s*\/\s*(\d{1,4})\s*$/.exec(text) ?? []).slice(1).map(Number);
  if (index < 1 || index > of) throw new BadValue(`"${text}" is no part such as 2/4, the second of four.`);
  return { index, of };
}

const unitsMs: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, '': 1000 };

/** A longer timer would go off at once: https://nodejs.org/api/timers.html#settimeoutcallback-delay-args */
const longestTimerMs = 24 * 24 * 3_600_000;

/** `500ms`, `90s`, `5m`, `1h`; a bare number is seconds. Gives milliseconds. */
export function readDurationMs(text: string): number {
  const [, amount, unit = ''] = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|)$/.exec(text.trim()) ?? [];
  const durationMs = amount === undefined ? 0 : Number(amount) * (unitsMs[unit] ?? 0);
  if (durationMs <= 0) throw new BadValue(`"${text}" is no duration such as 90s or 5m.`);
  if (durationMs > longestTimerMs) throw new BadValue(`"${text}" is longer than 24 days.`);
  return durationMs;
}

/** A command line in words, with quotes as in a shell but without one. */
export function readWords(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  if (/["']/.test(text.replace(/"[^"]*"|'[^']*'/g, ''))) throw new BadValue(`"${text}" has a quote that is not closed.`);
  return words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'));
}

export function readRevisions(text: string): 'new' | 'all' | readonly string[] {
  const word = text.trim();
  if (word === 'new' || word === 'all') return word;
  const ids = readList(text);
  if (ids.length === 0) throw new BadValue(`"${text}" names no revision.`);
  return ids;
}

/** One or several, each once. */
export function readDialects(text: string): readonly DialectName[] {
  return [...new Set(readList(text).map((item) => readChoice<DialectName>(item, ['postgresql', 'mysql', 'mariadb', 'sqlite'])))];
}

export function readDatabase(text: string): DatabaseRequest {
  const word = text.trim();
  if (/^[A-Za-z][\w+]*:\/\//.test(word)) return { provider: 'url', url: word };
  return { provider: readChoice(word, ['container', 'embedded', 'local', 'auto']) };
}

const severities: readonly (Severity | 'off')[] = ['error', 'warning', 'note', 'off'];

/**
 * `check = severity` or `check in glob = severity`, one a line or separated by commas that stand in no braces.
 * @param ids the ids of all checks
 */
export function readSeverities(text: string, ids: readonly string[]): Severities {
  const known = new Set([...ids, ...Object.keys(categories)]);
  const found = new Map<string, Severity | 'off'>();
  for (const line of text.split(/[\n,](?![^{}\n]*\})/).map((item) => item.trim()).filter((item) => item !== '')) {
    const [, id = '', glob, word = ''] = /^([\w/-]+)(?:\s+in\s+(\S.*?))?\s*[=:]\s*(\w+)$/.exec(line) ?? [];
    if (id === '') throw new BadValue(`"${line}" is not of the form check = severity or check in path = severity.`);
    if (!known.has(id)) throw new BadValue(`There is no check ${id}.${suggest(id, [...known])}`);
    const bad = glob === undefined ? undefined : explainBadGlob(glob);
    if (bad !== undefined) throw new BadValue(`"${glob ?? ''}" names no files: ${bad}.`);
    const key = writeSeverityKey(id, glob);
    // Of two for the same files the later counts.
    found.delete(key);
    found.set(key, readChoice(word, severities));
  }
  return found;
}

/** ` Did you mean …?` for the nearest known word, or nothing. */
export function suggest(wrong: string, known: readonly string[]): string {
  const nearest = known.map((word) => ({ word, distance: countEdits(wrong, word) })).sort((a, b) => a.distance - b.distance)[0];
  return nearest === undefined || nearest.distance > Math.max(2, wrong.length / 3) ? '' : ` Did you mean ${nearest.word}?`;
}

/** Levenshtein's distance. */
export function countEdits(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
