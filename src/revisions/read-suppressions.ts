import type { Tree } from '@lezer/common';
import type { Suppression } from './revision.ts';

const pattern = /^#\s*alembic-gate:\s*ignore\[([^\]]*)\]\s*(.*)$/;

/**
 * The `# alembic-gate: ignore[check, category] reason` comments of a file. One behind code speaks for its line; one on a line of its
 * own for the next line of code; one before the first statement (but for the docstring) for the whole file.
 */
export function readSuppressions(tree: Tree, source: string, lineAt: (position: number) => number): Suppression[] {
  const comments: { from: number; text: string }[] = [];
  const codeLines = new Set<number>();
  let firstStatement = Number.POSITIVE_INFINITY;
  tree.iterate({
    enter(node) {
      if (node.name === 'Comment') comments.push({ from: node.from, text: source.slice(node.from, node.to) });
      else if (node.node.firstChild === null) codeLines.add(lineAt(node.from));
      const isStatement = node.node.parent?.name === 'Script' && node.name !== 'Comment';
      const isDocstring = node.name === 'ExpressionStatement' && /String$/.test(node.node.firstChild?.name ?? '');
      if (isStatement && !isDocstring) firstStatement = Math.min(firstStatement, node.from);
    },
  });
  const sortedCode = [...codeLines].sort((a, b) => a - b);
  return comments.flatMap(({ from, text }): Suppression[] => {
    const match = pattern.exec(text);
    if (match === null) return [];
    const line = lineAt(from);
    const checks = (match[1] ?? '').split(',').map((check) => check.trim()).filter((check) => check !== '');
    const nextCode = codeLines.has(line) ? line : sortedCode.find((code) => code > line);
    return [{ line, checks, reason: (match[2] ?? '').trim(), codeLine: from < firstStatement ? undefined : nextCode }];
  });
}
