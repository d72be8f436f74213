import type { Lexis } from '../../sql/lexer.ts';

/** How SQLite writes names, texts and comments. https://www.sqlite.org/lang_keywords.html */
export const sqliteLexis: Lexis = { doubleQuotes: 'name', hasBrackets: true, hasBackslashEscapes: false, hasHashComments: false, versionMark: undefined };
