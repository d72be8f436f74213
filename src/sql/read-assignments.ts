import { isSameName } from '../catalog/same-name.ts';
import type { Lexeme } from './lexer.ts';
import type { Assignment } from './operation.ts';
import type { TableReferences } from './read-table-references.ts';
import type { TokenReader } from './token-reader.ts';

/**
 * The columns that an UPDATE of one table writes, the reader standing after `SET`; undefined where they are not named one by one, as in
 * `SET (a, b) = (SELECT …)`.
 */
export function readAssignments(reader: TokenReader, tables: TableReferences): readonly Assignment[] | undefined {
  const owners = [...tables].flatMap(([alias, { name }]) => [alias, name]);
  const assignments: Assignment[] = [];
  do {
    const column = reader.readObjectName()?.name;
    if (column === undefined || !reader.accept('=')) return undefined;
    const from = reader.place;
    reader.skipTo(',', 'WHERE', 'ORDER', 'LIMIT', 'FROM', 'RETURNING');
    const to = reader.place;
    reader.goTo(from);
    const tokens: Lexeme[] = [];
    for (let token = reader.peek(); reader.place < to && token !== undefined; token = reader.peek()) {
      tokens.push(token);
      reader.skip();
    }
    assignments.push({ column, readsItself: readsColumn(tokens, column, owners) });
  } while (reader.accept(','));
  return assignments;
}

/** Whether an expression reads a column of the table: by its name alone outside of subqueries, whose tables may have one of that name, or with the table's. */
function readsColumn(tokens: readonly Lexeme[], column: string, owners: readonly string[]): boolean {
  let depth = 0;
  /** The parentheses in which the outermost subquery stands. */
  let subquery: number | undefined;
  for (const [index, { type, value }] of tokens.entries()) {
    if (type === 'symbol') depth += value === '(' ? 1 : value === ')' ? -1 : 0;
    if (subquery !== undefined && depth < subquery) subquery = undefined;
    if (type === 'word' && value.toUpperCase() === 'SELECT') subquery ??= depth;
    if ((type !== 'word' && type !== 'name') || !isSameName(value, column)) continue;
    const isQualified = tokens[index - 1]?.value === '.';
    if (isQualified ? owners.some((owner) => isSameName(owner, tokens[index - 2]?.value)) : subquery === undefined) return true;
  }
  return false;
}
