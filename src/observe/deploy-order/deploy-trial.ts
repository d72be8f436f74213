import type { ModelTable } from '../../alembic/protocol.ts';
import { findTrialRows } from '../../rows/find-trial-rows.ts';
import type { TrialTable } from '../../rows/find-trial-rows.ts';
import type { RowInsert, RowSession } from '../../rows/row-session.ts';
import { tableKey } from '../../rows/table-shape.ts';
import type { TableShape } from '../../rows/table-shape.ts';
import type { DeployOrderObservation, RefusedQuery } from '../observation.ts';
import type { RowBench } from '../row-bench.ts';
import { judgeReading, sayUntried } from './read-old-models.ts';
import type { KnownModels } from './read-old-models.ts';
import { tryInserts } from './try-inserts.ts';
import { tryReads } from './try-reads.ts';

/** A query of a release, and the row that it inserts. */
interface Refused {
  readonly query: Omit<RefusedQuery, 'revision'>;
  readonly table: ModelTable;
  readonly insert?: RowInsert;
}

/**
 * Asks what the models of the running release and of the next one ask: reads every column that they map and inserts a row of the columns that they
 * write, which is taken back. First at the merge base, where only the running release has to work, and then after each upgrade.
 * https://docs.sqlalchemy.org/en/20/orm/persistence_techniques.html
 */
export class DeployTrial {
  readonly #models: Promise<KnownModels>;
  readonly #notTried: string[] = [];
  /** What the running release can do at the merge base, by `tableKey`. */
  #tables: readonly ModelTable[] = [];
  #inserts: ReadonlyMap<string, RowInsert> = new Map();
  #oldCode: readonly RefusedQuery[] = [];
  readonly #newCode: RefusedQuery[] = [];
  /** What the next release cannot do yet. */
  #waiting: readonly Refused[] = [];
  #isOver = false;

  /** @param models of the running release */
  constructor(models: Promise<KnownModels>) {
    this.#models = models;
  }

  /** At the merge base, with rows. */
  async begin(bench: RowBench): Promise<void> {
    const old = await this.#models;
    if ('because' in old) {
      this.end(old.because);
      return;
    }
    const next = judgeReading(await bench.readModels(), 'of the pull request');
    const session = await bench.openRows();
    const shapes = await bench.readTables();
    const isReadable: ModelTable[] = [];
    for (const table of old.tables) if ((await tryReads(session, table)).length === 0) isReadable.push(table);
    this.#tables = isReadable;
    this.#inserts = await findTrialRows(session, shapes, isReadable.flatMap((table) => listWritten(table, shapes)));
    if ('because' in next) this.#notTried.push(`Whether the next release works before it is migrated was not tried: ${next.because}.`);
    else this.#waiting = await this.#findWaiting(bench, session, next.tables, shapes);
  }

  /** After the upgrade of a revision, with the rows of the merge base. */
  async look(bench: RowBench, revision: string): Promise<void> {
    if (this.#isOver || (this.#tables.length === 0 && this.#waiting.length === 0)) return;
    const session = await bench.openRows();
    const shapes = await bench.readTables();
    const refused = await this.#findRefused(bench, session, shapes);
    // Since the first upgrade after which it never worked again.
    this.#oldCode = refused.map((query) => this.#oldCode.find((known) => isSame(known, query)) ?? { ...query, revision });
    const waiting: Refused[] = [];
    for (const one of this.#waiting) {
      if (await isStillRefused(session, one)) waiting.push(one);
      else this.#newCode.push({ ...one.query, revision });
    }
    this.#waiting = waiting;
  }

  /** Nothing more can be tried: the database is not what it was. */
  end(because: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#notTried.push(sayUntried(because));
  }

  /** What was seen as far as it came. */
  describe(): DeployOrderObservation {
    return { oldCode: this.#isOver ? [] : this.#oldCode, newCode: this.#newCode, notTried: this.#notTried };
  }

  async #findRefused(bench: RowBench, session: RowSession, shapes: readonly TableShape[]): Promise<readonly Omit<RefusedQuery, 'revision'>[]> {
    const refused: Omit<RefusedQuery, 'revision'>[] = [];
    const inserts: RowInsert[] = [];
    for (const table of this.#tables) {
      const reads = await tryReads(session, table);
      refused.push(...reads.map(({ column, message }) => describeRead(table, column, bench.forget(message))));
      const insert = this.#inserts.get(tableKey(table));
      // What cannot be read cannot be written either, and that is not to be told twice.
      if (insert !== undefined && reads.every(({ column }) => column !== undefined && !insert.columns.includes(column))) inserts.push(insert);
    }
    for (const { insert, refusal, takesOthers } of await tryInserts(session, inserts, shapes)) {
      const table = this.#tables.find((one) => tableKey(one) === tableKey(insert.table));
      if (table === undefined) continue;
      refused.push({ ...nameTable(table), does: 'insert', ...(refusal.column === undefined ? {} : { column: refusal.column }), error: bench.forget(refusal.message), takesOthers });
    }
    return refused;
  }

  /** What the next release asks and the merge base's database refuses. */
  async #findWaiting(bench: RowBench, session: RowSession, tables: readonly ModelTable[], shapes: readonly TableShape[]): Promise<readonly Refused[]> {
    const waiting: Refused[] = [];
    for (const table of tables) {
      const reads = await tryReads(session, table);
      waiting.push(...reads.map(({ column, message }) => ({ table, query: describeRead(table, column, bench.forget(message)) })));
      const taken = this.#inserts.get(tableKey(table));
      const insert = taken === undefined ? undefined : leaveOut(taken, listWritten(table, shapes)[0]?.columns ?? []);
      const refusal = insert === undefined || reads.some(({ column }) => column === undefined) ? undefined : await session.tryChange([insert]);
      if (insert === undefined || refusal === undefined || refusal.tookTooLong === true) continue;
      const column = refusal.column === undefined ? {} : { column: refusal.column };
      waiting.push({ table, insert, query: { ...nameTable(table), does: 'insert', ...column, error: bench.forget(refusal.message) } });
    }
    return waiting;
  }
}

/** The columns that a model gives values, as far as the table has them and takes values; none where there is no such table. */
function listWritten(model: ModelTable, shapes: readonly TableShape[]): TrialTable[] {
  const table = shapes.find((shape) => tableKey(shape) === tableKey(model));
  if (table === undefined) return [];
  const takes = (name: string): boolean => table.columns.some((column) => column.name === name && column.made !== 'generated' && column.made !== 'always');
  return [{ table, columns: model.columns.flatMap(({ name, isWritten }) => (isWritten && takes(name) ? [name] : [])) }];
}

/** A row without the columns that the next release does not write any more; undefined where it writes them all. */
function leaveOut(insert: RowInsert, written: readonly string[]): RowInsert | undefined {
  const columns = insert.columns.filter((column) => written.includes(column));
  if (columns.length === insert.columns.length || columns.length === 0) return undefined;
  return { ...insert, columns, rows: insert.rows.map((row) => row.filter((_, index) => columns.includes(insert.columns[index] ?? ''))) };
}

async function isStillRefused(session: RowSession, { query, table, insert }: Refused): Promise<boolean> {
  if (insert !== undefined) return (await session.tryChange([insert])) !== undefined;
  const reads = await tryReads(session, table);
  return reads.some(({ column }) => column === undefined || query.column === undefined || column === query.column);
}

function describeRead(table: ModelTable, column: string | undefined, error: string): Omit<RefusedQuery, 'revision'> {
  return { ...nameTable(table), does: 'read', ...(column === undefined ? {} : { column }), error };
}

function nameTable({ schema, name, model }: ModelTable): Pick<RefusedQuery, 'schema' | 'name' | 'model'> {
  return { schema, name, ...(model === null ? {} : { model: `${model.module}.${model.name}` }) };
}

function isSame(one: Omit<RefusedQuery, 'revision'>, other: Omit<RefusedQuery, 'revision'>): boolean {
  return tableKey(one) === tableKey(other) && one.does === other.does && (one.does === 'insert' || one.column === other.column);
}
