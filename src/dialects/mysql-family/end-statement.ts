import { endStatement as endPlainly } from '../../sql/end-statement.ts';
import { tokenize } from '../../sql/lexer.ts';
import { lexisOf } from './lexis.ts';
import type { FamilyDialect } from './lexis.ts';

/** Any of them does that does not stand in the statement. https://dev.mysql.com/doc/refman/8.4/en/mysql-commands.html */
const delimiters = ['//', '$$', ';;', '||', '%%'];

/**
 * A statement as a script for the client has it. One with a `;` inside, as a procedure or trigger has, is ended by another delimiter.
 * https://dev.mysql.com/doc/refman/8.4/en/stored-programs-defining.html
 */
export function endStatement(dialect: FamilyDialect, sql: string): string {
  const lexis = lexisOf(dialect);
  const ended = endPlainly(sql, lexis);
  const inner = ended.replace(/;$/, '').trimEnd();
  const hasInner = tokenize(inner, lexis).tokens.some(({ type, value }) => type === 'symbol' && value === ';');
  if (!hasInner) return ended;
  const delimiter = delimiters.find((candidate) => !inner.includes(candidate)) ?? findUnused(inner);
  return `DELIMITER ${delimiter}\n${inner}\n${delimiter}\nDELIMITER ;`;
}

function findUnused(sql: string): string {
  let delimiter = '%%';
  while (sql.includes(delimiter)) delimiter += '%';
  return delimiter;
}
