import type { ColumnDemand } from '../conditions/demand.ts';
import type { RowValue } from '../row-value.ts';
import type { TextType } from '../value-type.ts';
import type { Wish } from './make-stepped.ts';
import type { Source } from './source.ts';

/** Without those that are easily taken for others. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';
const letters = 'abcdefghijklmnopqrstuvwxyz';
/** Where nothing limits a text, no demand makes it longer. */
const longest = 10_000;

/** A text from what was made beforehand by the column's name, one for each row and spare ones; later attempts get an end that is their own. */
export function makeText(type: TextType, source: Source, wish: Wish): RowValue | undefined {
  const { row, rows, attempt, demand } = wish;
  const { low, high } = readLengths(type, demand);
  if (low > high) return undefined;
  if (wish.isTame) return { kind: 'text', value: fitLength(withinBounds(makeTame(wish), demand), low, high, type) };
  const { pool } = source;
  const base = pool[(row + attempt * rows) % pool.length] ?? 'text';
  const isFresh = row + attempt * rows < pool.length;
  const text = isFresh && (high >= 4 || Array.from(base).length <= high) ? base : addEnd(base, high, wish);
  return { kind: 'text', value: fitLength(withinBounds(text, demand), low, high, type) };
}

/** One word, in another form each turn. */
function makeTame({ attempt, random }: Wish): string {
  const word = random.word(letters, 6);
  return [word, `${word.charAt(0).toUpperCase()}${word.slice(1)}`, word.toUpperCase(), random.word('123456789', 6)][attempt % 4] ?? word;
}

/** The fewest and the most characters of a text. */
export function readLengths(type: TextType, demand: ColumnDemand | undefined): { readonly low: number; readonly high: number } {
  const low = Math.max(demand?.minLength ?? 0, Math.min(1, type.maxLength ?? 1));
  return { low, high: Math.min(demand?.maxLength ?? longest, type.maxLength ?? Math.max(longest, low)) };
}

/** Ends a text so that it differs from those of other rows and attempts. */
function addEnd(base: string, room: number, { row, rows, attempt, random }: Wish): string {
  if (room <= 2) return countInSigns(row + attempt * rows, room);
  const end = random.word(signs, Math.min(6, room - 1));
  // Before the `@`, so that an e-mail address stays one.
  const at = base.indexOf('@');
  if (at > 0 && base.length + end.length <= room) return `${base.slice(0, at)}${end}${base.slice(at)}`;
  return `${base.slice(0, Math.max(0, room - end.length))}${end}`;
}

/** A number written in letters and digits, as many as there is room for. */
function countInSigns(count: number, room: number): string {
  let [text, rest] = ['', count];
  for (let at = 0; at < room; at++) {
    text = signs.charAt(rest % signs.length) + text;
    rest = Math.floor(rest / signs.length);
  }
  return text;
}

function withinBounds(text: string, demand: ColumnDemand | undefined): string {
  const [min, max] = [demand?.min?.value, demand?.max?.value];
  if (min?.kind === 'text' && text < min.value) return min.value + text;
  if (max?.kind === 'text' && text > max.value) return `0${text}`;
  return text;
}

function fitLength(text: string, low: number, high: number, type: TextType): string {
  const characters = Array.from(toRepertoire(text, type.repertoire));
  const cut = characters.slice(0, high).join('').trimEnd();
  const length = Array.from(cut).length;
  if (length >= low) return cut;
  return cut + signs.repeat(Math.ceil((low - length) / signs.length)).slice(0, low - length);
}

/** Leaves out what a column cannot hold. */
export function toRepertoire(text: string, repertoire: TextType['repertoire']): string {
  const last = { ascii: 0x7e, latin1: 0xff, bmp: 0xffff, unicode: 0x10_ffff }[repertoire];
  return Array.from(text).filter((character) => (character.codePointAt(0) ?? 0) <= last).join('');
}
