import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { UserError } from '../errors.ts';
import type { BridgeRequest } from './protocol.ts';
import { readEnvelope } from './read-answer.ts';
import type { Interpreter } from './runner.ts';

const startLimitMs = 60_000;
const farewellMs = 2_000;
const outputKept = 8_000;
/** A line of a hostile process must not fill our memory. */
const lineLimit = 256 * 1024 * 1024;

/** How a Python process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** The end of what it wrote outside of a step. */
  readonly output: string;
}

/** Thrown to whoever waits for an answer when the process ends without giving one. */
export class PythonEnded extends Error {
  override readonly name = 'PythonEnded';
  readonly end: ProcessEnd;

  constructor(end: ProcessEnd) {
    super(`Python ended with ${end.signal ?? `exit code ${String(end.exitCode)}`}`);
    this.end = end;
  }
}

/** What a Python process is started with. */
export interface PythonStart {
  readonly interpreter: Interpreter;
  readonly script: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One Python process and the private socket it answers on. */
export class PythonProcess {
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #listener: Server;
  readonly #connected: Promise<Socket>;
  readonly #ended: Promise<ProcessEnd>;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #output = '';
  #nextId = 1;
  #end: ProcessEnd | undefined;

  private constructor(child: ChildProcess, directory: string, listener: Server) {
    this.#child = child;
    this.#directory = directory;
    this.#listener = listener;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#output = (this.#output + text).slice(-outputKept)));
    }
    this.#ended = new Promise((resolve) => {
      child.once('close', (exitCode, signal) => resolve(this.#finish({ exitCode, signal, output: this.#output })));
      child.once('error', (error) => resolve(this.#finish({ exitCode: null, signal: null, output: error.message })));
    });
    this.#connected = this.#awaitConnection();
    // Whoever asks first hears of it; until then it is nobody's unhandled rejection.
    this.#connected.catch(() => undefined);
  }

  /** Starts Python in a process group of its own, so that ending it ends what it started. */
  static async start(start: PythonStart): Promise<PythonProcess> {
    // Short, because a Unix socket's path holds about 100 bytes; private to us (0700).
    const directory = await mkdtemp(join(tmpdir(), 'agate-'));
    const socketPath = join(directory, 's');
    const listener = createServer();
    await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(socketPath, resolve));
    const [program = '', ...words] = start.interpreter.command;
    const child = spawn(program, [...words, start.script, socketPath], {
      cwd: start.workingDirectory,
      env: start.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    return new PythonProcess(child, directory, listener);
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /**
   * Sends a request and gives the answer as it came, unread. Throws `PythonEnded` where the process ends first.
   */
  async ask(request: BridgeRequest): Promise<unknown> {
    const socket = await this.#connected;
    if (this.#end !== undefined) throw new PythonEnded(this.#end);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      socket.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  /** Ends the process and all it started. Safe to call again. */
  async close(): Promise<void> {
    if (this.#end === undefined) {
      const connected = await Promise.race([this.#connected.catch(() => undefined), sleep(0)]);
      if (connected !== undefined) {
        this.ask({ do: 'close' }).catch(() => undefined);
        await Promise.race([this.#ended, sleep(farewellMs)]);
      }
    }
    await this.kill();
  }

  /** Ends the process group at once. */
  async kill(): Promise<void> {
    killGroup(this.#child);
    await this.#ended;
    this.#listener.close();
    await rm(this.#directory, { recursive: true, force: true });
  }

  async #awaitConnection(): Promise<Socket> {
    const connecting = new Promise<Socket>((resolve) => this.#listener.once('connection', resolve));
    const socket = await Promise.race([connecting, this.#ended, sleep(startLimitMs)]);
    if (socket === undefined) {
      throw new UserError('no-python', {
        what: `Python did not answer within ${String(startLimitMs / 1000)} s.`,
        remedy: 'Set the option `python` to the interpreter of the project.',
        details: this.#output,
      });
    }
    if ('exitCode' in socket) throw new PythonEnded(socket);
    let received = 0;
    socket.on('data', (chunk) => {
      received += chunk.length;
      if (chunk.includes(10)) received = 0;
      if (received > lineLimit) socket.destroy();
    });
    socket.on('error', () => undefined);
    createInterface({ input: socket, crlfDelay: Infinity }).on('line', (line) => this.#receive(line));
    return socket;
  }

  #receive(line: string): void {
    const { id, answer } = readEnvelope(line);
    this.#waiting.get(id)?.resolve(answer);
    this.#waiting.delete(id);
  }

  #finish(end: ProcessEnd): ProcessEnd {
    this.#end = end;
    for (const { reject } of this.#waiting.values()) reject(new PythonEnded(end));
    this.#waiting.clear();
    // A child of the project that outlived it.
    killGroup(this.#child);
    return end;
  }
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function sleep(durationMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), durationMs).unref());
}
