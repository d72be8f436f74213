import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BridgeRequest } from './protocol.ts';
import { readEnvelope } from './read-answer.ts';
import { readLines } from './read-lines.ts';
import type { Interpreter } from './runner.ts';

const farewellMs = 2_000;
/** What wrappers and Python say before the bridge takes over its output. */
const outputKept = 8_000;
/** Of the file that the bridge's output goes to. */
const outputTail = 4_000;
/** A Unix socket's path holds 104 bytes on macOS, 108 on Linux. */
const socketPathLimit = 100;

/** How a Python process ended. */
export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Why we ended it, or why it could not be started; undefined where it ended by itself. */
  readonly because: string | undefined;
  /** The end of what it wrote. */
  readonly output: string;
  /** The revision it had begun last, where it had begun one since the last request. */
  readonly begun: string | undefined;
}

/** Thrown to whoever waits for an answer when the process ends without giving one. */
export class PythonEnded extends Error {
  override readonly name = 'PythonEnded';
  readonly end: ProcessEnd;

  constructor(end: ProcessEnd) {
    const how = end.signal === null ? `exit code ${String(end.exitCode)}` : `signal ${end.signal}`;
    super(end.because ?? `Python ended with ${how}`);
    this.end = end;
  }
}

/** What a Python process is started with. */
export interface PythonStart {
  readonly interpreter: Interpreter;
  /** Absolute path of `bridge.py`. */
  readonly script: string;
  readonly workingDirectory: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** One Python process and the private socket it answers on. */
export class PythonProcess {
  readonly #child: ChildProcess;
  readonly #directory: string;
  readonly #listener: Server;
  readonly #connected: Promise<Socket>;
  readonly #ended: Promise<ProcessEnd>;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #early = '';
  #nextId = 1;
  #because: string | undefined;
  #end: ProcessEnd | undefined;

  private constructor(child: ChildProcess, directory: string, listener: Server) {
    this.#child = child;
    this.#directory = directory;
    this.#listener = listener;
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.#early = (this.#early + text).slice(-outputKept)));
    }
    this.#ended = new Promise((resolve) => {
      // Not `close`, for which a process that left our group and kept the pipes would let us wait for ever.
      child.once('exit', (exitCode, signal) => setImmediate(() => { resolve(this.#finish(exitCode, signal)); }));
      child.once('error', (error) => {
        this.#because ??= `it could not be started: ${error.message}`;
        resolve(this.#finish(null, null));
      });
    });
    this.#connected = this.#awaitConnection();
    // Whoever asks first hears of it; until then it is nobody's unhandled rejection.
    this.#connected.catch(() => undefined);
  }

  /** Starts Python in a process group of its own, so that ending it ends what it started. */
  static async start({ interpreter, script, workingDirectory, environment }: PythonStart): Promise<PythonProcess> {
    const directory = await makePrivateDirectory();
    const listener = createServer();
    try {
      const socketPath = join(directory, 's');
      await new Promise<void>((resolve, reject) => listener.once('error', reject).listen(socketPath, resolve));
      const [program = '', ...words] = interpreter.command;
      const child = spawn(program, [...words, script, socketPath], {
        cwd: workingDirectory,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      });
      return new PythonProcess(child, directory, listener);
    } catch (error) {
      listener.close();
      rmSync(directory, { recursive: true, force: true });
      throw error;
    }
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Sends a request and gives the answer as it came, unread. Throws `PythonEnded` where the process ends first. */
  async ask(request: BridgeRequest): Promise<unknown> {
    const socket = await this.#connected;
    if (this.#end !== undefined) throw new PythonEnded(this.#end);
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      socket.write(`${JSON.stringify({ ...request, id })}\n`);
    });
  }

  /** The revision that was begun last since the last request, or undefined. */
  readBegun(): string | undefined {
    const begun = this.#readTail('begun', outputTail);
    return begun === '' ? undefined : begun;
  }

  /** Ends the process and all it started. Safe to call again. */
  async close(): Promise<void> {
    if (this.#end === undefined) {
      const socket = await Promise.race([this.#connected.catch(() => undefined), sleep(0)]);
      // An answer never comes: the process ends instead.
      socket?.write(`${JSON.stringify({ do: 'close', id: 0 })}\n`);
      if (socket !== undefined) await Promise.race([this.#ended, sleep(farewellMs)]);
    }
    await this.kill('it was closed');
  }

  /** Ends the process group at once. Whoever waits for an answer hears `because`. */
  async kill(because: string): Promise<void> {
    if (this.#end === undefined) this.#because ??= because;
    killGroup(this.#child);
    await this.#ended;
  }

  async #awaitConnection(): Promise<Socket> {
    const connecting = new Promise<Socket>((resolve) => this.#listener.once('connection', resolve));
    const socket = await Promise.race([connecting, this.#ended]);
    if ('exitCode' in socket && 'begun' in socket) throw new PythonEnded(socket);
    // The first connection is the bridge's, before any code of the project has run; there is no second one.
    this.#listener.close();
    socket.on('error', () => undefined);
    readLines(socket, {
      onLine: (line) => { this.#receive(line); },
      onTooLong: () => void this.kill('it sent an answer that is too long'),
    });
    return socket;
  }

  #receive(line: string): void {
    let message: ReturnType<typeof readEnvelope>;
    try {
      message = readEnvelope(line);
    } catch {
      void this.kill('it sent what is no answer');
      return;
    }
    this.#waiting.get(message.id)?.resolve(message.answer);
    this.#waiting.delete(message.id);
  }

  #finish(exitCode: number | null, signal: NodeJS.Signals | null): ProcessEnd {
    // Children of the project that outlived it.
    killGroup(this.#child);
    const output = `${this.#early}${this.#readTail('output', outputTail)}`;
    const end = { exitCode, signal, because: this.#because, output, begun: this.readBegun() };
    this.#end = end;
    for (const { reject } of this.#waiting.values()) reject(new PythonEnded(end));
    this.#waiting.clear();
    this.#child.stdout?.destroy();
    this.#child.stderr?.destroy();
    this.#listener.close();
    void this.#connected.then((socket) => socket.destroy()).catch(() => undefined);
    rmSync(this.#directory, { recursive: true, force: true });
    return end;
  }

  /** The end of a file that the bridge writes beside the socket; empty where it has not written it. */
  #readTail(name: string, length: number): string {
    try {
      return readFileSync(join(this.#directory, name)).subarray(-length).toString('utf8');
    } catch {
      return '';
    }
  }
}

/** A directory that only we can enter (0700), short enough for a socket's path. */
async function makePrivateDirectory(): Promise<string> {
  const usual = join(tmpdir(), 'alembic-gate-');
  const isShort = Buffer.byteLength(usual) + '123456/s'.length <= socketPathLimit;
  return mkdtemp(isShort ? usual : '/tmp/alembic-gate-');
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group; macOS says EPERM where only zombies are.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function sleep(durationMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => { resolve(undefined); }, durationMs).unref());
}
