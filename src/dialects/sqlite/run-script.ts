import type { ScriptOption } from '../dialect.ts';
import { refuseScript } from '../refuse-script.ts';
import type { SqliteConnection } from './connect.ts';
import { tokenize } from './catalog/tokenize.ts';
import type { Token } from './catalog/tokenize.ts';
import { isSign, isWord } from './catalog/normal-sql.ts';

/** Runs a script of the user's, statement by statement. Throws a `UserError` that names the line which the database refused. */
export function runScript(connection: SqliteConnection, script: string, option: ScriptOption = 'setup-sql'): void {
  for (const { sql, start } of splitScript(script)) {
    try {
      connection.exec(sql);
    } catch (cause) {
      if (!(cause instanceof Error)) throw cause;
      throw refuseScript(option, { message: cause.message, where: quoteLine(script, start + findOffence(sql, cause.message)), cause });
    }
  }
}

interface ScriptStatement {
  readonly sql: string;
  readonly start: number;
}

/** A statement ends at a semicolon; a trigger at the one behind its END, which itself follows one. https://sqlite.org/c3ref/complete.html */
export function splitScript(script: string): ScriptStatement[] {
  let tokens: readonly Token[];
  try {
    tokens = tokenize(script);
  } catch {
    // SQLite says what is wrong with it.
    return [{ sql: script, start: 0 }];
  }
  const statements: ScriptStatement[] = [];
  let current: Token[] = [];
  const finish = (end: number): void => {
    const [first] = current;
    if (first !== undefined) statements.push({ sql: script.slice(first.start, end), start: first.start });
    current = [];
  };
  for (const token of tokens) {
    if (isSign(token, ';') && (!isTrigger(current) || (isWord(current.at(-1), 'END') && isSign(current.at(-2), ';')))) finish(token.start);
    else current.push(token);
  }
  finish(script.length);
  return statements;
}

function isTrigger(tokens: readonly Token[]): boolean {
  const place = isWord(tokens[1], 'TEMP', 'TEMPORARY') ? 2 : 1;
  return isWord(tokens[0], 'CREATE') && isWord(tokens[place], 'TRIGGER');
}

/** Where in a statement the word stands that SQLite names in `near "word": syntax error`. */
function findOffence(sql: string, message: string): number {
  const word = /near "(.*)": syntax error/.exec(message)?.[1];
  return word === undefined ? 0 : Math.max(0, sql.indexOf(word));
}

function quoteLine(script: string, position: number): string {
  const number = script.slice(0, position).split('\n').length;
  return `line ${number}: ${script.split('\n')[number - 1]?.trim() ?? ''}`;
}
