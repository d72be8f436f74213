import type { Dialect } from '../dialect.ts';
import { endStatement } from '../../sql/end-statement.ts';
import { commitsItself } from './commits-itself.ts';
import { completeEndpoint } from './complete-endpoint.ts';
import { writeCopyRemedy } from './copy-remedy.ts';
import { writeDatabaseUrl } from './database-url.ts';
import { openDirectory } from './directory.ts';
import { explainError } from './explain-error.ts';
import { isFilledIn } from './filled-in.ts';
import { sqliteLexis } from './lexis.ts';
import { isNarrowing } from './narrowing.ts';
import { parseStatement } from './parse-statement.ts';
import { readMissingPrerequisite } from './prerequisite.ts';
import { quoteName } from './quoting.ts';
import { isRowConflict } from './row-conflict.ts';
import { openServer } from './server-session.ts';
import { changesKind } from './type-kinds.ts';
import { writeUndo } from './undo.ts';

/** SQLite; the one that counts is inside of the project's Python. */
export const sqlite: Dialect = {
  name: 'sqlite',
  title: 'SQLite',
  // The engine takes DDL back with its transaction, but Python's driver and Alembic begin none before it.
  // https://docs.python.org/3/library/sqlite3.html#transaction-control-via-the-isolation-level-attribute
  capabilities: { cheapClones: true, clonesKeepIdentities: true, supportsIndexExistence: true, writesThroughViews: false, heedsColumnCase: false, lockIntrospection: 'copies' },
  advice: {
    upsert: (columns) => `\`INSERT … ON CONFLICT (${columns})\` fails without it.`,
    indexUses: '`EXPLAIN QUERY PLAN` tells of a query which index it uses.',
    functionChange: undefined,
    lockTimeout: undefined,
    columnChange: 'batch',
    omittedValue: undefined,
    wholeRevisions: 'Let env.py begin the transactions, as the page of this check shows, and SQLite takes a whole revision back',
  },
  defaultSchema: null,
  // The other one, `sqlite3`, comes with Python.
  urlNames: ['sqlite'],
  drivers: ['aiosqlite'],
  imagePattern: undefined,
  containerRecipe: undefined,
  openDirectory,
  findEmbeddedBinaries: () => Promise.resolve(undefined),
  findLocalBinaries: () => Promise.resolve([]),
  startPrivateServer: () => Promise.reject(new Error('a SQLite database is a file, for which nothing is started')),
  openServer,
  completeEndpoint,
  lexis: sqliteLexis,
  quoteName,
  databaseUrl: writeDatabaseUrl,
  loadParser: () => Promise.resolve(),
  parseStatement,
  endStatement: (sql) => endStatement(sql, sqliteLexis),
  readLockForms: undefined,
  readImpact: undefined,
  writeCopyRemedy,
  commitsItself,
  writeUndo,
  isNarrowing,
  changesKind,
  isFilledIn,
  explainError,
  isRowConflict,
  // A file is all there is.
  isServerWide: () => false,
  changesServer: () => false,
  readMissingPrerequisite,
};
