import type { Lexeme } from './lexer.ts';
import type { Operation, ParsedStatement } from './operation.ts';
import { TokenReader } from './token-reader.ts';

const wordsShown = 4;
/** Nobody writes more; readers that follow parentheses inwards stay within the stack. */
const deepestNesting = 200;

/** Reads the statements of one text with a dialect's own reader, which gives undefined where it cannot tell. */
export function readStatements(tokens: readonly Lexeme[], followBody: () => BodyTeller, readStatement: (reader: TokenReader) => Operation[] | undefined): ParsedStatement {
  const operations: Operation[] = [];
  for (const statement of splitStatements(tokens, followBody)) {
    if (findDepth(statement) > deepestNesting) return { parsed: false, reason: 'its parentheses are nested too deeply' };
    const found = readStatement(new TokenReader(statement));
    if (found === undefined) return { parsed: false, reason: `what \`${describeBeginning(statement)}\` does cannot be told` };
    for (const operation of found) operations.push(operation);
  }
  return { parsed: true, operations };
}

/** Is told of every token of a statement, from its first, and tells whether it stands in a body, where a `;` ends nothing. */
export type BodyTeller = (token: Lexeme) => boolean;

function splitStatements(tokens: readonly Lexeme[], followBody: () => BodyTeller): Lexeme[][] {
  const statements: Lexeme[][] = [];
  let current: Lexeme[] = [];
  let isInBody = followBody();
  for (const token of tokens) {
    const isEnd = !isInBody(token) && token.type === 'symbol' && token.value === ';';
    if (isEnd) {
      statements.push(current);
      current = [];
      isInBody = followBody();
    } else current.push(token);
  }
  return [...statements, current].filter(({ length }) => length > 0);
}

function findDepth(tokens: readonly Lexeme[]): number {
  let [depth, deepest] = [0, 0];
  for (const { type, value } of tokens) {
    if (type !== 'symbol') continue;
    depth += value === '(' ? 1 : value === ')' ? -1 : 0;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function describeBeginning(tokens: readonly Lexeme[]): string {
  return tokens.slice(0, wordsShown).map(({ value }) => value).join(' ');
}
