import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import { findHiddenAssignments } from './find-hidden-assignments.ts';
import { findSyntaxError } from './find-syntax-error.ts';
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

/** A file named by its id alone needs no `revision`: `_legacy_rev` in alembic/script/base.py. */
const idAsName = /(?:^|\/)([a-f0-9]+)\.py$/;

/**
 * Reads a revision file's text as Alembic would find it after importing it, without importing it.
 * https://alembic.sqlalchemy.org/en/latest/tutorial.html#create-a-migration-script
 */
export function readRevision({ file, source: raw }: RevisionSource): RevisionReading {
  // Python reads every line ending as a line feed, inside of strings too.
  const source = raw.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const tree = parser.parse(source);
  const lineAt = countLines(source);
  const module = readModule(tree, source, lineAt);
  const hidden = findHiddenAssignments(tree, source, wanted);
  const isAssigned = module.names.has('revision') || hidden.has('revision');
  const error = isAssigned || /^\s*revision\b/m.test(source) ? findSyntaxError(tree, source) : undefined;
  const unreadable = (line: number, reason: string): RevisionReading => ({ kind: 'unreadable', file, line, reason });
  if (error !== undefined) return unreadable(lineAt(error), 'Python cannot parse this line');

  const [concealed] = wanted.filter((name) => hidden.has(name));
  if (concealed !== undefined) {
    const reason = `\`${concealed}\` gets its value otherwise than by a plain assignment, so it cannot be known without running the file`;
    return unreadable(lineAt(hidden.get(concealed) ?? 0), reason);
  }
  const obscure = wanted.find((name) => module.names.has(name) && !isReadable(name, module.names.get(name)));
  if (obscure !== undefined && isAssigned) {
    return unreadable(module.lines.get(obscure) ?? 1, `\`${obscure}\` is not a literal, so it cannot be known without running the file`);
  }
  const id = module.names.get('revision') ?? (module.names.has('down_revision') ? idAsName.exec(file)?.[1] : undefined);
  if (typeof id !== 'string') return { kind: 'not-a-revision', file };
  if (!module.names.has('down_revision')) {
    return unreadable(module.lines.get('revision') ?? 1, 'it has no `down_revision`, which Alembic asks of every revision (`None` where it is the first)');
  }
  return { kind: 'revision', revision: describeRevision(id, file, source, tree, module, lineAt) };
}

function describeRevision(id: string, file: string, source: string, tree: Tree, module: Module, lineAt: (position: number) => number): Revision {
  const revisionLine = module.lines.get('revision') ?? module.lines.get('down_revision') ?? 1;
  const [upgrade, downgrade] = [module.functions.get('upgrade'), module.functions.get('downgrade')];
  const upgradeLine = upgrade?.line ?? revisionLine;
  return {
    id,
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
    hashUpgrade: () => hashUpgrade(source),
    suppressions: readSuppressions(tree, source, lineAt),
  };
}

/** Parses once more: few are ever asked for, and the tree of each of thousands of revisions would take far more room than its text. */
function hashUpgrade(source: string): string {
  const tree = parser.parse(source);
  return hashCode(tree, source, readModule(tree, source, countLines(source)).functions.get('downgrade')?.node);
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
  // Statements joined by `;` stand in a group.
  const statements = children(tree.topNode).flatMap((statement) => (statement.name === 'StatementGroup' ? children(statement) : [statement]));
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
