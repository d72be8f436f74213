import { columnOrderAttribute } from '../../../catalog/model.ts';
import type { Lexeme } from '../../../sql/lexer.ts';
import { findClosing, isSymbol, splitAtCommas, writeTokens } from './definition-text.ts';
import type { Definition } from './definition-text.ts';
import { makeEntry } from './entry.ts';
import type { Entry } from './entry.ts';
import { listColumnPrivileges, listObjectPrivileges } from './privileges.ts';
import type { Grant } from './privileges.ts';
import { readColumn } from './read-column.ts';
import { readKey, readReference } from './read-key.ts';
import type { Reference } from './read-key.ts';
import { readTableOptions } from './read-table-options.ts';

/** A table with its parts, and the tables that its foreign keys point at. */
export interface ReadTable {
  readonly entries: readonly Entry[];
  readonly references: readonly Reference[];
}

/** What is known of a table besides its statement. */
export interface TableWords {
  readonly schema: string | null;
  readonly table: string;
  readonly grants: readonly Grant[];
  readonly defaultCollations: ReadonlyMap<string, string>;
}

/** The objects that one `CREATE TABLE` of the server's makes. */
export function readTable(definition: Definition, words: TableWords): ReadTable {
  const { schema, table, grants, defaultCollations } = words;
  const place = { schema, table };
  const { tokens } = definition;
  const opening = tokens.findIndex((token) => isSymbol(token, '('));
  const closing = findClosing(tokens, opening);
  const lines = splitAtCommas(tokens.slice(opening + 1, closing));
  const options = readTableOptions(definition, tokens.slice(closing + 1), defaultCollations);
  const columns = lines.filter(isColumn).map((line) => readColumn(definition, line, { collation: options.collation, defaultCollations }));
  const others = lines.filter((line) => !isColumn(line));
  const keys = others.map((line) => ({ line, key: readKey(definition, line, place) }));
  const unknown = keys.flatMap(({ line, key }) => (key === undefined ? [writeTokens(definition, line)] : []));
  const own = makeEntry('table', { schema }, table, {
    ...options.attributes,
    ...(unknown.length === 0 ? {} : { periods: unknown.sort() }),
    [columnOrderAttribute]: columns.map(({ name }) => name),
    privileges: listObjectPrivileges(grants),
  });
  const entries = [
    own,
    ...columns.map(({ name, attributes }) => makeEntry('column', place, name, { ...attributes, privileges: listColumnPrivileges(grants, name) })),
    ...nameApart(keys.flatMap(({ key }) => key ?? [])).map(({ kind, name, attributes }) => makeEntry(kind, place, name, attributes)),
  ];
  return { entries, references: others.flatMap((line) => readReference(line) ?? []) };
}

/** Only a column begins with a quoted name. */
function isColumn([first]: readonly Lexeme[]): boolean {
  return first?.type === 'name';
}

/** Two constraints without names of their own may say the same. */
function nameApart<T extends { readonly kind: string; readonly name: string }>(keys: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return keys.map((key) => {
    const id = `${key.kind} ${key.name}`;
    const count = (seen.get(id) ?? 0) + 1;
    seen.set(id, count);
    return count === 1 ? key : { ...key, name: `${key.name} (${String(count)})` };
  });
}
