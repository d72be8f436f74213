import { makeOperation } from './make-operation.ts';
import type { ObjectName, Operation } from './operation.ts';
import { readAssignments } from './read-assignments.ts';
import { readAlias, readTableReferences } from './read-table-references.ts';
import type { TableReferences } from './read-table-references.ts';
import { readTableCopy } from './read-table-copy.ts';
import type { TokenReader } from './token-reader.ts';

/** Steps over `WITH a AS (…), b AS (…)`. */
export function skipCommonTables(reader: TokenReader): void {
  if (!reader.accept('WITH')) return;
  reader.accept('RECURSIVE');
  do {
    if (!reader.skipTo('AS')) return;
    reader.skip();
    reader.acceptAny('NOT MATERIALIZED', 'MATERIALIZED');
    reader.skipItem();
    if (!reader.isAt(',')) reader.skipTo(',', 'SELECT', 'INSERT', 'REPLACE', 'UPDATE', 'DELETE', 'VALUES', 'TABLE');
  } while (reader.accept(','));
}

/** `INSERT` and `REPLACE`, the reader standing before the table; undefined where no table is named. */
export function readInsert(reader: TokenReader): Operation[] | undefined {
  const target = reader.readObjectName();
  return target === undefined ? undefined : [makeOperation('insert', target, { copy: readTableCopy(reader) })];
}

/** `UPDATE`, the reader standing before the tables. */
export function readUpdate(reader: TokenReader): Operation[] | undefined {
  const tables = readTableReferences(reader, 'SET');
  if (!reader.accept('SET')) return undefined;
  const place = reader.place;
  const updated = tables.size === 1 ? [...tables.values()] : readAssigned(reader, tables);
  reader.goTo(place);
  const assigned = tables.size === 1 ? readAssignments(reader, tables) : undefined;
  reader.goTo(place);
  const isConditional = tables.size > 1 || isRestricted(reader);
  return updated.length === 0 ? undefined : updated.map((table) => makeOperation('update', table, { assigned, flags: [isConditional ? 'conditional' : undefined] }));
}

/** The tables whose columns are set; a column without its table's name may be one of any. */
function readAssigned(reader: TokenReader, tables: TableReferences): ObjectName[] {
  const place = reader.place;
  const aliases = new Set<string | undefined>();
  do {
    aliases.add(reader.readObjectName()?.schema);
  } while (reader.skipTo(',', 'WHERE', 'ORDER', 'LIMIT') && reader.accept(','));
  reader.goTo(place);
  return aliases.has(undefined) ? [...tables.values()] : [...tables].flatMap(([alias, table]) => (aliases.has(alias) ? [table] : []));
}

/** `DELETE`, the reader standing before `FROM` or the names that MySQL takes before it. */
export function readDelete(reader: TokenReader): Operation[] | undefined {
  const isFromFirst = reader.accept('FROM');
  const names = readNames(reader);
  if (names.length === 0) return undefined;
  const hasTables = reader.accept(isFromFirst ? 'USING' : 'FROM');
  if (!hasTables && (!isFromFirst || names.length > 1)) return undefined;
  if (!hasTables) readAlias(reader);
  const tables = hasTables ? readTableReferences(reader, 'WHERE', 'ORDER', 'LIMIT', 'RETURNING') : new Map<string, ObjectName>();
  const isConditional = tables.size > 1 || isRestricted(reader);
  return names.map((name) => makeOperation('delete', (name.schema === undefined ? tables.get(name.name) : undefined) ?? name, { flags: [isConditional ? 'conditional' : undefined] }));
}

/** Whether a condition, or a LIMIT, keeps rows from a change; one that is always true keeps none. */
function isRestricted(reader: TokenReader): boolean {
  if (!reader.skipTo('WHERE', 'LIMIT')) return false;
  if (!reader.accept('WHERE')) return true;
  const [first, second, third] = [reader.peek(), reader.peek(1), reader.peek(2)];
  const isEnd = (offset: number): boolean => reader.peek(offset) === undefined || reader.peek(offset)?.value.toUpperCase() === 'RETURNING';
  if (isEnd(1)) return first?.type !== 'word' || !/^(?:true|[1-9]\d*)$/i.test(first.value);
  return !(isEnd(3) && second?.value === '=' && first?.value === third?.value && first?.type === third?.type && /^\d+$|^'/.test(first?.type === 'text' ? "'" : (first?.value ?? '')));
}

/** `a, db.b.*`: what rows are deleted from. */
function readNames(reader: TokenReader): ObjectName[] {
  const names: ObjectName[] = [];
  do {
    let schema: string | undefined;
    let name = reader.readName();
    while (name !== undefined && reader.accept('.') && !reader.accept('*')) {
      schema = name;
      name = reader.readName();
    }
    if (name !== undefined) names.push({ schema, name });
  } while (reader.accept(','));
  return names;
}
