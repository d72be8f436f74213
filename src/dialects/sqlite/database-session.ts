import type { VersionTable } from '../../catalog/version-table.ts';
import type { DatabaseSession } from '../dialect.ts';
import { createCatalogReader } from './catalog/reader.ts';
import { withConnection } from './connect.ts';
import { createDamageReader } from './damage.ts';
import { createRowSession } from './rows/row-session.ts';
import { runScript } from './run-script.ts';
import { settle } from './settle.ts';

/** Our own sight of one database file. A connection is opened for each piece of work, so that nothing of ours is ever in a revision's way. */
export function openDatabase(database: string, file: string): DatabaseSession {
  const reader = createCatalogReader();
  const listDamage = createDamageReader();
  return {
    database,
    rows: createRowSession(file),
    readCatalog: (versionTable: VersionTable | undefined) => settle(() => withConnection(file, { mayWrite: false }, (connection) => reader.read(connection, versionTable))),
    execute: (sql, option) => settle(() => withConnection(file, { mayWrite: true }, (connection) => runScript(connection, sql, option))),
    listDamage: () => settle(() => withConnection(file, { mayWrite: false }, listDamage)),
    close: () => Promise.resolve(),
  };
}
