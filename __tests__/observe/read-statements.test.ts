import { expect, test } from 'vitest';
import { mariadb } from '../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { readStatements } from '../../src/observe/read-statements.ts';
import { writeOperations } from '../dialects/write-operations.ts';

test.each([mysql, mariadb])('$title: the name of the throw-away database is no schema, that of another one is', (dialect) => {
  const sql = ['DELETE FROM gate_1.t', 'TRUNCATE `gate_1`.t', 'ALTER TABLE gate_1.t RENAME TO gate_1.u', 'DROP TABLE gate_2.t, gate_1.t', 'TRUNCATE t'];
  const statements = sql.map((text, index) => ({ sql: text, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: index + 1, isAutocommit: true }));
  const read = readStatements(statements, dialect, 'gate_1');
  expect(read.map(({ parsed }) => writeOperations(parsed))).toEqual([['delete t'], ['truncate t'], ['rename-table t -> u'], ['drop-table gate_2.t', 'drop-table t'], ['truncate t']]);
});

test('what a copy is filled from, too', () => {
  const statements = [{ sql: 'INSERT INTO copy (a) SELECT b FROM gate_1.t', durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: 1, isAutocommit: true }];
  expect(readStatements(statements, mysql, 'gate_1')[0]?.parsed).toEqual({
    parsed: true,
    operations: [{ kind: 'insert', target: { schema: undefined, name: 'copy' }, copy: { from: { schema: undefined, name: 't' }, columns: [{ from: 'b', to: 'a' }] }, flags: [] }],
  });
});
