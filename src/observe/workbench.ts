import type { AlembicBridge, StepLimit } from '../alembic/runner.ts';
import type { Catalog } from '../catalog/model.ts';
import type { DatabaseSession, Dialect, ScriptOption, ServerSession } from '../dialects/dialect.ts';
import type { ImpactReplayer, Replay } from '../dialects/impact-replayer.ts';
import type { DatabaseSource } from './database-source.ts';
import { forgetDatabase } from './forget-database.ts';
import { limitStep } from './limit-step.ts';
import type { BringUpObservation, Direction, StatementObservation, StepError, StepObservation, Walk } from './observation.ts';
import { diffCatalogs } from '../catalog/diff.ts';
import type { VersionTable } from '../catalog/version-table.ts';
import type { RowFingerprint } from '../rows/fingerprint.ts';
import type { RowSession } from '../rows/row-session.ts';
import { shareUnchanged } from '../rows/share-unchanged.ts';
import { listRenames } from '../sql/list-renames.ts';
import { readStatements } from './read-statements.ts';

/** What a walk needs to work on a database. */
export interface WorkbenchTools {
  readonly dialect: Dialect;
  readonly server: ServerSession;
  /** The SQLAlchemy URL of a database of this server, without a driver. */
  readonly urlOf: (database: string) => string;
  readonly bridge: AlembicBridge;
  /** What another bridge learned of the project, which this one learns when it first runs. */
  readonly versionTable?: VersionTable | undefined;
  readonly source: DatabaseSource;
  /** Nothing else works on the server, so that what revisions made there outside of databases can be taken back with a state. */
  readonly isAlone: boolean;
  /** For one step. */
  readonly timeoutMs: number;
  /** For a run of many revisions. */
  readonly runTimeoutMs: number;
}

/**
 * One database of a walk with the bridge that changes it and our own session that reads it.
 * It knows which revisions are applied, and can go back to a state that it has kept.
 */
export class Workbench {
  readonly #tools: WorkbenchTools;
  /** Undefined only while it is being made. */
  #made: string | undefined;
  #session: DatabaseSession | undefined;
  #applied: string[] = [];
  #keepsIdentities = true;
  /** What the database found wrong in its contents when it was last asked; undefined where it is another database since. */
  #damage: readonly string[] | undefined;
  /** What its rows were told by when they were last read. */
  #rows: RowFingerprint = new Map();
  /** A copy of the database as it was when `applied` were applied; nobody is ever connected to it. */
  #checkpoint: Checkpoint | undefined;

  private constructor(tools: WorkbenchTools, database: string | undefined) {
    this.#tools = tools;
    this.#made = database;
  }

  /** Makes a database. */
  static async open(tools: WorkbenchTools): Promise<Workbench> {
    return new Workbench(tools, await tools.source.create());
  }

  /** The catalog as it is now, without the version table. */
  async readCatalog(): Promise<Catalog> {
    const session = await this.#openSession();
    return session.readCatalog(this.versionTable);
  }

  /** What its rows are told by; what is as it was when they were last read is the same object. */
  async readFingerprint(): Promise<RowFingerprint> {
    this.#rows = shareUnchanged(await (await this.openRows()).readFingerprint(this.versionTable), this.#rows);
    return this.#rows;
  }

  /** Our hand on its rows; good until the next step. */
  async openRows(): Promise<RowSession> {
    return (await this.#openSession()).rows;
  }

  get versionTable(): VersionTable | undefined {
    return this.#tools.bridge.versionTable ?? this.#tools.versionTable;
  }

  /** Runs a script of the user's, named by its option where it is refused. */
  async execute(sql: string, option: ScriptOption): Promise<void> {
    await (await this.#openSession()).execute(sql, option);
  }

  /**
   * Runs env.py on the new database without a revision: what it makes itself, or the application that it loads, is not the first revision's
   * doing. Throws a `UserError` where it cannot be run, or migrates the database on its own.
   */
  async prepare(): Promise<void> {
    await this.#tools.bridge.run(this.#url, [], this.#limit(this.#tools.runTimeoutMs));
  }

  /** Upgrades many revisions in one Alembic run, as a deployment does. */
  async run(revisions: readonly string[]): Promise<BringUpObservation> {
    if (revisions.length === 0) return { outcome: 'applied', applied: [], durationMs: 0 };
    const observation = await this.#tools.bridge.run(this.#url, revisions, this.#limit(this.#tools.runTimeoutMs));
    this.#applied.push(...observation.applied);
    return { ...observation, ...this.#describe(observation.error) };
  }

  /**
   * Moves one revision once, and says what that changed from the catalog `before`.
   * @param measuresLocks also what each statement asks of a database in use, where the dialect tells it of statements
   */
  async step(revision: string, direction: Direction, walk: Walk, attempt: 1 | 2, before: Catalog, measuresLocks = false): Promise<SteppedTo> {
    this.#damage ??= await (await this.#openSession()).listDamage();
    const moved = await this.move(revision, direction, walk, attempt, measuresLocks ? before : undefined);
    const after = await this.readCatalog();
    const changes = diffCatalogs(before, after, { matchRenames: true, renames: listRenames(moved.statements) });
    return { observation: { ...moved, changes, damage: await this.#listNewDamage() }, after };
  }

  async #listNewDamage(): Promise<readonly string[]> {
    const known = this.#damage ?? [];
    this.#damage = await (await this.#openSession()).listDamage();
    return this.#damage.filter((sentence) => !known.includes(sentence));
  }

  /**
   * A workbench on a copy of this one's database, or why its state could be had neither by copying nor by a replay.
   * @param bridge which it works with, where not with this one's
   */
  async fork(bridge: AlembicBridge = this.#tools.bridge): Promise<Forked> {
    const database = await this.#copy();
    const copy = new Workbench({ ...this.#tools, bridge, versionTable: this.versionTable }, database ?? (await this.#tools.source.create()));
    if (database === undefined) return endUnlessApplied(copy, await copy.run(this.#applied));
    copy.#applied = [...this.#applied];
    return { copy };
  }

  /** Another workbench on which exactly `applied` are applied, made as `restore` makes it. */
  async branch(applied: readonly string[]): Promise<Forked> {
    const { isAlone, source } = this.#tools;
    // The other would meet what this one has made, and take it away at its end.
    if (isAlone && (await source.listMade()).length > 0) return { because: 'what revisions made belongs to the whole server, which can have it only once' };
    const copy = new Workbench(this.#tools, undefined);
    return endUnlessApplied(copy, await copy.#make(applied, this.#checkpoint));
  }

  /** Upgrades one revision and stops it after so many of its statements; gives what it executed, and why it was not stopped there. */
  async interrupt(revision: string, stopAfter: number): Promise<{ readonly statements: readonly StatementObservation[]; readonly because?: string }> {
    const { bridge, dialect, timeoutMs } = this.#tools;
    const result = await bridge.step(this.#url, revision, 'upgrade', this.#limit(timeoutMs), { stopAfter });
    const statements = readStatements(result.statements, dialect, this.#database);
    if (result.error?.type === 'stopped-on-purpose') return { statements };
    const { error } = this.#describe(result.error);
    return { statements, because: result.outcome === 'applied' ? 'it came to its end with fewer statements' : `it failed before: ${error?.message ?? result.outcome}` };
  }

  /** What measures by running statements once more; undefined where the dialect has another way. */
  get impactReplayer(): ImpactReplayer | undefined {
    return this.#tools.server.impactReplayer;
  }

  /** What its database is called now: the statements of a step may have that name in them. */
  get databaseName(): string {
    return this.#database;
  }

  /**
   * Runs the statements of a step once more, which the database called `source` was given. What revisions are applied here is not known from
   * then on: it is good for further replays and for its catalog.
   */
  async replay(replayer: ImpactReplayer, statements: readonly StatementObservation[], source: string): Promise<Replay> {
    await this.#closeSession();
    return replayer.replay({ database: this.#database, source, statements, timeoutMs: this.#tools.timeoutMs });
  }

  /**
   * Moves one revision once, without reading the catalog.
   * @param before the catalog, where it is to be measured what each statement asks of a database in use
   */
  async move(revision: string, direction: Direction, walk: Walk, attempt: 1 | 2, before?: Catalog): Promise<StepObservation> {
    const { bridge, dialect, timeoutMs } = this.#tools;
    const measuresLocks = before !== undefined && dialect.capabilities.lockIntrospection === 'statement';
    const { statements, ...result } = await bridge.step(this.#url, revision, direction, this.#limit(timeoutMs), { measuresLocks });
    if (result.outcome === 'applied') {
      if (direction === 'upgrade') this.#applied.push(revision);
      else this.#applied = this.#applied.filter((applied) => applied !== revision);
    }
    return { ...result, ...this.#describe(result.error), revision, walk, direction, attempt, statements: readStatements(statements, dialect, this.#database, before), changes: [], damage: [] };
  }

  #describe(error: StepError | undefined): { readonly error?: StepError } {
    return error === undefined ? {} : { error: forgetDatabase(error, this.#database) };
  }

  /** Keeps the present state, so that `restore` need not replay the history before it, and gives back the same objects. */
  async keepCheckpoint(): Promise<void> {
    // An account that a copy mentions could not be dropped.
    if (this.#tools.isAlone) return;
    const copy = await this.#copy();
    if (copy === undefined) return;
    const previous = this.#checkpoint;
    this.#checkpoint = { database: copy, applied: [...this.#applied] };
    if (previous !== undefined) await this.#tools.server.dropDatabase(previous.database);
  }

  async #copy(): Promise<string | undefined> {
    await this.#closeSession();
    await this.#tools.server.disconnectAll(this.#database);
    return this.#tools.server.cloneDatabase(this.#database);
  }

  /**
   * Goes back to the state in which exactly `applied` were applied: a copy of the checkpoint where it lies on the
   * way, else a new database; then a replay of what is missing.
   * @returns the replay's failure, when a revision that went up before does not now
   */
  async restore(applied: readonly string[]): Promise<BringUpObservation> {
    await this.release();
    const replay = await this.#make(applied, this.#checkpoint);
    if (replay.outcome === 'applied' && replay.applied.length > replaysWorthACheckpoint) await this.keepCheckpoint();
    return replay;
  }

  /** Drops the database, and what was made on the server where that is ours alone; `branch` and `restore` make others. */
  async release(): Promise<void> {
    await this.#closeSession();
    this.#damage = undefined;
    await this.#tools.server.dropDatabase(this.#database);
    this.#made = undefined;
    if (this.#tools.isAlone) await this.#tools.source.removeMade();
  }

  async #make(applied: readonly string[], checkpoint: Checkpoint | undefined): Promise<BringUpObservation> {
    const liesOnTheWay = checkpoint?.applied.every((revision) => applied.includes(revision)) === true;
    const copy = liesOnTheWay ? await this.#tools.server.cloneDatabase(checkpoint.database) : undefined;
    if (copy !== undefined) {
      this.#made = copy;
      this.#applied = [...(checkpoint?.applied ?? [])];
      this.#keepsIdentities &&= this.#tools.dialect.capabilities.clonesKeepIdentities;
    } else {
      this.#made = await this.#tools.source.create();
      this.#applied = [];
      this.#keepsIdentities = false;
    }
    const present = new Set(this.#applied);
    return this.run(applied.filter((revision) => !present.has(revision)));
  }

  /** Whether objects still have the internal numbers that they had at first: a replayed history makes others. */
  get keepsIdentities(): boolean {
    return this.#keepsIdentities;
  }

  get dialect(): Dialect {
    return this.#tools.dialect;
  }

  /** Whether what revisions made outside of databases is taken back with a state. */
  get isAlone(): boolean {
    return this.#tools.isAlone;
  }

  get applied(): readonly string[] {
    return this.#applied;
  }

  get #database(): string {
    if (this.#made === undefined) throw new Error('the database of this workbench is not there');
    return this.#made;
  }

  /** The SQLAlchemy URL of the database as it is now. */
  get #url(): string {
    return this.#tools.urlOf(this.#database);
  }

  /** Alembic's comparison of the models with this database. */
  compareModels(): ReturnType<AlembicBridge['drift']> {
    return this.#tools.bridge.drift(this.#url, this.#limit(this.#tools.runTimeoutMs));
  }

  /** The models as the code of this bridge's project has them. */
  readModels(): ReturnType<AlembicBridge['models']> {
    return this.#tools.bridge.models(this.#url, this.#limit(this.#tools.runTimeoutMs));
  }

  /** The server's words without the name of the database. */
  forget(message: string): string {
    return forgetDatabase({ type: '', message, isIrreversible: false }, this.#database).message;
  }

  async close(): Promise<void> {
    await this.#closeSession();
    const { server, source, isAlone } = this.#tools;
    for (const database of [this.#made, this.#checkpoint?.database]) {
      // A restoration that failed half-way has dropped its database.
      if (database !== undefined && server.databases.includes(database)) await server.dropDatabase(database);
    }
    if (isAlone) await source.removeMade();
  }

  #limit(timeoutMs: number): StepLimit {
    return limitStep(this.#tools.server, this.#database, timeoutMs);
  }

  async #openSession(): Promise<DatabaseSession> {
    this.#session ??= await this.#tools.server.openDatabase(this.#database);
    return this.#session;
  }

  async #closeSession(): Promise<void> {
    await this.#session?.close();
    this.#session = undefined;
  }
}

/** A copy of a database as it was when `applied` were applied. */
interface Checkpoint {
  readonly database: string;
  readonly applied: readonly string[];
}

/** A workbench in another's state, or why that state could not be had. */
export type Forked = { readonly copy: Workbench } | { readonly because: string };

async function endUnlessApplied(copy: Workbench, replay: BringUpObservation): Promise<Forked> {
  if (replay.outcome === 'applied') return { copy };
  await copy.close();
  return { because: describeReplay(replay) };
}

/** Why a state could not be had again by upgrading what was upgraded before. */
export function describeReplay({ outcome, failedRevision, error }: BringUpObservation): string {
  const culprit = failedRevision === undefined ? 'what is below it' : `\`${failedRevision}\``;
  return `${culprit} did not upgrade again from the same state (${error?.message ?? outcome})`;
}

/** A step, and the catalog after it. */
export interface SteppedTo {
  readonly observation: StepObservation;
  readonly after: Catalog;
}

/** Replaying fewer revisions than this costs less than copying the database once more. */
const replaysWorthACheckpoint = 20;
