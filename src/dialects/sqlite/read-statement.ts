import { foldName } from './fold-name.ts';
import { makeOperation } from '../../sql/make-operation.ts';
import type { Operation, OperationKind } from '../../sql/operation.ts';
import { readDelete, readInsert, readUpdate, skipCommonTables } from '../../sql/read-data-change.ts';
import { readExistence } from '../../sql/read-existence.ts';
import type { TokenReader } from '../../sql/token-reader.ts';
import { readAlterTable } from './read-alter-table.ts';

/** What one statement of SQLite does, told by its words; undefined where they do not say. https://www.sqlite.org/lang.html */
export function readStatement(reader: TokenReader): Operation[] | undefined {
  skipCommonTables(reader);
  const first = reader.peek()?.value.toUpperCase() ?? '';
  reader.skip();
  switch (first) {
    case 'CREATE':
      return readCreate(reader);
    case 'ALTER':
      return reader.accept('TABLE') ? readAlterTable(reader) : undefined;
    case 'DROP':
      return readDrop(reader);
    case 'INSERT':
    case 'REPLACE':
      skipConflictClause(reader);
      return reader.accept('INTO') ? readInsert(reader) : undefined;
    case 'UPDATE':
      skipConflictClause(reader);
      return readUpdate(reader);
    case 'DELETE':
      return readDelete(reader);
    case 'PRAGMA':
      return readPragma(reader);
    default: {
      const kind = otherBeginnings[first];
      return kind === undefined ? undefined : [makeOperation(kind)];
    }
  }
}

const otherBeginnings: Readonly<Record<string, 'select' | 'transaction' | 'other'>> = {
  SELECT: 'select', VALUES: 'select', EXPLAIN: 'select',
  BEGIN: 'transaction', COMMIT: 'transaction', END: 'transaction', ROLLBACK: 'transaction', SAVEPOINT: 'transaction', RELEASE: 'transaction',
  ANALYZE: 'other', ATTACH: 'other', DETACH: 'other', REINDEX: 'other', VACUUM: 'other',
}; // prettier-ignore

/** `OR REPLACE` and the like. https://www.sqlite.org/lang_conflict.html */
function skipConflictClause(reader: TokenReader): void {
  if (reader.accept('OR')) reader.skip();
}

function readCreate(reader: TokenReader): Operation[] | undefined {
  const modifier = reader.acceptAny('TEMPORARY', 'TEMP', 'UNIQUE', 'VIRTUAL');
  const made = reader.acceptAny('TABLE', 'INDEX', 'TRIGGER', 'VIEW');
  if (made === undefined) return undefined;
  const existence = readExistence(reader);
  const name = reader.readObjectName();
  if (name === undefined) return undefined;
  const isTemporary = modifier === 'TEMP' || modifier === 'TEMPORARY' || foldName(name.schema ?? '') === 'temp';
  const flags = [existence, isTemporary ? ('temporary' as const) : undefined];
  if (made === 'TABLE') return [makeOperation('create-table', name, { flags })];
  if (made === 'VIEW') return [makeOperation('create-view', name, { flags })];
  const table = reader.skipTo('ON') && reader.accept('ON') ? reader.readObjectName() : undefined;
  if (table === undefined) return undefined;
  // The schema stands before the index's or trigger's own name and holds for its table too.
  return [makeOperation(made === 'INDEX' ? 'create-index' : 'create-trigger', { schema: table.schema ?? name.schema, name: table.name }, { member: name.name, flags })];
}

const drops = { TABLE: 'drop-table', INDEX: 'drop-index', TRIGGER: 'drop-trigger', VIEW: 'drop-view' } as const satisfies Record<string, OperationKind>;

function readDrop(reader: TokenReader): Operation[] | undefined {
  const dropped = reader.acceptAny('TABLE', 'INDEX', 'TRIGGER', 'VIEW');
  if (dropped === undefined) return undefined;
  const existence = readExistence(reader);
  const name = reader.readObjectName();
  if (name === undefined) return undefined;
  return [makeOperation(drops[dropped], name, { flags: [existence, foldName(name.schema ?? '') === 'temp' ? 'temporary' : undefined] })];
}

/** Those that take a name in parentheses and only tell of it. https://www.sqlite.org/pragma.html */
const questions = new Set(['foreign_key_check', 'foreign_key_list', 'index_info', 'index_list', 'index_xinfo', 'integrity_check', 'quick_check', 'table_info', 'table_list', 'table_xinfo']);
const actions = new Set(['incremental_vacuum', 'optimize', 'wal_checkpoint']);

function readPragma(reader: TokenReader): Operation[] | undefined {
  const name = reader.readObjectName();
  if (name === undefined) return undefined;
  const pragma = foldName(name.name);
  if (actions.has(pragma)) return [makeOperation('other')];
  const isSetting = (reader.isAt('=') || reader.isAt('(')) && !questions.has(pragma);
  return [isSetting ? makeOperation('setting', name) : makeOperation('select')];
}
