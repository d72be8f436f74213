import type { Dialect, DialectAdvice } from '../dialect.ts';
import { findLocalBinaries } from './binaries.ts';
import { commitsItself } from './commits-itself.ts';
import { completeEndpoint } from './complete-endpoint.ts';
import { endStatement } from './end-statement.ts';
import { writeContainerRecipe } from './container-recipe.ts';
import { writeDatabaseUrl } from './database-url.ts';
import { changesServer, explainError, isServerWide } from './explain-error.ts';
import { isFilledIn } from './filled-in.ts';
import { lexisOf } from './lexis.ts';
import { writeCopyRemedy } from './impact/copy-remedy.ts';
import { isNarrowing } from './narrowing.ts';
import { parseStatement } from './parse-statement.ts';
import { readMissingPrerequisite } from './prerequisite.ts';
import { startPrivateServer } from './private-server.ts';
import { quoteName } from './quoting.ts';
import { isRowConflict } from './row-conflict.ts';
import type { ServerPrograms } from './server-programs.ts';
import { openServer } from './server-session.ts';
import type { ServerKind } from './server-session.ts';
import { changesKind } from './type-kinds.ts';
import { writeUndo } from './undo.ts';

/** What MySQL and MariaDB do not share. */
export interface FamilySettings extends ServerKind {
  readonly advice: DialectAdvice;
  /** CREATE INDEX takes IF NOT EXISTS, and DROP INDEX takes IF EXISTS. */
  readonly supportsIndexExistence: boolean;
  readonly drivers: readonly string[];
  readonly imagePattern: RegExp;
  readonly defaultImage: string;
  readonly programs: ServerPrograms;
}

/** One of the two dialects. */
export function makeFamilyDialect(settings: FamilySettings): Dialect {
  const { dialect, title, advice, supportsIndexExistence, drivers, imagePattern, defaultImage, programs } = settings;
  return {
    name: dialect,
    title,
    capabilities: { cheapClones: false, clonesKeepIdentities: false, supportsIndexExistence, writesThroughViews: true, heedsColumnCase: false, lockIntrospection: 'asking' },
    advice,
    defaultSchema: null,
    // Which of the two the server is it says itself.
    urlNames: ['mysql', 'mariadb'],
    drivers,
    imagePattern,
    containerRecipe: (image = defaultImage) => writeContainerRecipe(dialect, programs, image),
    openDirectory: undefined,
    // No npm package carries their programs.
    findEmbeddedBinaries: () => Promise.resolve(undefined),
    findLocalBinaries: () => findLocalBinaries(dialect, programs.servers),
    startPrivateServer: (binaries) => startPrivateServer(settings, programs, binaries),
    openServer: (endpoint, isLent = false) => openServer(settings, endpoint, isLent),
    completeEndpoint,
    lexis: lexisOf(dialect),
    quoteName,
    databaseUrl: (endpoint, database) => writeDatabaseUrl(dialect, endpoint, database),
    // Ours, and part of the program.
    loadParser: () => Promise.resolve(),
    parseStatement: (sql) => parseStatement(dialect, sql),
    endStatement: (sql) => endStatement(dialect, sql),
    readLockForms: undefined,
    readImpact: undefined,
    writeCopyRemedy: (sql) => writeCopyRemedy(dialect, sql),
    commitsItself,
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
}
