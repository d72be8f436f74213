import { catalogKey } from '../../../src/catalog/model.ts';
import type { Catalog, CatalogObject } from '../../../src/catalog/model.ts';
import type { CatalogChange } from '../../../src/catalog/change.ts';
import type { ObservationContext } from '../../../src/checks/check.ts';
import { lockChecks } from '../../../src/checks/locks/index.ts';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { readBlocking } from '../../../src/dialects/postgresql/lock-modes.ts';
import type { StatementImpact, StatementObservation } from '../../../src/observe/observation.ts';
import { makeHistory, writeRevision } from '../../make-history.ts';
import { makeObservation, makeStep, makeTrip } from '../../report/make-observation.ts';

/** What a statement of a test asks; `locks` and the like as `table: mode` and `table`. */
export interface Asked {
  readonly sql: string;
  readonly locks?: Readonly<Record<string, string>>;
  readonly rewrites?: readonly string[];
  readonly scans?: readonly string[];
  readonly transaction?: number;
  readonly lockTimeoutMs?: number;
  readonly algorithm?: StatementImpact['algorithm'];
  /** Nothing was read after it. */
  readonly isUnread?: boolean;
  readonly isAutocommit?: boolean;
  readonly isFailed?: boolean;
}

/** One revision: its statements, each on the line of its number, and what they change. */
export interface Revision {
  readonly statements: readonly Asked[];
  readonly changes?: readonly CatalogChange[];
  /** `env.py` has no `transaction_per_migration`. */
  readonly leavesTransactionOpen?: boolean;
}

export interface Situation {
  /** Tables at the merge base; those with `()` behind their name are partitioned, `part<whole` is a partition, those with `*` are materialized views. */
  readonly base: readonly string[];
  readonly smallTables?: readonly string[];
  readonly dialect?: Dialect;
}

export function makeTable(written: string, schema: string | null = 'public'): CatalogObject {
  const name = written.replace(/[(*<].*$/, '');
  return { kind: written.endsWith('*') ? 'materialized view' : 'table', schema, name, parent: null, parentName: null, attributes: written.endsWith('()') ? { partitionKey: 'RANGE (at)' } : written.includes('<') ? { partitionBound: 'DEFAULT', inherits: [written.split('<')[1] ?? ''] } : {}, identity: null };
}

/** A context whose new revisions are `b1`, `b2` … */
export function makeContext({ base, smallTables = [], dialect = postgresql }: Situation, revisions: readonly Revision[]): ObservationContext {
  const ids = ['a1', ...revisions.map((_, index) => `b${String(index + 1)}`)];
  const files = Object.fromEntries(ids.map((id, index) => [`versions/${id}.py`, writeRevision(id, ids[index - 1] ?? null)]));
  const trips = revisions.map(({ statements, changes = [], leavesTransactionOpen = false }, index) => {
    const id = `b${String(index + 1)}`;
    return makeTrip(id, { steps: [makeStep(id, 'upgrade', 1, { statements: statements.map((asked, at) => makeStatement(asked, id, at + 1, dialect)), changes, leavesTransactionOpen })] });
  });
  const catalog: Catalog = { objects: new Map(base.map((written) => makeTable(written, dialect.defaultSchema)).map((table) => [catalogKey(table.kind, table.schema, null, table.name), table])) };
  return { history: makeHistory(files, ['versions/a1.py']), downgrades: 'required', expectedHeads: 1, smallTables, dialect, observation: makeObservation(trips, { base: catalog }) };
}

function makeStatement({ sql, isUnread = false, isAutocommit = false, isFailed = false, ...asked }: Asked, revision: string, line: number, dialect: Dialect): StatementObservation {
  const { locks = {}, rewrites = [], scans = [], transaction = isAutocommit ? undefined : 1, lockTimeoutMs = 5000, algorithm } = asked;
  const name = (table: string) => ({ schema: dialect.defaultSchema, name: table });
  const impact: StatementImpact = {
    locks: Object.entries(locks).map(([table, mode]) => ({ ...name(table), mode, blocks: mode === 'SHARED' ? 'writes' : readBlocking(mode) })),
    rewrites: rewrites.map((table) => ({ ...name(table), kind: 'table', table })),
    scans: scans.map(name),
    lockTimeoutMs,
    source: 'measured',
    ...(transaction === undefined ? {} : { transaction }),
    ...(algorithm === undefined ? {} : { algorithm }),
  };
  return {
    sql, file: `versions/${revision}.py`, line, durationMs: 1, isBookkeeping: false, isFailed, ordinal: line, isAutocommit, parsed: dialect.parseStatement(sql), ...(isUnread ? {} : { impact }),
  }; // prettier-ignore
}

/** What all checks of the category say: `check revision:line: message`. */
export function findAll(situation: Situation, ...revisions: readonly Revision[]): string[] {
  const context = makeContext(situation, revisions);
  return lockChecks.flatMap((check) => check.find(context).map(({ revision = '', line = 0, message }) => `${check.id.slice('locks/'.length)} ${revision}:${String(line)}: ${message}`));
}
