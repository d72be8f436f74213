import { createHash } from 'node:crypto';
import type { Tree } from '@lezer/common';
import { readLiteral } from './read-literal.ts';

const noNames = new Map<string, never>();

/**
 * A hash of what a file's code says: its tokens without comments, white space, docstrings, quote style, trailing commas and
 * redundant parentheses, so that a formatter's work is not a change and an edit is.
 */
export function hashCode(tree: Tree, source: string): string {
  const hash = createHash('sha256');
  tree.iterate({
    enter(node) {
      if (node.name === 'Comment') return false;
      if (node.name === 'ExpressionStatement' && /^(Continued)?String$/.test(node.node.firstChild?.name ?? '')) return false;
      if (node.name === 'String') {
        const value = readLiteral(node.node, source, noNames);
        hash.update(`s${JSON.stringify(typeof value === 'string' ? value : source.slice(node.from, node.to))}\0`);
        return false;
      }
      if (node.node.firstChild === null) {
        const text = source.slice(node.from, node.to);
        if (!/^[(),]$/.test(text)) hash.update(`${text}\0`);
      } else if (node.name === 'Body' || node.name === 'TupleExpression' || node.name === 'CallExpression') {
        // Where a block, a tuple or a call begins and ends is meaning, not formatting.
        hash.update(`<${node.name}\0`);
      }
      return true;
    },
    leave(node) {
      if (node.name === 'Body' || node.name === 'TupleExpression' || node.name === 'CallExpression') hash.update('>\0');
    },
  });
  return hash.digest('hex').slice(0, 32);
}
