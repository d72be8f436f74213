import { loadParser } from './load-parser.ts';
import type { Parser } from './load-parser.ts';
import { readNode } from './parse-tree.ts';
import type { Node } from './parse-tree.ts';

let parser: Parser | undefined;

/** To be awaited once before `readSyntax`. */
export async function prepareParser(): Promise<void> {
  parser = await loadParser();
}

/** One statement of a text. */
export interface StatementSyntax {
  /** `{ "DropStmt": { … } }` */
  readonly node: Node;
  /** Its text, without the semicolon. */
  readonly text: string;
  /** The text from one place of the parser's to another, or to the statement's end. */
  readonly slice: (from: number, to?: number) => string;
}

export type Syntax = { readonly parsed: true; readonly statements: readonly StatementSyntax[] } | { readonly parsed: false; readonly reason: string };

/** The trees of a text's statements. Parameters that a driver would fill in (`%(name)s`, `%s`) are read as `$1`. */
export function readSyntax(sql: string): Syntax {
  if (parser === undefined) throw new Error('prepareParser must be awaited before readSyntax');
  // The parser refuses an empty text, and would stop without a word where a NUL stands.
  if (sql.trim() === '') return { parsed: true, statements: [] };
  if (sql.includes('\0')) return { parsed: false, reason: 'the text holds a NUL character' };
  const text = sql.replace(/%\(\w+\)s|%s/g, '$$1');
  let tree: unknown;
  try {
    tree = parser.parse(text);
  } catch (error) {
    return { parsed: false, reason: error instanceof Error ? error.message : String(error) };
  }
  // The parser counts places in bytes.
  const bytes = Buffer.from(text);
  const statements = readNode(tree).list('stmts').map((statement): StatementSyntax => {
    const length = statement.number('stmt_len');
    const start = statement.number('stmt_location');
    const end = length === 0 ? bytes.length : start + length;
    const slice = (from: number, to = end): string => bytes.subarray(from, to).toString().replace(/;?\s*$/, '').trimStart();
    return { node: statement.child('stmt'), text: slice(start), slice };
  });
  return { parsed: true, statements };
}
