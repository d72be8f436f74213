import { expect, test } from 'vitest';
import { catalogKey } from '../../../src/catalog/model.ts';
import type { CatalogObject } from '../../../src/catalog/model.ts';
import { findReplacing, nameSuccessor, writeGoOn } from '../../../src/checks/destructive/tell-successor.ts';
import type { ReplacedSequence } from '../../../src/checks/destructive/list-replaced-sequences.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { makeStep } from '../../report/make-observation.ts';

const make = (kind: CatalogObject['kind'], schema: string, table: string, name: string): CatalogObject => ({
  kind, schema, name, parent: catalogKey('table', schema, null, table), parentName: table, attributes: {}, identity: null,
}); // prettier-ignore
const replace = (schema: string, table: string, column: string, sequence?: string): ReplacedSequence => {
  const own = make('column', schema, table, column);
  const empty = { objects: new Map() };
  const upgrade = { revision: 'b1', step: makeStep('b1', 'upgrade', 1), before: empty, after: empty };
  return { upgrade, object: make('sequence', schema, table, 'old'), column: own, by: sequence === undefined ? own : make('sequence', schema, table, sequence) };
};

test.each([
  [replace('public', 'metric', 'id', 'metric_tmp_id_seq'), '`metric_tmp_id_seq`', "SELECT setval('metric_tmp_id_seq', (SELECT max(id) FROM metric))"],
  [replace('app', "It's", 'Id', 'Next'), '`app.Next`', `SELECT setval('app."Next"', (SELECT max("Id") FROM app."It's"))`],
  [replace('public', 'metric', 'id'), 'the identity of column `metric.id`', "SELECT setval(pg_get_serial_sequence('metric', 'id'), (SELECT max(id) FROM metric))"],
  [replace('app', "It's", 'Id'), "the identity of column `app.It's.Id`", `SELECT setval(pg_get_serial_sequence('app."It''s"', 'Id'), (SELECT max("Id") FROM app."It's"))`],
])('what counts now and how it goes on: %#', (replaced, name, sql) => {
  expect([nameSuccessor(replaced), writeGoOn(replaced, postgresql)]).toEqual([name, sql]);
});

test('a sequence whose table is not known is looked for by its own name', () => {
  expect(findReplacing(replace('public', 'metric', 'id'))).toEqual({ kinds: ['drop-sequence'] });
});
