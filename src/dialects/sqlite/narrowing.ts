import type { AttributeChange } from '../../catalog/change.ts';

/** What SQLAlchemy takes for one kind of value; Alembic's batch mode casts between two of them and copies within one. */
type Family = 'text' | 'whole' | 'decimal' | 'date' | 'time' | 'date and time' | 'boolean' | 'bytes' | 'json' | 'anything';

/** Words of a declared type, the first that fits. https://sqlite.org/datatype3.html#determination_of_column_affinity */
const families: readonly (readonly [words: RegExp, family: Family])[] = [
  [/^$|^ANY$/, 'anything'],
  [/JSON/, 'json'],
  [/^BOOL/, 'boolean'],
  [/DATETIME|TIMESTAMP/, 'date and time'],
  [/^DATE/, 'date'],
  [/^TIME/, 'time'],
  [/INT/, 'whole'],
  [/CHAR|CLOB|TEXT|UUID|ENUM|STRING/, 'text'],
  [/BLOB|BINARY|BYTE/, 'bytes'],
];

/**
 * Whether a column's type change can lose values that the old type held. SQLite itself keeps any value in any column of a table that is
 * not STRICT, and no length of a type means anything to it; what loses is the `CAST` with which batch mode copies a column whose
 * kind changes: of a text it keeps the number that it begins with, also for a date (`'2026-01-31'` becomes 2026).
 * https://sqlite.org/lang_expr.html#castexpr
 */
export function isNarrowing({ attribute, before, after }: AttributeChange): boolean {
  if (attribute !== 'type' || typeof before !== 'string' || typeof after !== 'string') return false;
  const [from, to] = [readFamily(before), readFamily(after)];
  if (from === to || to === 'anything' || to === 'json' || to === 'text' || to === 'bytes') return false;
  // A number stays what it is where a date is wanted.
  return isNumber(from) ? from === 'decimal' && to === 'whole' : true;
}

function readFamily(type: string): Family {
  const name = type.toUpperCase();
  return families.find(([words]) => words.test(name))?.[1] ?? 'decimal';
}

function isNumber(family: Family): boolean {
  return family === 'whole' || family === 'decimal' || family === 'boolean';
}
