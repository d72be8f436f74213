import type { DisposalRegistry } from '../database/disposal.ts';
import type { Host } from '../host/host.ts';
import type { Options } from '../options.ts';

/** What the action's entry lends. */
export interface ActionTools {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly bridgeScript: string;
  /** Absolute path of the folder with a page for every check, `<category>/<name>.md`. */
  readonly checkPages: string;
  readonly disposals: DisposalRegistry;
}

/** What every mode of the action begins with. */
export interface ActionContext {
  readonly options: Options;
  readonly host: Host;
  readonly tools: ActionTools;
}
