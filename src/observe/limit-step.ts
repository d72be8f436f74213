import type { StepLimit } from '../alembic/runner.ts';
import type { ServerSession } from '../dialects/dialect.ts';

/** The time that work on a database may take; when it is over, what runs there is cancelled on the server. */
export function limitStep(server: Pick<ServerSession, 'cancelRunning'>, database: string, timeoutMs: number): StepLimit {
  return {
    timeoutMs,
    cancel: async () => {
      await server.cancelRunning(database);
    },
  };
}
