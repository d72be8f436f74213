import { diffCatalogs } from '../catalog/diff.ts';
import type { Catalog } from '../catalog/model.ts';
import type { ImpactReplayer } from '../dialects/impact-replayer.ts';
import type { RevisionObservation, StatementObservation, StepObservation } from './observation.ts';
import type { Workbench } from './workbench.ts';

/** An upgrade that was applied, and the name of the database that it was applied to. */
export interface Upgraded {
  readonly up: StepObservation;
  readonly source: string;
}

/** How to come to the state before an upgrade. */
export interface StateBefore {
  readonly catalog: Catalog;
  readonly applied: readonly string[];
  /** The workbench's database is in it now. */
  readonly isBack: boolean;
}

/**
 * Measures what upgrades ask of a database in use, where that is done by running their statements once more: on a copy of its own, side by side
 * with the walk. The copy is made when the first upgrade needs it, and goes on with the walk from there.
 */
export class ImpactWatch {
  readonly #bench: Workbench;
  readonly #replayer: ImpactReplayer | undefined;
  readonly #measured = new Map<string, readonly StatementObservation[]>();
  readonly #unmeasured = new Map<string, readonly string[]>();
  #copy: Workbench | undefined;
  /** What the walk's database was given since the copy was like it. */
  #missing: Upgraded[] = [];
  #work: Promise<void> = Promise.resolve();

  constructor(bench: Workbench) {
    this.#bench = bench;
    this.#replayer = bench.impactReplayer;
  }

  /** Begins to measure an upgrade that stays applied, or notes that it was applied. */
  async measure(upgraded: Upgraded, before: StateBefore): Promise<void> {
    if (this.#replayer === undefined) return;
    const { up } = upgraded;
    for (const at of this.#replayer.listUnseen(up.statements)) this.#note(up.revision, `What ${quoteStatement(up.statements[at])} of \`${up.revision}\` asks of a database in use was not measured: what it runs is not seen one by one.`);
    if (this.#replayer.listChanges(up.statements).length === 0) {
      this.pass(upgraded);
      return;
    }
    await this.#work;
    const state = (await this.#catchUp(this.#replayer, before.catalog)) ?? (await this.#makeCopy(before));
    if (typeof state === 'string') {
      this.#note(up.revision, `What the statements of \`${up.revision}\` ask of a database in use was not measured: ${state}.`);
      return;
    }
    this.#work = this.#replay(this.#replayer, state, upgraded);
    // Told where it is awaited, which is later.
    this.#work.catch(() => undefined);
  }

  /** Notes that an upgrade is applied of which nothing is measured. */
  pass(upgraded: Upgraded): void {
    if (this.#copy !== undefined) this.#missing.push(upgraded);
  }

  /** Adds what was measured to the revisions, when all of it is. */
  async addTo(revisions: readonly RevisionObservation[]): Promise<readonly RevisionObservation[]> {
    await this.#work;
    return revisions.map((trip) => {
      const [statements, unmeasured] = [this.#measured.get(trip.revision), this.#unmeasured.get(trip.revision)];
      const steps = statements === undefined ? trip.steps : trip.steps.map((step, index) => (index === 0 ? { ...step, statements } : step));
      return { ...trip, steps, ...(unmeasured === undefined ? {} : { unmeasured }) };
    });
  }

  async close(): Promise<void> {
    await this.#work.catch(() => undefined);
    await this.#drop();
  }

  /** The copy, brought to where the walk is; undefined where there is none, or it went another way. */
  async #catchUp(replayer: ImpactReplayer, catalog: Catalog): Promise<Workbench | undefined> {
    const copy = this.#copy;
    if (copy === undefined) return undefined;
    for (const { up, source } of this.#missing.splice(0)) {
      const { stopped } = await copy.replay(replayer, up.statements, source);
      if (stopped !== undefined) break;
    }
    if (diffCatalogs(catalog, await copy.readCatalog(), { matchRenames: false }).length === 0) return copy;
    await this.#drop();
    return undefined;
  }

  async #makeCopy({ applied, isBack }: StateBefore): Promise<Workbench | string> {
    // What revisions made on the server goes when a copy is closed, under the feet of the walk.
    if (this.#bench.isAlone) return 'these revisions make or remove what belongs to the whole server';
    const forked = isBack ? await this.#bench.fork() : await this.#bench.branch(applied);
    if ('because' in forked) return `the state before it could not be had once more: ${forked.because}`;
    this.#copy = forked.copy;
    this.#missing = [];
    return forked.copy;
  }

  async #replay(replayer: ImpactReplayer, copy: Workbench, { up, source }: Upgraded): Promise<void> {
    const replay = await copy.replay(replayer, up.statements, source);
    const { impacts, stopped } = replay;
    this.#measured.set(
      up.revision,
      up.statements.map((statement, at) => {
        const impact = impacts.get(at);
        return impact === undefined ? statement : { ...statement, impact };
      }),
    );
    if (stopped === undefined) return;
    await this.#drop();
    if (!replayer.listChanges(up.statements).some((at) => at >= stopped.at)) return;
    const from = quoteStatement(up.statements[stopped.at]);
    this.#note(up.revision, `What the statements of \`${up.revision}\` from ${from} on ask of a database in use was not measured: ${stopped.because}${/[.!?]$/.test(stopped.because) ? '' : '.'}`);
  }

  #note(revision: string, sentence: string): void {
    this.#unmeasured.set(revision, [...(this.#unmeasured.get(revision) ?? []), sentence]);
  }

  async #drop(): Promise<void> {
    const copy = this.#copy;
    this.#copy = undefined;
    this.#missing = [];
    await copy?.close();
  }
}

const longestStatement = 60;

/** A statement in backticks, cut. */
function quoteStatement(statement: StatementObservation | undefined): string {
  const text = (statement?.sql ?? '').replaceAll(/\s+/g, ' ').replaceAll('`', '').trim();
  return `\`${text.length > longestStatement ? `${text.slice(0, longestStatement)}…` : text}\``;
}
