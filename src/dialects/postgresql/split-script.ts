import { loadParser } from './load-parser.ts';

/** One statement of a script. */
export interface ScriptStatement {
  readonly sql: string;
  /** Where it begins in the script, in code points. */
  readonly start: number;
}

/**
 * The statements of a script, with the server's own parser: sent one by one, because in one message they would be one
 * transaction, in which `CREATE INDEX CONCURRENTLY` and others are refused. A script that does not parse is left whole, so
 * that the server says what is wrong with it.
 */
export async function splitScript(script: string): Promise<ScriptStatement[]> {
  const { parse } = await loadParser();
  const whole = [{ sql: script, start: 0 }];
  let statements;
  try {
    statements = parse(script).stmts ?? [];
  } catch {
    return whole;
  }
  // The parser counts bytes.
  const bytes = Buffer.from(script);
  let [counted, points] = [0, 0];
  return statements.map(({ stmt_location: offset = 0, stmt_len: length }) => {
    const text = bytes.subarray(offset, length === undefined ? undefined : offset + length).toString();
    const blank = text.length - text.trimStart().length;
    points += Array.from(bytes.subarray(counted, offset).toString()).length;
    counted = offset;
    return { sql: text.trim(), start: points + blank };
  });
}
