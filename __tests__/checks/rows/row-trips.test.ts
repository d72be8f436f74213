import { expect, test } from 'vitest';
import { findEmptyTrip, findRowTrip, listRowTrips } from '../../../src/checks/rows/row-trips.ts';
import { makeTrip } from '../../report/make-observation.ts';
import { makeContext, makeRowTrip, makeStages } from './make-rows.ts';

const empty = makeTrip('b1');
const withRows = makeRowTrip(makeStages());
const old = makeTrip('a1', { walk: 'rows' });
const context = makeContext({ empty: [empty], rows: [old, withRows] });

test('the trips of new revisions are listed and found', () => {
  expect(listRowTrips(context)).toEqual([withRows]);
  expect(findRowTrip(context, 'b1')).toBe(withRows);
  expect(findRowTrip(context, 'a1')).toBeUndefined();
  expect(findEmptyTrip(context, 'b1')).toBe(empty);
});
