import type { DatabaseServer } from '../database/provider.ts';
import type { Dialect, SharedObject } from '../dialects/dialect.ts';
import type { FreshInstallation } from './install-fresh.ts';
import type { RowsObservation, StepError, StepObservation } from './observation.ts';
import type { WalkedPlan } from './walk-plan.ts';

/** What the walks and the fresh installation saw, side by side. */
export interface Seen {
  /** Undefined where nothing is new. */
  readonly walked: WalkedPlan | undefined;
  readonly rows: RowsObservation | undefined;
  /** Undefined where other jobs' revisions come after, and there is nothing to rehearse. */
  readonly installed: FreshInstallation | undefined;
}

/**
 * Whether the walks and the fresh installation have met, or could have, in what belongs to the whole server.
 * @param made what is on the server that was not there before
 */
export function haveMet(seen: Seen, { dialect, provider }: { readonly dialect: Dialect; readonly provider: DatabaseServer['provider'] }, made: readonly SharedObject[]): boolean {
  if (listErrors(seen).some((error) => dialect.isServerWide(error))) return true;
  // Both walks make the same account or database at about the same time: which of them meets it is chance. On a lent server none may be made alone, and only an error tells.
  if (provider !== 'url' && seen.rows !== undefined && listSql(seen).some((sql) => dialect.changesServer(sql))) return true;
  const databases = made.filter(({ kind }) => kind === 'database');
  if (provider !== 'url') return databases.length > 0;
  // On a server that others use at the same time, those that no statement of the revisions speaks of are theirs.
  const statements = databases.length === 0 ? [] : listSql(seen);
  return databases.some(({ name }) => statements.some((sql) => speaksOfDatabase(sql, name)));
}

function listErrors(seen: Seen): StepError[] {
  const { walked, installed } = seen;
  const retries = walked?.revisions.flatMap((trip) => trip.retries ?? []) ?? [];
  return [walked?.bringUp, installed?.run, ...listSteps(seen), ...retries].flatMap((move) => move?.error ?? []);
}

function listSql(seen: Seen): string[] {
  const runs = [seen.walked?.bringUp, seen.installed?.run].flatMap((run) => run?.databaseSql ?? []);
  return [...listSteps(seen).flatMap(({ statements }) => statements.map(({ sql }) => sql)), ...runs];
}

function listSteps({ walked, rows, installed }: Seen): StepObservation[] {
  return [...[...(walked?.revisions ?? []), ...(rows?.revisions ?? [])].flatMap(({ steps }) => steps), ...(installed?.rehearsal?.steps ?? [])];
}

/** Whether a statement makes or changes databases and has this name in it, however it is written; servers may fold its case. */
export function speaksOfDatabase(sql: string, name: string): boolean {
  if (!/\b(DATABASE|SCHEMA)\b/i.test(sql)) return false;
  const written = name.replaceAll('`', '``').replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}_$])${written}(?![\p{L}\p{N}_$])`, 'iu').test(sql);
}
