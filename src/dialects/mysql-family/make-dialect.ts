import type { ContainerRecipe, Dialect, DialectAdvice } from '../dialect.ts';
import { commitsItself } from './commits-itself.ts';
import { completeEndpoint } from './complete-endpoint.ts';
import { writeDatabaseUrl } from './database-url.ts';
import { explainError, isServerWide } from './explain-error.ts';
import { isNarrowing } from './narrowing.ts';
import { parseStatement } from './parse-statement.ts';
import { readMissingPrerequisite } from './prerequisite.ts';
import { isRowConflict } from './row-conflict.ts';
import { openServer } from './server-session.ts';
import type { ServerKind } from './server-session.ts';
import { writeUndo } from './undo.ts';

/** What MySQL and MariaDB do not share. */
export interface FamilySettings extends ServerKind {
  readonly advice: DialectAdvice;
  readonly drivers: readonly string[];
  readonly imagePattern: RegExp;
  readonly containerRecipe: (image: string | undefined) => ContainerRecipe;
}

/** One of the two dialects. */
export function makeFamilyDialect(settings: FamilySettings): Dialect {
  const { dialect, title, advice, drivers, imagePattern, containerRecipe } = settings;
  return {
    name: dialect,
    title,
    capabilities: { cheapClones: false, clonesKeepIdentities: false },
    advice,
    drivers,
    imagePattern,
    containerRecipe,
    openDirectory: undefined,
    // No npm package carries their programs.
    findEmbeddedBinaries: () => Promise.resolve(undefined),
    findLocalBinaries: () => Promise.resolve([]),
    startPrivateServer: ({ directory }) => Promise.reject(new Error(`no server is started from ${directory}`)),
    openServer: (endpoint) => openServer(settings, endpoint),
    completeEndpoint,
    databaseUrl: (endpoint, database) => writeDatabaseUrl(dialect, endpoint, database),
    // Ours, and part of the program.
    loadParser: () => Promise.resolve(),
    parseStatement: (sql) => parseStatement(dialect, sql),
    commitsItself,
    writeUndo,
    isNarrowing,
    explainError,
    isRowConflict,
    isServerWide,
    readMissingPrerequisite,
  };
}
