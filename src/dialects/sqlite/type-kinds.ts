const numeric = 'numeric';

/**
 * Whether a column gives back values of another kind than it did: SQLite writes what it is given, but turns numbers into text where the type
 * is text, and text that looks like a number into one where the type is a number. Dates are text to it whatever their type.
 * https://sqlite.org/datatype3.html#type_affinity
 */
export function changesKind(before: string, after: string): boolean {
  const [from, to] = [affinityOf(before), affinityOf(after)];
  return (from === 'text' && to === numeric) || (from === numeric && to === 'text');
}

/** https://sqlite.org/datatype3.html#determination_of_column_affinity */
function affinityOf(type: string): 'text' | 'numeric' | 'either' {
  const name = type.toUpperCase();
  if (name.includes('INT')) return numeric;
  if (/CHAR|CLOB|TEXT/.test(name)) return 'text';
  // SQLAlchemy writes these as text, which the affinity of their names leaves alone.
  return name === '' || /BLOB|DATE|TIME|JSON|UUID|BINARY/.test(name) ? 'either' : numeric;
}
