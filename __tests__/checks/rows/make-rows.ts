import type { CatalogChange } from '../../../src/catalog/change.ts';
import type { CatalogObject } from '../../../src/catalog/model.ts';
import type { ObservationContext } from '../../../src/checks/check.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import type { ProjectObservation, RevisionObservation, RowStages, RowsObservation, StatementObservation, StepError, StepObservation } from '../../../src/observe/observation.ts';
import type { ColumnFingerprint, RowFingerprint, TableFingerprint } from '../../../src/rows/fingerprint.ts';
import { tableKey } from '../../../src/rows/table-shape.ts';
import type { Operation } from '../../../src/sql/operation.ts';
import { keyOf, makeCatalog, makeTable } from '../../catalog/make-catalog.ts';
import { makeHistory, writeRevision } from '../../make-history.ts';
import { makeObservation, makeStep, makeTrip } from '../../report/make-observation.ts';

/** A table's rows by their values, column by column; `null` is NULL. The first column is the key where `key` names none. */
export interface RowWords {
  readonly schema?: string | null;
  readonly key?: readonly string[];
  /** Where there is no column to count by. */
  readonly count?: number;
}

/** A fingerprint of values as a server makes one: of each column all values in any order, and with the row's key. */
export function makeRows(name: string, columns: Readonly<Record<string, readonly (string | number | null)[]>>, words: RowWords = {}): TableFingerprint {
  const { schema = 'public' } = words;
  const key = words.key ?? Object.keys(columns).slice(0, 1);
  const count = words.count ?? Object.values(columns)[0]?.length ?? 0;
  const keyOfRow = (row: number): string => key.map((column) => String(columns[column]?.[row])).join();
  const digest = (values: readonly (string | number | null)[]): ColumnFingerprint => ({
    nulls: values.filter((value) => value === null).length,
    values: values.filter((value) => value !== null).map(String).sort().join(),
    keyed: key.length === 0 ? null : values.flatMap((value, row) => (value === null ? [] : [`${keyOfRow(row)}=${String(value)}`])).sort().join(),
  });
  return { schema, name, count, key, columns: new Map(Object.entries(columns).map(([column, values]) => [column, digest(values)])) };
}

export function makeFingerprint(...tables: readonly TableFingerprint[]): RowFingerprint {
  return new Map(tables.map((table) => [tableKey(table), table]));
}

/** Rows of the stages of a round trip, one list of tables each. */
export function makeStages(...[before = [], upgraded, downgraded]: readonly (readonly TableFingerprint[])[]): RowStages {
  return {
    before: makeFingerprint(...before),
    ...(upgraded === undefined ? {} : { upgraded: makeFingerprint(...upgraded) }),
    ...(downgraded === undefined ? {} : { downgraded: makeFingerprint(...downgraded) }),
  };
}

/** The tables that the catalog has at the base, with the columns that tests speak of. */
export const base = makeCatalog(...makeTable('users', { id: 'integer', email: 'text', phone: 'text' }), ...makeTable('teams', { id: 'integer' }), ...makeTable('notes', { id: 'integer' }, { schema: 'app' }));

export interface ContextWords {
  readonly empty?: readonly RevisionObservation[];
  readonly rows?: readonly RevisionObservation[];
  readonly filling?: RowsObservation['filling'];
  readonly dialect?: ObservationContext['dialect'];
  readonly downgrades?: ObservationContext['downgrades'];
  readonly observation?: Partial<ProjectObservation>;
}

/** What checks look at: one new revision `b1` on top of `a1`, walked on both ways. */
export function makeContext({ empty = [makeTrip('b1')], rows = [], filling = { filled: [{ schema: 'public', name: 'users', rows: 5 }], unfilled: [] }, dialect = postgresql, downgrades = 'required', observation = {} }: ContextWords): ObservationContext {
  return {
    history: makeHistory({ 'versions/a1.py': writeRevision('a1', null), 'versions/b1.py': writeRevision('b1', 'a1') }, ['versions/a1.py']),
    downgrades,
    expectedHeads: 1,
    smallTables: [],
    dialect,
    observation: makeObservation(empty, { base, rows: { revisions: rows, filling, notes: [] }, ...observation }),
  };
}

/** A round trip with rows; the tables of `made` (in `public`) were filled for it. */
export function makeRowTrip(rows: RowStages, words: Partial<RevisionObservation> & { readonly filled?: readonly string[] } = {}): RevisionObservation {
  const { filled = ['users'], ...rest } = words;
  return makeTrip('b1', { walk: 'rows', rows, made: new Set(filled.map((name) => tableKey({ schema: 'public', name }))), ...rest });
}

export function makeError(message: string, words: Partial<StepError> = {}): StepError {
  return { type: 'sqlalchemy.exc.IntegrityError', message, code: '23502', isIrreversible: false, file: 'versions/b1.py', line: 9, ...words };
}

/** A step of `b1` that failed at a statement with these operations. */
export function makeFailedStep(direction: 'upgrade' | 'downgrade', attempt: 1 | 2, error: StepError, operations: readonly Operation[], words: Partial<StepObservation> = {}): StepObservation {
  return makeStep('b1', direction, attempt, { walk: 'rows', outcome: 'failed', error, statements: [makeStatement('ALTER TABLE users ...', operations, { isFailed: true })], ...words });
}

export function makeStatement(sql: string, operations: readonly Operation[], words: Partial<StatementObservation> = {}): StatementObservation {
  return { sql, file: 'versions/b1.py', line: 9, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: false, parsed: { parsed: true, operations }, ...words };
}

export function makeOperation(kind: Operation['kind'], table: string, words: Partial<Operation> = {}): Operation {
  return { kind, target: { schema: undefined, name: table }, flags: [], ...words };
}

export function added(object: CatalogObject): CatalogChange {
  return { type: 'added', key: keyOf(object), object, parts: [] };
}
