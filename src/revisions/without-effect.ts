import type { SyntaxNode, Tree } from '@lezer/common';
import { children } from './read-literal.ts';

/** Calls inside of a log line that only make its text. */
const textMakers = new Set(['format', 'join', 'len', 'list', 'repr', 'sorted', 'str']);

/** Expressions that do more than give a value. */
const binding = new Set(['NamedExpression', 'AwaitExpression', 'YieldExpression']);

const levels = new Set(['debug', 'info', 'warning', 'warn', 'error', 'exception', 'critical']);

/** A statement that tells the job log something, or does nothing (`pass`, a `return` at a function's end): edited or not, a database is the same after it. */
export function isWithoutEffect(node: SyntaxNode, source: string): boolean {
  if (node.name === 'PassStatement' || isLastReturn(node)) return true;
  const call = node.name === 'ExpressionStatement' ? node.firstChild : null;
  return call?.name === 'CallExpression' && call.nextSibling === null && isLogging(call.firstChild, source) && listCalls(call, source).every((name) => textMakers.has(name));
}

/** A `return` or `return None` where the function ends anyway. */
function isLastReturn(node: SyntaxNode): boolean {
  if (node.name !== 'ReturnStatement' || node.nextSibling !== null || node.parent?.parent?.name !== 'FunctionDefinition') return false;
  return children(node).every(({ name }) => name === 'return' || name === 'None');
}

/**
 * Whether this is `text(...)` around one value: SQL for SQLAlchemy, which took it without before 2.0, so that old revisions get it later.
 * See https://docs.sqlalchemy.org/en/20/changelog/migration_20.html#execute-method-more-strict-execution-options-are-more-prominent
 */
export function isTextCall(node: SyntaxNode | null, source: string): boolean {
  if (node?.name !== 'CallExpression' || !/^(?:(?:sa|sqlalchemy)\.)?(?:sql\.)?text$/.test(textOf(node.firstChild, source))) return false;
  return children(node.lastChild).filter(({ name }) => name !== '(' && name !== ')' && name !== ',').length === 1;
}

/** Whether this is the `text` of such a call. */
export function isTextName(node: SyntaxNode, source: string): boolean {
  const { parent } = node;
  return parent?.name === 'CallExpression' && parent.firstChild?.from === node.from && parent.firstChild.to === node.to && isTextCall(parent, source);
}

/**
 * What the names that a file uses were imported as, sorted: `b` of `from a import b` is `a.b`. Imports that nothing uses are left out, since tools
 * remove them and sort the rest.
 * @param leftOut a definition whose uses do not count
 */
export function listUsedImports(tree: Tree, source: string, leftOut?: SyntaxNode): string[] {
  const imports: ImportedName[] = [];
  const used = new Set<string>();
  tree.iterate({
    enter({ node }) {
      if (node.name === 'ImportStatement') {
        imports.push(...readImport(node, source));
        return false;
      }
      if (isTextName(node, source) || isWithoutEffect(node, source) || isSameNode(node, leftOut)) return false;
      if (node.name === 'VariableName') used.add(textOf(node, source));
      return true;
    },
  });
  return [...new Set(imports.filter(({ name }) => name === '*' || used.has(name)).map(({ name, origin }) => `${name}=${origin}`))].sort();
}

/** A tree gives another object for a node each time it is asked. */
export function isSameNode(node: SyntaxNode, other: SyntaxNode | undefined): boolean {
  return node.name === other?.name && node.from === other.from && node.to === other.to;
}

interface ImportedName {
  readonly name: string;
  readonly origin: string;
}

/** `import a.b` gives `a`; `import a.b as c` gives `c`; `from a import b as c` gives `c`; `from a import *` gives `*`. */
function readImport(node: SyntaxNode, source: string): ImportedName[] {
  const tokens = children(node).filter(({ name }) => name !== '(' && name !== ')').map((child) => textOf(child, source));
  const at = tokens.indexOf('import');
  const origin = tokens[0] === 'from' ? `${tokens.slice(1, at).join('')}:` : '';
  return tokens.slice(at + 1).join(' ').split(' , ').flatMap((part): ImportedName[] => {
    const [path = '', alias] = part.replace(/[ ,]+$/, '').split(' as ');
    const whole = path.replaceAll(' ', '');
    if (whole === '') return [];
    return [{ name: alias ?? (origin === '' ? (whole.split('.')[0] ?? whole) : whole), origin: `${origin}${whole}` }];
  });
}

function isLogging(callee: SyntaxNode | null, source: string): boolean {
  const text = textOf(callee, source);
  const [, level] = /^_?(?:log|logger|logging|LOG|LOGGER)\.(\w+)$/.exec(text) ?? [];
  return text === 'print' || (level !== undefined && levels.has(level));
}

/** The names of what is called within a call, the last of a dotted one; an expression that binds a name or waits counts as one. */
function listCalls(call: SyntaxNode, source: string): string[] {
  const names: string[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.name === 'CallExpression') names.push(/\w+$/.exec(textOf(node.firstChild, source))?.[0] ?? '');
    if (binding.has(node.name) || (node.name === 'AssignOp' && textOf(node, source) === ':=')) names.push(node.name);
    children(node).forEach(visit);
  };
  children(call.lastChild).forEach(visit);
  return names;
}

function textOf(node: SyntaxNode | null, source: string): string {
  return node === null ? '' : source.slice(node.from, node.to);
}
