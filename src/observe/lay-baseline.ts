import type { AlembicBridge, StepLimit } from '../alembic/runner.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { UserError } from '../errors.ts';
import { sayList } from '../say-list.ts';
import type { OldCode } from './observe-request.ts';
import { readMissing } from './read-missing.ts';

/** What a new database begins with instead of the first revisions. */
export interface LaidBaseline {
  /** SQL that leads there; undefined: the models of the merge base do. */
  readonly sql: readonly string[] | undefined;
  /** Where the database then is. */
  readonly revisions: readonly string[];
}

/** What a baseline is laid with. */
export interface BaselineTools {
  readonly dialect: Dialect;
  readonly bridge: AlembicBridge;
  /** The code of the merge base; undefined where there is none. */
  readonly oldCode: OldCode | undefined;
  readonly limit: StepLimit;
}

/**
 * Brings a new database to its baseline and notes the revisions in its version table. Throws a `UserError` where the SQL is refused, the models
 * cannot be made, or a dump notes other revisions.
 * @param run runs the scripts of the option `baseline-sql` in the database
 * @param url of the database, without a driver
 */
export async function layBaseline({ sql, revisions }: LaidBaseline, { dialect, bridge, oldCode, limit }: BaselineTools, url: string, run: (scripts: readonly string[]) => Promise<void>): Promise<void> {
  await (sql === undefined ? makeModels(oldCode, dialect, url, limit) : run(sql));
  const noted = await bridge.stamp(url, revisions, limit);
  if (noted.length === 0 || isSame(noted, revisions)) return;
  throw new UserError('baseline', {
    what: `The version table that \`baseline-sql\` makes notes ${sayList(noted)}, and \`baseline\` says ${sayList(revisions)}.`,
    where: 'option `baseline`',
    remedy: `Set \`baseline: ${noted.join(',')}\`, or leave the version table out of the dump.`,
  });
}

async function makeModels(oldCode: OldCode | undefined, dialect: Dialect, url: string, limit: StepLimit): Promise<void> {
  const bridge = oldCode === undefined ? { because: 'everything counts as new, so that there is no merge base' } : await oldCode.bridge;
  const refuse = (what: string): UserError =>
    new UserError('baseline', { what, where: 'option `baseline`', remedy: 'Set `baseline-sql` to a dump of the schema instead, and `baseline` to its revision.' });
  if ('because' in bridge) throw refuse(`The models of the merge base are not to be had: ${bridge.because}.`);
  const tables = await bridge.createTables(url, limit).catch((error: unknown) => {
    throw error instanceof UserError ? addMissing(error, dialect) : error;
  });
  if (tables === 0) throw refuse('The `env.py` of the merge base gives Alembic no models (`target_metadata`), so there is nothing to make tables of.');
}

/** What the models want of the database and only revisions make, such as an extension, is for `setup-sql`. */
function addMissing(error: UserError, dialect: Dialect): UserError {
  const missing = readMissing({ message: error.what }, dialect);
  return missing === undefined ? error : new UserError('baseline', { what: `The models of the merge base cannot be made: ${missing.what.charAt(0).toLowerCase()}${missing.what.slice(1)}`, where: 'option `baseline`', remedy: missing.remedy.replace(/ is made by no revision;/, ' is made by none of their tables;'), ...(error.details === undefined ? {} : { details: error.details }), cause: error });
}

function isSame(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((id) => others.includes(id));
}
