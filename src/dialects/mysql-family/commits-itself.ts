import type { StatementObservation } from '../../observe/observation.ts';
import { tokenize } from '../../sql/lexer.ts';
import { scriptLexis } from './lexis.ts';

/**
 * Statements that end the transaction in which they stand, by their first words; a beginning that only one of the two servers knows is
 * refused by the other.
 * https://dev.mysql.com/doc/refman/8.4/en/implicit-commit.html
 * https://mariadb.com/docs/server/reference/sql-statements/transactions/sql-statements-that-cause-an-implicit-commit
 */
const commitsBefore: readonly RegExp[] = [
  // `DROP PREPARE` forgets a prepared statement; sequences of MariaDB commit even where they are temporary.
  /^(CREATE|CREATE OR REPLACE|DROP) (?!OR |PREPARE |TEMPORARY (?!SEQUENCE ))/,
  /^(ALTER|RENAME|TRUNCATE|GRANT|REVOKE|INSTALL|UNINSTALL|FLUSH|RESET|IMPORT|ANALYZE|CHECK|OPTIMIZE|REPAIR) /,
  /^(BEGIN|COMMIT) |^START TRANSACTION |^(LOCK|UNLOCK) (TABLES?|INSTANCE) /,
  /^SET (PASSWORD|DEFAULT ROLE) /,
  /^(CACHE INDEX|LOAD INDEX|CHANGE MASTER|CHANGE REPLICATION|START REPLICA|STOP REPLICA|START SLAVE|STOP SLAVE) /,
];

const wordsNeeded = 5;

/** Whether what a statement did, or what was done before it, stays when its step is stopped right after it. */
export function commitsItself({ sql, isAutocommit }: StatementObservation): boolean {
  if (isAutocommit) return true;
  const words = tokenize(sql, scriptLexis).tokens.slice(0, wordsNeeded).map(({ value }) => value.toUpperCase());
  const beginning = `${words.join(' ')} `;
  return commitsBefore.some((pattern) => pattern.test(beginning));
}
