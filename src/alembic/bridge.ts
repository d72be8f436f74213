import { relative, sep } from 'node:path';
import { UserError } from '../errors.ts';
import type { BringUpObservation, Direction, DriftObservation, StepError } from '../observe/observation.ts';
import type { BridgeError, BridgeRequest, BridgeStatement, LoadAnswer } from './protocol.ts';
import { writePythonEnvironment } from './python-environment.ts';
import { PythonEnded, PythonProcess } from './python-process.ts';
import { readCurrentAnswer, readDriftAnswer, readError, readLoadAnswer, readObject, readProbeAnswer, readRunAnswer, readStepAnswer } from './read-answer.ts';
import type { AlembicBridge, BridgeSettings, StepLimit, StepResult } from './runner.ts';

/** How long the bridge may take to say what hangs, and to answer after the server has cancelled it. */
const currentLimitMs = 1_000;
const graceMs = 3_000;
const outputShown = 4_000;

/** The project's own Alembic in a Python process of its own, started at the first request. */
export function openBridge(settings: BridgeSettings): AlembicBridge {
  return new PythonBridge(settings);
}

class PythonBridge implements AlembicBridge {
  readonly #settings: BridgeSettings;
  #ready: Promise<LoadedPython> | undefined;
  #versionTable: { readonly schema: string | null; readonly name: string } | undefined;
  #starting: Promise<PythonProcess> | undefined;
  #isClosed = false;

  constructor(settings: BridgeSettings) {
    this.#settings = settings;
  }

  get versionTable(): { readonly schema: string | null; readonly name: string } | undefined {
    return this.#versionTable;
  }

  async load(): Promise<LoadAnswer> {
    return (await this.#getReady()).loaded;
  }

  async run(database: string, revisions: readonly string[], limit: StepLimit): Promise<BringUpObservation> {
    const started = performance.now();
    const asked = await this.#ask({ do: 'run', database, revisions }, limit);
    const durationMs = performance.now() - started;
    if (asked.outcome !== 'answered') {
      return { outcome: asked.outcome, applied: [], durationMs, error: asked.error };
    }
    const answer = readRunAnswer(asked.answer);
    this.#versionTable = answer.versionTable ?? this.#versionTable;
    const failure = answer.error === null ? {} : { error: this.#describeError(answer.error) };
    return {
      outcome: answer.error === null ? 'applied' : 'failed',
      applied: answer.applied,
      ...(answer.failedRevision === null ? {} : { failedRevision: answer.failedRevision }),
      ...failure,
      durationMs: answer.durationMs,
    };
  }

  async step(database: string, revision: string, direction: Direction, limit: StepLimit): Promise<StepResult> {
    const started = performance.now();
    const asked = await this.#ask({ do: 'step', database, revision, direction }, limit);
    const durationMs = performance.now() - started;
    if (asked.outcome === 'failed') return { outcome: 'failed', durationMs, statements: [], error: asked.error };
    if (asked.outcome === 'timed-out') {
      return { outcome: 'timed-out', durationMs, statements: [], error: asked.error, ...(asked.hung === undefined ? {} : { hung: asked.hung }) };
    }
    const answer = readStepAnswer(asked.answer);
    this.#versionTable = answer.versionTable ?? this.#versionTable;
    return {
      outcome: answer.error === null ? 'applied' : 'failed',
      durationMs: answer.durationMs,
      statements: answer.statements.map((statement) => this.#describeStatement(statement)),
      ...(answer.error === null ? {} : { error: this.#describeError(answer.error) }),
      ...(answer.output === '' ? {} : { output: answer.output }),
    };
  }

  async drift(database: string, limit: StepLimit): Promise<DriftObservation> {
    const asked = await this.#ask({ do: 'drift', database }, limit);
    if (asked.outcome !== 'answered') return { outcome: 'failed', error: asked.error };
    const answer = readDriftAnswer(asked.answer);
    if (answer.error !== null) return { outcome: 'failed', error: this.#describeError(answer.error) };
    return answer.operations === null ? { outcome: 'no-models' } : { outcome: 'compared', operations: answer.operations };
  }

  async probe(): Promise<{ dialect: string; driver: string }[]> {
    const { python } = await this.#getReady();
    const answer = readProbeAnswer(await python.ask({ do: 'probe' }));
    if (answer.error !== null) throw this.#explainEnvironment(this.#describeError(answer.error));
    return [...answer.wanted];
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const process = await this.#starting?.catch(() => undefined);
    await process?.close();
  }

  /** A process that has read the project: the one there is, or a new one where it has ended. */
  async #getReady(): Promise<LoadedPython> {
    if (this.#ready === undefined || (await this.#ready).python.hasEnded) this.#ready = this.#startAndLoad();
    return this.#ready;
  }

  async #startAndLoad(): Promise<LoadedPython> {
    if (this.#isClosed) throw new Error('the bridge is closed');
    const { interpreter, workingDirectory, hiddenEnv, bridgeScript: script } = this.#settings;
    const { config, section, xArguments, dialect, databaseEnv } = this.#settings;
    const environment = writePythonEnvironment(process.env, hiddenEnv);
    this.#starting = PythonProcess.start({ interpreter, script, workingDirectory, environment });
    const python = await this.#starting;
    let answer: unknown;
    try {
      answer = await python.ask({ do: 'load', config, section, xArguments, dialect: dialect ?? null, databaseEnv });
    } catch (error) {
      throw error instanceof PythonEnded ? this.#explainStart(error) : error;
    }
    const error = readError(readObject(answer, 'answer')['error']);
    if (error !== null) throw this.#explainLoading(error);
    return { python, loaded: readLoadAnswer(answer) };
  }

  /** Asks, with a limit. A process that dies or is killed is replaced at the next request. */
  async #ask(request: BridgeRequest, limit: StepLimit): Promise<Asked> {
    const { python } = await this.#getReady();
    const answering = python.ask(request).then(
      (answer): Asked => ({ outcome: 'answered', answer }),
      (error: unknown): Asked => {
        if (!(error instanceof PythonEnded)) throw error;
        return { outcome: 'failed', error: describeEnd(error) };
      },
    );
    const first = await race(answering, limit.timeoutMs);
    if (first !== undefined) return first;

    const current = await race(python.ask({ do: 'current' }).catch(() => undefined), currentLimitMs);
    const hung = current === undefined ? undefined : this.#describeCurrent(current);
    await limit.cancel();
    if ((await race(answering, graceMs)) === undefined) await python.kill();
    const error = { type: 'timeout', message: `not done within ${String(limit.timeoutMs / 1000)} s`, isIrreversible: false };
    return { outcome: 'timed-out', error, ...(hung === undefined ? {} : { hung }) };
  }

  #describeStatement(statement: BridgeStatement): StepResult['statements'][number] {
    const { sql, file, line, durationMs, rowCount, isBookkeeping, isFailed } = statement;
    return {
      sql,
      ...(file === null ? {} : { file: this.#relate(file) }),
      ...(line === null ? {} : { line }),
      durationMs,
      ...(rowCount === null ? {} : { rowCount }),
      isBookkeeping,
      isFailed,
    };
  }

  #describeError(error: BridgeError): StepError {
    const { type, message, code, file, line, sql, traceback, isIrreversible } = error;
    return {
      type,
      message,
      ...(code === null ? {} : { code }),
      ...(file === null ? {} : { file: this.#relate(file) }),
      ...(line === null ? {} : { line }),
      ...(sql === null ? {} : { sql }),
      traceback,
      isIrreversible,
    };
  }

  #describeCurrent(answer: unknown): NonNullable<StepResult['hung']> {
    const { sql, file, line } = readCurrentAnswer(answer);
    return {
      ...(sql === null ? {} : { sql }),
      ...(file === null ? {} : { file: this.#relate(file) }),
      ...(line === null ? {} : { line }),
    };
  }

  #relate(file: string): string {
    return relative(this.#settings.repositoryRoot, file).split(sep).join('/');
  }

  #explainStart(ended: PythonEnded): UserError {
    const { command, origin } = this.#settings.interpreter;
    return new UserError('no-python', {
      what: `The project's Python could not be run: ${ended.message}.`,
      where: `${command.join(' ')} (${origin})`,
      remedy: 'Set the option `python` to an interpreter that has the project and Alembic installed, such as `.venv/bin/python` or `uv run python`.',
      details: ended.end.output,
      cause: ended,
    });
  }

  #explainLoading(error: BridgeError): UserError {
    const { command, origin } = this.#settings.interpreter;
    const where = `${command.join(' ')} (${origin})`;
    const missing = /No module named '(alembic|sqlalchemy)[.']?/.exec(error.message)?.[1];
    if (missing !== undefined) {
      return new UserError('python-environment', {
        what: `This Python has no ${missing === 'alembic' ? 'Alembic' : 'SQLAlchemy'} installed.`,
        where,
        remedy: 'Install the project into it (such as `pip install alembic` and its database driver), or set the option `python` to the interpreter that has it.',
        details: error.traceback,
      });
    }
    return new UserError('python-environment', {
      what: `Alembic could not read the project: ${error.message}`,
      where: error.file === null ? where : this.#relate(error.file),
      remedy: 'Run `alembic history` with this interpreter to see the same; set the option `python` where it is the wrong one.',
      details: error.traceback,
    });
  }

  #explainEnvironment(error: StepError): UserError {
    return new UserError('env-py', {
      what: `env.py could not be run: ${error.message}`,
      where: error.file ?? this.#settings.workingDirectory,
      remedy: 'Set the option `dialect`, or give env.py what it asks for (environment variables, installed packages).',
      ...(error.traceback === undefined ? {} : { details: error.traceback }),
    });
  }
}

interface LoadedPython {
  readonly python: PythonProcess;
  readonly loaded: LoadAnswer;
}

type Asked =
  | { readonly outcome: 'answered'; readonly answer: unknown }
  | { readonly outcome: 'failed'; readonly error: StepError }
  | { readonly outcome: 'timed-out'; readonly error: StepError; readonly hung?: NonNullable<StepResult['hung']> };

function describeEnd({ end, message }: PythonEnded): StepError {
  const words = end.output.trim();
  return {
    type: 'process-exit',
    message: `${message} in the middle of the revision`,
    isIrreversible: false,
    ...(words === '' ? {} : { traceback: words.slice(-outputShown) }),
  };
}

async function race<T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<undefined>((resolve) => (timer = setTimeout(() => resolve(undefined), limitMs)));
  try {
    return await Promise.race([promise, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
