/** How long ending everything may take before the process ends regardless. */
const disposalLimitMs = 20_000;

/** Exit code of a process that a signal ended: 128 and the signal's number. */
const signalExitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type EndingSignal = keyof typeof signalExitCodes;

/** Ends something; may be called when it has ended already. */
export type Dispose = () => Promise<void>;

/**
 * Everything that is open and must be ended on every way out: servers, databases, processes, directories.
 * An entry makes one and passes it on.
 */
export class DisposalRegistry {
  readonly #open = new Set<Dispose>();

  /** Enters something; the function given back takes it out again, once it has been ended. */
  add(dispose: Dispose): () => void {
    this.#open.add(dispose);
    return () => this.#open.delete(dispose);
  }

  /** How many are open. */
  get size(): number {
    return this.#open.size;
  }

  /** Ends all, the last one first, and gives what went wrong; one that fails does not keep the others. */
  async disposeAll(): Promise<Error[]> {
    const errors: Error[] = [];
    for (const dispose of [...this.#open].reverse()) {
      this.#open.delete(dispose);
      await dispose().catch((error: unknown) => errors.push(error instanceof Error ? error : new Error(String(error))));
    }
    return errors;
  }
}

/** What an entry lends to the signal handlers. */
export interface Ending {
  /** Ends the process; only an entry does that. */
  readonly exit: (exitCode: number) => void;
  /** Told why the process ends before its time. */
  readonly log: (line: string) => void;
  /** Shows an error that nobody caught, which is a bug, and says with which code to end. */
  readonly showBug: (error: unknown) => number;
}

/**
 * On SIGINT, SIGTERM, SIGHUP and on errors that nobody caught, ends everything registered and then the process.
 * A second signal ends it at once: private servers and watched containers then go by themselves.
 * Gives a function that takes the handlers away.
 */
export function installSignalHandlers(registry: DisposalRegistry, { exit, log, showBug }: Ending): () => void {
  let isEnding = false;
  const end = async (exitCode: number): Promise<void> => {
    isEnding = true;
    const limit = new Promise<Error[]>((resolve) => setTimeout(resolve, disposalLimitMs, [new Error(`the clean-up took longer than ${disposalLimitMs / 1000} s`)]).unref());
    for (const error of await Promise.race([registry.disposeAll(), limit])) log(`Clean-up: ${error.message}`);
    exit(exitCode);
  };
  const onSignal = (signal: EndingSignal): void => {
    if (isEnding) {
      exit(signalExitCodes[signal]);
      return;
    }
    log(`Interrupted by ${signal}; removing databases and servers.`);
    void end(signalExitCodes[signal]);
  };
  const onBug = (error: unknown): void => {
    // What fails because everything is being ended is no news.
    if (!isEnding) void end(showBug(error));
  };
  const signals = Object.keys(signalExitCodes) as EndingSignal[];
  for (const signal of signals) process.on(signal, onSignal);
  process.on('uncaughtException', onBug);
  process.on('unhandledRejection', onBug);
  return () => {
    for (const signal of signals) process.off(signal, onSignal);
    process.off('uncaughtException', onBug);
    process.off('unhandledRejection', onBug);
  };
}
