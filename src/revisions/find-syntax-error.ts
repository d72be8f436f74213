import type { SyntaxNode, Tree } from '@lezer/common';

/**
 * Where the parser found an error, as a position; undefined where it found none. An error at a place where it is known to refuse what
 * Python takes is none, nor are those that follow from it: a file that Python really cannot read is then told by Alembic, which imports it.
 */
export function findSyntaxError(tree: Tree, source: string): number | undefined {
  let first: SyntaxNode | undefined;
  tree.iterate({
    enter(node) {
      if (first === undefined && (node.type.isError || isOpenString(node.node, source))) first = node.node;
      return first === undefined;
    },
  });
  return first === undefined || isGapOfParser(first) ? undefined : first.from;
}

/** The parser takes a string that its line ends for a whole one. */
function isOpenString(node: SyntaxNode, source: string): boolean {
  if (node.name !== 'String' && node.name !== 'FormatString') return false;
  const text = source.slice(node.from, node.to);
  const [opening = '', quote = ''] = /^[A-Za-z]*("""|'''|"|')/.exec(text) ?? [];
  return text.length < opening.length + quote.length || !text.endsWith(quote);
}

/**
 * Found by parsing 13,000 files that CPython compiles: a bare `yield`, a number that ends with its point (`2.`), `with (a as b, c):`
 * and `as` a tuple or attribute, starred targets of comprehensions, literals in `match` patterns.
 */
function isGapOfParser(error: SyntaxNode): boolean {
  const parent = error.parent;
  if (parent === null) return false;
  if (/^(Yield(Statement|Expression)|(\w*Comprehension)Expression|\w+Pattern|PatternArgList)$/.test(parent.name)) return true;
  if (parent.name === 'MemberExpression') return parent.firstChild?.name === 'Number';
  for (let above: SyntaxNode | null = parent; above !== null && above.name !== 'Body'; above = above.parent) if (above.name === 'WithStatement') return true;
  return false;
}
