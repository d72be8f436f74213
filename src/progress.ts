/** Told what the gate is doing while it works; a reporter or a log shows it. Nothing it does changes the verdict. */
export interface Progress {
  /** A chapter begins: "Bringing up 214 revisions". */
  phase(title: string): void;
  /** One step of the walk ended. */
  step(done: { readonly revision: string; readonly label: string; readonly outcome: string; readonly durationMs: number; readonly index: number; readonly total: number }): void;
  /** A line for the log, shown when it is verbose or when something fails. */
  detail(line: string): void;
}
