import type { ObjectName } from './operation.ts';
import type { TokenReader } from './token-reader.ts';

/** Tables of a `FROM` or of an `UPDATE`, by the name that the rest of the statement calls them. */
export type TableReferences = ReadonlyMap<string, ObjectName>;

const noAlias = new Set(['SET', 'JOIN', 'INNER', 'LEFT', 'RIGHT', 'FULL', 'OUTER', 'CROSS', 'NATURAL', 'STRAIGHT_JOIN', 'ON', 'USING', 'WHERE', 'USE', 'IGNORE', 'FORCE', 'FOR', 'PARTITION',
  'ORDER', 'GROUP', 'HAVING', 'LIMIT', 'RETURNING', 'FROM', 'INDEXED', 'NOT', 'WINDOW', 'UNION']); // prettier-ignore

/** Reads until one of the words `until` comes outside of parentheses. Tables made by a subquery are left out. */
export function readTableReferences(reader: TokenReader, ...until: readonly string[]): TableReferences {
  const tables = new Map<string, ObjectName>();
  let isExpected = true;
  while (!reader.isAtEnd && !until.some((words) => reader.isAt(words))) {
    if (isExpected && !reader.isAt('(')) {
      isExpected = false;
      reader.accept('LATERAL');
      const table = reader.readObjectName();
      if (table === undefined) reader.skip();
      else tables.set(readAlias(reader) ?? table.name, table);
    } else if (reader.isAt('(')) {
      const inner = reader.readGroup();
      // A nested join, or a subquery with its own tables; after ON and USING a condition, which has none.
      if (isExpected && inner?.isAt('SELECT') === false && !inner.isAt('WITH') && !inner.isAt('VALUES')) for (const entry of readTableReferences(inner)) tables.set(...entry);
      isExpected = false;
    } else {
      isExpected = reader.isAt(',') || reader.isAt('JOIN') || reader.isAt('STRAIGHT_JOIN');
      reader.skip();
    }
  }
  return tables;
}

/** What a table is called, and steps over the partitions that may stand before it. */
export function readAlias(reader: TokenReader): string | undefined {
  if (reader.accept('PARTITION')) reader.skipItem();
  if (reader.accept('AS')) return reader.readName();
  const token = reader.peek();
  const isAlias = token !== undefined && (token.type === 'name' || (token.type === 'word' && !noAlias.has(token.value.toUpperCase())));
  return isAlias ? reader.readName() : undefined;
}
