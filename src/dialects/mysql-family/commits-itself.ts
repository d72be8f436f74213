import type { StatementObservation } from '../../observe/observation.ts';
import { tokenize } from '../../sql/lexer.ts';
import type { Lexeme } from '../../sql/lexer.ts';
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

/** Words after which a statement begins in a block. */
const beforeStatement = new Set([';', 'ATOMIC', 'BEGIN', 'THEN', 'ELSE', 'DO', 'LOOP', 'REPEAT', ':']);

const wordsNeeded = 5;

/** Whether what a statement did, or what was done before it, stays when its step is stopped right after it. */
export function commitsItself({ sql, isAutocommit }: StatementObservation): boolean {
  return isAutocommit || endsTransaction(sql);
}

function endsTransaction(sql: string): boolean {
  const tokens = withoutSettings(tokenize(sql, scriptLexis).tokens);
  if (beginsWith(tokens, 'BEGIN NOT ATOMIC')) return endsTransactionInside(tokens);
  const [, , dynamic] = tokens;
  if (beginsWith(tokens, 'EXECUTE IMMEDIATE') && dynamic?.type === 'text') return endsTransaction(dynamic.value);
  return commitsBefore.some((pattern) => pattern.test(`${writeBeginning(tokens)} `));
}

/** A block does so where a statement in it does; its own BEGIN is no transaction. */
function endsTransactionInside(tokens: readonly Lexeme[]): boolean {
  return tokens.some(({ value }, index) => {
    const statement = tokens.slice(index + 1, index + 1 + wordsNeeded);
    return beforeStatement.has(value.toUpperCase()) && !beginsWith(statement, 'BEGIN') && commitsBefore.some((pattern) => pattern.test(`${writeBeginning(statement)} `));
  });
}

/** MariaDB's `SET STATEMENT a = 1 FOR …` says with what settings a statement is run. */
function withoutSettings(tokens: readonly Lexeme[]): readonly Lexeme[] {
  if (!beginsWith(tokens, 'SET STATEMENT')) return tokens;
  const end = tokens.findIndex(({ type, value }) => type === 'word' && value.toUpperCase() === 'FOR');
  return end < 0 ? tokens : withoutSettings(tokens.slice(end + 1));
}

function beginsWith(tokens: readonly Lexeme[], words: string): boolean {
  return `${writeBeginning(tokens)} `.startsWith(`${words} `);
}

function writeBeginning(tokens: readonly Lexeme[]): string {
  return tokens.slice(0, wordsNeeded).map(({ value }) => value.toUpperCase()).join(' ');
}
