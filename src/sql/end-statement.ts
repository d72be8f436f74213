import { Lexer } from './lexer.ts';
import type { Lexis } from './lexer.ts';

/** A statement as it stands in a script: with one `;` at its end that no comment hides. */
export function endStatement(sql: string, lexis: Lexis): string {
  const { end, hasEnd, isTailPlain } = findEnd(sql, lexis);
  const body = sql.slice(0, end).trim();
  if (body === '') return '';
  if (hasEnd) return body;
  return isTailPlain ? `${body};` : `${sql.trim()}\n;`;
}

interface StatementEnd {
  /** Behind its last piece that is neither space nor comment; behind the first of the `;` where several end it. */
  readonly end: number;
  readonly hasEnd: boolean;
  /** Only space follows, or a comment that is not closed. */
  readonly isTailPlain: boolean;
}

function findEnd(sql: string, lexis: Lexis): StatementEnd {
  const lexer = new Lexer(sql, lexis);
  let end = 0;
  let hasEnd = false;
  let isTailPlain = true;
  for (let lexeme = lexer.next(); lexeme !== undefined; lexeme = lexer.next()) {
    const isEnd = lexeme.type === 'symbol' && lexeme.value === ';';
    if (lexeme.type === 'space') continue;
    if (lexeme.type === 'comment') {
      // SQLite takes a comment that is not closed; a `;` could not stand behind it.
      isTailPlain = isTailPlain && lexeme.isOpen;
      continue;
    }
    if (!(isEnd && hasEnd)) end = lexeme.end;
    hasEnd = isEnd;
    isTailPlain = !lexeme.isOpen;
  }
  return { end, hasEnd, isTailPlain };
}
