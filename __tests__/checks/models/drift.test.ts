import { expect, test } from 'vitest';
import type { ObservationContext } from '../../../src/checks/check.ts';
import { drift } from '../../../src/checks/models/drift.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { makeHistory, writeRevision } from '../../make-history.ts';
import { makeObservation } from '../../report/make-observation.ts';

/** The advice where so many tables of the database are in no model. */
function advise(tables: number): string[] {
  const operations = Array.from({ length: tables }, (_, index) => ({ kind: 'remove_table', description: `table \`t${String(index)}\` is in the database and not in the models`, code: `op.drop_table('t${String(index)}')` }));
  const context: ObservationContext = { history: makeHistory({ 'versions/a1.py': writeRevision('a1', null) }, []), downgrades: 'required', expectedHeads: 1, smallTables: [], dialect: postgresql, observation: makeObservation([], { drift: { outcome: 'compared', operations } }) };
  return drift.find(context).map(({ remedy }) => remedy.text);
}

const write = 'Let Alembic write the revision that is missing (`alembic revision --autogenerate`), or correct the models. It would write:';

test('says that models may not have been imported where many tables have none', () => {
  expect(advise(5)).toEqual([`5 tables have no model: where they do, \`env.py\` does not import the modules that define them, and is to. Otherwise: ${write}`]);
});

test('says nothing of it where a table has none', () => {
  expect(advise(1)).toEqual([write]);
});
