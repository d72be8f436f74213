import { foldName } from './fold-name.ts';
import { sqliteLexis } from './lexis.ts';
import { tokenize } from '../../sql/lexer.ts';
import type { Lexeme } from '../../sql/lexer.ts';
import type { Operation, ParsedStatement } from '../../sql/operation.ts';
import { readStatements } from '../../sql/read-statements.ts';
import { readStatement } from './read-statement.ts';

/** What a statement does, or the statements of a text that holds several. Never throws. */
export function parseStatement(sql: string): ParsedStatement {
  const { tokens, isOpen } = tokenize(sql, sqliteLexis);
  if (isOpen) return { parsed: false, reason: 'a quote or comment is not closed' };
  const reading = readStatements(tokens, followTrigger, readStatement);
  return reading.parsed ? { ...reading, operations: reading.operations.map(withoutMain) } : reading;
}

/** `main` is the database itself, which the catalog does not name. */
function withoutMain(operation: Operation): Operation {
  const { schema, name } = operation.target;
  return schema !== undefined && foldName(schema) === 'main' ? { ...operation, target: { schema: undefined, name } } : operation;
}

/** Tells of each token of a statement whether it stands in the body of a trigger. https://www.sqlite.org/lang_createtrigger.html */
function followTrigger(): (token: Lexeme) => boolean {
  const words: string[] = [];
  let before = '';
  let depth = 0;
  return ({ type, value }) => {
    const word = type === 'word' || type === 'symbol' ? value.toUpperCase() : '';
    if (words.length < 3) words.push(word);
    if (words[0] === 'CREATE' && words.includes('TRIGGER') && before !== '.') {
      if (word === 'BEGIN' || word === 'CASE') depth += 1;
      if (word === 'END') depth = Math.max(0, depth - 1);
    }
    before = word;
    return depth > 0;
  };
}
