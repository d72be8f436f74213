import { foldName } from '../fold-name.ts';
import { quoteName } from '../quoting.ts';
import { isSign, isWord, stripParentheses, writeNormalSql } from './normal-sql.ts';
import { splitList, TokenCursor } from './token-cursor.ts';
import { tokenize, UnreadableSql } from './tokenize.ts';
import type { Token } from './tokenize.ts';

/** What an index's definition needs to know of its table. */
export interface IndexedTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly collation: string | null }[];
}

/** A `CREATE INDEX` in one spelling. Throws `UnreadableSql` where it is another statement. */
export function writeNormalIndex(sql: string, name: string, table: IndexedTable): string {
  const cursor = new TokenCursor(tokenize(sql));
  if (!cursor.take('CREATE')) throw new UnreadableSql('this is no CREATE INDEX');
  const unique = cursor.take('UNIQUE') ? 'UNIQUE ' : '';
  if (!cursor.take('INDEX')) throw new UnreadableSql('this is no CREATE INDEX');
  while (!cursor.take('ON')) cursor.next();
  cursor.takeName();
  const scope = { columns: table.columns.map((column) => column.name) };
  const parts = splitList(cursor.takeParenthesised()).map((part) => writeIndexPart(part, table, scope));
  const condition = cursor.take('WHERE') ? ` WHERE ${writeNormalSql(stripParentheses(withoutEnd(cursor.takeRest())), scope)}` : '';
  return `CREATE ${unique}INDEX ${quoteName(name)} ON ${quoteName(table.name)} (${parts.join(', ')})${condition}`;
}

function writeIndexPart(tokens: readonly Token[], { columns }: IndexedTable, scope: { readonly columns: readonly string[] }): string {
  const direction = isWord(tokens.at(-1), 'ASC', 'DESC') ? tokens.at(-1) : undefined;
  const part = direction === undefined ? tokens : tokens.slice(0, -1);
  const collate = part.length > 2 && isWord(part.at(-2), 'COLLATE') ? part.at(-1) : undefined;
  const expression = stripParentheses(collate === undefined ? part : part.slice(0, -2));
  const written = writeNormalSql(expression, scope);
  const column = expression.length === 1 ? columns.find(({ name }) => foldName(name) === foldName(expression[0]?.value ?? '')) : undefined;
  const collation = collate?.value.toUpperCase() ?? null;
  const isPlain = collation === null || collation === (column?.collation ?? 'BINARY');
  return `${column === undefined && expression.length > 1 && !isCall(expression) ? `(${written})` : written}${isPlain ? '' : ` COLLATE ${collation}`}${isWord(direction, 'DESC') ? ' DESC' : ''}`;
}

/** `lower(name)`, which people write without parentheses around it. */
function isCall(tokens: readonly Token[]): boolean {
  return tokens[0]?.kind === 'word' && isSign(tokens[1], '(') && stripParentheses(tokens.slice(1)).length < tokens.length - 1;
}

/** What a view shows, in one spelling, and the names of its columns where it gives them. Throws `UnreadableSql` where it is another statement. */
export function readCreateView(sql: string): { readonly columns: readonly string[] | null; readonly definition: string } {
  const cursor = new TokenCursor(tokenize(sql));
  if (!cursor.take('CREATE')) throw new UnreadableSql('this is no CREATE VIEW');
  cursor.takeOneOf('TEMP', 'TEMPORARY');
  if (!cursor.take('VIEW')) throw new UnreadableSql('this is no CREATE VIEW');
  cursor.take('IF', 'NOT', 'EXISTS');
  cursor.takeName();
  if (cursor.takeSign('.')) cursor.takeName();
  const columns = isSign(cursor.peek(), '(') ? splitList(cursor.takeParenthesised()).map((part) => new TokenCursor(part).takeName()) : null;
  if (!cursor.take('AS')) throw new UnreadableSql('this is no CREATE VIEW');
  return { columns, definition: breakLines(withoutEnd(cursor.takeRest())) };
}

/** A `CREATE TRIGGER` or `CREATE VIRTUAL TABLE` in one spelling. */
export function writeNormalStatement(sql: string): string {
  const tokens = withoutEnd(tokenize(sql));
  const exists = tokens.findIndex((token, index) => isWord(token, 'IF') && isWord(tokens[index + 1], 'NOT') && isWord(tokens[index + 2], 'EXISTS'));
  return breakLines(exists === -1 || exists > 4 ? tokens : tokens.toSpliced(exists, 3));
}

function withoutEnd(tokens: readonly Token[]): readonly Token[] {
  return isSign(tokens.at(-1), ';') ? tokens.slice(0, -1) : tokens;
}

const longestLine = 100;
const clauses = ['FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'LIMIT', 'UNION', 'EXCEPT', 'INTERSECT', 'BEGIN'];

/** One line where it is short, else a line for each clause and each statement of a trigger, so that a difference can be shown line by line. */
function breakLines(tokens: readonly Token[]): string {
  const whole = writeNormalSql(tokens);
  if (whole.length <= longestLine) return whole;
  const lines: Token[][] = [[]];
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    const begins = depth === 0 && ((isWord(token, ...clauses) && !isWord(tokens[index - 1], 'DELETE')) || isSign(tokens[index - 1], ';') || isWord(tokens[index - 1], 'BEGIN') || (isLast && isWord(token, 'END')));
    if (begins && index > 0) lines.push([]);
    lines.at(-1)?.push(token);
    if (isSign(token, '(')) depth += 1;
    if (isSign(token, ')')) depth -= 1;
  }
  return lines.map((line) => writeNormalSql(line)).join('\n');
}
