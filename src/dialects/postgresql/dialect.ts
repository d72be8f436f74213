import type { Dialect } from '../dialect.ts';
import { endStatement } from '../../sql/end-statement.ts';
import { findEmbeddedBinaries, findLocalBinaries } from './binaries.ts';
import { completeEndpoint } from './complete-endpoint.ts';
import { writeContainerRecipe } from './container-recipe.ts';
import { writeDatabaseUrl } from './database-url.ts';
import { changesServer, explainError, isServerWide } from './explain-error.ts';
import { isFilledIn } from './filled-in.ts';
import { lexis } from './lexis.ts';
import { readLockForms } from './lock-forms/read-lock-forms.ts';
import { isNarrowing } from './narrowing.ts';
import { parseStatement } from './parse-statement.ts';
import { readImpact } from './read-impact.ts';
import { readMissingPrerequisite } from './prerequisite.ts';
import { startPrivateServer } from './private-server.ts';
import { quoteName } from './quoting.ts';
import { prepareParser } from './read-syntax.ts';
import { isRowConflict } from './row-conflict.ts';
import { openServer } from './server-session.ts';
import { changesKind } from './type-kinds.ts';
import { writeUndo } from './undo.ts';

/** PostgreSQL, from version 12 on. */
export const postgresql: Dialect = {
  name: 'postgresql',
  title: 'PostgreSQL',
  capabilities: { cheapClones: true, clonesKeepIdentities: true, supportsIndexExistence: true, writesThroughViews: true, heedsColumnCase: true, lockIntrospection: 'statement' },
  advice: {
    wholeRevisions: 'Let the `autocommit_block()` be all that its revision does, so that there is no half-way',
    upsert: (columns) => `\`INSERT … ON CONFLICT (${columns})\` fails without it.`,
    indexUses: 'The server counts the uses of each index in `pg_stat_user_indexes`.',
    functionChange: 'Use CREATE OR REPLACE where it only changes.',
    lockTimeout: { session: "SET lock_timeout = '5s'", transaction: "SET LOCAL lock_timeout = '5s'" },
    columnChange: 'plain',
    omittedValue: undefined,
  },
  defaultSchema: 'public',
  urlNames: ['postgresql'],
  drivers: ['psycopg2', 'psycopg2-binary', 'psycopg2cffi', 'psycopg', 'psycopg-binary', 'asyncpg', 'pg8000'],
  imagePattern: /postgres|postgis|pgvector|timescale|citus|supabase/,
  containerRecipe: writeContainerRecipe,
  openDirectory: undefined,
  findEmbeddedBinaries,
  findLocalBinaries,
  startPrivateServer,
  openServer,
  completeEndpoint,
  lexis,
  quoteName,
  databaseUrl: writeDatabaseUrl,
  loadParser: prepareParser,
  parseStatement,
  endStatement: (sql) => endStatement(sql, lexis),
  readLockForms,
  readImpact,
  writeCopyRemedy: undefined,
  // Only outside of a transaction, as in an `autocommit_block()`.
  commitsItself: ({ isAutocommit }) => isAutocommit,
  writeUndo,
  isNarrowing,
  changesKind,
  isFilledIn,
  explainError,
  isRowConflict,
  isServerWide,
  changesServer,
  readMissingPrerequisite,
};
