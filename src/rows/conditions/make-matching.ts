import type { TextPattern } from './demand.ts';
import { matchesText, readPattern } from './match-text.ts';
import { sampleRegex } from './sample-regex.ts';

const maxTries = 300;
/** No text is made longer, however much room there is. */
const maxMadeLength = 2000;
const letters = 'abcdefghijklmnopqrstuvwxyz';

/**
 * A text that matches all patterns and none of the negated ones. Several calls give different texts where the patterns allow it.
 * @param length in characters
 * @param random a whole number from 0 to below the one that it is given
 * @param tries after which it is given up
 * @returns undefined where none was found
 */
export function makeMatching(patterns: readonly TextPattern[], length: { readonly min: number; readonly max: number }, random: (below: number) => number, tries = maxTries): string | undefined {
  const max = Math.min(length.max, maxMadeLength);
  if (length.min > max) return undefined;
  const wanted = patterns.filter(({ isNegated }) => !isNegated);
  if (wanted.some((pattern) => readPattern(pattern) === undefined)) return undefined;
  // Each in its turn is the one to make a text from.
  for (let count = 0; count < tries; count += 1) {
    const made = wanted.length === 0 ? '' : makeFrom(wanted, count, length.min, max, random);
    if (made === undefined) continue;
    const target = wanted.length > 0 ? length.min : chooseLength(length.min, max, random);
    const text = fillUp(made, target, count % 4 < 2, random);
    const size = Array.from(text).length;
    if (size >= length.min && size <= max && patterns.every((pattern) => matchesText(pattern, text) === true)) return text;
  }
  return undefined;
}

function makeFrom(wanted: readonly TextPattern[], count: number, min: number, max: number, random: (below: number) => number): string | undefined {
  const source = wanted[count % wanted.length];
  const read = source === undefined ? undefined : readPattern(source);
  if (read === undefined) return undefined;
  const size = min + random(Math.max(1, Math.min(max, min + 12) - min + 1));
  const one = sampleRegex(read, { size, max }, random);
  // Patterns that each ask for a part of the text, as passwords have them.
  if (one === undefined || wanted.length === 1 || count % 2 === 0) return one;
  return wanted.reduce<string | undefined>((text, pattern) => {
    const other = readPattern(pattern);
    const more = other === undefined || pattern === source ? '' : sampleRegex(other, { size: 1, max }, random);
    return text === undefined || more === undefined ? undefined : text + more;
  }, one);
}

/** Where nothing is asked of the text: some letters, as many as it must have or a few more. */
function chooseLength(min: number, max: number, random: (below: number) => number): number {
  return min + random(Math.max(1, Math.min(max, Math.max(min, 4) + 8) - min + 1));
}

/** Longer where it is too short, which patterns bear that leave an end open. */
function fillUp(made: string, target: number, isBehind: boolean, random: (below: number) => number): string {
  const missing = Math.max(0, target - Array.from(made).length);
  const filling = Array.from({ length: missing }, () => letters.charAt(random(letters.length))).join('');
  return isBehind ? made + filling : filling + made;
}
