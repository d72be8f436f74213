/** Whether a definition names something, outside of its texts, in quotes or without; in whatever case, because servers write names in their own. */
export function mentions(definition: string, name: string): boolean {
  const [text, wanted] = [definition.replaceAll(/'(?:[^'\\]|''|\\.)*'/gs, "''").toLowerCase(), name.toLowerCase()];
  const words = text.match(/"(?:[^"]|"")*"|`(?:[^`]|``)*`|[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
  return words.some((word) => word === wanted || (/^["`]/.test(word) && word.slice(1, -1).replaceAll('""', '"').replaceAll('``', '`') === wanted));
}
