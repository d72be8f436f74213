import { describe, expect, test } from 'vitest';
import { diffCatalogs } from '../../../src/catalog/diff.ts';
import type { CatalogObject } from '../../../src/catalog/model.ts';
import { downgradeEmpty } from '../../../src/checks/round-trip/downgrade-empty.ts';
import { makeCatalog, makeObject, makeTable } from '../../catalog/make-catalog.ts';
import { makeTrip } from '../../report/make-observation.ts';
import { makeContext } from '../rows/make-rows.ts';

function findRemedy(before: readonly CatalogObject[], after: readonly CatalogObject[]): readonly [string, string | undefined][] {
  const trace = diffCatalogs(makeCatalog(...before), makeCatalog(...after));
  return downgradeEmpty.find(makeContext({ empty: [makeTrip('b1', { trace })], rows: [] })).map(({ remedy }) => [remedy.text, remedy.code]);
}

describe('the remedy', () => {
  test('has the lines that are missing', () => {
    expect(findRemedy([], makeTable('half', { id: 'integer' }))).toEqual([['Add to `downgrade()`, or `raise NotImplementedError` where there is no way back:', 'op.drop_table("half")']]);
  });

  test('is one sentence where there is no such line', () => {
    const index = (isValid: boolean) => makeObject('index', 'ix', { of: 'users', attributes: { definition: 'CREATE INDEX ix ON ONLY users (a)', isValid } });
    expect(findRemedy([index(false)], [index(true)])).toEqual([['Let `downgrade()` undo everything that `upgrade()` does, or `raise NotImplementedError` where there is no way back.', undefined]]);
  });
});
