import type { ObjectName } from '../../sql/operation.ts';

/** A node of PostgreSQL's parse tree as JSON: absent fields read as empty, so that a reader need not ask first. */
export interface Node {
  /** The node itself. */
  readonly value: unknown;
  has(field: string): boolean;
  child(field: string): Node;
  list(field: string): Node[];
  text(field: string): string | undefined;
  flag(field: string): boolean;
  /** A number, 0 where it is left out. */
  number(field: string): number;
  /** `{ "DropStmt": { … } }`: the type's name and its fields. */
  typed(): { readonly type: string; readonly body: Node };
  /** The name in a `RangeVar`. */
  relationName(): ObjectName;
  /** The name in a list of `String`s. */
  names(field: string): ObjectName;
  /** The parts of a name, however the statement holds it. */
  path(): string[];
}

export function readNode(value: unknown): Node {
  const fields: Readonly<Record<string, unknown>> = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const node: Node = {
    value,
    has: (field) => fields[field] !== undefined && fields[field] !== null,
    child: (field) => readNode(fields[field]),
    list: (field) => {
      const items = fields[field];
      return Array.isArray(items) ? items.map(readNode) : [];
    },
    text: (field) => {
      const text = fields[field];
      return typeof text === 'string' ? text : undefined;
    },
    flag: (field) => fields[field] === true,
    number: (field) => {
      const number = fields[field];
      return typeof number === 'number' ? number : 0;
    },
    typed: () => {
      const type = Object.keys(fields)[0] ?? '';
      return { type, body: readNode(fields[type]) };
    },
    relationName: () => ({ schema: node.text('schemaname'), name: node.text('relname') ?? '' }),
    names: (field) => {
      const path = node.list(field).map((part) => part.child('String').text('sval') ?? '');
      return { schema: path.at(-2), name: path.at(-1) ?? '' };
    },
    path: () => {
      const { type, body } = node.typed();
      const lists: Readonly<Record<string, string>> = { List: 'items', TypeName: 'names', ObjectWithArgs: 'objname' };
      if (type === 'String') return [body.text('sval') ?? ''];
      return body.list(lists[type] ?? 'items').map((part) => part.child('String').text('sval') ?? '');
    },
  };
  return node;
}
