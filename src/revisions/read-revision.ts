import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { hashCode } from './hash-code.ts';
import { children, readLiteral } from './read-literal.ts';
import type { Literal } from './read-literal.ts';
import { readSuppressions } from './read-suppressions.ts';
import type { DowngradeBody, Revision, RevisionReading, RevisionSource } from './revision.ts';

const wanted = ['revision', 'down_revision', 'branch_labels', 'depends_on'] as const;
type Wanted = (typeof wanted)[number];

/** What a module assigns and defines at its top level. */
interface Module {
  readonly names: Map<string, Literal>;
  /** 1-based lines of the assignments. */
  readonly lines: Map<string, number>;
  readonly functions: Map<string, { readonly node: SyntaxNode; readonly line: number }>;
  readonly docstring: string | undefined;
}

/**
 * Reads a revision file's text as Alembic would find it after importing it, without importing it.
 * https://alembic.sqlalchemy.org/en/latest/tutorial.html#create-a-migration-script
 */
export function readRevision({ file, source: raw }: RevisionSource): RevisionReading {
  const source = raw.replace(/^\uFEFF/, '');
  const tree = parser.parse(source);
  const lineAt = countLines(source);
  const module = readModule(tree, source, lineAt);
  if (!module.names.has('revision')) {
    const error = /^\s*(revision)\b/m.test(source) ? findSyntaxError(tree) : undefined;
    return error === undefined
      ? { kind: 'not-a-revision', file }
      : { kind: 'unreadable', file, line: lineAt(error), reason: 'Python cannot parse this line' };
  }
  const error = findSyntaxError(tree);
  if (error !== undefined) return { kind: 'unreadable', file, line: lineAt(error), reason: 'Python cannot parse this line' };

  const obscure = wanted.find((name) => module.names.has(name) && !isReadable(name, module.names.get(name)));
  if (obscure !== undefined) {
    const line = module.lines.get(obscure) ?? 1;
    return { kind: 'unreadable', file, line, reason: `\`${obscure}\` is not a literal, so it cannot be known without running the file` };
  }
  return { kind: 'revision', revision: describeRevision(file, source, tree, module, lineAt) };
}

function describeRevision(file: string, source: string, tree: Tree, module: Module, lineAt: (position: number) => number): Revision {
  const revisionLine = module.lines.get('revision') ?? 1;
  const [upgrade, downgrade] = [module.functions.get('upgrade'), module.functions.get('downgrade')];
  const upgradeLine = upgrade?.line ?? revisionLine;
  return {
    id: String(module.names.get('revision')),
    parents: toList(module.names.get('down_revision')),
    dependsOn: toList(module.names.get('depends_on')),
    branchLabels: toList(module.names.get('branch_labels')),
    message: (module.docstring ?? '').trim().split('\n')[0]?.trim() ?? '',
    file,
    lines: {
      revision: revisionLine,
      downRevision: module.lines.get('down_revision') ?? revisionLine,
      upgrade: upgradeLine,
      downgrade: downgrade?.line ?? upgradeLine,
    },
    downgradeBody: downgrade === undefined ? 'missing' : readBody(downgrade.node, source),
    isUpgradeEmpty: upgrade === undefined || readBody(upgrade.node, source) === 'empty',
    codeHash: hashCode(tree, source),
    suppressions: readSuppressions(tree, source, lineAt),
  };
}

function isReadable(name: Wanted, value: Literal): boolean {
  if (name === 'revision') return typeof value === 'string';
  return value !== undefined;
}

function toList(value: Literal): readonly string[] {
  if (value === null || value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function readModule(tree: Tree, source: string, lineAt: (position: number) => number): Module {
  const names = new Map<string, Literal>();
  const lines = new Map<string, number>();
  const functions = new Map<string, { node: SyntaxNode; line: number }>();
  let docstring: string | undefined;
  const statements = children(tree.topNode);
  for (const [index, statement] of statements.entries()) {
    const [first] = children(statement);
    if (index === 0 && statement.name === 'ExpressionStatement' && first !== undefined) {
      const text = readLiteral(first, source, names);
      if (typeof text === 'string') docstring = text;
    }
    if (statement.name === 'AssignStatement') {
      for (const [name, value] of readAssignment(statement, source, names)) {
        names.set(name, value);
        lines.set(name, lineAt(statement.from));
      }
    }
    const definition = statement.name === 'DecoratedStatement' ? statement.getChild('FunctionDefinition') : statement;
    const name = definition?.name === 'FunctionDefinition' ? definition.getChild('VariableName') : undefined;
    if (definition && name) functions.set(source.slice(name.from, name.to), { node: definition, line: lineAt(definition.from) });
    // An imported or conditional definition of these names is beyond a reading of the text; see `isReadable`.
  }
  return { names, lines, functions, docstring };
}

/** `a = b = value`, `a: T = value`, `a, b = one, two`. */
function readAssignment(statement: SyntaxNode, source: string, names: ReadonlyMap<string, Literal>): [string, Literal][] {
  const sides: SyntaxNode[][] = [[]];
  for (const child of children(statement)) {
    if (child.name === 'AssignOp') sides.push([]);
    else if (child.name !== 'TypeDef') sides.at(-1)?.push(child);
  }
  const values = sides.pop()?.filter(({ name }) => name !== ',') ?? [];
  const [value] = values;
  if (value === undefined) return [];
  return sides.flatMap((targets) => {
    const variables = targets.filter(({ name }) => name !== ',').map((target) => source.slice(target.from, target.to));
    if (variables.length === 1 && values.length === 1) return [[variables[0] ?? '', readLiteral(value, source, names)]];
    if (variables.length === 1) {
      const items = values.map((item) => readLiteral(item, source, names));
      return [[variables[0] ?? '', items.every((item) => typeof item === 'string') ? items : undefined]];
    }
    return variables.map((variable, index): [string, Literal] => {
      const item = values[index];
      return [variable, item === undefined ? undefined : readLiteral(item, source, names)];
    });
  });
}

function readBody(definition: SyntaxNode, source: string): Exclude<DowngradeBody, 'missing'> {
  const body = definition.getChild('Body');
  if (body === null) return 'empty';
  const statements = children(body).filter(({ name }) => name !== ':' && name !== ';');
  const [first] = statements.filter((statement) => !doesNothing(statement));
  if (first === undefined) return 'empty';
  const raised = first.name === 'RaiseStatement' ? source.slice(first.from, first.to) : '';
  return /^raise\s+NotImplementedError\b/.test(raised) ? 'not-implemented' : 'code';
}

function doesNothing(statement: SyntaxNode): boolean {
  if (statement.name === 'PassStatement') return true;
  const inner = children(statement);
  if (statement.name === 'ReturnStatement') return inner.filter(({ name }) => name !== 'return' && name !== 'None').length === 0;
  return statement.name === 'ExpressionStatement' && inner.every(({ name }) => /^(String|ContinuedString|Ellipsis|None)$/.test(name));
}

function findSyntaxError(tree: Tree): number | undefined {
  let position: number | undefined;
  tree.iterate({
    enter(node) {
      if (node.type.isError) position ??= node.from;
      return position === undefined;
    },
  });
  return position;
}

function countLines(source: string): (position: number) => number {
  const starts = [0];
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1);
  return (position) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= position) low = middle;
      else high = middle;
    }
    return low + 1;
  };
}
