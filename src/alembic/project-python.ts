import { PythonParent } from './python-parent.ts';
import { PythonProcess } from './python-process.ts';
import { writePythonEnvironment } from './python-environment.ts';
import type { BridgeSettings } from './runner.ts';

/** The Python of one project: imports Alembic once, at the first process, and again only where it was killed. */
export class ProjectPython {
  readonly settings: BridgeSettings;
  #parent: Promise<PythonParent> | undefined;
  #isClosed = false;

  constructor(settings: BridgeSettings) {
    this.settings = settings;
  }

  /** A new process for a bridge. */
  async start(): Promise<PythonProcess> {
    return PythonProcess.start(await this.#getParent());
  }

  /** Ends it and every process it made. Safe to call again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const parent = await this.#parent?.catch(() => undefined);
    await parent?.close();
  }

  async #getParent(): Promise<PythonParent> {
    if (this.#parent === undefined || (await this.#parent).hasEnded) this.#parent = this.#startParent();
    return this.#parent;
  }

  async #startParent(): Promise<PythonParent> {
    if (this.#isClosed) throw new Error("the project's Python is closed");
    const { interpreter, bridgeScript: script, workingDirectory, hiddenEnv } = this.settings;
    return PythonParent.start({ interpreter, script, workingDirectory, environment: writePythonEnvironment(process.env, hiddenEnv) });
  }
}
