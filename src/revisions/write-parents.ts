/** The value of `down_revision` in a revision's file: one parent as a string, several as a tuple. */
export function writeParents(parents: readonly string[]): string {
  return parents.length === 1 ? JSON.stringify(parents[0]) : `(${parents.map((parent) => JSON.stringify(parent)).join(', ')})`;
}
