import { foldName } from '../fold-name.ts';
import { isKeyword } from '../keywords.ts';
import { quoteName, quoteText } from '../quoting.ts';
import type { Token } from './tokenize.ts';

/** What an unqualified name in an expression may mean. */
export interface Scope {
  /** The columns of the expression's own table, as they were declared. */
  readonly columns: readonly string[];
}

/** Function-like words that are written with a blank before their parenthesis, as people do. */
const beforeParenthesis = new Set(['IN', 'AS', 'AND', 'OR', 'NOT', 'ON', 'OVER', 'USING', 'VALUES', 'CHECK', 'KEY', 'UNIQUE', 'FILTER', 'WHEN', 'THEN', 'ELSE', 'WHERE', 'SELECT', 'BETWEEN', 'LIKE', 'GLOB', 'EXISTS', 'FROM', 'JOIN', 'BY', 'SET', 'IS', 'HAVING', 'LIMIT']);
const signsWithoutBlankBefore = new Set([')', ',', ';', '.']);
const signsWithoutBlankAfter = new Set(['(', '.', '~']);

/**
 * SQL in one spelling: blanks, quotes and the case of keywords, functions and known columns are always the same, so that two texts are equal
 * when they mean the same to SQLite but for an order or an operator's other name. With a scope, a name in double quotes that is no
 * column is the text that SQLite takes it for (https://sqlite.org/quirks.html#double_quoted_string_literals_are_accepted).
 */
export function writeNormalSql(tokens: readonly Token[], scope?: Scope): string {
  let text = '';
  let last: Token | undefined;
  for (const [index, token] of tokens.entries()) {
    const written = writeToken(token, tokens[index + 1], last, scope);
    text += last !== undefined && needsBlank(last, tokens[index - 2], token) ? ` ${written}` : written;
    last = token;
  }
  return text;
}

/** The tokens without parentheses that go around all of them. */
export function stripParentheses(tokens: readonly Token[]): readonly Token[] {
  let inner = tokens;
  while (inner.length > 2 && isSign(inner[0], '(') && findClosing(inner, 0) === inner.length - 1) inner = inner.slice(1, -1);
  return inner;
}

/** The place of the parenthesis that closes the one at `open`, or -1. */
export function findClosing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < tokens.length; index += 1) {
    if (isSign(tokens[index], '(')) depth += 1;
    if (isSign(tokens[index], ')')) depth -= 1;
    if (depth === 0) return index;
  }
  return -1;
}

export function isSign(token: Token | undefined, sign: string): boolean {
  return token?.kind === 'sign' && token.text === sign;
}

export function isWord(token: Token | undefined, ...words: readonly string[]): boolean {
  return token?.kind === 'word' && words.includes(token.text.toUpperCase());
}

function writeToken(token: Token, next: Token | undefined, last: Token | undefined, scope: Scope | undefined): string {
  const { kind, text, value } = token;
  if (kind === 'word') return writeWord(text, next, last, scope);
  if (kind === 'name') return writeName(token, next, last, scope);
  if (kind === 'string') return quoteText(value);
  if (kind === 'blob') return `x'${text.slice(2, -1).toUpperCase()}'`;
  if (kind === 'number') return text.toLowerCase();
  return text === '==' ? '=' : text === '!=' ? '<>' : text;
}

function writeWord(text: string, next: Token | undefined, last: Token | undefined, scope: Scope | undefined): string {
  const isQualified = isSign(last, '.') || isSign(next, '.');
  if (!isQualified && (isKeyword(text) || /^(?:true|false)$/i.test(text))) return text.toUpperCase();
  // Where there is no scope it may as well be a table before its list of columns.
  if (scope !== undefined && isSign(next, '(') && !isQualified) return foldName(text);
  return quoteName(findColumn(text, scope) ?? text);
}

function writeName({ text, value }: Token, next: Token | undefined, last: Token | undefined, scope: Scope | undefined): string {
  const column = findColumn(value, scope);
  const isQualified = isSign(last, '.') || isSign(next, '.');
  const isText = scope !== undefined && column === undefined && text.startsWith('"') && !isQualified && !isSign(next, '(') && !isWord(last, 'COLLATE', 'AS');
  return isText ? quoteText(value) : quoteName(column ?? value);
}

function findColumn(name: string, scope: Scope | undefined): string | undefined {
  return scope?.columns.find((column) => foldName(column) === foldName(name));
}

function needsBlank(last: Token, beforeLast: Token | undefined, token: Token): boolean {
  if (token.kind === 'sign' && signsWithoutBlankBefore.has(token.text)) return false;
  if (last.kind === 'sign' && signsWithoutBlankAfter.has(last.text)) return false;
  // Two of them without a blank begin a comment.
  if (isSign(last, '-') || isSign(last, '+')) return isOperand(beforeLast) || isSign(token, '-') || isSign(token, '+');
  if (isSign(token, '(')) return !(last.kind === 'name' || (last.kind === 'word' && !(isKeyword(last.text) && beforeParenthesis.has(last.text.toUpperCase()))));
  return true;
}

/** Whether a minus after it is one between two values. */
function isOperand(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'sign') return token.text === ')';
  return token.kind !== 'word' || !isKeyword(token.text);
}
