import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AlembicWorkspace, asyncEnvironment, deadUrlFor, plainEnvironment } from './alembic-workspace.ts';
import type { PythonName } from './alembic-workspace.ts';
import { queryDatabase } from './query-database.ts';

/** One revision and what each of its statements is measured to have done, as lines: `lock t AccessExclusiveLock`, `rewrite t_pkey`, `scan t`. */
interface Measured {
  readonly outcome: string;
  readonly error: string | undefined;
  readonly statements: readonly (readonly string[] | undefined)[];
  readonly transactions: readonly (number | null | undefined)[];
  readonly timeouts: readonly (number | null | undefined)[];
  readonly url: string;
}

const tables = ['op.execute("CREATE TABLE t (id int PRIMARY KEY, name varchar(10))")', 'op.execute("CREATE TABLE u (t_id int)")', 'op.execute("INSERT INTO t VALUES (1, \'a\')")'].join('\n');

function measureWith(open: () => AlembicWorkspace, flavour: { readonly url: string; readonly environment: string }) {
  return async (upgrade: string, { head = '', environment = flavour.environment, measuresLocks = true }: { head?: string; environment?: string; measuresLocks?: boolean } = {}): Promise<Measured> => {
    const workspace = open();
    const { bridge, database, url } = await workspace.begin({ url: flavour.url, environment, revisions: { a1: { upgrade: tables }, a2: { parents: ['a1'], upgrade, head } } });
    expect(await bridge.step(url, 'a1', 'upgrade', workspace.limit(database))).toMatchObject({ outcome: 'applied' });
    const step = await bridge.step(url, 'a2', 'upgrade', workspace.limit(database), { measuresLocks });
    const own = step.statements.filter(({ ordinal }) => ordinal !== undefined);
    return {
      outcome: step.outcome,
      error: step.error?.message,
      statements: own.map(({ reading }) =>
        reading === undefined
          ? undefined
          : [...reading.locks.map(({ name, mode }) => `lock ${name} ${mode}`), ...reading.rewrites.map(({ name }) => `rewrite ${name}`), ...reading.scans.map(({ name }) => `scan ${name}`)],
      ),
      transactions: own.map(({ reading }) => reading?.transaction),
      timeouts: own.map(({ reading }) => reading?.lockTimeoutMs),
      url,
    };
  };
}

const drivers: readonly { readonly name: string; readonly url: string; readonly environment: string; readonly python?: PythonName; readonly canBuildConcurrently?: false }[] = [
  { name: 'psycopg2', url: deadUrlFor('psycopg2'), environment: plainEnvironment },
  { name: 'psycopg2 of SQLAlchemy 1.4', url: deadUrlFor('psycopg2'), environment: plainEnvironment, python: 'oldest' },
  { name: 'psycopg', url: deadUrlFor('psycopg'), environment: plainEnvironment },
  // SQLAlchemy's autocommit mode of it begins a transaction all the same.
  { name: 'pg8000', url: deadUrlFor('pg8000'), environment: plainEnvironment, canBuildConcurrently: false },
  { name: 'asyncpg', url: deadUrlFor('asyncpg'), environment: asyncEnvironment },
  { name: 'psycopg, asynchronous', url: deadUrlFor('psycopg'), environment: asyncEnvironment },
];

describe.each(drivers)('with $name', ({ url, environment, python = 'default', canBuildConcurrently = true }) => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open(python);
  });
  afterAll(() => workspace.close());
  const measure = measureWith(() => workspace, { url, environment });

  it('tells the shortest of all settings that end a wait', async () => {
    const upgrade = ['SET LOCAL statement_timeout = \'7s\'', 'ALTER TABLE t ADD COLUMN c int', 'SET LOCAL lock_timeout = \'9s\'', 'ALTER TABLE t ADD COLUMN d int', 'SET LOCAL lock_timeout = \'1s\'', 'ALTER TABLE t ADD COLUMN e int'];
    const { timeouts } = await measure(upgrade.map((sql) => `op.execute("${sql}")`).join('\n'));
    expect(timeouts).toEqual([undefined, 7000, undefined, 7000, undefined, 1000]);
  });

  it('tells locks, rewrites, scans, transactions and the time that a statement would wait', async () => {
    const upgrade = [
      'op.execute("SET LOCAL lock_timeout = \'2s\'")',
      'op.execute("ALTER TABLE t ADD COLUMN c int")',
      'op.execute("ALTER TABLE t ALTER COLUMN id TYPE bigint")',
      'op.execute("CREATE INDEX u_t ON u (t_id)")',
      'op.execute("DROP INDEX u_t")',
      'op.execute("CREATE TABLE v (id int)")',
      'op.execute("ALTER TABLE v ADD COLUMN c int")',
      ...(canBuildConcurrently ? ['with op.get_context().autocommit_block(): op.execute("CREATE INDEX CONCURRENTLY u_i ON u (t_id)")', 'op.execute("ALTER TABLE u ADD COLUMN d int")'] : []),
    ];
    const { outcome, error, statements, transactions, timeouts } = await measure(upgrade.join('\n'));
    expect([outcome, error]).toEqual(['applied', undefined]);
    const after = canBuildConcurrently ? { statements: [['scan u'], ['lock u AccessExclusiveLock']], transactions: [null, 2], timeouts: [0, 0] } : { statements: [], transactions: [], timeouts: [] };
    expect(statements).toEqual([
      undefined,
      ['lock t AccessExclusiveLock'],
      ['rewrite t', 'rewrite t_pkey', 'scan t'],
      ['lock u ShareLock', 'scan u'],
      ['lock u AccessExclusiveLock'],
      [],
      [],
      ...after.statements,
    ]);
    expect(transactions).toEqual([undefined, 1, 1, 1, 1, 1, 1, ...after.transactions]);
    expect(timeouts).toEqual([undefined, 2000, 2000, 2000, 2000, 2000, 2000, ...after.timeouts]);
  });

  it('does the same as without', async () => {
    const upgrade = [
      'op.execute("CREATE SCHEMA app")',
      'op.execute("SET search_path = app")',
      'op.execute("CREATE TABLE pg_locks (id int)")',
      'op.execute("CREATE TABLE pg_class (id int)")',
      'op.execute("CREATE ROLE lock_reader_%s" % os.getpid())',
      'op.execute("GRANT ALL ON SCHEMA app TO lock_reader_%s" % os.getpid())',
      'op.execute("SET LOCAL ROLE lock_reader_%s" % os.getpid())',
      'op.execute("CREATE TABLE own (id int)")',
      'op.execute("RESET ROLE")',
      'op.execute("DROP OWNED BY lock_reader_%s" % os.getpid())',
      'op.execute("DROP ROLE lock_reader_%s" % os.getpid())',
      'op.execute("SAVEPOINT first")',
      'op.execute("ALTER TABLE public.t ADD COLUMN lost int")',
      'op.execute("ROLLBACK TO SAVEPOINT first")',
      'op.execute("DECLARE c CURSOR FOR SELECT id FROM public.t")',
      'op.execute("ALTER TABLE public.u ADD COLUMN kept int")',
      'assert op.get_bind().execute(sa.text("FETCH ALL FROM c")).scalar() == 1',
      'result = op.get_bind().execute(sa.text("SELECT id FROM public.t").execution_options(stream_results=True))',
      'op.execute("ALTER TABLE public.u ADD COLUMN more int")',
      'assert [row[0] for row in result] == [1]',
      'op.execute("SET search_path = public")',
    ].join('\n');
    const [with_, without] = [await measure(upgrade), await measure(upgrade, { measuresLocks: false })];
    expect([with_.outcome, with_.error]).toEqual(['applied', undefined]);
    expect([without.outcome, without.error]).toEqual(['applied', undefined]);
    const columns = "SELECT attrelid::regclass::text, attname::text FROM pg_attribute WHERE attrelid IN ('t'::regclass, 'u'::regclass) AND attnum > 0 ORDER BY 1, attnum";
    expect(await queryDatabase(with_.url, columns)).toEqual(await queryDatabase(without.url, columns));
    expect(with_.statements.filter((each) => each?.some((line) => line.startsWith('lock u')))).toEqual([['lock u AccessExclusiveLock']]);
  });

  it('leaves the transaction as it was where the reading fails', async () => {
    const upgrade = [
      'op.execute("ALTER TABLE t ADD COLUMN a int")',
      'op.execute("SET LOCAL statement_timeout = \'20s\'")',
      'op.execute("ALTER FUNCTION pg_catalog.pg_stat_get_xact_numscans(oid) RENAME TO hidden_away")',
      // What was prepared before would still find it.
      'op.execute("DEALLOCATE ALL")',
      'op.execute("ALTER TABLE t ADD COLUMN b int")',
      'op.execute("ALTER FUNCTION pg_catalog.hidden_away(oid) RENAME TO pg_stat_get_xact_numscans")',
      'op.execute("ALTER TABLE u ADD COLUMN c int")',
    ].join('\n');
    const { outcome, error, statements } = await measure(upgrade);
    expect([outcome, error]).toEqual(['applied', undefined]);
    expect(statements.slice(0, 5).filter((each) => each?.includes('lock t AccessExclusiveLock') ?? false)).toHaveLength(1);
    expect(statements[4]).toBeUndefined();
  });
});

describe('on PostgreSQL', () => {
  let workspace: AlembicWorkspace;
  beforeAll(async () => {
    workspace = await AlembicWorkspace.open();
  });
  afterAll(() => workspace.close());
  const withPsycopg2 = measureWith(() => workspace, { url: deadUrlFor('psycopg2'), environment: plainEnvironment });
  const withPsycopg = measureWith(() => workspace, { url: deadUrlFor('psycopg'), environment: plainEnvironment });

  it('lets a transaction be given its isolation level first', async () => {
    const upgrade = 'with op.get_context().autocommit_block(): op.execute("ALTER TABLE t ADD COLUMN a int")\nop.execute("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")\nop.execute("ALTER TABLE u ADD COLUMN b int")';
    expect(await withPsycopg2(upgrade)).toMatchObject({ outcome: 'applied', statements: [[], undefined, ['lock u AccessExclusiveLock']], transactions: [null, undefined, 1] });
  });

  it('reads plain rows whatever the revision made of its connection', async () => {
    const upgrade = 'raw = op.get_bind().connection.dbapi_connection\nfrom psycopg2.extras import RealDictCursor\nraw.cursor_factory = RealDictCursor\nop.execute("ALTER TABLE t ADD COLUMN a int")\nraw.cursor_factory = None';
    expect(await withPsycopg2(upgrade)).toMatchObject({ outcome: 'applied', statements: [['lock t AccessExclusiveLock']] });
    const other = 'raw = op.get_bind().connection.dbapi_connection\nfrom psycopg.rows import dict_row\nraw.row_factory = dict_row\nop.execute("ALTER TABLE t ADD COLUMN a int")\nfrom psycopg.rows import tuple_row\nraw.row_factory = tuple_row';
    expect(await withPsycopg(other)).toMatchObject({ outcome: 'applied', statements: [['lock t AccessExclusiveLock']] });
  });

  it('reads nothing in a pipeline, whose errors come later', async () => {
    const upgrade = 'op.execute("ALTER TABLE u ADD COLUMN a int")\nwith op.get_bind().connection.dbapi_connection.pipeline():\n    op.execute("ALTER TABLE t ADD COLUMN a int")\nop.execute("ALTER TABLE t ADD COLUMN b int")';
    expect(await withPsycopg(upgrade)).toMatchObject({ outcome: 'applied', statements: [['lock u AccessExclusiveLock'], undefined, ['lock t AccessExclusiveLock']] });
  });

  it('knows that no transaction is open after a COMMIT of the revision', async () => {
    const upgrade = 'op.execute("COMMIT")\nop.execute("CREATE INDEX CONCURRENTLY u_i ON u (t_id)")\nop.execute("ALTER TABLE u ADD COLUMN a int")';
    expect(await withPsycopg2(upgrade)).toMatchObject({ outcome: 'applied', statements: [undefined, ['scan u'], []], transactions: [undefined, null, null] });
  });

  it('reads after the first of a loop', async () => {
    const { statements } = await withPsycopg2('for n in range(60): op.execute("INSERT INTO u VALUES (1)")\nop.execute("ALTER TABLE u ADD COLUMN a int")');
    expect(statements).toEqual([['lock u RowExclusiveLock'], ...Array.from({ length: 49 }, () => undefined), ['lock u AccessExclusiveLock']]);
  });

  it('tells nothing of a statement that failed, and goes on after it', async () => {
    const upgrade = 'try:\n    with op.get_bind().begin_nested(): op.execute("ALTER TABLE t ADD COLUMN id int")\nexcept sa.exc.DBAPIError: pass\nop.execute("ALTER TABLE t ADD COLUMN a int")';
    const { statements } = await withPsycopg2(upgrade);
    expect(statements.filter((each) => each !== undefined && each.length > 0)).toEqual([['lock t AccessExclusiveLock']]);
  });
});
