import type { Lexeme } from '../../sql/lexer.ts';

const withBody = new Set(['PROCEDURE', 'FUNCTION', 'TRIGGER', 'EVENT', 'PACKAGE']);
const withoutBody = new Set(['TABLE', 'VIEW', 'INDEX', 'DATABASE', 'SCHEMA', 'SEQUENCE', 'USER', 'ROLE', 'SERVER']);
/** Words after which a statement inside a body begins; `)` ends the parameters of a procedure, `ROW` the head of a trigger. */
const beforeStatement = new Set([';', ':', 'BEGIN', 'THEN', 'ELSE', 'DO', 'LOOP', 'REPEAT', 'ROW', ')', 'ATOMIC']);
const closedByName = new Set(['IF', 'LOOP', 'WHILE', 'REPEAT', 'FOR']);

/**
 * Follows one statement from its first token, and tells of each whether it stands in the body of a procedure, function, trigger or event,
 * where a `;` does not end the statement. https://dev.mysql.com/doc/refman/8.4/en/sql-compound-statements.html
 */
export function followBody(): (token: Lexeme) => boolean {
  let hasBody: boolean | undefined;
  let first: string | undefined;
  let before = '';
  let depth = 0;
  let isOpened = false;
  /** How many parentheses are open since an `IF (` or `REPEAT (` that may turn out to be a function. */
  let doubtful = 0;

  const follow = (word: string): void => {
    // Only a function's arguments are several.
    if (doubtful === 1 && word === ',') {
      depth -= 1;
      doubtful = 0;
    } else if (doubtful > 0) doubtful += word === '(' ? 1 : word === ')' ? -1 : 0;
    else if (isOpened && word === '(') doubtful = 1;
    isOpened = false;
    if (before === '.') return;
    if (word === 'END') depth = Math.max(0, depth - 1);
    // What comes after END says what it has closed.
    else if (before === 'END' && (word === 'CASE' || closedByName.has(word))) return;
    else if (word === 'BEGIN' || word === 'CASE') depth += 1;
    else if (closedByName.has(word) && beforeStatement.has(before)) {
      depth += 1;
      isOpened = true;
    }
  };

  return ({ type, value }) => {
    const word = type === 'word' || type === 'symbol' ? value.toUpperCase() : '?';
    if (first === undefined) first = word;
    else if (hasBody === undefined) {
      hasBody = findBody(first, word);
      // MariaDB's BEGIN NOT ATOMIC.
      if (hasBody === true && first === 'BEGIN') depth = 1;
    }
    if (hasBody === true) follow(word);
    before = word;
    return depth > 0;
  };
}

/** Whether a statement has a body, where this word says; `BEGIN` alone begins a transaction. */
function findBody(first: string, word: string): boolean | undefined {
  if (first === 'BEGIN') return word === 'NOT';
  if (first !== 'CREATE' && first !== 'ALTER') return false;
  if (withBody.has(word)) return true;
  return withoutBody.has(word) ? false : undefined;
}
