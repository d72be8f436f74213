/** How a process ended. */
export interface ProcessExit {
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** Why we ended it, or why it could not be started; undefined where it ended by itself. */
  readonly because: string | undefined;
  /** The end of what it wrote before the bridge took over its output. */
  readonly output: string;
}

/** How a bridge's process ended. `output` is the end of all that it wrote. */
export interface ProcessEnd extends ProcessExit {
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

/** Ends a process and all that it started, at once. */
export function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Nobody is left in the group; macOS says EPERM where only zombies are.
    if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}
