import { tokenize } from '../../sql/lexer.ts';
import type { ParsedStatement } from '../../sql/operation.ts';
import { readStatements } from '../../sql/read-statements.ts';
import { followBody } from './follow-body.ts';
import { lexisOf } from './lexis.ts';
import type { FamilyDialect } from './lexis.ts';
import { readStatement } from './read-statement.ts';

/** What a statement does, or the statements of a text that holds several. Never throws. */
export function parseStatement(dialect: FamilyDialect, sql: string): ParsedStatement {
  const lexis = lexisOf(dialect);
  let read = tokenize(sql, lexis);
  // With NO_BACKSLASH_ESCAPES a text may end with a backslash.
  if (read.isOpen) read = tokenize(sql, { ...lexis, hasBackslashEscapes: false });
  if (read.isOpen) return { parsed: false, reason: 'a quote or comment is not closed' };
  return readStatements(read.tokens, followBody, readStatement);
}
