import { foldName } from '../fold-name.ts';
import { isSign, isWord, stripParentheses, writeNormalSql } from './normal-sql.ts';
import { readConstraint, readReference, takeConflict, takeDeferral } from './read-constraint.ts';
import type { ColumnText, ConstraintText, KeyText, TableText } from './table-text.ts';
import { splitList, TokenCursor } from './token-cursor.ts';
import { tokenize, UnreadableSql } from './tokenize.ts';
import type { Token } from './tokenize.ts';

/** Words that end a column's type. All of them are reserved, but for GENERATED, which SQLite itself treats so. */
const columnConstraints = ['CONSTRAINT', 'NOT', 'NULL', 'DEFAULT', 'PRIMARY', 'UNIQUE', 'CHECK', 'REFERENCES', 'COLLATE', 'AS', 'DEFERRABLE', 'ON'] as const;
const tableConstraints = ['CONSTRAINT', 'PRIMARY', 'UNIQUE', 'CHECK', 'FOREIGN'] as const;

/**
 * Reads a `CREATE TABLE` as `sqlite_schema` holds it, by the rules of SQLite's own grammar (https://sqlite.org/src/file/src/parse.y).
 * Throws `UnreadableSql` where it is another statement or has what this reader does not know.
 */
export function readCreateTable(sql: string): TableText {
  const cursor = new TokenCursor(tokenize(sql));
  if (!cursor.take('CREATE')) throw new UnreadableSql('this is no CREATE TABLE');
  cursor.takeOneOf('TEMP', 'TEMPORARY');
  if (!cursor.take('TABLE')) throw new UnreadableSql('this is no CREATE TABLE');
  cursor.take('IF', 'NOT', 'EXISTS');
  cursor.takeName();
  if (cursor.takeSign('.')) cursor.takeName();
  const body = splitBody(cursor.takeParenthesised());
  const options = readOptions(cursor);
  // Every column first, because a constraint may speak of those below it.
  const names = body.columns.map((column) => new TokenCursor(column).takeName());
  const columns = body.columns.map((column) => readColumn(column, names));
  return {
    columns: columns.map(({ column }) => column),
    constraints: settleKeys([...columns.flatMap(({ constraints }) => constraints), ...readTableConstraints(body.constraints, names)], columns.map(({ column }) => column)),
    ...options,
  };
}

/** Columns are separated by commas; between constraints SQLite lets people leave them out. */
function splitBody(tokens: readonly Token[]): { readonly columns: (readonly Token[])[]; readonly constraints: readonly Token[] } {
  const parts = splitList(tokens);
  const first = parts.findIndex((part) => isWord(part[0], ...tableConstraints));
  return first === -1 ? { columns: parts, constraints: [] } : { columns: parts.slice(0, first), constraints: parts.slice(first).flat() };
}

function readOptions(cursor: TokenCursor): Pick<TableText, 'isWithoutRowid' | 'isStrict'> {
  let [isWithoutRowid, isStrict] = [false, false];
  while (!cursor.isAtEnd) {
    if (cursor.takeSign(',') || cursor.takeSign(';')) continue;
    if (cursor.take('WITHOUT', 'ROWID')) isWithoutRowid = true;
    else if (cursor.take('STRICT')) isStrict = true;
    else throw new UnreadableSql(`near ${JSON.stringify(cursor.next().text)}: unknown table option`);
  }
  return { isWithoutRowid, isStrict };
}

interface ReadColumn {
  readonly column: ColumnText;
  readonly constraints: readonly ConstraintText[];
}

function readColumn(tokens: readonly Token[], columns: readonly string[]): ReadColumn {
  const cursor = new TokenCursor(tokens);
  const name = cursor.takeName();
  const column: { -readonly [K in keyof ColumnText]: ColumnText[K] } = {
    name, type: takeType(cursor), notNull: null, default: null, collation: null, generated: null,
  }; // prettier-ignore
  const constraints: ConstraintText[] = [];
  const scope = { columns };
  let constraintName: string | null = null;
  while (!cursor.isAtEnd) {
    if (cursor.take('CONSTRAINT')) {
      constraintName = cursor.takeName();
      continue;
    }
    if (cursor.take('NOT', 'NULL')) column.notNull = { conflict: takeConflict(cursor) };
    else if (cursor.take('NULL')) takeConflict(cursor);
    else if (cursor.take('DEFAULT')) column.default = takeDefault(cursor);
    else if (cursor.take('COLLATE')) column.collation = normalCollation(cursor.takeName());
    else if (cursor.take('PRIMARY', 'KEY')) {
      const isDescending = cursor.takeOneOf('ASC', 'DESC') === 'DESC';
      const conflict = takeConflict(cursor);
      const isAutoincrement = cursor.take('AUTOINCREMENT');
      constraints.push({ type: 'primary key', name: constraintName, parts: [{ column: name, collation: null, isDescending }], conflict, isAutoincrement, ofColumn: name });
    } else if (cursor.take('UNIQUE')) {
      constraints.push({ type: 'unique constraint', name: constraintName, parts: [{ column: name, collation: null, isDescending: false }], conflict: takeConflict(cursor), isAutoincrement: false, ofColumn: name });
    } else if (cursor.take('CHECK')) {
      constraints.push({ type: 'check constraint', name: constraintName, expression: writeNormalSql(stripParentheses(cursor.takeParenthesised()), scope), ofColumn: name });
    } else if (cursor.take('REFERENCES')) constraints.push({ type: 'foreign key', name: constraintName, columns: [name], ...readReference(cursor), ofColumn: name });
    else if (cursor.startsWith('DEFERRABLE') || cursor.startsWith('NOT', 'DEFERRABLE')) defer(constraints, takeDeferral(cursor));
    else if (cursor.take('GENERATED', 'ALWAYS', 'AS') || cursor.take('AS')) {
      const expression = writeNormalSql(stripParentheses(cursor.takeParenthesised()), scope);
      column.generated = { expression, storage: cursor.takeOneOf('STORED', 'VIRTUAL') === 'STORED' ? 'STORED' : 'VIRTUAL' };
    } else throw new UnreadableSql(`near ${JSON.stringify(cursor.next().text)} in column ${name}`);
    constraintName = null;
  }
  return { column, constraints };
}

/** Whether a foreign key is deferred may stand anywhere behind it. */
function defer(constraints: ConstraintText[], isDeferred: boolean): void {
  const last = constraints.findLastIndex(({ type }) => type === 'foreign key');
  const foreignKey = constraints[last];
  if (foreignKey?.type === 'foreign key') constraints[last] = { ...foreignKey, isDeferred };
}

/** Any words, and one or two numbers in parentheses. https://sqlite.org/datatype3.html#determination_of_column_affinity */
function takeType(cursor: TokenCursor): string {
  const first = cursor.peek();
  const words: string[] = [];
  while (!cursor.isAtEnd && !isSign(cursor.peek(), '(') && !isWord(cursor.peek(), ...columnConstraints) && !cursor.startsWith('GENERATED', 'ALWAYS')) {
    words.push(cursor.takeName());
  }
  const sizes = words.length > 0 && isSign(cursor.peek(), '(') ? `(${splitList(cursor.takeParenthesised()).map((part) => part.map(({ text }) => text).join('')).join(', ')})` : '';
  // SQLite forgets what follows a type in quotes.
  if (first?.kind === 'name' || first?.kind === 'string') return first.value.replaceAll(/\s+/g, ' ').trim().toUpperCase();
  return `${words.join(' ').replaceAll(/\s+/g, ' ').trim().toUpperCase()}${sizes}`;
}

/** A literal, a signed one, a bare word that SQLite takes for a text, or an expression in parentheses. */
function takeDefault(cursor: TokenCursor): string | null {
  const written = writeDefault(cursor);
  return written === 'NULL' ? null : written;
}

function writeDefault(cursor: TokenCursor): string {
  if (isSign(cursor.peek(), '(')) return writeNormalSql(stripParentheses(cursor.takeParenthesised()), { columns: [] });
  const sign = cursor.takeSign('-') ? '-' : '';
  cursor.takeSign('+');
  const token = cursor.next();
  const isBareText = token.kind === 'name' || (token.kind === 'word' && !/^(?:null|true|false|current_(?:date|time|timestamp))$/i.test(token.text));
  return `${sign}${writeNormalSql([isBareText ? { ...token, kind: 'string' } : token], { columns: [] })}`;
}

function normalCollation(name: string): string | null {
  const capitals = name.toUpperCase();
  return capitals === 'BINARY' ? null : capitals;
}

function readTableConstraints(tokens: readonly Token[], columns: readonly string[]): ConstraintText[] {
  const cursor = new TokenCursor(tokens);
  const constraints: ConstraintText[] = [];
  while (!cursor.isAtEnd) {
    if (!cursor.takeSign(',')) constraints.push(...readConstraint(cursor, { columns }));
  }
  return constraints;
}

/** Names of columns as they were declared, and collations only where they are not the column's own. */
function settleKeys(constraints: readonly ConstraintText[], columns: readonly ColumnText[]): ConstraintText[] {
  const find = (name: string): ColumnText | undefined => columns.find((column) => foldName(column.name) === foldName(name));
  const settle = (key: KeyText): KeyText => ({
    ...key,
    parts: key.parts.map(({ column: name, collation, isDescending }) => {
      const column = find(name);
      return { column: column?.name ?? name, collation: collation === (column?.collation ?? 'BINARY') ? null : collation, isDescending };
    }),
  });
  return constraints.map((constraint) => {
    if (constraint.type === 'foreign key') return { ...constraint, columns: constraint.columns.map((name) => find(name)?.name ?? name) };
    return constraint.type === 'check constraint' ? constraint : settle(constraint);
  });
}

