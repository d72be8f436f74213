import type { Lexeme } from '../../sql/lexer.ts';

const withBody = new Set(['PROCEDURE', 'FUNCTION', 'TRIGGER', 'EVENT', 'PACKAGE']);
const withoutBody = new Set(['TABLE', 'VIEW', 'INDEX', 'DATABASE', 'SCHEMA', 'SEQUENCE', 'USER', 'ROLE', 'SERVER']);
/** Words after which a statement inside a body begins; `)` ends the parameters of a procedure, `ROW` the head of a trigger. */
const beforeStatement = new Set([';', ':', 'BEGIN', 'THEN', 'ELSE', 'DO', 'LOOP', 'REPEAT', 'ROW', ')', 'ATOMIC']);
/** What is also the name of a function, which may stand where a statement could, as in `CASE WHEN a THEN IF(b, 1, 2) END`. */
const callable = new Set(['IF', 'REPEAT']);
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
  /** The word before was taken for the beginning of a statement. */
  let wasOpened = false;
  let doubt: ((word: string) => boolean | undefined) | undefined;

  const follow = (word: string): void => {
    if (before === '.') return;
    if (word === '(' && callable.has(before) && wasOpened) doubt = before === 'IF' ? doubtIf() : doubtRepeat();
    else {
      const isFunction = doubt?.(word);
      if (isFunction === true) depth -= 1;
      if (isFunction !== undefined) doubt = undefined;
    }
    wasOpened = false;
    if (word === 'END') depth = Math.max(0, depth - 1);
    // What comes after END says what it has closed.
    else if (before === 'END' && (word === 'CASE' || closedByName.has(word))) return;
    else if (word === 'BEGIN' || word === 'CASE') depth += 1;
    else if (closedByName.has(word) && beforeStatement.has(before)) {
      depth += 1;
      wasOpened = true;
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

/**
 * Is told of what follows `IF (`, and tells whether it was the function, as soon as that is clear: after the condition of a statement comes
 * `THEN`. The condition may have commas, as in `(SELECT 1 FROM a, b)` and `(a, b) = (1, 2)`, and a CASE of its own.
 */
function doubtIf(): (word: string) => boolean | undefined {
  let [parentheses, cases] = [1, 0];
  return (word) => {
    if (word === '(') parentheses += 1;
    else if (word === ')' && parentheses > 0) parentheses -= 1;
    else if (parentheses > 0) return undefined;
    else if (word === 'CASE') cases += 1;
    else if (word === 'END' && cases > 0) cases -= 1;
    else if (cases === 0 && word === 'THEN') return false;
    else if (cases === 0 && afterFunction.has(word)) return true;
    return undefined;
  };
}

const afterFunction = new Set(['WHEN', 'ELSE', 'END', ';', ',', ')']);

/** The same of `REPEAT (`: the function has several arguments, and a loop that begins with a parenthesis begins with a query. */
function doubtRepeat(): (word: string) => boolean | undefined {
  let parentheses = 1;
  let isFirst = true;
  return (word) => {
    if (isFirst && (word === 'SELECT' || word === '(')) return false;
    isFirst = false;
    parentheses += word === '(' ? 1 : word === ')' ? -1 : 0;
    if (parentheses === 0) return false;
    return parentheses === 1 && word === ',' ? true : undefined;
  };
}
