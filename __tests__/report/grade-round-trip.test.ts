import { expect, test } from 'vitest';
import { diffCatalogs } from '../../src/catalog/diff.ts';
import type { RevisionObservation, ValueLoss } from '../../src/observe/observation.ts';
import { gradeRoundTrip } from '../../src/report/grade-round-trip.ts';
import type { RoundTripGrade } from '../../src/report/report.ts';
import type { Revision } from '../../src/revisions/revision.ts';
import { makeCatalog, makeTable } from '../catalog/make-catalog.ts';
import { makeError, makeFailedStep, makeRows, makeRowTrip, makeStages } from '../checks/rows/make-rows.ts';
import { makeObservation, makeSkippedTrip, makeStep, makeTrip } from './make-observation.ts';

const two = makeRows('users', { id: [1, 2], name: ['a', 'b'] });
const emptied = makeRows('users', { id: [1, 2], name: [null, null] });
const one = makeRows('users', { id: [1], name: ['a'] });
const three = makeRows('users', { id: [1, 2, 3], name: ['a', 'b', 'c'] });
const other = makeRows('teams', { id: [1] });
const moreOthers = makeRows('teams', { id: [1, 2] });

const half = makeRows('users', { id: [1, 2], name: ['a', null] });
const changed = makeRows('users', { id: [1, 2], name: ['a', 'x'] });

function tellName(lost: number, changedValues: number, words: Partial<ValueLoss> = {}): { readonly losses: readonly ValueLoss[] } {
  return { losses: [{ schema: 'public', table: 'users', column: 'name', of: 2, lost, changed: changedValues, ...words }] };
}

const same = makeRowTrip(makeStages([two], [two], [two]));
const trace = diffCatalogs(makeCatalog(), makeCatalog(...makeTable('left', { id: 'integer' })));
const order = diffCatalogs(makeCatalog(...makeTable('t', { a: 'text', b: 'text' })), makeCatalog(...makeTable('t', { b: 'text', a: 'text' })));
const failed = makeFailedStep('downgrade', 1, makeError('no'), []);
const declared = makeFailedStep('downgrade', 1, makeError('no way back', { isIrreversible: true }), []);
const up = makeStep('b1', 'upgrade', 1);

interface Words {
  readonly empty?: RevisionObservation;
  readonly rows?: RevisionObservation | undefined;
  readonly body?: Revision['downgradeBody'];
}

test.each<[string, RoundTripGrade | undefined, Words]>([
  ['catalog and rows come back', 'exact', {}],
  ['columns come back in another order', 'exact', { empty: makeTrip('b1', { trace: order }) }],
  ['values are lost', 'shape', { rows: makeRowTrip(makeStages([two], [two], [emptied])) }],
  ['rows are lost', 'shape', { rows: makeRowTrip(makeStages([two], [two], [one])) }],
  ['rows are lost in one table and stay in another', 'shape', { rows: makeRowTrip(makeStages([two, other], [two, other], [one, moreOthers])) }],
  ['rows stay', 'partial', { rows: makeRowTrip(makeStages([two], [three], [three])) }],
  ['a value stays where there was none', 'partial', { rows: makeRowTrip(makeStages([half], [changed], [changed]), tellName(0, 0)) }],
  ['a value is another', 'shape', { rows: makeRowTrip(makeStages([two], [changed], [changed]), tellName(0, 1)) }],
  ['a value is another, and nobody could read which', 'shape', { rows: makeRowTrip(makeStages([two], [changed], [changed])) }],
  ['the database wrote the time', 'exact', { rows: makeRowTrip(makeStages([two], [changed], [changed]), tellName(0, 1, { isByClock: true })) }],
  ['rows stay, and values of others are lost', 'shape', { rows: makeRowTrip(makeStages([two], [three], [three]), tellName(1, 0)) }],
  ['a part of the catalog stays with rows alone', 'partial', { rows: makeRowTrip(makeStages([two], [two], [two]), { trace }) }],
  ['a part of the catalog stays with rows alone, as the downgrade does nothing', 'partial', { rows: makeRowTrip(makeStages([two], [two], [two]), { trace }), body: 'empty' }],
  ['a part of the catalog stays', 'partial', { empty: makeTrip('b1', { trace }) }],
  ['a part of the catalog stays, and nobody looked at rows', 'partial', { empty: makeTrip('b1', { trace }), rows: undefined }],
  ['the downgrade does nothing', 'none', { empty: makeTrip('b1', { trace }), body: 'empty' }],
  ['the downgrade does nothing, and had nothing to do', 'exact', { body: 'empty' }],
  ['the downgrade fails', 'none', { empty: makeTrip('b1', { steps: [up, failed] }) }],
  ['the downgrade fails on rows', 'none', { rows: makeRowTrip(makeStages([two], [two]), { steps: [up, failed] }) }],
  ['the downgrade takes too long', 'none', { empty: makeTrip('b1', { steps: [up, { ...failed, outcome: 'timed-out' }] }) }],
  ['the downgrade says that there is none', 'irreversible', { empty: makeTrip('b1', { steps: [up, declared] }) }],
  ['the downgrade says so on rows', 'irreversible', { rows: makeRowTrip(makeStages([two], [two]), { steps: [up, declared] }) }],
  ['there is no downgrade', 'irreversible', { empty: makeTrip('b1', { steps: [up] }), body: 'missing' }],
  ['the upgrade fails', undefined, { empty: makeTrip('b1', { steps: [{ ...up, outcome: 'failed' }] }), body: 'missing' }],
  ['it was not walked', undefined, { empty: makeSkippedTrip('b1', 'why') }],
  ['the way down was not gone', undefined, { empty: makeTrip('b1', { steps: [up] }) }],
  ['it was not walked with rows', undefined, { rows: undefined }],
  ['with rows it did not come so far', undefined, { rows: makeRowTrip(makeStages([two])) }],
])('%s: %s', (_, expected, { empty = makeTrip('b1'), body = 'code', ...words }) => {
  const rows = 'rows' in words ? words.rows : same;
  const observation = makeObservation([empty], rows === undefined ? {} : { rows: { revisions: [rows], filling: { filled: [], unfilled: [] }, notes: [] } });
  expect(gradeRoundTrip({ id: 'b1', downgradeBody: body }, observation)).toBe(expected);
});
