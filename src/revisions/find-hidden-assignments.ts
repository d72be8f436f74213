import type { SyntaxNode, Tree } from '@lezer/common';

/**
 * Names that a module gives a value in another way than by a plain assignment at its top level: under a condition, by an import, as a
 * function, by `+=`, as a part of a tuple's target. What value that is cannot be told without running it.
 * @returns the position of the first such place of each name
 */
export function findHiddenAssignments(tree: Tree, source: string, names: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  tree.iterate({
    enter(node) {
      if (node.name === 'VariableName') {
        const name = source.slice(node.from, node.to);
        if (names.includes(name) && !found.has(name) && isHiddenTarget(node.node, source)) found.set(name, node.from);
      }
      // What a function, a class or a lambda assigns is its own.
      return node.name !== 'Body' || !/^(Function|Class)Definition$/.test(node.node.parent?.name ?? '');
    },
  });
  return found;
}

function isHiddenTarget(name: SyntaxNode, source: string): boolean {
  const parent = name.parent;
  switch (parent?.name) {
    case 'AssignStatement':
      return isBefore(name, 'AssignOp') && !isAtTop(parent);
    case 'TupleExpression':
    case 'ArrayExpression':
    case 'ParenthesizedExpression':
      return parent.parent?.name === 'AssignStatement' && isBefore(parent, 'AssignOp');
    case 'UpdateStatement':
    case 'NamedExpression':
      return name.prevSibling === null;
    case 'ArgList':
      // `f(name := 1)`; `f(name=1)` names a parameter.
      return name.nextSibling?.name === 'AssignOp' && source.slice(name.to).trimStart().startsWith(':=');
    case 'ForStatement':
      return isBefore(name, 'in');
    case 'ImportStatement':
      return isImportedAs(name);
    case 'WithStatement':
    case 'TryStatement':
      return name.prevSibling?.name === 'as';
    case 'DeleteStatement':
    case 'CapturePattern':
    case 'FunctionDefinition':
    case 'ClassDefinition':
      return true;
    default:
      return false;
  }
}

/** A statement of the module itself, alone on its line or one of several joined by `;`. */
function isAtTop(statement: SyntaxNode): boolean {
  const parent = statement.parent?.name === 'StatementGroup' ? statement.parent.parent : statement.parent;
  return parent?.name === 'Script';
}

function isBefore(node: SyntaxNode, later: string): boolean {
  for (let next = node.nextSibling; next !== null; next = next.nextSibling) if (next.name === later) return true;
  return false;
}

/** `import a`, `import b as a`, `from b import a`, `from b import c as a`; not `from a import b`, `import b.a`, `import a as b`. */
function isImportedAs(name: SyntaxNode): boolean {
  if (name.prevSibling?.name === 'as') return true;
  const isRenamed = name.nextSibling?.name === 'as';
  return !isRenamed && !isBefore(name, 'import') && name.prevSibling?.name !== '.';
}
