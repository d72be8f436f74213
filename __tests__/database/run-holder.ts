import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('hold-server.ts', import.meta.url));

/** How a holder ended. */
export interface HolderEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly errors: string;
}

/** A process that holds a server. */
export interface Holder {
  /** The next line that it writes; undefined when it has ended. */
  readLine(): Promise<string | undefined>;
  kill(signal: NodeJS.Signals): void;
  readonly ended: Promise<HolderEnd>;
}

/** Starts one; see hold-server.ts. */
export function startHolder(words: readonly string[], environment: Readonly<Record<string, string>>): Holder {
  const child = spawn(process.execPath, [program, ...words], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    readLine: async () => (await lines.next()).value,
    kill: (signal) => child.kill(signal),
    ended: new Promise((resolve) => child.once('close', (code, signal) => { resolve({ code, signal, errors }); })),
  };
}
