import { makeOperation } from '../../sql/make-operation.ts';
import type { Operation, OperationFlag, OperationKind } from '../../sql/operation.ts';
import { readExistence } from '../../sql/read-existence.ts';
import type { TokenReader } from '../../sql/token-reader.ts';

/** `DROP …`, the reader standing after the word; undefined where no known kind is named. `CASCADE` is taken and does nothing. */
export function readDrop(reader: TokenReader): Operation[] | undefined {
  const isTemporary = reader.accept('TEMPORARY');
  const dropped = reader.acceptAny('TABLES', 'TABLE', 'INDEX', 'VIEW', 'TRIGGER', 'PROCEDURE', 'FUNCTION', 'PACKAGE BODY', 'PACKAGE', 'EVENT', 'SEQUENCE', 'DATABASE', 'SCHEMA', 'USER', 'ROLE',
    'SERVER', 'TABLESPACE', 'UNDO TABLESPACE', 'LOGFILE GROUP', 'RESOURCE GROUP', 'SPATIAL REFERENCE SYSTEM', 'LIBRARY', 'PREPARE'); // prettier-ignore
  if (dropped === undefined) return undefined;
  const flags: (OperationFlag | undefined)[] = [readExistence(reader), isTemporary ? 'temporary' : undefined];
  if (dropped === 'INDEX') {
    const member = reader.readName();
    const table = reader.accept('ON') ? reader.readObjectName() : undefined;
    return table === undefined ? undefined : [makeOperation('drop-index', table, { member, flags })];
  }
  const kind = drops[dropped];
  if (kind === undefined) return [makeOperation('other')];
  const operations = reader.splitRest().flatMap((one) => {
    const name = one.readObjectName();
    return name === undefined ? [] : [makeOperation(kind, name, { flags })];
  });
  return operations.length === 0 ? undefined : operations;
}

const drops: Readonly<Record<string, OperationKind>> = {
  TABLE: 'drop-table', TABLES: 'drop-table', VIEW: 'drop-view', TRIGGER: 'drop-trigger', PROCEDURE: 'drop-function', FUNCTION: 'drop-function', PACKAGE: 'drop-function', 'PACKAGE BODY': 'drop-function', LIBRARY: 'drop-function',
  EVENT: 'drop-event', SEQUENCE: 'drop-sequence', DATABASE: 'drop-schema', SCHEMA: 'drop-schema',
}; // prettier-ignore
