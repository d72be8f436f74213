import type { Dialect, Endpoint, ServerSession } from '../dialects/dialect.ts';
import type { DisposalRegistry } from './disposal.ts';

/** `file` is what a database that is a file gets, whatever the options ask for. */
export type ProviderName = 'container' | 'embedded' | 'local' | 'url' | 'file';

/** What the options ask for: a provider, a URL, or nothing (`auto`: container where Docker answers, else embedded, else local). */
export type DatabaseRequest =
  | { readonly provider: 'auto' }
  | { readonly provider: 'container' | 'embedded' | 'local' }
  | { readonly provider: 'url'; readonly url: string };

/** Whether the server may be a container's, which an image is for. */
export function mayRunContainer({ provider }: DatabaseRequest): boolean {
  return provider === 'container' || provider === 'auto';
}

/** A server to be thrown away (or, for a URL, a server of the user's on which only our own databases are touched). */
export interface DatabaseServer {
  readonly provider: ProviderName;
  /** As the server says it: `17.2`. */
  readonly version: string;
  readonly image: string | undefined;
  readonly endpoint: Endpoint;
  /** As whom the project's Python connects. */
  readonly workEndpoint: Endpoint;
  readonly session: ServerSession;
  /** Drops our databases, then ends the container or process and removes its directory. Safe to call again. */
  dispose(): Promise<void>;
}

export interface ServerRequest {
  readonly dialect: Dialect;
  readonly database: DatabaseRequest;
  readonly image: string | undefined;
  /** Whether the project works as a role that is no superuser, where the database knows roles. */
  readonly isRestricted?: boolean;
  /** Whether `auto` may fall back from a container: true in the command, false in Actions. */
  readonly mayFallBack: boolean;
  /**
   * Whether a container is watched by testcontainers' reaper, which removes it when we are killed. Default true; false on
   * GitHub's own runners, which are thrown away whole.
   */
  readonly usesReaper?: boolean;
  /** Where the server is entered from the moment its start begins, so that an interruption ends it too. */
  readonly disposals?: DisposalRegistry;
  readonly log: (line: string) => void;
}

/** What a provider gives: a server that answers, and how to end it. */
export interface StartedServer {
  readonly provider: ProviderName;
  readonly image: string | undefined;
  readonly endpoint: Endpoint;
  readonly session: ServerSession;
  /** Ends the server; databases on it need not be dropped before, except where `keepsRunning`. */
  stop(): Promise<void>;
  /** The server is the user's: only our databases go. */
  readonly keepsRunning: boolean;
}
