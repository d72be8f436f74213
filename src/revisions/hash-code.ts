import { createHash } from 'node:crypto';
import type { SyntaxNode, Tree } from '@lezer/common';
import { readLiteral } from './read-literal.ts';
import { isSameNode, isTextCall, isTextName, isWithoutEffect, listUsedImports } from './without-effect.ts';

const noNames = new Map<string, never>();

/** Nodes that are formatting alone. */
const transparent = new Set(['Script', 'StatementGroup']);

/** Operators, between which parentheses matter; the parser's precedence of `not` is not Python's, so nesting alone does not tell. */
const operators = new Set(['BinaryExpression', 'UnaryExpression', 'ConditionalExpression', 'LambdaExpression', 'NamedExpression', 'AwaitExpression']);

/** Where a comma at the end changes nothing. Elsewhere (`a = 1,`) it makes a tuple. */
const lists = new Set(['ArgList', 'ParamList', 'TupleExpression', 'ArrayExpression', 'DictionaryExpression', 'SetExpression']);

/** Nodes whose own text stands between their children. */
const withText = new Set(['FormatString', 'FormatReplacement', 'FormatSpec']);

/**
 * A hash of what a file's code says: its syntax tree without comments, white space, docstrings, quote style, trailing commas and
 * redundant parentheses, and without what a database cannot notice (log lines, unused imports and their order, `text()` around SQL), so that the
 * work of a formatter or of an upgrade to SQLAlchemy 2.0 is not a change and an edit is.
 * @param leftOut a definition that does not count
 */
export function hashCode(tree: Tree, source: string, leftOut?: SyntaxNode): string {
  const parts: string[] = listUsedImports(tree, source, leftOut);
  tree.iterate({
    enter({ node }) {
      if (node.name === 'Comment' || node.name === 'ImportStatement' || isDocstring(node) || isSameNode(node, leftOut)) return false;
      if (isWithoutEffect(node, source) || isTextName(node, source)) return false;
      if (node.name === 'String' || node.name === 'ContinuedString') {
        const value = readLiteral(node, source, noNames);
        if (typeof value === 'string') parts.push(`s${JSON.stringify(value)}`);
        else if (node.name === 'String') parts.push(normalizeQuotes(source.slice(node.from, node.to)));
        return typeof value !== 'string' && node.name === 'ContinuedString';
      }
      if (withText.has(node.name)) parts.push(`<${node.name}`, ...readOwnText(node, source));
      else if (node.firstChild === null) parts.push(...readToken(node, source));
      else if (!isFormatting(node, source)) parts.push(`<${node.name}`);
      return true;
    },
    leave({ node }) {
      if ((node.firstChild !== null || withText.has(node.name)) && !isFormatting(node, source)) parts.push('>');
    },
  });
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}

/** A string that stands as a statement does nothing, wherever it is. */
function isDocstring(node: SyntaxNode): boolean {
  const only = node.firstChild;
  return node.name === 'ExpressionStatement' && only?.nextSibling === null && /^(Continued)?String$/.test(only.name);
}

/** Parentheses are, but for those that hold an operator's expression inside of another's. */
function isFormatting(node: SyntaxNode, source: string): boolean {
  if (isTextCall(node, source) || (node.name === 'ArgList' && isTextCall(node.parent, source))) return true;
  if (node.name !== 'ParenthesizedExpression') return transparent.has(node.name);
  const inside = node.firstChild?.nextSibling?.name ?? '';
  return !(operators.has(inside) && operators.has(node.parent?.name ?? ''));
}

function readToken(node: SyntaxNode, source: string): string[] {
  const text = source.slice(node.from, node.to);
  if (node.name === 'Escape') return [];
  if (text === '(' || text === ')' || text === ';') return [];
  if (text === ',' && lists.has(node.parent?.name ?? '')) return [];
  return [node.name === 'Number' ? text.toLowerCase() : text];
}

/** The text of an f-string around what it replaces, as it would read in double quotes. */
function readOwnText(node: SyntaxNode, source: string): string[] {
  const pieces: string[] = [];
  let from = node.from;
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name === 'Escape') continue;
    pieces.push(source.slice(from, child.from));
    from = child.to;
  }
  pieces.push(source.slice(from, node.to));
  if (node.name !== 'FormatString') return pieces.map((piece) => piece.trim());
  const [, prefix = '', quote = ''] = /^([A-Za-z]*)("""|'''|"|')/.exec(pieces[0] ?? '') ?? [];
  pieces[0] = (pieces[0] ?? '').slice(prefix.length + quote.length);
  pieces.push((pieces.pop() ?? '').slice(0, -quote.length));
  return [sortLetters(prefix), ...pieces.map(unescapeQuotes)];
}

/** Bytes and strings that `readLiteral` cannot compute. */
function normalizeQuotes(text: string): string {
  const [, prefix = '', , body = text] = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/.exec(text) ?? [];
  return `${sortLetters(prefix)}${JSON.stringify(unescapeQuotes(body))}`;
}

function sortLetters(prefix: string): string {
  return Array.from(prefix.toLowerCase()).sort().join('');
}

function unescapeQuotes(text: string): string {
  return text.replace(/\\(['"])/g, '$1');
}
