import type { VersionTable } from '../../../catalog/version-table.ts';
import { tableKey } from '../../../rows/table-shape.ts';
import type { RowFingerprint } from '../../../rows/fingerprint.ts';
import type { RowSession } from '../../../rows/row-session.ts';
import { isVirtual } from '../catalog/schema-rows.ts';
import { withConnection } from '../connect.ts';
import type { SqliteConnection } from '../connect.ts';
import { sqliteLexis } from '../lexis.ts';
import { settle } from '../settle.ts';
import { changeRows, tryRead } from './change-rows.ts';
import { readTableFingerprint } from './read-fingerprint.ts';
import { createStructureReader } from './read-structure.ts';
import type { TableStructure } from './read-structure.ts';
import { describeTables, withoutVersionTable } from './read-tables.ts';
import { readTexts, readValues } from './read-values.ts';
import { holdsOwnRows } from './read-virtual-table.ts';
import { createSharedReader } from './share-connection.ts';

/** Our own hand on the rows of one file. A connection is opened for each piece of work, so that nothing of ours is ever in a revision's way. */
export function createRowSession(file: string): RowSession {
  const readStructures = createStructureReader();
  const read = createSharedReader(file);
  return {
    lexis: sqliteLexis,
    readTables: (versionTable: VersionTable | undefined) => read((connection) => describeTables(connection, readStructures(connection), versionTable)),
    change: (changes) => settle(() => withConnection(file, { mayWrite: true }, (connection) => changeRows(connection, changes, 'keep'))),
    tryChange: (changes) => settle(() => withConnection(file, { mayWrite: true }, (connection) => changeRows(connection, changes, 'try'))),
    tryRead: ({ name }, columns) => read((connection) => tryRead(connection, name, columns)),
    readValues: ({ name }, columns, limit) => read((connection) => readValues(connection, name, columns, limit)),
    readTexts: ({ name }, columns, limit) => read((connection) => readTexts(connection, name, columns, limit)),
    readFingerprint: (versionTable) => read((connection) => readFingerprints(connection, withoutVersionTable(readStructures(connection), versionTable))),
  };
}

function readFingerprints(connection: SqliteConnection, tables: readonly TableStructure[]): RowFingerprint {
  const holding = tables.filter((table) => (isVirtual(table.sql) ? holdsOwnRows(table) : table.columns.length > 0));
  const fingerprints = holding.flatMap((table) => readTableFingerprint(connection, table) ?? []);
  return new Map(fingerprints.map((fingerprint) => [tableKey(fingerprint), fingerprint]));
}
