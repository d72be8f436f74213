import pg from 'pg';
import { expect } from 'vitest';
import type { Catalog } from '../../../../src/catalog/model.ts';
import { postgresql } from '../../../../src/dialects/postgresql/dialect.ts';
import { readStatements } from '../../../../src/observe/read-statements.ts';
import type { StatementImpact, StatementObservation } from '../../../../src/observe/observation.ts';
import { AlembicWorkspace, plainEnvironment } from '../../../alembic/alembic-workspace.ts';
import type { OpenProject } from '../../../alembic/alembic-workspace.ts';
import { commonTables } from './statement-kinds.ts';
import type { StatementKind } from './statement-kinds.ts';

/** What one statement was measured to ask, and what another session saw of it. */
export interface Comparison {
  readonly impact: StatementImpact | undefined;
  readonly before: Catalog;
  /** As `writeImpact` writes them: the strongest lock on each table by `pg_locks`, and what files were others afterwards. */
  readonly seen: { readonly locks: readonly string[]; readonly rewrites: readonly string[]; readonly scans: readonly string[] };
  /** What others could not do with each table while the lock was held: `t reads`. */
  readonly blocked: readonly string[];
}

/** An impact as lines: `lock t ShareLock`, `rewrite table t`, `scan t`. */
export function writeImpact(impact: StatementImpact | undefined): string[] {
  if (impact === undefined) return [];
  return [
    ...impact.locks.map(({ name, mode }) => `lock ${name} ${mode}`).sort(),
    ...impact.rewrites.map(({ kind, name }) => `rewrite ${kind} ${name}`).sort(),
    ...impact.scans.map(({ name }) => `scan ${name}`).sort(),
  ];
}

const modes = ['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];
/** Advisory lock on which a revision waits, so that the test can look at it. */
const gate = 4711;
const versionsApart = plainEnvironment
  .replace('context.configure(connection=connection,', 'context.configure(connection=connection, version_table_schema="meta",');

/** The sessions that are not the test's. */
const others = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name <> 'the holder' AND backend_type = 'client backend'";

interface File {
  readonly kind: 'table' | 'index';
  readonly name: string;
  readonly oid: number;
  readonly table: number;
  readonly file: number;
}

/** One server, one database, and a session of the test's own that looks at what revisions do there. */
export class LockBench {
  readonly #workspace: AlembicWorkspace;
  readonly #project: OpenProject;
  /** Never in a transaction, in which the server would show it the sessions of its beginning. */
  readonly #observer: pg.Client;
  /** Holds what revisions wait for. */
  readonly #holder: pg.Client;
  readonly #ids: ReadonlyMap<StatementKind, string>;

  private constructor(workspace: AlembicWorkspace, project: OpenProject, observer: pg.Client, holder: pg.Client, ids: ReadonlyMap<StatementKind, string>) {
    this.#workspace = workspace;
    this.#project = project;
    this.#observer = observer;
    this.#holder = holder;
    this.#ids = ids;
  }

  static async open(kinds: readonly StatementKind[], image?: string): Promise<LockBench> {
    const workspace = await AlembicWorkspace.open('default', postgresql, image);
    await postgresql.loadParser();
    const ids = new Map(kinds.map((kind, index) => [kind, `k${String(index)}`]));
    const revisions = Object.fromEntries(kinds.map((kind) => [ids.get(kind) ?? '', { upgrade: writeUpgrade(kind) }]));
    const project = await workspace.begin({ environment: versionsApart, revisions });
    const [observer, holder] = [new pg.Client({ connectionString: project.url }), new pg.Client({ connectionString: project.url, application_name: 'the holder' })];
    await Promise.all([observer.connect(), holder.connect()]);
    await observer.query("CREATE SCHEMA meta; SET lock_timeout = '30ms'; SET allow_in_place_tablespaces = on");
    await observer.query("CREATE TABLESPACE elsewhere LOCATION ''");
    return new LockBench(workspace, project, observer, holder, ids);
  }

  get version(): number {
    return Number.parseInt(this.#workspace.server.session.version, 10);
  }

  async close(): Promise<void> {
    await this.#observer.query('DROP SCHEMA public CASCADE');
    await this.#observer.query('DROP TABLESPACE elsewhere');
    await Promise.all([this.#observer.end(), this.#holder.end()]);
    await this.#workspace.close();
  }

  async compare(kind: StatementKind, rows: number): Promise<Comparison> {
    await this.#prepare(kind, rows);
    const session = await this.#workspace.server.session.openDatabase(this.#project.database);
    const before = await session.readCatalog({ schema: 'meta', name: 'alembic_version' });
    await session.close();
    const [files, scans] = [await this.#readFiles(), await this.#readScans()];

    const { isAlone = false, waitsFor = 'ROW EXCLUSIVE' } = kind;
    await this.#holder.query('BEGIN');
    await this.#holder.query(isAlone ? `LOCK TABLE ${this.#findTable(kind)} IN ${waitsFor} MODE` : `SELECT pg_advisory_xact_lock(${String(gate)})`);
    const stepping = this.#project.bridge.step(this.#project.url, this.#ids.get(kind) ?? '', 'upgrade', this.#workspace.limit(this.#project.database, 30_000), { measuresLocks: true });
    const looking = this.#lookWhileWaiting(stepping, files).then(async (locks) => ({ locks, blocked: isAlone ? [] : await this.#tryOthers(before) }));
    const { locks, blocked } = await looking.finally(() => this.#holder.query('COMMIT'));
    const step = await stepping;
    expect(step.error?.message).toBeUndefined();

    const statements = readStatements(step.statements, postgresql, this.#project.database, before);
    const statement = statements.find(({ line }) => line === (isAlone ? 11 : 10));
    return {
      impact: statement?.impact,
      before,
      seen: { locks, rewrites: compareFiles(files, await this.#readFiles()), scans: await this.#compareScans(scans) },
      blocked,
    };
  }

  /** What the same statement is documented to ask. */
  document(kind: StatementKind, before: Catalog): StatementImpact | undefined {
    const statement: StatementObservation = { sql: kind.sql, durationMs: 0, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: true, parsed: postgresql.parseStatement(kind.sql) };
    return postgresql.readImpact?.(statement, undefined, before);
  }

  async #prepare({ setup = [] }: StatementKind, rows: number): Promise<void> {
    const fill = `INSERT INTO t (n, name, word) SELECT g, g::text, g::text FROM generate_series(1, ${String(rows)}) g; INSERT INTO u SELECT g, g::text FROM generate_series(1, ${String(rows)}) g`;
    const schemas = 'DROP SCHEMA IF EXISTS public CASCADE; DROP SCHEMA IF EXISTS elsewhere CASCADE; CREATE SCHEMA public';
    await this.#observer.query([schemas, ...commonTables, fill, ...setup].join('; '));
    // What it read itself is counted by now.
    await this.#observer.query('SELECT pg_stat_force_next_flush()');
  }

  /** The table that a statement which stands alone waits for. */
  #findTable({ sql }: StatementKind): string {
    return /\bparted\b/.test(sql) ? 'parted_eu' : 't';
  }

  async #readFiles(): Promise<File[]> {
    const { rows } = await this.#observer.query<File>(
      `SELECT CASE WHEN x.indexrelid IS NULL THEN 'table' ELSE 'index' END AS kind, c.relname AS name, c.oid::int, coalesce(x.indrelid, c.oid)::int AS table, c.relfilenode::int AS file
       FROM pg_class c LEFT JOIN pg_index x ON x.indexrelid = c.oid
       WHERE c.relnamespace IN (SELECT oid FROM pg_namespace WHERE nspname IN ('public', 'elsewhere')) AND c.relkind IN ('r', 'p', 'm', 'i', 'I')`,
    );
    return rows;
  }

  async #readScans(): Promise<Map<string, number>> {
    const { rows } = await this.#observer.query<{ name: string; scans: number }>("SELECT relname AS name, seq_scan::int AS scans FROM pg_stat_all_tables WHERE schemaname IN ('public', 'elsewhere')");
    return new Map(rows.map(({ name, scans }) => [name, scans]));
  }

  /** A session hands its counts over when it ends. */
  async #compareScans(before: ReadonlyMap<string, number>): Promise<string[]> {
    await expect.poll(async () => (await this.#observer.query(`SELECT 1 FROM (${others}) o`)).rows.length).toBe(0);
    const after = await this.#readScans();
    return [...before].filter(([name, scans]) => (after.get(name) ?? scans) > scans).map(([name]) => `scan ${name}`).sort();
  }

  /** The locks of the one other session once it waits: those that it has and the one that it waits for. */
  async #lookWhileWaiting(stepping: Promise<unknown>, files: readonly File[]): Promise<string[]> {
    let hasEnded = false;
    void stepping.then(() => (hasEnded = true));
    const strongest = new Map<number, number>();
    await expect.poll(
      async () => {
        const { rows } = await this.#observer.query<{ relation: number | null; mode: string; granted: boolean }>(
          `SELECT relation::int, mode, granted FROM pg_locks WHERE pid IN (${others})`,
        );
        if (!hasEnded && rows.every(({ granted }) => granted)) return false;
        for (const { relation, mode } of rows) {
          const table = files.find(({ oid }) => oid === relation)?.table;
          if (table !== undefined) strongest.set(table, Math.max(strongest.get(table) ?? 0, modes.indexOf(mode)));
        }
        return true;
      },
      { timeout: 20_000, interval: 5 },
    ).toBe(true);
    expect(hasEnded).toBe(false);
    return files.filter(({ oid }) => strongest.has(oid)).map(({ oid, name }) => `lock ${name} ${modes[strongest.get(oid) ?? 0] ?? ''}`).sort();
  }

  /** Reads and writes every table as an application would, as far as to plan the query, and says where that had to wait. */
  async #tryOthers(before: Catalog): Promise<string[]> {
    const blocked: string[] = [];
    for (const { kind, schema, name } of before.objects.values()) {
      if (kind !== 'table' && kind !== 'materialized view') continue;
      const table = `${pg.escapeIdentifier(schema ?? '')}.${pg.escapeIdentifier(name)}`;
      if (await hasToWait(this.#observer, `EXPLAIN SELECT * FROM ${table}`)) blocked.push(`${name} reads`);
      else if (kind === 'table' && (await hasToWait(this.#observer, `EXPLAIN DELETE FROM ${table}`))) blocked.push(`${name} writes`);
    }
    return blocked.sort();
  }
}

function writeUpgrade({ sql, isAlone = false }: StatementKind): string {
  const text = JSON.stringify(sql);
  if (isAlone) return `with op.get_context().autocommit_block():\n    op.get_bind().exec_driver_sql(${text})`;
  return `op.get_bind().exec_driver_sql(${text})\nop.execute("SELECT pg_advisory_xact_lock(${String(gate)})")`;
}

async function hasToWait(client: pg.Client, sql: string): Promise<boolean> {
  try {
    await client.query(sql);
    return false;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '55P03') return true;
    throw error;
  }
}

/** What has another file: under its number, or under its name where the number is gone. */
function compareFiles(before: readonly File[], after: readonly File[]): string[] {
  const rewritten = before.filter((old) => {
    const now = after.find(({ oid }) => oid === old.oid) ?? after.find(({ kind, name, table }) => kind === old.kind && name === old.name && table === old.table);
    return now !== undefined && now.file !== old.file;
  });
  return rewritten.map(({ kind, name }) => `rewrite ${kind} ${name}`).sort();
}
