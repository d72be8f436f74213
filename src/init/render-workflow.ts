import { isDeepStrictEqual } from 'node:util';
import { Document, YAMLMap, isCollection, isNode, isPair, isScalar, parse, visit } from 'yaml';
import type { Node } from 'yaml';

/** A value of a workflow. */
export type WorkflowValue = string | number | boolean | null | readonly WorkflowValue[] | { readonly [key: string]: WorkflowValue };

/** A file under `.github/workflows`. */
export interface Workflow {
  readonly content: { readonly [key: string]: WorkflowValue };
  /** What stands above a key or at the end of its line. */
  readonly comments: readonly WorkflowComment[];
  /** Above everything. */
  readonly heading: readonly string[];
}

/** One line or more. */
export interface WorkflowComment {
  /** Keys and indexes from the top: `['jobs', 'gate', 'steps', 0]`. */
  readonly path: readonly (string | number)[];
  /** On lines of their own above the key. */
  readonly above?: readonly string[];
  /** After its value. */
  readonly after?: string;
}

/**
 * A workflow as YAML: small mappings on one line, comments where they belong. It is read back, and what is read must be what was meant:
 * no name that it holds can add a key or a step. Throws where it is not so, which would be a bug.
 */
export function renderWorkflow({ content, comments, heading }: Workflow): string {
  const document = new Document(content);
  visit(document, {
    Pair: (_, { key, value }) => {
      if (isScalar(key) && shortKeys.has(String(key.value))) putOnOneLine(value);
    },
  });
  const [first = ''] = Object.keys(content);
  for (const comment of [{ path: [first], above: heading }, ...comments]) attach(document, comment);
  const text = document.toString({ lineWidth: 0, nullStr: '', flowCollectionPadding: false, singleQuote: true });
  const read: unknown = parse(text);
  if (!isDeepStrictEqual(read, structuredClone(content))) throw new Error(`A workflow was not written as it was meant:\n${text}`);
  return text;
}

/** Keys whose mappings are easier to read on one line. */
const shortKeys: ReadonlySet<string> = new Set(['pull_request', 'pull_request_target', 'push', 'workflow_run', 'permissions', 'concurrency', 'with']);

/** Where it fits into one; a value of several lines and a long mapping stay below each other. */
function putOnOneLine(node: unknown): void {
  if (!(node instanceof YAMLMap)) return;
  const values = node.items.map(({ value }) => (isNode(value) ? String(value) : ''));
  node.flow = values.every((value) => !value.includes('\n')) && values.join('').length + node.items.map(({ key }) => String(key)).join('').length <= 90;
}

function attach(document: Document, { path, above, after }: WorkflowComment): void {
  const { key, value } = findPlace(document, path);
  if (above !== undefined) key.commentBefore = above.map((line) => ` ${line}`).join('\n');
  if (after !== undefined) value.comment = ` ${after}`;
}

/** The nodes of a key and its value; an item of a list is both. */
function findPlace(document: Document, path: readonly (string | number)[]): { readonly key: Node; readonly value: Node } {
  const last = path.at(-1);
  const parent: unknown = document.getIn(path.slice(0, -1), true);
  const items: readonly unknown[] = isCollection(parent) ? parent.items : [];
  const found = typeof last === 'number' ? items[last] : items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
  const [key, value] = isPair(found) ? [found.key, found.value ?? found.key] : [found, found];
  if (!isNode(key) || !isNode(value)) throw new Error(`There is no ${path.join('.')} to comment on.`);
  return { key, value };
}
