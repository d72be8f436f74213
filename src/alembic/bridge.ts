import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { BringUpObservation, Direction, DriftObservation, StepError } from '../observe/observation.ts';
import { describeEnd, describeError, describeHung, describeStatement } from './describe-answer.ts';
import type { Relate } from './describe-answer.ts';
import { explainEnvironment, explainLoading, explainSlowEnvironment, explainSlowLoading, explainStart } from './explain-failure.ts';
import type { BridgeError, BridgeRequest, LoadAnswer, OriginalDatabase } from './protocol.ts';
import { PythonEnded } from './process-end.ts';
import type { ProjectPython } from './project-python.ts';
import type { PythonProcess } from './python-process.ts';
import { readCreateTablesAnswer, readCurrentAnswer, readDriftAnswer, readError, readLoadAnswer, readModelsAnswer, readObject, readProbeAnswer, readRunAnswer, readStampAnswer, readStepAnswer, readSurveyAnswer } from './read-answer.ts';
import type { AlembicBridge, ModelsReading, StepLimit, StepManner, StepResult } from './runner.ts';
import { SeveralDatabases } from './several-databases.ts';

/** Importing the project and all its revision files; running env.py without a database. */
const loadLimitMs = 180_000;
const probeLimitMs = 60_000;
/** What env.py loads before it comes to the first revision, such as a whole application that looks for its other servers. */
const environmentLimitMs = 180_000;
const lookAgainMs = 100;
/** A timer of more than that would end at once. */
const longestTimerMs = 2 ** 31 - 1;
/** How long the bridge may take to say what hangs, and to answer after the server has cancelled it. */
const currentLimitMs = 1_000;
const graceMs = 3_000;

/**
 * The project's own Alembic in a Python process of its own, started at the first request.
 * @param dialect the one that connections may have; undefined while it is being found out by `probe`
 * @param tree another tree of the repository to take the project from, absolute; such a bridge knows no revisions and is asked for models alone
 * @param original where `env.py` migrates several databases, the key of the one whose migrations are run
 */
export function openBridge(python: ProjectPython, dialect: string | undefined, tree?: string, original?: string): AlembicBridge {
  return new PythonBridge(python, dialect, tree, original);
}

type VersionTable = NonNullable<AlembicBridge['versionTable']>;

/** A process that has read the project, and what it read. */
interface LoadedPython {
  readonly python: PythonProcess;
  readonly loaded: LoadAnswer;
}

/** What became of a request: its answer, or why there is none. `begun` is the revision that it had come to. */
type Asked<T> =
  | { readonly outcome: 'answered'; readonly answer: T }
  | { readonly outcome: 'failed'; readonly error: StepError; readonly begun: string | undefined }
  | {
      readonly outcome: 'timed-out';
      /** What time was over. */
      readonly limitMs: number;
      readonly error: StepError;
      readonly begun: string | undefined;
      readonly hung?: NonNullable<StepResult['hung']>;
      /** Given after the time was over, when the server had cancelled what ran. */
      readonly late?: T;
    };

class PythonBridge implements AlembicBridge {
  readonly #python: ProjectPython;
  readonly #dialect: string | undefined;
  readonly #tree: string | undefined;
  readonly #original: string | undefined;
  readonly #relate: Relate;
  #starting: Promise<PythonProcess> | undefined;
  #ready: Promise<LoadedPython> | undefined;
  #versionTable: VersionTable | undefined;
  #isClosed = false;

  constructor(python: ProjectPython, dialect: string | undefined, tree: string | undefined, original: string | undefined) {
    this.#python = python;
    this.#dialect = dialect;
    this.#tree = tree;
    this.#original = original;
    this.#relate = relateTo(tree ?? python.settings.repositoryRoot);
  }

  get versionTable(): VersionTable | undefined {
    return this.#versionTable;
  }

  async load(): Promise<LoadAnswer> {
    return (await this.#getReady()).loaded;
  }

  async run(database: string, revisions: readonly string[], limit: StepLimit): Promise<BringUpObservation> {
    const started = performance.now();
    const asked = await this.#ask({ do: 'run', database, revisions }, readRunAnswer, limit);
    this.#throwForEnvironment(asked);
    if (asked.outcome !== 'answered') {
      const { outcome, error, begun } = asked;
      return { outcome, applied: [], durationMs: performance.now() - started, error, ...(begun === undefined ? {} : { failedRevision: begun }) };
    }
    const { applied, failedRevision, error, durationMs, databaseSql, versionTable } = asked.answer;
    this.#versionTable = versionTable ?? this.#versionTable;
    return {
      outcome: error === null ? 'applied' : 'failed',
      applied,
      ...(failedRevision === null ? {} : { failedRevision }),
      ...(error === null ? {} : { error: describeError(error, this.#relate) }),
      durationMs,
      ...(databaseSql.length === 0 ? {} : { databaseSql }),
    };
  }

  async step(database: string, revision: string, direction: Direction, limit: StepLimit, { stopAfter, measuresLocks }: StepManner = {}): Promise<StepResult> {
    const started = performance.now();
    const request: BridgeRequest = { do: 'step', database, revision, direction, stopAfter: stopAfter ?? null, measuresLocks: measuresLocks ?? false };
    const asked = await this.#ask(request, readStepAnswer, limit);
    this.#throwForEnvironment(asked);
    const answer = asked.outcome === 'answered' ? asked.answer : asked.outcome === 'timed-out' ? asked.late : undefined;
    this.#versionTable = answer?.versionTable ?? this.#versionTable;
    const seen = {
      statements: (answer?.statements ?? []).map((statement) => describeStatement(statement, this.#relate)),
      ...(answer === undefined || answer.output === '' ? {} : { output: answer.output }),
      ...(answer === undefined || answer.plannedStatements === null ? {} : { plannedStatements: answer.plannedStatements }),
    };
    if (asked.outcome === 'answered') {
      const { error, durationMs } = asked.answer;
      if (error === null) return { outcome: 'applied', durationMs, ...seen, ...(asked.answer.keepsEach ? {} : { leavesTransactionOpen: true }) };
      return { outcome: 'failed', durationMs, ...seen, error: describeError(error, this.#relate) };
    }
    const hung = asked.outcome === 'timed-out' && asked.hung !== undefined ? { hung: asked.hung } : {};
    return { outcome: asked.outcome, durationMs: performance.now() - started, ...seen, error: asked.error, ...hung };
  }

  async drift(database: string, limit: StepLimit): Promise<DriftObservation> {
    const asked = await this.#ask({ do: 'drift', database }, readDriftAnswer, limit);
    if (asked.outcome !== 'answered') return { outcome: 'failed', error: asked.error };
    const { error, operations } = asked.answer;
    if (error !== null) return { outcome: 'failed', error: describeError(error, this.#relate) };
    return operations === null ? { outcome: 'no-models' } : { outcome: 'compared', operations };
  }

  async models(database: string, limit: StepLimit): Promise<ModelsReading> {
    const asked = await this.#ask({ do: 'models', database }, readModelsAnswer, limit);
    if (asked.outcome !== 'answered') return { outcome: 'failed', error: asked.error };
    const { error, tables, strays } = asked.answer;
    // Code that does not fit together fails as well, and then this is why.
    if (strays.length > 0) return { outcome: 'mixed', files: strays.map(relateTo(this.#python.settings.repositoryRoot)) };
    if (error !== null) return { outcome: 'failed', error: describeError(error, this.#relate) };
    return tables === null ? { outcome: 'no-models' } : { outcome: 'read', tables };
  }

  async createTables(database: string, limit: StepLimit): Promise<number> {
    const asked = await this.#ask({ do: 'createTables', database }, readCreateTablesAnswer, limit);
    if (asked.outcome !== 'answered') throw explainEnvironment(asked.error, makeModelsWork);
    const { error, tables, strays } = asked.answer;
    const [stray] = strays.map(relateTo(this.#python.settings.repositoryRoot));
    if (stray !== undefined) throw explainEnvironment({ type: 'mixed', message: `it imports ${stray} of the checkout, and not of the merge base`, isIrreversible: false }, makeModelsWork);
    if (error !== null) throw explainEnvironment(describeError(error, this.#relate), makeModelsWork);
    return tables;
  }

  async stamp(database: string, revisions: readonly string[], limit: StepLimit): Promise<readonly string[]> {
    return (await this.#askEnvironment({ do: 'stamp', database, revisions }, readStampAnswer, limit, giveWhatItWants)).heads;
  }

  async probe(): Promise<{ dialect: string; driver: string }[]> {
    const limit = { timeoutMs: probeLimitMs, cancel: () => Promise.resolve() };
    return [...(await this.#askEnvironment({ do: 'probe' }, readProbeAnswer, limit, setDialect)).wanted];
  }

  async survey(database: string, limit: StepLimit): Promise<readonly OriginalDatabase[]> {
    return (await this.#askEnvironment({ do: 'survey', database }, readSurveyAnswer, limit, giveWhatItWants)).databases;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const python = await this.#starting?.catch(() => undefined);
    await python?.close();
  }

  /** Where env.py has never come to a revision, none of them is to blame: throws a `UserError`, or `SeveralDatabases`. */
  #throwForEnvironment(asked: Asked<{ readonly error: BridgeError | null; readonly versionTable: VersionTable | null }>): void {
    if (asked.outcome === 'answered' && asked.answer.error?.type === SeveralDatabases.name) throw new SeveralDatabases(asked.answer.error.message);
    if (this.#versionTable !== undefined) return;
    if (asked.outcome === 'answered') {
      const { error, versionTable } = asked.answer;
      if (error !== null && versionTable === null) throw explainEnvironment(describeError(error, this.#relate), giveWhatItWants);
    } else if (asked.begun === undefined) {
      if (asked.outcome === 'failed') throw explainEnvironment(asked.error, giveWhatItWants);
      throw explainSlowEnvironment(asked.limitMs, asked.hung);
    }
  }

  /** Asks what env.py alone answers. Throws a `UserError` where it fails, with `remedy` where its words tell none. */
  async #askEnvironment<T extends { readonly error: BridgeError | null }>(request: BridgeRequest, read: (answer: unknown) => T, limit: StepLimit, remedy: string): Promise<T> {
    const asked = await this.#ask(request, read, limit);
    if (asked.outcome !== 'answered') throw explainEnvironment(asked.error, remedy);
    if (asked.answer.error !== null) throw explainEnvironment(describeError(asked.answer.error, this.#relate), remedy);
    return asked.answer;
  }

  /** A process that has read the project; a new one where the last has died. */
  async #getReady(): Promise<LoadedPython> {
    if (this.#ready === undefined || (await this.#ready).python.hasEnded) this.#ready = this.#startAndLoad();
    return this.#ready;
  }

  async #startAndLoad(): Promise<LoadedPython> {
    if (this.#isClosed) throw new Error('the bridge is closed');
    const { interpreter, config, section, xArguments, databaseEnv, repositoryRoot: root, workingDirectory } = this.#python.settings;
    const tree = this.#tree;
    this.#starting = this.#python.start();
    const python = await this.#starting;
    try {
      const asking = python.ask({
        do: 'load',
        config: tree === undefined ? config : config.map((path) => moveInto(tree, root, resolve(workingDirectory, path))),
        section,
        xArguments,
        dialect: this.#dialect ?? null,
        databaseEnv,
        relocate: tree === undefined ? null : { root, directory: tree },
        original: this.#original ?? null,
      });
      const answer = await race(asking, loadLimitMs);
      if (answer === undefined) {
        await python.kill('it took too long');
        throw explainSlowLoading(interpreter, loadLimitMs, await asking.then(() => '', readLastWords));
      }
      const error = readError(readObject(answer, 'answer')['error']);
      if (error !== null) throw explainLoading(error, interpreter, this.#relate);
      return { python, loaded: readLoadAnswer(answer) };
    } catch (error) {
      await python.kill('the project could not be read');
      throw error instanceof PythonEnded ? explainStart(error, interpreter) : error;
    }
  }

  /** Asks, with a limit. A process that dies or is killed is replaced at the next request. */
  async #ask<T>(request: BridgeRequest, read: (answer: unknown) => T, limit: StepLimit): Promise<Asked<T>> {
    const { python } = await this.#getReady();
    const answering = python.ask(request).then(
      async (answer): Promise<Asked<T>> => readOrKill(answer, read, python),
      (error: unknown): Asked<T> => {
        if (!(error instanceof PythonEnded)) throw error;
        return { outcome: 'failed', error: describeEnd(error), begun: error.end.begun };
      },
    );
    const waited = await this.#wait(answering, python, request, limit.timeoutMs);
    if (typeof waited !== 'number') return waited;

    const begun = python.readBegun();
    const current = await race(python.ask({ do: 'current' }).then(readCurrentAnswer).catch(() => undefined), currentLimitMs);
    let late: Asked<T> | undefined;
    try {
      await race(limit.cancel(), graceMs);
      late = await race(answering, graceMs);
    } finally {
      if (late === undefined) await python.kill('it did not end in time');
    }
    return {
      outcome: 'timed-out',
      limitMs: waited,
      error: { type: 'timeout', message: `not done within ${String(waited / 1000)} s`, isIrreversible: false },
      begun,
      ...(current === undefined ? {} : { hung: describeHung(current, this.#relate) }),
      ...(late?.outcome === 'answered' ? { late: late.answer } : {}),
    };
  }

  /** The answer, or how long was waited for it in vain. The limit is the revisions': it counts from where the first one begins, and what env.py loads before has its own. */
  async #wait<T>(answering: Promise<Asked<T>>, python: PythonProcess, request: BridgeRequest, limitMs: number): Promise<Asked<T> | number> {
    if ((request.do === 'run' || request.do === 'step') && this.#versionTable === undefined) {
      const revisions = request.do === 'run' ? Math.max(1, request.revisions.length) : 1;
      const beforeMs = Math.max(environmentLimitMs, Math.ceil(limitMs / revisions));
      const early = await waitForBegin(answering, python, beforeMs);
      if (early === undefined) return beforeMs;
      if (early !== 'begun') return early;
    }
    return (await race(answering, limitMs)) ?? limitMs;
  }
}

/** Waits until the process begins a revision, which is seen once: it is noted no more when that one is done. Gives the answer where there is one before; undefined where neither comes in time. */
async function waitForBegin<T>(answering: Promise<T>, python: PythonProcess, limitMs: number): Promise<T | 'begun' | undefined> {
  for (const started = performance.now(); performance.now() - started < limitMs; ) {
    if (python.readBegun() !== undefined) return 'begun';
    const answered = await race(answering, lookAgainMs);
    if (answered !== undefined) return answered;
  }
  return undefined;
}

/** Where env.py, or the application that it loads, fails before the first revision. */
const giveWhatItWants = 'Run `alembic current` on a database of your own to see the same, and give env.py what it asks for (environment variables, files, installed packages).';

/** Where the tables of the models cannot be made. */
const makeModelsWork = 'Set `baseline-sql` to a dump of the schema instead, and `baseline` to its revision.';

/** Where env.py ended without asking for a connection. */
const setDialect = 'Set the option `dialect`, or give env.py what it asks for (environment variables, installed packages).';

/** The process runs untrusted code; one that answers what is no answer is not asked again. */
async function readOrKill<T>(answer: unknown, read: (answer: unknown) => T, python: PythonProcess): Promise<Asked<T>> {
  try {
    return { outcome: 'answered', answer: read(answer) };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const begun = python.readBegun();
    await python.kill('it sent what is no answer');
    const message = `the Python process sent what is no answer (${error.message})`;
    return { outcome: 'failed', error: { type: 'process-exit', message, isIrreversible: false }, begun };
  }
}

/** Alembic resolves symbolic links, so a path may lie under the root's real path instead. */
function relateTo(root: string): Relate {
  const roots = [root, realpathSync(root)];
  return (file) => {
    const paths = roots.map((each) => relative(each, file));
    return (paths.find((path) => !path.startsWith('..')) ?? paths[0] ?? file).split(sep).join('/');
  };
}

/** The same file of another tree of the repository; what lies outside of it is where it is. */
function moveInto(tree: string, root: string, path: string): string {
  const inner = relative(root, path);
  return inner === '..' || inner.startsWith(`..${sep}`) || isAbsolute(inner) ? path : join(tree, inner);
}

function readLastWords(error: unknown): string {
  return error instanceof PythonEnded ? error.end.output : '';
}

async function race<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => (timer = setTimeout(() => { resolve(undefined); }, Math.min(limitMs, longestTimerMs))));
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
