import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { openPrivateSocket } from './private-socket.ts';
import type { PrivateSocket } from './private-socket.ts';
import { killGroup } from './process-end.ts';
import type { ProcessExit } from './process-end.ts';
import type { ForkMessage } from './protocol.ts';
import { readForkMessage } from './read-answer.ts';
import type { Interpreter } from './runner.ts';

/** What wrappers and Python say before a bridge takes over its output. */
const outputKept = 8_000;
/** From the end of a process until we hear of it. */
const reportLimitMs = 2_000;

/** What a Python process is started with. */
export interface PythonStart {
  readonly interpreter: Interpreter;
  /** Absolute path of `bridge.py`. */
  readonly script: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A process that was asked for. */
export interface PythonFork {
  readonly ended: Promise<ProcessExit>;
  /** Ends it and all it started. Safe to call again. */
  readonly kill: (because: string) => void;
}

interface Fork {
  /** Unknown until Python has made it. */
  pid: number | undefined;
  because: string | undefined;
  readonly end: (exit: ProcessExit) => void;
}

/**
 * The project's Python with Alembic imported, which splits off a process for each bridge: the import takes longer than
 * most revisions, and a wrapper such as `poetry run` longer still. It runs none of the project's code itself.
 */
export class PythonParent {
  readonly #child: ChildProcess;
  readonly #socket: PrivateSocket;
  readonly #forks = new Map<number, Fork>();
  readonly #ended: Promise<ProcessExit>;
  #nextId = 1;
  #output = '';
  #because: string | undefined;
  #exit: ProcessExit | undefined;

  private constructor(child: ChildProcess, socket: PrivateSocket) {
    this.#child = child;
    this.#socket = socket;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output = (this.#output + text).slice(-outputKept)));
    }
    socket.listen({
      onLine: (line) => { this.#receive(line); },
      onTooLong: () => { this.kill('it sent an answer that is too long'); },
    });
    this.#ended = new Promise((resolve) => {
      // Not `close`, for which a process that left our group and kept the pipes would let us wait for ever.
      child.once('exit', (exitCode, signal) => setImmediate(() => { resolve(this.#finish(exitCode, signal)); }));
      child.once('error', (error) => {
        this.#because ??= `it could not be started: ${error.message}`;
        resolve(this.#finish(null, null));
      });
    });
  }

  /** Starts Python in a process group of its own, so that ending it ends a wrapper as well. Throws where no socket can be made. */
  static async start({ interpreter, script, workingDirectory, environment }: PythonStart): Promise<PythonParent> {
    const socket = await openPrivateSocket();
    try {
      const [program = '', ...words] = interpreter.command;
      const child = spawn(program, [...words, script, socket.path], { cwd: workingDirectory, env: environment, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      return new PythonParent(child, socket);
    } catch (error) {
      socket.remove();
      throw error;
    }
  }

  get hasEnded(): boolean {
    return this.#exit !== undefined;
  }

  /** Asks for a process that connects to the socket at `path`. It ends when this one does. */
  fork(path: string): PythonFork {
    const id = this.#nextId++;
    const fork = Promise.withResolvers<ProcessExit>();
    const state: Fork = { pid: undefined, because: undefined, end: fork.resolve };
    if (this.#exit !== undefined) fork.resolve(this.#exit);
    else {
      this.#forks.set(id, state);
      void this.#socket.connected.then((socket) => socket.write(`${JSON.stringify({ id, socket: path })}\n`));
    }
    const kill = (because: string): void => {
      if (!this.#forks.has(id)) return;
      state.because ??= because;
      // It may never be made: the interpreter hangs before it gets to it, and the other processes wait for the same.
      if (state.pid === undefined) { this.kill(because); return; }
      killGroup(state.pid);
      // The project's code can stop us from hearing of it, with a signal to its parent.
      setTimeout(() => { if (this.#forks.has(id)) this.kill(because); }, reportLimitMs).unref();
    };
    return { ended: fork.promise, kill };
  }

  /** Ends it, its wrapper and every process that it made, at once. Safe to call again. */
  kill(because: string): void {
    if (this.#exit !== undefined) return;
    this.#because ??= because;
    for (const { pid } of this.#forks.values()) if (pid !== undefined) killGroup(pid);
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
  }

  /** As `kill`; settled when it has ended. */
  async close(): Promise<void> {
    this.kill('it was closed');
    await this.#ended;
  }

  #receive(line: string): void {
    let message: ForkMessage;
    try {
      message = readForkMessage(line);
    } catch {
      this.kill('it sent what is no answer');
      return;
    }
    const fork = this.#forks.get(message.id);
    if (fork === undefined) return;
    if (message.what === 'made') {
      fork.pid = message.pid;
      return;
    }
    // What came before it on the process's own socket is read first.
    const { id, exitCode, signal } = message;
    setImmediate(() => { this.#endFork(id, fork, exitCode, signal); });
  }

  #endFork(id: number, fork: Fork, exitCode: number | null, signal: string | null): void {
    this.#forks.delete(id);
    // Children of the project that outlived it.
    if (fork.pid !== undefined) killGroup(fork.pid);
    fork.end({ exitCode, signal, because: fork.because, output: this.#output });
  }

  #finish(exitCode: number | null, signal: NodeJS.Signals | null): ProcessExit {
    const exit = { exitCode, signal, because: this.#because, output: this.#output };
    this.#exit = exit;
    if (this.#child.pid !== undefined) killGroup(this.#child.pid);
    for (const [id, fork] of this.#forks) this.#endFork(id, { ...fork, because: fork.because ?? this.#because }, exitCode, signal);
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    this.#socket.remove();
    return exit;
  }
}
