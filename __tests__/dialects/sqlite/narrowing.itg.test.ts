import { afterAll, beforeAll, expect, test } from 'vitest';
import { isNarrowing } from '../../../src/dialects/sqlite/narrowing.ts';
import { withConnection } from '../../../src/dialects/sqlite/connect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { RevisionRunner } from './revision-runner.ts';

/** A column of one type with a value that Python puts there, and the type that batch mode gives it. */
const changes: readonly (readonly [type: string, value: string, to: string])[] = [
  ['VARCHAR(50)', "'longer than ten letters'", 'String(10)'],
  ['TEXT', "'abc'", 'Integer()'],
  ['TEXT', "'12.50 EUR'", 'Numeric(10, 2)'],
  ['TEXT', "'2026-01-31'", 'Date()'],
  ['DATE', "'2026-01-31'", 'DateTime()'],
  ['DATETIME', "'2026-01-31 10:20:30.000000'", 'Date()'],
  ['DATETIME', "'2026-01-31 10:20:30.000000'", 'TIMESTAMP()'],
  ['DATETIME', "'2026-01-31 10:20:30.000000'", 'String(30)'],
  ['TEXT', '\'{"a": 1}\'', 'JSON()'],
  ['INTEGER', '9007199254740991', 'BigInteger()'],
  ['INTEGER', '12345678901', 'SmallInteger()'],
  ['INTEGER', '42', 'String(5)'],
  ['FLOAT', '1.5', 'Integer()'],
  ['NUMERIC(10, 2)', '1.25', 'Numeric(5, 1)'],
  ['NUMERIC(10, 2)', '1.25', 'Integer()'],
  ['BOOLEAN', '1', 'Integer()'],
  ['INTEGER', '7', 'Boolean()'],
];

const bodyFor = (to: string): string => `with op.batch_alter_table("t") as batch_op:\n    batch_op.alter_column("a", type_=sa.${to})`;

let runner: RevisionRunner;
beforeAll(async () => {
  runner = await RevisionRunner.open(changes.map(([, , to]) => bodyFor(to)));
});
afterAll(() => runner.close());

test.each(changes)('what is said of %s with %s becoming %s is what happens', async (type, value, to) => {
  const { session, before, after, error } = await runner.run(`CREATE TABLE t (a ${type}); INSERT INTO t VALUES (${value})`, bodyFor(to));
  expect(error).toBeUndefined();
  const typeIn = (catalog: typeof before): string => String([...catalog.objects.values()].find(({ kind }) => kind === 'column')?.attributes['type']);
  const file = sqlite.databaseUrl(runner.workspace.server.endpoint, session.database).replace('sqlite:///', '');
  const [row] = withConnection(file, { mayWrite: false }, (connection) => connection.all('SELECT CAST(a AS TEXT) FROM t'));
  const isLost = String(row?.[0]) !== value.replaceAll(/^'|'$/g, '');
  expect(isNarrowing({ attribute: 'type', before: typeIn(before), after: typeIn(after) })).toBe(isLost);
});
