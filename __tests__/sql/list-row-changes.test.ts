import { describe, expect, test } from 'vitest';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import type { StatementObservation } from '../../src/observe/observation.ts';
import { listKept } from '../../src/sql/list-kept.ts';
import { listRowChanges, mayChangeRows } from '../../src/sql/list-row-changes.ts';

/** Statements as a step executes them; `5: DELETE …` says how many rows the driver told of, `!` before it that it failed, `~` that it is none of the revision's own. */
function run(...texts: readonly string[]): readonly StatementObservation[] {
  return texts.map((text, index) => {
    const [, others, failed, count, sql = ''] = /^(~)?(!)?(?:(\d+): )?(.*)$/s.exec(text) ?? [];
    return {
      sql,
      durationMs: 1,
      isBookkeeping: others !== undefined,
      isFailed: failed !== undefined,
      isAutocommit: false,
      parsed: mysql.parseStatement(sql),
      ...(others === undefined ? { ordinal: index + 1 } : {}),
      ...(count === undefined ? {} : { rowCount: Number(count) }),
    };
  });
}

test('rows are told with their number, where the driver says it, and not where there were none', () => {
  const changes = listRowChanges(run('2: INSERT INTO a VALUES (1), (2)', '0: DELETE FROM b', 'UPDATE c SET d = 1', '0: TRUNCATE TABLE e', 'SELECT 1', 'what is this'));
  expect(changes.map(({ kind, target, count }) => [kind, target.name, count])).toEqual([
    ['insert', 'a', 2],
    ['update', 'c', undefined],
    ['truncate', 'e', undefined],
  ]);
});

describe('an upgrade and its downgrade may change rows that outlive them', () => {
  test.each<[string, boolean, readonly string[], readonly string[]]>([
    ['not where only the catalog changes', false, ['CREATE TABLE t (id INT)', 'SELECT 1'], ['DROP TABLE t']],
    ['not in a table that comes and goes with them', false, ['CREATE TABLE t (id INT)', '1: INSERT INTO t VALUES (1)'], ['1: DELETE FROM t', 'DROP TABLE t']],
    ['not where no row was met', false, ['0: UPDATE other SET a = 1'], []],
    ['not by what Alembic notes', false, ["~1: INSERT INTO alembic_version VALUES ('a')"], []],
    ['where a table of before gets rows', true, ['CREATE TABLE t (id INT)', '1: INSERT INTO other VALUES (1)'], []],
    ['where only the downgrade does it', true, ['CREATE TABLE t (id INT)'], ['3: DELETE FROM other', 'DROP TABLE t']],
    ['where the table may have been there', true, ['CREATE TABLE IF NOT EXISTS t (id INT)', '1: INSERT INTO t VALUES (1)'], []],
    ['where the new table takes the place of another', true, ['CREATE TABLE n (id INT)', '4: INSERT INTO n SELECT * FROM t', 'DROP TABLE t', 'ALTER TABLE n RENAME TO t'], []],
    ['where it was made anew', true, ['DROP TABLE t', 'CREATE TABLE t (id INT)', '1: INSERT INTO t VALUES (1)'], []],
    ['where a statement cannot be read', true, ['what is this'], []],
    ['where a procedure is called', true, ['CALL p()'], []],
  ])('%s', (_, expected, up, down) => {
    expect(mayChangeRows(run(...up), run(...up)) || mayChangeRows(run(...down), run(...up))).toBe(expected);
  });
});

describe('what a failed step has kept', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['nothing where its first statement failed', ['!ALTER TABLE t DROP COLUMN a'], []],
    ['nothing where nothing was committed', ['DELETE FROM t', '!DELETE FROM absent'], []],
    ['what stood before the one that failed, which commits', ['DELETE FROM t', '!ALTER TABLE t DROP COLUMN a'], ['DELETE FROM t']],
    ['nothing of what came after the last that commits', ['DELETE FROM t', 'CREATE TABLE u (id INT)', 'DELETE FROM v', '!DELETE FROM absent'], ['DELETE FROM t', 'CREATE TABLE u (id INT)']],
    ['what the revision commits', ['DELETE FROM t', 'COMMIT', 'DELETE FROM u'], ['DELETE FROM t']],
    ['neither what only reads nor what is none of its own', ['~CREATE TABLE alembic_version (v TEXT)', 'SELECT 1', '!ALTER TABLE t DROP COLUMN a'], []],
  ])('%s', (_, texts, expected) => {
    expect(listKept(run(...texts), mysql).map(({ sql }) => sql)).toEqual(expected);
  });
});
