/** Whether two names, as a statement and a catalog write them, may be of one thing: most databases do not heed the case of letters. */
export function isSameName(a: string | null | undefined, b: string | null | undefined): boolean {
  return a != null && b != null && a.toLowerCase() === b.toLowerCase();
}
