/** `a`, `a and b`, `a, b and c`; or with `or`. */
export function sayList(words: readonly string[], last: 'and' | 'or' = 'and'): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}

/** As `sayList`, where no more than the first few are named: `a, b and 3 more`. Of `count` in all, where not all of them are given. */
export function sayFew(words: readonly string[], most: number, count = words.length): string {
  return sayList(count > most ? [...words.slice(0, most), `${String(count - most)} more`] : words);
}
