import { beforeAll, describe, expect, test } from 'vitest';
import { mariadb } from '../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../src/dialects/sqlite/dialect.ts';
import type { ParsedStatement } from '../../src/sql/operation.ts';

beforeAll(() => postgresql.loadParser());

/** `update a x, y*`: the columns written, with a star where a new value is made from the old one; `where` where a condition keeps rows from it. */
function write(statement: ParsedStatement): readonly string[] {
  if (!statement.parsed) return [statement.reason];
  return statement.operations.map(({ kind, target, assigned = [], flags }) =>
    [kind, target.name, assigned.map(({ column, readsItself }) => `${column}${readsItself ? '*' : ''}`).join(', '), flags.includes('conditional') ? 'where' : ''].filter((part) => part !== '').join(' '),
  );
}

describe.each([postgresql, mysql, mariadb, sqlite])('$title', (dialect) => {
  test.each<[string, string]>([
    ['UPDATE a SET x = 1', 'update a x'],
    ['UPDATE a SET x = 1, y = lower(y), z = x', 'update a x, y*, z'],
    ['UPDATE a AS t SET x = t.x + 1', 'update a x*'],
    ['UPDATE a SET x = CASE WHEN x = 1 THEN 2 ELSE 3 END', 'update a x*'],
    ['UPDATE a SET x = (SELECT x FROM b WHERE b.id = a.id)', 'update a x'],
    ['UPDATE a SET x = (SELECT max(b.y) FROM b WHERE b.y < a.x) + 1, y = 2', 'update a x*, y'],
    ["UPDATE a SET x = 'x'", 'update a x'],
    ['UPDATE a SET x = 1 WHERE x > 2', 'update a x where'],
    ['UPDATE a SET x = 1 WHERE true', 'update a x'],
    ['DELETE FROM a WHERE 1 = 1', 'delete a'],
    ['DELETE FROM a WHERE TRUE', 'delete a'],
    ['DELETE FROM a WHERE 1 = 2', 'delete a where'],
    ['DELETE FROM a WHERE 1 = 1 AND x > 2', 'delete a where'],
    ['DELETE FROM a WHERE false', 'delete a where'],
    ['DELETE FROM a WHERE x = x', 'delete a where'],
  ])('%s', (sql, expected) => {
    expect(write(dialect.parseStatement(sql))).toEqual([expected]);
  });
});

test('columns of several tables of MySQL are told by nobody', () => {
  expect(write(mysql.parseStatement('UPDATE a JOIN b ON b.id = a.id SET a.x = b.x'))).toEqual(['update a where']);
});

test('an UPDATE with the rows of another table has a condition where it says one', () => {
  expect(write(postgresql.parseStatement('UPDATE a SET x = b.x FROM b'))).toEqual(['update a x']);
  expect(write(sqlite.parseStatement('UPDATE a SET x = b.x FROM b WHERE b.id = a.id'))).toEqual(['update a x where']);
});
