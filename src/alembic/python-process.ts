import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openPrivateSocket } from './private-socket.ts';
import type { PrivateSocket } from './private-socket.ts';
import { PythonEnded } from './process-end.ts';
import type { ProcessEnd, ProcessExit } from './process-end.ts';
import type { BridgeRequest } from './protocol.ts';
import type { PythonFork, PythonParent } from './python-parent.ts';
import { readEnvelope } from './read-answer.ts';

const farewellMs = 2_000;
/** Of the file that the bridge's output goes to. */
const outputTail = 4_000;

/** One bridge's Python process and the private socket it answers on. */
export class PythonProcess {
  readonly #fork: PythonFork;
  readonly #socket: PrivateSocket;
  readonly #ended: Promise<ProcessEnd>;
  readonly #waiting = new Map<number, { resolve: (answer: unknown) => void; reject: (error: Error) => void }>();
  #nextId = 1;
  #end: ProcessEnd | undefined;

  private constructor(fork: PythonFork, socket: PrivateSocket) {
    this.#fork = fork;
    this.#socket = socket;
    this.#ended = fork.ended.then((exit) => this.#finish(exit));
    socket.listen({
      onLine: (line) => { this.#receive(line); },
      onTooLong: () => void this.kill('it sent an answer that is too long'),
    });
  }

  /** Has `parent` make a process. Throws where no socket can be made. */
  static async start(parent: PythonParent): Promise<PythonProcess> {
    const socket = await openPrivateSocket();
    return new PythonProcess(parent.fork(socket.path), socket);
  }

  get hasEnded(): boolean {
    return this.#end !== undefined;
  }

  /** Sends a request and gives the answer as it came, unread. Throws `PythonEnded` where the process ends first. */
  async ask(request: BridgeRequest): Promise<unknown> {
    const socket = await Promise.race([this.#socket.connected, this.#ended.then(() => undefined)]);
    if (this.#end !== undefined || socket === undefined) throw new PythonEnded(await this.#ended);
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
      const socket = await Promise.race([this.#socket.connected, sleep(0)]);
      // An answer never comes: the process ends instead.
      socket?.write(`${JSON.stringify({ do: 'close', id: 0 })}\n`);
      if (socket !== undefined) await Promise.race([this.#ended, sleep(farewellMs)]);
    }
    await this.kill('it was closed');
  }

  /** Ends the process group at once. Whoever waits for an answer hears `because`. */
  async kill(because: string): Promise<void> {
    this.#fork.kill(because);
    await this.#ended;
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

  #finish(exit: ProcessExit): ProcessEnd {
    const end = { ...exit, output: `${exit.output}${this.#readTail('output', outputTail)}`, begun: this.readBegun() };
    this.#end = end;
    for (const { reject } of this.#waiting.values()) reject(new PythonEnded(end));
    this.#waiting.clear();
    this.#socket.remove();
    return end;
  }

  /** The end of a file that the bridge writes beside the socket; empty where it has not written it. */
  #readTail(name: string, length: number): string {
    try {
      return readFileSync(join(this.#socket.directory, name)).subarray(-length).toString('utf8');
    } catch {
      return '';
    }
  }
}

function sleep(durationMs: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => { resolve(undefined); }, durationMs).unref());
}
