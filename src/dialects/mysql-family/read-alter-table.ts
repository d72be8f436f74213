import { makeOperation } from '../../sql/make-operation.ts';
import type { ObjectName, Operation } from '../../sql/operation.ts';
import { readExistence } from '../../sql/read-existence.ts';
import type { TokenReader } from '../../sql/token-reader.ts';

/**
 * What `ALTER TABLE t …` does, the reader standing before the table; undefined where no table is named.
 * https://dev.mysql.com/doc/refman/8.4/en/alter-table.html https://mariadb.com/docs/server/reference/sql-statements/data-definition/alter/alter-table
 */
export function readAlterTable(reader: TokenReader): Operation[] | undefined {
  const table = readAlteredTable(reader);
  if (table === undefined) return undefined;
  const partitions = readPartitions(reader, table);
  if (partitions !== undefined) return partitions;
  const operations = reader.splitRest().flatMap((action) => readAction(action, table));
  // Table options are one change, however many.
  const named = operations.filter(({ kind, member }) => kind !== 'other' || member !== undefined);
  return named.length === operations.length && named.length > 0 ? named : [...named, makeOperation('other', table)];
}

/** The table of an `ALTER TABLE`, with all that stands before its first action; undefined where none is named. */
export function readAlteredTable(reader: TokenReader): ObjectName | undefined {
  reader.accept('IF EXISTS');
  const table = reader.readObjectName();
  if (reader.accept('WAIT')) reader.skip();
  reader.accept('NOWAIT');
  return table;
}

/** Partitions that lose their rows; such an action stands alone. */
function readPartitions(reader: TokenReader, table: ObjectName): Operation[] | undefined {
  // The table's file goes, or that of each partition; rows come back only from a file that is imported.
  if (reader.accept('DISCARD TABLESPACE')) return [makeOperation('truncate', table)];
  const action = reader.acceptAny('DROP PARTITION', 'TRUNCATE PARTITION', 'DISCARD PARTITION');
  if (action === undefined) return undefined;
  const flags = [readExistence(reader)];
  const kind = action === 'DROP PARTITION' ? 'drop-partition' : 'truncate';
  if (reader.accept('ALL')) return [makeOperation(kind, table, { flags })];
  return reader.splitRest().map((name) => makeOperation(kind, table, { member: name.readName(), flags }));
}

function readAction(action: TokenReader, table: ObjectName): Operation[] {
  switch (action.acceptAny('ADD', 'DROP', 'MODIFY', 'CHANGE', 'ALTER', 'RENAME', 'CONVERT TO', 'ALGORITHM', 'LOCK')) {
    case 'ADD':
      return readAdded(action, table);
    case 'DROP':
      return [readDropped(action, table)];
    case 'MODIFY': {
      action.accept('COLUMN');
      const flags = [readExistence(action)];
      return [makeOperation('change-column-type', table, { member: action.readName(), flags })];
    }
    case 'CHANGE':
      return readChanged(action, table);
    case 'ALTER':
      return [readAltered(action, table)];
    case 'RENAME':
      return [readRenamed(action, table)];
    // Every text column may change its type with its character set.
    case 'CONVERT TO':
      return [makeOperation('change-column-type', table)];
    // How it is done, not what.
    case 'ALGORITHM':
    case 'LOCK':
      return [];
    default:
      return [makeOperation('other', table)];
  }
}

function readAdded(action: TokenReader, table: ObjectName): Operation[] {
  if (action.acceptAny('PARTITION', 'SYSTEM VERSIONING', 'PERIOD FOR') !== undefined) return [makeOperation('other', table)];
  const isColumn = action.accept('COLUMN');
  const several = action.readGroup();
  if (several !== undefined) return several.splitRest().flatMap((one) => readAdded(one, table));
  const part = isColumn ? undefined : readAddedPart(action, table);
  if (part !== undefined) return [part];
  const flags = [readExistence(action)];
  return [makeOperation('add-column', table, { member: action.readName(), flags })];
}

/** A constraint or index; undefined where it is a column. */
function readAddedPart(action: TokenReader, table: ObjectName): Operation | undefined {
  const isNamed = action.accept('CONSTRAINT');
  const flags = [readExistence(action)];
  const isNameGiven = isNamed && !['PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY', 'CHECK'].some((words) => action.isAt(words));
  const name = isNameGiven ? action.readName() : undefined;
  const made = action.acceptAny('PRIMARY KEY', 'UNIQUE', 'FOREIGN KEY', 'CHECK', 'FULLTEXT', 'SPATIAL', 'VECTOR INDEX', 'VECTOR KEY', 'INDEX', 'KEY');
  switch (made) {
    case undefined:
      return isNamed ? makeOperation('add-constraint', table, { member: name, flags }) : undefined;
    case 'PRIMARY KEY':
      return makeOperation('add-constraint', table, { member: 'PRIMARY', flags });
    case 'CHECK':
      return makeOperation('add-constraint', table, { member: name, flags });
    default: {
      action.acceptAny('INDEX', 'KEY');
      const tolerance = [...flags, readExistence(action)];
      const hasOwnName = !action.isAt('(') && !action.isAt('USING');
      const kind = made === 'UNIQUE' || made === 'FOREIGN KEY' ? 'add-constraint' : 'create-index';
      // MySQL calls a foreign key as CONSTRAINT says, and a unique key so where it has no name of its own.
      const own = hasOwnName ? action.readName() : undefined;
      return makeOperation(kind, table, { member: made === 'FOREIGN KEY' ? (name ?? own) : (own ?? name), flags: tolerance });
    }
  }
}

function readDropped(action: TokenReader, table: ObjectName): Operation {
  if (action.accept('PRIMARY KEY')) return makeOperation('drop-constraint', table, { member: 'PRIMARY' });
  if (action.acceptAny('SYSTEM VERSIONING', 'PERIOD FOR') !== undefined) return makeOperation('other', table);
  const dropped = action.acceptAny('COLUMN', 'INDEX', 'KEY', 'FOREIGN KEY', 'CHECK', 'CONSTRAINT') ?? 'COLUMN';
  const flags = [readExistence(action)];
  const kind = ({ COLUMN: 'drop-column', INDEX: 'drop-index', KEY: 'drop-index', 'FOREIGN KEY': 'drop-constraint', CHECK: 'drop-constraint', CONSTRAINT: 'drop-constraint' } as const)[dropped];
  return makeOperation(kind, table, { member: action.readName(), flags });
}

/** `CHANGE a b …`: a name and a whole definition. */
function readChanged(action: TokenReader, table: ObjectName): Operation[] {
  action.accept('COLUMN');
  const flags = [readExistence(action)];
  const [from, to] = [action.readName(), action.readName()];
  const isRenamed = from !== to;
  return [
    ...(isRenamed ? [makeOperation('rename-column', table, { member: from, newName: to, flags })] : []),
    makeOperation('change-column-type', table, { member: to, flags }),
  ];
}

function readAltered(action: TokenReader, table: ObjectName): Operation {
  if (action.acceptAny('INDEX', 'KEY', 'CHECK', 'CONSTRAINT') !== undefined) return makeOperation('other', table, { member: action.readName() });
  action.accept('COLUMN');
  const flags = [readExistence(action)];
  const member = action.readName();
  if (action.accept('SET DEFAULT')) return makeOperation('set-default', table, { member, flags });
  if (action.accept('DROP DEFAULT')) return makeOperation('drop-default', table, { member, flags });
  return makeOperation('other', table, { member, flags });
}

function readRenamed(action: TokenReader, table: ObjectName): Operation {
  const part = action.acceptAny('COLUMN', 'INDEX', 'KEY');
  if (part === undefined) {
    action.acceptAny('TO', 'AS', '=');
    return makeOperation('rename-table', table, { newName: action.readObjectName()?.name });
  }
  const flags = [readExistence(action)];
  const member = action.readName();
  action.accept('TO');
  return makeOperation(part === 'COLUMN' ? 'rename-column' : 'rename-index', table, { member, newName: action.readName(), flags });
}
