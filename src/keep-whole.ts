/** A text that was cut, without the first half of a character at its end. */
export function keepWhole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '');
}
