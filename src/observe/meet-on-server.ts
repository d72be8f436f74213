import type { DatabaseServer } from '../database/provider.ts';
import type { Dialect, SharedObject } from '../dialects/dialect.ts';
import type { FreshInstallation } from './install-fresh.ts';
import type { StepError } from './observation.ts';
import type { WalkedPlan } from './walk-plan.ts';

/** What the walk and the fresh installation saw, side by side. */
export interface Seen {
  /** Undefined where nothing is new. */
  readonly walked: WalkedPlan | undefined;
  readonly installed: FreshInstallation;
}

/**
 * Whether the walk and the fresh installation have met, or could have, in what belongs to the whole server.
 * @param made what is on the server that was not there before
 */
export function haveMet(seen: Seen, { dialect, provider }: { readonly dialect: Dialect; readonly provider: DatabaseServer['provider'] }, made: readonly SharedObject[]): boolean {
  if (listErrors(seen).some((error) => dialect.isServerWide(error))) return true;
  const databases = made.filter(({ kind }) => kind === 'database');
  if (provider !== 'url') return databases.length > 0;
  // On a server that others use at the same time, those that no statement of the revisions speaks of are theirs.
  const statements = databases.length === 0 ? [] : listSql(seen);
  return databases.some(({ name }) => statements.some((sql) => speaksOfDatabase(sql, name)));
}

function listErrors({ walked, installed }: Seen): StepError[] {
  const trips = walked?.revisions ?? [];
  const moves = [...trips.flatMap(({ steps, retries = [] }) => [...steps, ...retries]), ...(installed.rehearsal?.steps ?? [])];
  return [walked?.bringUp.error, installed.run.error, ...moves.map(({ error }) => error)].filter((error) => error !== undefined);
}

function listSql({ walked, installed }: Seen): string[] {
  const steps = [...(walked?.revisions.flatMap((trip) => trip.steps) ?? []), ...(installed.rehearsal?.steps ?? [])];
  const runs = [walked?.bringUp.databaseSql ?? [], installed.run.databaseSql ?? []];
  return [...steps.flatMap(({ statements }) => statements.map(({ sql }) => sql)), ...runs.flat()];
}

/** Whether a statement makes or changes databases and has this name in it, however it is written; servers may fold its case. */
export function speaksOfDatabase(sql: string, name: string): boolean {
  if (!/\b(DATABASE|SCHEMA)\b/i.test(sql)) return false;
  const written = name.replaceAll('`', '``').replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_$])${written}(?![\p{L}\p{N}_$])`, 'iu').test(sql);
}
