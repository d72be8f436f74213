/** `1 row`, `5 rows`. */
export function sayCount(many: number, noun: string): string {
  return `${String(many)} ${noun}${many === 1 ? '' : 's'}`;
}
