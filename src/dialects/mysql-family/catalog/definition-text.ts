import type { Lexeme } from '../../../sql/lexer.ts';
import { tokenize } from '../../../sql/lexer.ts';
import { lexisOf } from '../lexis.ts';
import type { FamilyDialect } from '../lexis.ts';
import { quoteName } from '../quoting.ts';

/** A statement of the server's own making, cut into pieces, and the database whose name is left out of it. */
export interface Definition {
  readonly dialect: FamilyDialect;
  readonly text: string;
  readonly tokens: readonly Lexeme[];
  readonly database: string;
}

/** Cuts what the server wrote of something into pieces. */
export function readDefinition(dialect: FamilyDialect, database: string, text: string): Definition {
  return { dialect, text, tokens: tokenize(text, lexisOf(dialect)).tokens, database };
}

/** Some of a definition's pieces as people write them: names bare where they may be, without the name of the database itself. */
export function writeTokens({ text, database }: Definition, tokens: readonly Lexeme[]): string {
  let written = '';
  let end: number | undefined;
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    if (end !== undefined && token.start > end) written += ' ';
    end = token.end;
    if (isQualifier(tokens, at, database)) {
      end = tokens[at + 1]?.end;
      at += 1;
    } else if (token.type === 'name') written += quoteName(token.value);
    else if (token.type === 'text' && token.value === database) written += 'database()';
    else written += text.slice(token.start, token.end);
  }
  return written;
}

/** A statement as its author wrote it, without the name of the database itself. */
export function withoutDatabase(dialect: FamilyDialect, database: string, text: string): string {
  if (!text.includes(database)) return text;
  const { tokens } = readDefinition(dialect, database, text);
  let written = '';
  let end = 0;
  tokens.forEach((token, at) => {
    const isText = token.type === 'text' && token.value === database;
    if (!isText && !isQualifier(tokens, at, database)) return;
    written += text.slice(end, token.start) + (isText ? 'database()' : '');
    end = isText ? token.end : (tokens[at + 1]?.end ?? token.end);
  });
  return written + text.slice(end);
}

function isQualifier(tokens: readonly Lexeme[], at: number, database: string): boolean {
  const token = tokens[at];
  return (token?.type === 'name' || token?.type === 'word') && token.value === database && isSymbol(tokens[at + 1], '.');
}

/** Whether a piece is this sign, and no quoted one. */
export function isSymbol(token: Lexeme | undefined, symbol: string): boolean {
  return token?.type === 'symbol' && token.value === symbol;
}

/** Where the parenthesis that opens at a place closes. */
export function findClosing(tokens: readonly Lexeme[], opening: number): number {
  let depth = 0;
  for (let at = opening; at < tokens.length; at += 1) {
    if (isSymbol(tokens[at], '(')) depth += 1;
    if (isSymbol(tokens[at], ')')) depth -= 1;
    if (depth === 0) return at;
  }
  return tokens.length;
}

/** Cut at the commas that stand outside of parentheses. */
export function splitAtCommas(tokens: readonly Lexeme[]): Lexeme[][] {
  const parts: Lexeme[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (isSymbol(token, '(')) depth += 1;
    if (isSymbol(token, ')')) depth -= 1;
    if (depth === 0 && isSymbol(token, ',')) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  return parts.filter(({ length }) => length > 0);
}

/** Without parentheses around the whole, of which MySQL writes more than one pair. */
export function withoutParentheses(tokens: readonly Lexeme[]): readonly Lexeme[] {
  let inner = tokens;
  while (inner.length > 1 && isSymbol(inner[0], '(') && findClosing(inner, 0) === inner.length - 1) inner = inner.slice(1, -1);
  return inner;
}
