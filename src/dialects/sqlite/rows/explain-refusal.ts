import type { RowRefusal } from '../../../rows/row-session.ts';
import type { TableShape } from '../../../rows/table-shape.ts';
import { writeNormalSql } from '../catalog/normal-sql.ts';
import { tokenize, UnreadableSql } from '../catalog/tokenize.ts';
import { quoteName, quoteText } from '../quoting.ts';

/** The rule that SQLite's words speak of, as the table's shape calls it. */
export function findRule(message: string, table: TableShape): Pick<RowRefusal, 'constraint' | 'column'> {
  const [, kind, rest = ''] = /^(UNIQUE|CHECK|NOT NULL) constraint failed: (.*)$/s.exec(message) ?? [];
  if (kind === 'UNIQUE') return findKey(rest, table);
  if (kind === 'CHECK') return { constraint: findCondition(rest, table), column: undefined };
  return { constraint: undefined, column: findColumn(kind === 'NOT NULL' ? rest : message, table) };
}

/** `t.a, t.b`, or `index 'name'` where the index has an expression. */
function findKey(words: string, table: TableShape): Pick<RowRefusal, 'constraint' | 'column'> {
  const index = /^index '(.*)'$/s.exec(words)?.[1];
  if (index !== undefined) return { constraint: index, column: undefined };
  const key = table.keys.find(({ columns }) => columns.map((column) => `${table.name}.${column}`).join(', ') === words);
  return { constraint: key?.name, column: key?.columns.length === 1 ? key.columns[0] : undefined };
}

/** A name, or the expression as the table's text has it. */
function findCondition(words: string, { conditions, columns }: TableShape): string {
  if (conditions.some(({ name }) => name === words)) return words;
  try {
    const expression = writeNormalSql(tokenize(words), { columns: columns.map(({ name }) => name) });
    const found = conditions.find(({ sql }) => sql === expression);
    if (found !== undefined) return found.name;
    // Of an expression that begins with a quote SQLite says only what is in the quotes.
    const [lone, ...others] = conditions.filter(({ sql }) => [quoteName(words), quoteText(words)].some((quoted) => sql.startsWith(`${quoted} `)));
    return lone === undefined || others.length > 0 ? words : lone.name;
  } catch (error) {
    if (error instanceof UnreadableSql) return words;
    throw error;
  }
}

/** The end of `NOT NULL constraint failed: t.a`, and of `cannot store TEXT value in INT column t.a`. */
function findColumn(words: string, { name: table, columns }: TableShape): string | undefined {
  return columns.find(({ name }) => words === `${table}.${name}` || words.endsWith(` column ${table}.${name}`))?.name;
}
