import { makeOperation } from '../../sql/make-operation.ts';
import type { Operation, OperationFlag, OperationKind } from '../../sql/operation.ts';
import { readExistence } from '../../sql/read-existence.ts';
import type { TokenReader } from '../../sql/token-reader.ts';

/** `CREATE …`, the reader standing after the word; undefined where no known kind is named. */
export function readCreate(reader: TokenReader): Operation[] | undefined {
  const isReplaced = reader.isAt('OR REPLACE');
  const isTemporary = skipPrefixes(reader);
  const made = reader.acceptAny('TABLE', 'INDEX', 'VIEW', 'TRIGGER', 'PROCEDURE', 'FUNCTION', 'PACKAGE BODY', 'PACKAGE', 'EVENT', 'SEQUENCE', 'DATABASE', 'SCHEMA', 'USER', 'ROLE',
    'SERVER', 'TABLESPACE', 'UNDO TABLESPACE', 'LOGFILE GROUP', 'RESOURCE GROUP', 'SPATIAL REFERENCE SYSTEM', 'LIBRARY'); // prettier-ignore
  if (made === undefined) return undefined;
  const existence = readExistence(reader);
  const flags: (OperationFlag | undefined)[] = [existence, isTemporary ? 'temporary' : undefined];
  if (made === 'INDEX' || made === 'TRIGGER') {
    const member = reader.readObjectName()?.name;
    // A trigger's table follows its event; no `ON` stands before it.
    const table = reader.skipTo('ON') && reader.accept('ON') ? reader.readObjectName() : undefined;
    return table === undefined ? undefined : [makeOperation(made === 'INDEX' ? 'create-index' : 'create-trigger', table, { member, flags })];
  }
  const kind = created[made];
  if (kind === undefined) return [makeOperation('other')];
  const name = reader.readObjectName();
  if (name === undefined) return undefined;
  // MariaDB drops a table of that name first, with its rows.
  const dropped = isReplaced && kind === 'create-table' ? [makeOperation('drop-table', name, { flags: ['if-exists', ...flags] })] : [];
  return [...dropped, makeOperation(kind, name, { flags })];
}

const created: Readonly<Record<string, OperationKind>> = {
  TABLE: 'create-table', VIEW: 'create-view', PROCEDURE: 'create-function', FUNCTION: 'create-function', PACKAGE: 'create-function', 'PACKAGE BODY': 'create-function', LIBRARY: 'create-function',
  EVENT: 'create-event', SEQUENCE: 'create-sequence', DATABASE: 'create-schema', SCHEMA: 'create-schema',
}; // prettier-ignore

/** Steps over what may stand between `CREATE` or `ALTER` and the kind; gives whether `TEMPORARY` did. */
export function skipPrefixes(reader: TokenReader): boolean {
  let isTemporary = false;
  for (;;) {
    switch (reader.acceptAny('OR REPLACE', 'TEMPORARY', 'UNIQUE', 'FULLTEXT', 'SPATIAL INDEX', 'VECTOR', 'AGGREGATE', 'ONLINE', 'OFFLINE', 'IGNORE', 'DEFINER', 'SQL SECURITY', 'ALGORITHM')) {
      case undefined:
        return isTemporary;
      case 'TEMPORARY':
        isTemporary = true;
        break;
      case 'SPATIAL INDEX':
        reader.goTo(reader.place - 1);
        return isTemporary;
      case 'SQL SECURITY':
        reader.skip();
        break;
      case 'ALGORITHM':
        reader.accept('=');
        reader.skip();
        break;
      case 'DEFINER':
        reader.accept('=');
        reader.readName();
        if (reader.accept('@')) reader.readName();
        // CURRENT_USER()
        if (reader.isAt('(')) reader.skipItem();
        break;
      default:
    }
  }
}
