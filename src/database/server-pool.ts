import type { Dialect } from '../dialects/dialect.ts';
import type { Options } from '../options.ts';
import type { Progress } from '../progress.ts';
import type { DisposalRegistry } from './disposal.ts';
import { openDatabaseServer } from './open-database-server.ts';
import type { DatabaseServer } from './provider.ts';

/** What a pool needs to start servers. */
export interface PoolTools {
  readonly disposals: DisposalRegistry;
  readonly progress: Progress;
  readonly host: { readonly name: string; readonly isGitHubHostedRunner: boolean };
}

/** One server for each dialect and image of a run, started when first asked for. */
export class ServerPool {
  readonly #options: Pick<Options, 'database' | 'role'>;
  readonly #tools: PoolTools;
  readonly #servers = new Map<string, Promise<DatabaseServer>>();

  constructor(options: Pick<Options, 'database' | 'role'>, tools: PoolTools) {
    this.#options = options;
    this.#tools = tools;
  }

  /** @param image undefined: the dialect's own */
  get(dialect: Dialect, image: string | undefined): Promise<DatabaseServer> {
    const key = `${dialect.name} ${image ?? ''}`;
    const running = this.#servers.get(key);
    if (running !== undefined) return running;
    const { disposals, progress, host } = this.#tools;
    const starting = openDatabaseServer({
      dialect,
      database: this.#options.database,
      image,
      isRestricted: this.#options.role === 'restricted',
      mayFallBack: host.name !== 'github',
      usesReaper: !host.isGitHubHostedRunner,
      disposals,
      log: (line) => {
        progress.detail(line);
      },
    });
    // Whoever awaits it hears of a failure; until then it is nobody's unhandled rejection.
    starting.catch(() => undefined);
    this.#servers.set(key, starting);
    return starting;
  }

  /** Ends every server that was started. */
  async dispose(): Promise<void> {
    const started = await Promise.allSettled(this.#servers.values());
    for (const server of started) if (server.status === 'fulfilled') await server.value.dispose();
  }
}
