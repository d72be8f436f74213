/** Ids that begin as the wrong one does, at most three: an abbreviation or a slip at the end. */
export function nearestIds(wrong: string, ids: Iterable<string>): string[] {
  const shared = (id: string): number => {
    let length = 0;
    while (length < id.length && id[length] === wrong[length]) length += 1;
    return length;
  };
  return [...ids]
    .map((id) => ({ id, length: shared(id) }))
    .filter(({ length }) => length >= Math.min(4, wrong.length))
    .sort((a, b) => b.length - a.length)
    .slice(0, 3)
    .map(({ id }) => id);
}
