import { setTimeout } from 'node:timers/promises';
import type { Connection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { getDialect } from '../../../src/dialects/registry.ts';
import type { FamilyDialect } from '../../../src/dialects/mysql-family/lexis.ts';
import type { StatementImpact, StatementObservation } from '../../../src/observe/observation.ts';
import { changes } from './impact-statements.ts';
import { ask, connectAs, images } from './test-server.ts';

/** Enough for a change to take a while; a full-text index takes much longer. */
const countRows = (sql: string): number => (sql.includes('FULLTEXT') ? 8192 : 131_072);
const timeoutMs = 60_000;

const columns = "id INT PRIMARY KEY AUTO_INCREMENT, a INT, b VARCHAR(50), c VARCHAR(300), n INT NOT NULL, e ENUM('x', 'y'), pid INT, KEY ix_b (b), KEY ix_n (n)";
const parts = (kind: string): string => `id INT PRIMARY KEY, a INT, c VARCHAR(300)) ${kind === 'hash' ? 'PARTITION BY HASH (id) PARTITIONS 4' : 'PARTITION BY RANGE (id) (PARTITION p0 VALUES LESS THAN (1000), PARTITION p1 VALUES LESS THAN (1000000))'}`;

/** The table that a change is made of, by its kind. */
function writeTable(name: string, kind: (typeof changes)[number]['of']): string {
  if (kind === 'hash' || kind === 'range') return `CREATE TABLE ${name} (${parts(kind)}`;
  if (kind === 'child') return `CREATE TABLE ${name} (${columns}, CONSTRAINT fk_${name} FOREIGN KEY (pid) REFERENCES p (id))`;
  if (kind === 'searched') return `CREATE TABLE ${name} (${columns}, FULLTEXT ft_b (b))`;
  return `CREATE TABLE ${name} (${columns}) ENGINE=${kind === 'myisam' ? 'MyISAM' : 'InnoDB'} DEFAULT CHARSET=utf8mb4`;
}

describe.each(images)('what %s asks of a table, on %s', (name: FamilyDialect, image) => {
  const dialect = getDialect(name);
  const column = image === 'mysql:9.7' ? 0 : image === 'mariadb:10.11' ? 1 : 2;
  let server: DatabaseServer;
  let database: string;

  beforeAll(async () => {
    server = await openDatabaseServer({ dialect, database: { provider: 'container' }, image, mayFallBack: false, log: () => undefined });
    database = await server.session.createDatabase();
  });
  afterAll(() => server.dispose());

  const observe = (sql: string): StatementObservation => ({ sql, durationMs: 1, isBookkeeping: false, isFailed: false, isAutocommit: true, parsed: dialect.parseStatement(sql) });
  const replay = async (statements: readonly string[], source = database): Promise<{ impacts: readonly (StatementImpact | undefined)[]; stopped: unknown }> => {
    const given = await server.session.impactReplayer?.replay({ database, source, statements: statements.map(observe), timeoutMs });
    return { impacts: statements.map((_, at) => given?.impacts.get(at)), stopped: given?.stopped };
  };

  it('is as the table of changes says', async () => {
    await ask(server.endpoint, ['CREATE TABLE p (id INT PRIMARY KEY)', ...changes.map(({ of }, index) => writeTable(`t${String(index)}`, of))].join(';'), database);
    const { impacts, stopped } = await replay(changes.map(({ sql }, index) => sql.replaceAll('$t', `t${String(index)}`)));
    const told = changes.map(({ sql }, index) => `${sql} => ${summarize(impacts[index])}`);
    expect({ told, stopped }).toEqual({ told: changes.map(({ sql, expected }) => `${sql} => ${typeof expected === 'string' ? expected : expected[column]}`), stopped: undefined });
    // Each is about its own table.
    expect(impacts.flatMap((impact, index) => impact?.locks.map((lock) => [lock.schema, lock.name, index]) ?? [])).toEqual(changes.flatMap(({ sql }, index) => (impacts[index] === undefined || sql === '' ? [] : [[null, `t${String(index)}`, index]])));
  });

  // The second opinion: the change as it is written, on a table with many rows, while others read it and write to it.
  const watched = changes.flatMap((change, index) => (change.isSlow === true ? [{ ...change, index }] : []));
  // On a machine with much else to do a query waits for that as well, so a disagreement is looked at again.
  it.for(watched)('agrees with who reads and writes meanwhile: $sql', { retry: 2 }, async ({ sql, of, expected }) => {
    const big = await server.session.createDatabase();
    const [changing, reading, writing] = await Promise.all([connectAs(server.endpoint, big), connectAs(server.endpoint, big), connectAs(server.endpoint, big)]);
    try {
      await fill(changing, writeTable('t', of), countRows(sql));
      const before = await listFiles(changing, name, big);
      const seen = await watch({ changing, reading, writing }, sql.replaceAll('$t', 't'));
      const after = await listFiles(changing, name, big);
      const isRewritten = before.some((id) => !after.includes(id)) ? 'rewritten' : 'kept';
      const told = typeof expected === 'string' ? expected : expected[column];
      expect({ ...seen, isRewritten }).toEqual({
        reads: told.includes('EXCLUSIVE') ? 'wait' : 'go on',
        writes: told.includes('NONE') ? 'go on' : 'wait',
        isRewritten: told.includes('rewritten') ? 'rewritten' : 'kept',
      });
    } finally {
      for (const connection of [changing, reading, writing]) await connection.end();
      await server.session.dropDatabase(big);
    }
  });

  it('runs what stands between, heeds what the session sets, and stops where it cannot go on', async () => {
    await ask(server.endpoint, 'CREATE TABLE kept (id INT PRIMARY KEY, a INT); CREATE TABLE owner (id INT PRIMARY KEY)', database);
    const { impacts, stopped } = await replay(
      [
        'SET lock_wait_timeout = 5',
        'SET foreign_key_checks = 0',
        'CREATE TABLE made (id INT PRIMARY KEY)',
        'ALTER TABLE made ADD COLUMN a BIGINT, MODIFY id BIGINT',
        'SELECT 1',
        'ALTER TABLE kept ADD CONSTRAINT fk_owner FOREIGN KEY (a) REFERENCES owner (id)',
        'RENAME TABLE kept TO renamed',
        // As a revision writes it that asks for the name of its database.
        'CREATE INDEX ix_a2 ON renamed (id, a) COMMENT "of alembic_gate_source"',
        "INSERT INTO kept (id) VALUES ('no such table any more')",
        'CREATE PROCEDURE grow() ALTER TABLE owner ADD COLUMN b INT',
        'CALL grow()',
        'ALTER TABLE owner DROP COLUMN missing',
        'ALTER TABLE owner ADD COLUMN c INT',
      ],
      'alembic_gate_source',
    );
    expect(stopped).toMatchObject({ at: 11 });
    expect(impacts.map((impact) => impact && [impact.locks[0]?.name, impact.locks[0]?.mode, impact.algorithm, impact.lockTimeoutMs])).toEqual([
      undefined, undefined, undefined, undefined, undefined,
      ['kept', 'NONE', name === 'mysql' ? 'inplace' : 'nocopy', 5000],
      undefined,
      ['kept', 'NONE', name === 'mysql' ? 'inplace' : 'nocopy', 5000],
      undefined, undefined, undefined, undefined, undefined,
    ]); // prettier-ignore
    expect(await ask(server.endpoint, 'SELECT INDEX_COMMENT FROM information_schema.STATISTICS WHERE TABLE_SCHEMA = DATABASE() AND INDEX_NAME = "ix_a2" AND SEQ_IN_INDEX = 1', database)).toEqual([`of ${database}`]);
    expect(await ask(server.endpoint, 'SHOW COLUMNS FROM owner LIKE "b"', database)).not.toEqual([]);
    expect(stopped).toEqual({ at: 11, because: expect.stringMatching(/^it does not go the same way again \(.*missing/) as unknown });
  });
});

function summarize(impact: StatementImpact | undefined): string {
  if (impact === undefined) return 'nothing';
  const { algorithm, locks, rewrites, scans, source } = impact;
  return [algorithm ?? 'as written', ...locks.map(({ mode }) => mode), ...rewrites.map(() => 'rewritten'), ...scans.map(() => 'scanned'), ...(source === 'documented' ? ['documented'] : [])].join(' ');
}

async function fill(connection: Connection, definition: string, rows: number): Promise<void> {
  await connection.query(`CREATE TABLE p (id INT PRIMARY KEY); INSERT INTO p VALUES (1); ${definition}; CREATE TABLE numbers (id INT PRIMARY KEY AUTO_INCREMENT, one INT); INSERT INTO numbers (one) VALUES (1)`);
  for (let count = 1; count < rows; count *= 2) await connection.query('INSERT INTO numbers (one) SELECT 1 FROM numbers');
  await connection.query(`INSERT INTO t (id, a, c${/ n INT/.test(definition) ? ', n, b' : ''}) SELECT (@i := @i + 1), one, REPEAT('some text ', 20)${/ n INT/.test(definition) ? ", one, 'b'" : ''} FROM numbers, (SELECT @i := 0) AS zero`);
}

type Seen = Readonly<Record<'reads' | 'writes', 'go on' | 'wait'>>;

/**
 * Whether one of those who go on reading or writing all the while waits for most of the change: at its beginning and its end everyone waits
 * for a moment.
 */
async function watch({ changing, reading, writing }: Readonly<Record<'changing' | 'reading' | 'writing', Connection>>, sql: string): Promise<Seen> {
  let isOver = false;
  const start = performance.now();
  const change = changing.query(sql).then(() => {
    isOver = true;
    return performance.now() - start;
  });
  const meet = async (other: Connection, statement: string): Promise<number> => {
    let longest = 0;
    while (!isOver) {
      const begin = performance.now();
      await other.query(statement);
      longest = Math.max(longest, performance.now() - begin);
      await setTimeout(1);
    }
    return longest;
  };
  const [duration, read, written] = await Promise.all([change, meet(reading, 'SELECT a FROM t WHERE id = 7'), meet(writing, 'UPDATE t SET a = 3 - a WHERE id = 900')]);
  const tell = (longest: number): Seen['reads'] => (longest > duration / 2 ? 'wait' : 'go on');
  return { reads: tell(read), writes: tell(written) };
}

async function listFiles(connection: Connection, name: FamilyDialect, database: string): Promise<readonly unknown[]> {
  const [found] = await connection.query({ sql: `SELECT SPACE FROM information_schema.${name === 'mysql' ? 'INNODB_TABLES' : 'INNODB_SYS_TABLES'} WHERE NAME LIKE '${database}/t%'`, rowsAsArray: true });
  return (found as unknown[][]).flat();
}
