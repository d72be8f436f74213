import { beforeAll, describe, expect, test } from 'vitest';
import { parseStatement as parsePostgresql } from '../../src/dialects/postgresql/parse-statement.ts';
import { prepareParser } from '../../src/dialects/postgresql/read-syntax.ts';
import { parseStatement as parseSqlite } from '../../src/dialects/sqlite/parse-statement.ts';
import { listRenames } from '../../src/sql/list-renames.ts';
import type { StatementObservation } from '../../src/observe/observation.ts';
import type { Operation } from '../../src/sql/operation.ts';

function execute(operation: Operation, isFailed = false): StatementObservation {
  return { sql: 'ALTER', durationMs: 1, isBookkeeping: false, isFailed, ordinal: 1, isAutocommit: false, parsed: { parsed: true, operations: [operation] } };
}

test('what statements call otherwise, where they say how and did it', () => {
  const table: Operation = { kind: 'rename-table', target: { schema: 's', name: 'a' }, newName: 'b', flags: [] };
  const column: Operation = { kind: 'rename-column', target: { schema: undefined, name: 't' }, member: 'x', newName: 'y', flags: [] };
  const constraint: Operation = { kind: 'rename-constraint', target: { schema: undefined, name: 't' }, member: 'x', newName: 'y', flags: [] };
  const index: Operation = { kind: 'rename-index', target: { schema: undefined, name: 't' }, member: 'ix', newName: 'iy', flags: [] };
  const unsaid: Operation = { kind: 'rename-column', target: { schema: undefined, name: 't' }, member: 'x', flags: [] };
  const statements = [execute(table), execute(column), execute(constraint), execute(index), execute(unsaid), execute(column, true), { ...execute(column), parsed: { parsed: false, reason: 'odd' } } as const];
  expect(listRenames(statements)).toEqual([{ schema: 's', from: 'a', to: 'b' }, { schema: undefined, table: 't', from: 'x', to: 'y' }, { schema: undefined, table: 't', from: 'ix', to: 'iy', isIndex: true }]);
});

/** `from -> to` of a table, `table.from -> to` of a part. */
function list(statements: readonly string[], parse: typeof parseSqlite): string[] {
  const observed = statements.map((sql, index): StatementObservation => ({ sql, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: index + 1, isAutocommit: false, parsed: parse(sql) }));
  return listRenames(observed).map(({ table, from, to }) => `${table === undefined ? '' : `${table}.`}${from} -> ${to}`);
}

const filled = (into: string, columns: string, from: string, selected: string): string[] => [`CREATE TABLE ${into} (id int)`, `INSERT INTO ${into} (${columns}) SELECT ${selected} FROM ${from}`];

describe('several statements, one after the other', () => {
  beforeAll(prepareParser);

  test.each<[string, readonly string[], readonly string[]]>([
    ['a name in between', ['ALTER TABLE a RENAME TO tmp', 'ALTER TABLE tmp RENAME TO b'], ['a -> b']],
    ['there and back', ['ALTER TABLE a RENAME TO b', 'ALTER TABLE b RENAME TO a'], []],
    ['exchanged names', ['ALTER TABLE a RENAME TO tmp', 'ALTER TABLE b RENAME TO a', 'ALTER TABLE tmp RENAME TO b'], ['a -> b', 'b -> a']],
    ['columns that exchange theirs', ['ALTER TABLE t RENAME COLUMN a TO tmp', 'ALTER TABLE t RENAME COLUMN b TO a', 'ALTER TABLE t RENAME COLUMN tmp TO b'], ['t.a -> b', 't.b -> a']],
    ['a column while its table has a name in between', ['ALTER TABLE a RENAME TO tmp', 'ALTER TABLE tmp RENAME COLUMN x TO y', 'ALTER TABLE tmp RENAME TO b'], ['a -> b', 'a.x -> y']],
    ['dropped after all', ['ALTER TABLE a RENAME TO b', 'DROP TABLE b', 'ALTER TABLE t RENAME COLUMN x TO y', 'ALTER TABLE t DROP COLUMN y'], []],
    ['another one under the name in between', ['ALTER TABLE a RENAME TO tmp', 'DROP TABLE tmp', 'CREATE TABLE tmp (id int)', 'ALTER TABLE tmp RENAME TO b'], []],
    ['made and renamed', ['CREATE TABLE a (id int)', 'ALTER TABLE a RENAME TO b'], []],
    ['dropped, and another one made and renamed', ['DROP TABLE a', 'CREATE TABLE a (id int)', 'ALTER TABLE a RENAME TO b'], []],
    ['a copy that takes the place', [...filled('n', 'id, b', 't', 'id, a'), 'DROP TABLE t', 'ALTER TABLE n RENAME TO t'], ['t.a -> b']],
    ['a copy made only if it is missing', ['CREATE TABLE IF NOT EXISTS n (id int)', 'INSERT INTO n (id, b) SELECT id, a FROM t', 'DROP TABLE t', 'ALTER TABLE n RENAME TO t'], ['t.a -> b']],
    ['a copy that takes the place of what was renamed first', ['ALTER TABLE t RENAME TO old', ...filled('t', 'b', 'old', 'a'), 'DROP TABLE old'], ['t.a -> b']],
    ['a copy back from another copy', ['CREATE TABLE k (id int)', 'INSERT INTO k (id, a) SELECT id, a FROM t', 'DROP TABLE t', ...filled('t', 'id, b', 'k', 'id, a'), 'DROP TABLE k'], ['t.a -> b']],
    ['two copies, and a rename', [...filled('n', 'x', 't', 'a'), 'DROP TABLE t', 'ALTER TABLE n RENAME TO t', ...filled('n', 'b', 't', 'x'), 'DROP TABLE t', 'ALTER TABLE n RENAME TO t', 'ALTER TABLE t RENAME TO u'], ['t -> u', 't.a -> b']],
    ['a copy that stays beside its table', filled('n', 'id, b', 't', 'id, a'), []],
    ['a copy that is kept when its table is dropped', [...filled('n', 'id, b', 't', 'id, a'), 'DROP TABLE t'], []],
    ['rows of which not all are copied', ['CREATE TABLE n (id int)', 'INSERT INTO n (id, b) SELECT id, a FROM t WHERE id > 1', 'DROP TABLE t', 'ALTER TABLE n RENAME TO t'], []],
    ['rows copied into a table that was there', ['INSERT INTO n (id, b) SELECT id, a FROM t', 'DROP TABLE t', 'ALTER TABLE n RENAME TO t'], ['n -> t']],
  ])('%s', (_, statements, expected) => {
    expect(list(statements, parseSqlite)).toEqual(expected);
    expect(list(statements, parsePostgresql)).toEqual(expected);
  });

  test('a name in another case is the same one where no other has it', () => {
    expect(list(['ALTER TABLE a RENAME TO Tmp', 'ALTER TABLE TMP RENAME TO b'], parseSqlite)).toEqual(['a -> b']);
    expect(list(['ALTER TABLE x RENAME TO Tmp', 'ALTER TABLE y RENAME TO tmp', 'ALTER TABLE tmp RENAME TO b'], parseSqlite)).toEqual(['x -> Tmp', 'y -> b']);
    expect(list([...filled('n', 'id, b', 'Hand', 'id, A'), 'DROP TABLE hand', 'ALTER TABLE N RENAME TO HAND'], parseSqlite)).toEqual(['Hand -> HAND', 'Hand.A -> b']);
  });
});
