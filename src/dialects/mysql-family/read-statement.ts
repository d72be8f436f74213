import { makeOperation } from '../../sql/make-operation.ts';
import type { Operation } from '../../sql/operation.ts';
import { readDelete, readInsert, readUpdate, skipCommonTables } from '../../sql/read-data-change.ts';
import { readExistence } from '../../sql/read-existence.ts';
import type { TokenReader } from '../../sql/token-reader.ts';
import { readAlterTable } from './read-alter-table.ts';
import { readCreate, skipPrefixes } from './read-create.ts';
import { readDrop } from './read-drop.ts';

/**
 * What one statement of MySQL or MariaDB does, told by its words; undefined where they do not say.
 * https://dev.mysql.com/doc/refman/8.4/en/sql-statements.html https://mariadb.com/docs/server/reference/sql-statements
 */
export function readStatement(reader: TokenReader): Operation[] | undefined {
  // MariaDB's SET STATEMENT a = 1 FOR …: the settings that it is run with say nothing of what it does.
  while (reader.accept('SET STATEMENT')) if (!reader.skipTo('FOR') || !reader.accept('FOR')) return undefined;
  if (reader.isAt('(')) return [makeOperation('select')];
  skipCommonTables(reader);
  const first = reader.peek()?.value.toUpperCase() ?? '';
  reader.skip();
  switch (first) {
    case 'CREATE':
      return readCreate(reader);
    case 'ALTER':
      return readAlter(reader);
    case 'DROP':
      return readDrop(reader);
    case 'RENAME':
      return reader.acceptAny('TABLES', 'TABLE') === undefined ? [makeOperation('other')] : readRenamedTables(reader);
    case 'TRUNCATE': {
      reader.accept('TABLE');
      const table = reader.readObjectName();
      return table === undefined ? undefined : [makeOperation('truncate', table)];
    }
    case 'INSERT':
    case 'REPLACE':
      reader.acceptAll('LOW_PRIORITY', 'DELAYED', 'HIGH_PRIORITY', 'IGNORE');
      reader.accept('INTO');
      return readInsert(reader);
    case 'UPDATE':
      reader.acceptAll('LOW_PRIORITY', 'IGNORE');
      return readUpdate(reader);
    case 'DELETE':
      reader.acceptAll('LOW_PRIORITY', 'QUICK', 'IGNORE', 'HISTORY');
      return readDelete(reader);
    case 'LOAD':
      return reader.skipTo('INTO TABLE') && reader.accept('INTO TABLE') ? readInsert(reader) : [makeOperation('other')];
    case 'EXPLAIN':
    case 'DESCRIBE':
    case 'DESC':
    case 'ANALYZE':
      return readAnalyzed(first, reader);
    case 'SET':
      return readSetting(reader);
    case 'USE':
      return [makeOperation('setting', { schema: undefined, name: 'database' })];
    case 'BEGIN':
      return [makeOperation(reader.accept('NOT ATOMIC') ? 'procedural' : 'transaction')];
    case 'START':
      return [makeOperation(reader.accept('TRANSACTION') ? 'transaction' : 'other')];
    default: {
      const kind = otherBeginnings[first];
      return kind === undefined ? undefined : [makeOperation(kind)];
    }
  }
}

const otherBeginnings: Readonly<Record<string, 'select' | 'transaction' | 'procedural' | 'other'>> = {
  SELECT: 'select', VALUES: 'select', TABLE: 'select', HANDLER: 'select', HELP: 'select', SHOW: 'select',
  COMMIT: 'transaction', ROLLBACK: 'transaction', SAVEPOINT: 'transaction', RELEASE: 'transaction', XA: 'transaction',
  CALL: 'procedural', DO: 'procedural', EXECUTE: 'procedural', PREPARE: 'other', DEALLOCATE: 'other',
  GRANT: 'other', REVOKE: 'other', LOCK: 'other', UNLOCK: 'other', FLUSH: 'other', RESET: 'other', PURGE: 'other', KILL: 'other', SHUTDOWN: 'other', RESTART: 'other', CLONE: 'other',
  CHECK: 'other', CHECKSUM: 'other', OPTIMIZE: 'other', REPAIR: 'other', CACHE: 'other', BINLOG: 'other', CHANGE: 'other', STOP: 'other', IMPORT: 'other', INSTALL: 'other', UNINSTALL: 'other',
  BACKUP: 'other', SIGNAL: 'other', RESIGNAL: 'other', GET: 'other',
}; // prettier-ignore

function readAlter(reader: TokenReader): Operation[] | undefined {
  skipPrefixes(reader);
  const altered = reader.acceptAny('TABLE', 'VIEW');
  if (altered === 'TABLE') return readAlterTable(reader);
  // What else there is to alter keeps what it holds.
  if (altered === undefined) return [makeOperation('other')];
  readExistence(reader);
  const view = reader.readObjectName();
  return view === undefined ? undefined : [makeOperation('create-view', view)];
}

/** `RENAME TABLE a TO b, c TO d`. */
function readRenamedTables(reader: TokenReader): Operation[] {
  reader.accept('IF EXISTS');
  return reader.splitRest().flatMap((one) => {
    const table = one.readObjectName();
    if (one.accept('WAIT')) one.skip();
    one.accept('NOWAIT');
    one.accept('TO');
    const newName = one.readObjectName()?.name;
    return table === undefined ? [] : [makeOperation('rename-table', table, { newName })];
  });
}

/** Where a statement is run in order to be explained, what it does; else it only tells. */
function readAnalyzed(first: string, reader: TokenReader): Operation[] | undefined {
  const isRun = first === 'ANALYZE' || reader.accept('ANALYZE');
  if (reader.accept('FORMAT')) {
    reader.accept('=');
    reader.skip();
  }
  const isStatement = ['SELECT', 'WITH', 'INSERT', 'REPLACE', 'UPDATE', 'DELETE'].some((word) => reader.isAt(word));
  if (isRun && isStatement) return readStatement(reader);
  return [makeOperation(first === 'ANALYZE' ? 'other' : 'select')];
}

/** `SET a = 1, @b = 2`. */
function readSetting(reader: TokenReader): Operation[] {
  if (reader.acceptAny('PASSWORD', 'ROLE', 'DEFAULT ROLE', 'RESOURCE GROUP') !== undefined) return [makeOperation('other')];
  if (reader.acceptAny('TRANSACTION', 'SESSION TRANSACTION', 'GLOBAL TRANSACTION') !== undefined) return [makeOperation('transaction')];
  return reader.splitRest().flatMap((one) => {
    one.acceptAll('@', 'GLOBAL', 'SESSION', 'LOCAL', 'PERSIST', 'PERSIST_ONLY', '.');
    const name = one.readObjectName();
    return name === undefined ? [] : [makeOperation('setting', name)];
  });
}
