import type { Lexis } from '../../sql/lexer.ts';

export type FamilyDialect = 'mysql' | 'mariadb';

/** Written so in dumps for a server that there will not be. */
const newestVersion = 200_000;

const lexis = { doubleQuotes: 'text', hasBrackets: false, hasBackslashEscapes: true, hasHashComments: true } as const;

/** How MySQL and MariaDB write names, texts and comments. Double quotes are texts, as they are without ANSI_QUOTES. */
export function lexisOf(dialect: FamilyDialect): Lexis {
  return { ...lexis, hasDollarQuotes: dialect === 'mysql', versionMark: versionMarks[dialect] };
}

/** Where it is only cut into statements: what is code to either server is code. */
export const scriptLexis: Lexis = { ...lexis, hasDollarQuotes: true, versionMark: (afterOpening) => /^M?!(\d{5,6})?/.exec(afterOpening)?.[0].length };

/**
 * `/*!50100 … ` is code for servers from that version on; `/*M! … ` for MariaDB alone, which takes those of MySQL 5.7 and later for comments.
 * https://dev.mysql.com/doc/refman/8.4/en/comments.html https://mariadb.com/docs/server/reference/sql-structure/sql-language-structure/comment-syntax
 */
const versionMarks: Readonly<Record<FamilyDialect, NonNullable<Lexis['versionMark']>>> = {
  mysql: (afterOpening) => {
    const [mark, version] = /^!(\d{5,6})?/.exec(afterOpening) ?? [];
    return mark === undefined || Number(version ?? 0) > newestVersion ? undefined : mark.length;
  },
  mariadb: (afterOpening) => {
    const [mark, own, digits] = /^(M)?!(\d{5,6})?/.exec(afterOpening) ?? [];
    const version = Number(digits ?? 0);
    const isMysqlOnly = own === undefined && version >= 50_700 && version <= 99_999;
    return mark === undefined || isMysqlOnly || version > newestVersion ? undefined : mark.length;
  },
};
