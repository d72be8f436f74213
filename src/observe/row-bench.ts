import type { Catalog } from '../catalog/model.ts';
import { UserError } from '../errors.ts';
import { fillTables } from '../rows/fill-tables.ts';
import type { FillRequest, FillResult } from '../rows/fill-request.ts';
import type { RowFingerprint } from '../rows/fingerprint.ts';
import type { RowSession } from '../rows/row-session.ts';
import { tableKey } from '../rows/table-shape.ts';
import type { TableShape } from '../rows/table-shape.ts';
import type { BringUpObservation, Direction, StepObservation } from './observation.ts';
import type { SteppedTo, Workbench } from './workbench.ts';

/** With what rows tables are filled. */
export type Filling = Pick<FillRequest, 'rows' | 'style' | 'alsoFitting'>;

/** How a database with rows came to its state: what was applied to it empty, and what was done to it then. */
interface Path {
  readonly applied: readonly string[];
  readonly deeds: readonly (Filling | { readonly upgrade: string } | { readonly seed: string } | { readonly triedSeeds: readonly string[] })[];
}

/** Why a state could not be made again. */
class NotRepeated extends Error {}

/** The same rows in every run. */
const seed = 1;

/** A workbench with rows in its database. It knows how the rows came there, so that their state can be made again elsewhere. */
export class RowBench {
  readonly #bench: Workbench;
  #path: Path;
  /** Why tables could not be filled, by their key; they are not tried again. */
  readonly #unfilled = new Map<string, string>();

  /** Tables whose rows were made, by their key. */
  #made: ReadonlySet<string> = new Set();

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.#path = { applied: [...bench.applied], deeds: [] };
  }

  /** The tables (by `tableKey`) whose rows were made. */
  get made(): ReadonlySet<string> {
    return this.#made;
  }

  get applied(): readonly string[] {
    return this.#bench.applied;
  }

  readCatalog(): Promise<Catalog> {
    return this.#bench.readCatalog();
  }

  async readTables(): Promise<readonly TableShape[]> {
    return (await this.#bench.openRows()).readTables(this.#bench.versionTable);
  }

  readFingerprint(): Promise<RowFingerprint> {
    return this.#bench.readFingerprint();
  }

  openRows(): Promise<RowSession> {
    return this.#bench.openRows();
  }

  readModels(): ReturnType<Workbench['readModels']> {
    return this.#bench.readModels();
  }

  /** The server's words without the name of the database. */
  forget(message: string): string {
    return this.#bench.forget(message);
  }

  /** Runs a script of the user's. Throws a `UserError` when the database refuses it. */
  async seed(sql: string): Promise<void> {
    await this.#bench.execute(sql, 'seed-sql');
    this.#note({ seed: sql });
  }

  /** Runs scripts that the database took in another state; gives why it does not take them now. */
  async trySeeds(scripts: readonly string[]): Promise<string | undefined> {
    try {
      for (const sql of scripts) await this.#bench.execute(sql, 'seed-sql');
      this.#note({ triedSeeds: scripts });
      return undefined;
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      // Some of it may have stayed.
      this.#note({ triedSeeds: scripts });
      return error.what;
    }
  }

  /** Fills every table that has no rows, but those that could not be filled before. */
  async fill(filling: Filling): Promise<FillResult> {
    const session = await this.#bench.openRows();
    const shapes = await session.readTables(this.#bench.versionTable);
    const tables = shapes.map((table) => (table.refuses === undefined ? { ...table, refuses: this.#unfilled.get(tableKey(table)) } : table));
    const result = await fillTables({ ...filling, session, tables, seed });
    const isNew = (table: { readonly schema: string | null; readonly name: string }): boolean => !this.#unfilled.has(tableKey(table));
    const unfilled = result.unfilled.filter(isNew);
    for (const table of unfilled) this.#unfilled.set(tableKey(table), table.reason);
    this.#note(filling);
    // Each revision keeps the set that it met; most make no rows.
    if (result.filled.length > 0) this.#made = new Set([...this.#made, ...result.filled.map(tableKey)]);
    return { filled: result.filled, unfilled };
  }

  /** Whether a table takes no rows at all, so far as was tried here. */
  isRefusing(table: { readonly schema: string | null; readonly name: string }): boolean {
    return this.#unfilled.has(tableKey(table));
  }

  /** Moves one revision once, and says what that changed from the catalog `before`. */
  async step(revision: string, direction: Direction, attempt: 1 | 2, before: Catalog): Promise<SteppedTo> {
    return this.#bench.step(revision, direction, 'rows', attempt, before);
  }

  /** Notes that a revision is applied now and stays so. */
  settle(revision: string): void {
    this.#note({ upgrade: revision });
  }

  /** Goes back to the state in which exactly `applied` were applied, without rows. */
  async restore(applied: readonly string[]): Promise<BringUpObservation> {
    const replay = await this.#bench.restore(applied);
    this.#path = { applied: [...applied], deeds: [] };
    this.#made = new Set();
    return replay;
  }

  /** Another bench in the state in which exactly `applied` are applied, without rows. */
  async branch(applied: readonly string[]): Promise<{ readonly copy: RowBench } | { readonly because: string }> {
    const forked = await this.#bench.branch(applied);
    return 'copy' in forked ? { copy: new RowBench(forked.copy) } : forked;
  }

  /** Another bench in the state that this one was in before the step that it is in now: the same rows, made the same way. */
  async repeatPath(): Promise<{ readonly copy: RowBench } | { readonly because: string }> {
    const { applied, deeds } = this.#path;
    const branched = await this.branch(applied);
    if (!('copy' in branched)) return branched;
    const { copy } = branched;
    try {
      for (const deed of deeds) await copy.#repeat(deed);
      return { copy };
    } catch (error) {
      await copy.close();
      if (error instanceof UserError) return { because: error.what };
      if (error instanceof NotRepeated) return { because: error.message };
      throw error;
    }
  }

  async #repeat(deed: Path['deeds'][number]): Promise<void> {
    if ('seed' in deed) await this.seed(deed.seed);
    else if ('triedSeeds' in deed) await this.trySeeds(deed.triedSeeds);
    else if (!('upgrade' in deed)) await this.fill(deed);
    else if ((await this.move(deed.upgrade, 'upgrade')).outcome !== 'applied') throw new NotRepeated(`\`${deed.upgrade}\` did not upgrade again on the same rows`);
  }

  /** Gives its database away before others are made where only one can be there; what it is asked then is of its memory. */
  async releaseIfAlone(): Promise<void> {
    if (this.#bench.isAlone) await this.#bench.release();
  }

  move(revision: string, direction: Direction): Promise<StepObservation> {
    return this.#bench.move(revision, direction, 'rows', 1);
  }

  close(): Promise<void> {
    return this.#bench.close();
  }

  #note(deed: Path['deeds'][number]): void {
    this.#path = { ...this.#path, deeds: [...this.#path.deeds, deed] };
  }
}
