import type { SyntaxNode } from '@lezer/common';

/** What an expression's literal says: text, a list of texts, nothing, or that it is no literal. */
export type Literal = string | readonly string[] | null | undefined;

/** Names of the module that were assigned a literal before. */
export type LiteralNames = ReadonlyMap<string, Literal>;

/**
 * The value of an expression as Python would compute it, where it is built from literals alone; undefined where it is not.
 * https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
 */
export function readLiteral(node: SyntaxNode, source: string, names: LiteralNames): Literal {
  switch (node.name) {
    case 'None':
      return null;
    case 'String':
      return readString(source.slice(node.from, node.to));
    case 'ContinuedString':
      return join(children(node).map((part) => readLiteral(part, source, names)));
    case 'ParenthesizedExpression': {
      const [inner] = children(node).filter(({ name }) => name !== '(' && name !== ')');
      return inner === undefined ? undefined : readLiteral(inner, source, names);
    }
    case 'BinaryExpression': {
      const [left, operator, right] = children(node);
      if (left === undefined || right === undefined || operator === undefined || source.slice(operator.from, operator.to) !== '+') return undefined;
      return join([readLiteral(left, source, names), readLiteral(right, source, names)]);
    }
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'SetExpression':
      return readItems(node, source, names);
    case 'VariableName':
      return names.get(source.slice(node.from, node.to));
    default:
      return undefined;
  }
}

/** The named children, comments left out; none where there is no node. */
export function children(node: SyntaxNode | null): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child !== null; child = child.nextSibling) if (child.name !== 'Comment') found.push(child);
  return found;
}

function readItems(node: SyntaxNode, source: string, names: LiteralNames): readonly string[] | undefined {
  const items = children(node).filter(({ name }) => !'()[]{},'.includes(name));
  const values = items.map((item) => readLiteral(item, source, names));
  return values.every((value) => typeof value === 'string') ? values : undefined;
}

function join(parts: readonly Literal[]): string | undefined {
  return parts.every((part) => typeof part === 'string') ? parts.join('') : undefined;
}

const simpleEscapes: Readonly<Record<string, string>> = {
  '\\': '\\', "'": "'", '"': '"', a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', '\n': '',
}; // prettier-ignore

function readString(text: string): string | undefined {
  const match = /^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/.exec(text);
  if (match === null) return undefined;
  const [, prefix = '', , body = ''] = match;
  if (/[bf]/i.test(prefix)) return undefined;
  if (/r/i.test(prefix)) return body;
  // `\\N{name}` needs the names of Unicode's characters.
  if (/(?<!\\)(?:\\\\)*\\N\{/.test(body)) return undefined;
  return body.replace(/\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0-7]{1,3}|[\s\S])/g, (whole, escape: string) => {
    if (/^[xuU]/.test(escape) && escape.length > 1) return String.fromCodePoint(Number.parseInt(escape.slice(1), 16));
    if (/^[0-7]/.test(escape)) return String.fromCodePoint(Number.parseInt(escape, 8));
    return simpleEscapes[escape] ?? whole;
  });
}
