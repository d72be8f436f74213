import { foldName } from '../fold-name.ts';
import type { SchemaRow } from './schema-rows.ts';
import type { SchemaTables } from './table-texts.ts';
import { tokenize, UnreadableSql } from './tokenize.ts';

/** Names of tables, folded, of which other things in the schema speak. */
export interface Dependencies {
  /** By foreign keys. */
  readonly referred: ReadonlySet<string>;
  /** By views, and by triggers of other tables. */
  readonly read: ReadonlySet<string>;
}

/** Finds what speaks of what; a text that was there the last time is not read again. */
export function createDependencyReader(): (rows: readonly SchemaRow[], tables: SchemaTables) => Dependencies {
  let known = new Map<string, readonly string[]>();
  return (rows, tables) => {
    const readers = rows.filter(({ type }) => type === 'view' || type === 'trigger');
    known = new Map(readers.map(({ sql }) => [sql, known.get(sql) ?? listWords(sql)]));
    const read = readers.flatMap(({ table, sql }) => (known.get(sql) ?? []).filter((word) => tables.has(word) && word !== foldName(table)));
    const referred = [...tables.values()].flatMap(({ text }) => (text?.constraints ?? []).flatMap((constraint) => (constraint.type === 'foreign key' ? [foldName(constraint.parent)] : [])));
    return { referred: new Set(referred), read: new Set(read) };
  };
}

/** Every word that may be a name; a text that cannot be read is cut into words. */
function listWords(sql: string): readonly string[] {
  try {
    return [...new Set(tokenize(sql).map(({ value }) => foldName(value)))];
  } catch (error) {
    if (error instanceof UnreadableSql) return [...new Set(foldName(sql).split(/[^\p{L}\p{N}_$]+/u))];
    throw error;
  }
}
