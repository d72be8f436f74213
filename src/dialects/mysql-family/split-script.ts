import { Lexer } from '../../sql/lexer.ts';
import type { Lexeme } from '../../sql/lexer.ts';
import { followBody } from './follow-body.ts';
import { scriptLexis } from './lexis.ts';

/** One statement of a script. */
export interface ScriptStatement {
  readonly sql: string;
  /** Where it begins in the script, in code points. */
  readonly start: number;
}

/** https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html */
const delimiterLine = /^delimiter[ \t]+(\S+)[^\n]*/i;

/**
 * The statements of a script, as the `mysql` program sends them: `DELIMITER` lines are heeded and not sent. A `;` in the body of a
 * procedure or trigger does not end it, so that such a script needs no `DELIMITER`. What is not closed is one statement to the end.
 */
export function splitScript(script: string): ScriptStatement[] {
  let lexer = new Lexer(script, scriptLexis);
  const spans: { start: number; end: number }[] = [];
  let delimiter = ';';
  let isInBody = followBody();
  let span: { start: number; end: number } | undefined;
  const finish = (): void => {
    if (span !== undefined) spans.push(span);
    span = undefined;
    isInBody = followBody();
  };
  for (let at = lexer.at, lexeme = lexer.next(); lexeme !== undefined; at = lexer.at, lexeme = lexer.next()) {
    if (lexeme.type === 'space' || lexeme.type === 'comment') continue;
    const [line, word] = span === undefined ? (delimiterLine.exec(script.slice(at, at + 200)) ?? []) : [];
    if (line !== undefined && word !== undefined) {
      delimiter = word;
      // A delimiter that is asked for is one, and no quote.
      lexer = new Lexer(script, { ...scriptLexis, hasDollarQuotes: !delimiter.includes('$') }, at + line.length);
      continue;
    }
    const ending = lexer.isInMark ? undefined : findDelimiter(lexeme, script, delimiter);
    const isInside = isInBody(lexeme);
    // Another delimiter was chosen so that a body needs no look.
    if (ending === undefined || (delimiter === ';' && isInside)) {
      span = { start: span?.start ?? at, end: lexeme.end };
      continue;
    }
    if (ending > at) span = { start: span?.start ?? at, end: ending };
    lexer.at = ending + delimiter.length;
    finish();
  }
  finish();
  return toStatements(script, spans);
}

/** Where the delimiter stands in a piece that is not quoted, or undefined. */
function findDelimiter(lexeme: Lexeme, script: string, delimiter: string): number | undefined {
  if (script.startsWith(delimiter, lexeme.start) && (lexeme.type === 'symbol' || lexeme.type === 'word')) return lexeme.start;
  const inside = lexeme.type === 'word' ? lexeme.value.indexOf(delimiter) : -1;
  return inside < 0 ? undefined : lexeme.start + inside;
}

function toStatements(script: string, spans: readonly { readonly start: number; readonly end: number }[]): ScriptStatement[] {
  let [counted, points] = [0, 0];
  return spans.map(({ start, end }) => {
    points += Array.from(script.slice(counted, start)).length;
    counted = start;
    return { sql: script.slice(start, end), start: points };
  });
}
