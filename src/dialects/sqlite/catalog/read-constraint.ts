import { isSign, isWord, stripParentheses, writeNormalSql } from './normal-sql.ts';
import type { Scope } from './normal-sql.ts';
import type { ConstraintText, ForeignKeyText, KeyPart } from './table-text.ts';
import { splitList, TokenCursor } from './token-cursor.ts';
import { UnreadableSql } from './tokenize.ts';
import type { Token } from './tokenize.ts';

/** Reads one constraint of a table; a name without a constraint is none. Throws `UnreadableSql`. */
export function readConstraint(cursor: TokenCursor, scope: Scope): ConstraintText[] {
  let name: string | null = null;
  while (cursor.take('CONSTRAINT')) name = cursor.takeName();
  if (cursor.take('PRIMARY', 'KEY')) {
    const inner = cursor.takeParenthesised();
    const isAutoincrement = isWord(inner.at(-1), 'AUTOINCREMENT');
    const parts = readKeyParts(isAutoincrement ? inner.slice(0, -1) : inner);
    return [{ type: 'primary key', name, parts, conflict: takeConflict(cursor), isAutoincrement, ofColumn: null }];
  }
  if (cursor.take('UNIQUE')) {
    const parts = readKeyParts(cursor.takeParenthesised());
    return [{ type: 'unique constraint', name, parts, conflict: takeConflict(cursor), isAutoincrement: false, ofColumn: null }];
  }
  if (cursor.take('CHECK')) {
    const expression = writeNormalSql(stripParentheses(cursor.takeParenthesised()), scope);
    // Read and never acted on: https://sqlite.org/lang_conflict.html
    takeConflict(cursor);
    return [{ type: 'check constraint', name, expression, ofColumn: null }];
  }
  if (cursor.take('FOREIGN', 'KEY')) {
    const columns = readNames(cursor.takeParenthesised());
    if (!cursor.take('REFERENCES')) throw new UnreadableSql('a foreign key without REFERENCES');
    return [{ type: 'foreign key', name, columns, ...readReference(cursor), ofColumn: null }];
  }
  if (cursor.isAtEnd || isSign(cursor.peek(), ',')) return [];
  throw new UnreadableSql(`near ${JSON.stringify(cursor.next().text)}: unknown constraint`);
}

/** `ON CONFLICT` with what is to be done; null for ABORT. */
export function takeConflict(cursor: TokenCursor): string | null {
  if (!cursor.take('ON', 'CONFLICT')) return null;
  const how = cursor.takeName().toUpperCase();
  return how === 'ABORT' ? null : how;
}

function readKeyParts(tokens: readonly Token[]): KeyPart[] {
  return splitList(tokens).map((part) => {
    const cursor = new TokenCursor(stripParentheses(part));
    const column = cursor.takeName();
    const collation = cursor.take('COLLATE') ? cursor.takeName().toUpperCase() : null;
    return { column, collation, isDescending: cursor.takeOneOf('ASC', 'DESC') === 'DESC' };
  });
}

/** What follows `REFERENCES`. `MATCH` is read and never acted on: https://sqlite.org/foreignkeys.html#fk_unsupported */
export function readReference(cursor: TokenCursor): Omit<ForeignKeyText, 'type' | 'name' | 'columns' | 'ofColumn'> {
  const parent = cursor.takeName();
  const parentColumns = isSign(cursor.peek(), '(') ? readNames(cursor.takeParenthesised()) : null;
  let [onDelete, onUpdate, isDeferred]: [string | null, string | null, boolean] = [null, null, false];
  for (;;) {
    if (cursor.take('MATCH')) cursor.takeName();
    else if (cursor.take('ON', 'DELETE')) onDelete = takeAction(cursor);
    else if (cursor.take('ON', 'UPDATE')) onUpdate = takeAction(cursor);
    else if (cursor.take('ON', 'INSERT')) takeAction(cursor);
    else if (cursor.startsWith('DEFERRABLE') || cursor.startsWith('NOT', 'DEFERRABLE')) isDeferred = takeDeferral(cursor);
    else return { parent, parentColumns, onDelete, onUpdate, isDeferred };
  }
}

/** `[NOT] DEFERRABLE [INITIALLY ...]`. */
export function takeDeferral(cursor: TokenCursor): boolean {
  const isNever = cursor.take('NOT');
  cursor.take('DEFERRABLE');
  const initially = cursor.take('INITIALLY') ? cursor.takeOneOf('DEFERRED', 'IMMEDIATE') : undefined;
  return !isNever && initially === 'DEFERRED';
}

function takeAction(cursor: TokenCursor): string | null {
  if (cursor.take('NO', 'ACTION')) return null;
  if (cursor.take('SET', 'NULL')) return 'SET NULL';
  if (cursor.take('SET', 'DEFAULT')) return 'SET DEFAULT';
  const action = cursor.takeOneOf('CASCADE', 'RESTRICT');
  if (action === undefined) throw new UnreadableSql(`near ${JSON.stringify(cursor.next().text)}: unknown action of a foreign key`);
  return action;
}

function readNames(tokens: readonly Token[]): string[] {
  return splitList(tokens).map((part) => new TokenCursor(part).takeName());
}
