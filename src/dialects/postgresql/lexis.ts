import type { Lexis } from '../../sql/lexer.ts';

/**
 * How the server writes conditions: with `standard_conforming_strings` on, so that a backslash is a letter like any other.
 * https://www.postgresql.org/docs/current/sql-syntax-lexical.html
 */
export const lexis: Lexis = { doubleQuotes: 'name', hasBrackets: false, hasBackslashEscapes: false, hasHashComments: false, hasDollarQuotes: true, versionMark: undefined };
