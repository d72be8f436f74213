import { describe, expect, it } from 'vitest';
import { isByClock } from '../../src/observe/is-by-clock.ts';
import type { StepObservation } from '../../src/observe/observation.ts';
import type { OperationKind } from '../../src/sql/operation.ts';

const nowMs = Date.parse('2026-11-21T17:00:00Z');
const column = { table: 'customer', column: 'updated_at' };

function makeStep(...statements: readonly { readonly sql: string; readonly kind: OperationKind; readonly table?: string }[]): StepObservation {
  return {
    revision: 'b1', walk: 'rows', direction: 'upgrade', attempt: 1, outcome: 'applied', durationMs: 1, changes: [], damage: [],
    statements: statements.map(({ sql, kind, table = 'customer' }, index) => ({
      sql, ordinal: index + 1, isBookkeeping: false, isFailed: false, rowCount: 1,
      parsed: { parsed: true as const, operations: [{ kind, target: { schema: undefined, name: table }, flags: [] }] },
    })),
  } as unknown as StepObservation;
}

const update = { sql: 'UPDATE customer SET slug = lower(name)', kind: 'update' } as const;

describe('the time of the walk in a column that nobody named', () => {
  it.each([['2026-11-21 17:00:00.5+00'], ['2026-11-21 17:00:00'], ['2026-11-21'], ['2026-11-22 07:00:00+14'], ['2026-11-21T17:00:00Z']])('is known in %s', (text) => {
    expect(isByClock(column, [text], [makeStep(update)], nowMs)).toBe(true);
  });

  it.each([['2020-11-21 17:00:00'], ['17:00:00'], ['1795280400'], ['soon'], ['2026-13-45 17:00:00']])('is not seen in %s', (text) => {
    expect(isByClock(column, [text], [makeStep(update)], nowMs)).toBe(false);
  });

  it('is not seen where one value of several is another', () => {
    expect(isByClock(column, ['2026-11-21 17:00:00', '2020-01-01 00:00:00'], [makeStep(update)], nowMs)).toBe(false);
  });

  it('is not seen where nothing came', () => {
    expect(isByClock(column, [], [makeStep(update)], nowMs)).toBe(false);
  });

  it('is a loss where a statement names the column', () => {
    expect(isByClock(column, ['2026-11-21 17:00:00'], [makeStep({ sql: 'UPDATE customer SET "Updated_At" = now()', kind: 'update' })], nowMs)).toBe(false);
  });

  it('is a loss where rows were written anew, with a default', () => {
    expect(isByClock(column, ['2026-11-21 17:00:00'], [makeStep(update), makeStep({ sql: 'INSERT INTO customer (name) SELECT name FROM kept', kind: 'insert' })], nowMs)).toBe(false);
  });

  it('is a loss where no statement updates the table', () => {
    expect(isByClock(column, ['2026-11-21 17:00:00'], [makeStep({ sql: 'UPDATE purchase SET total = 1', kind: 'update', table: 'purchase' })], nowMs)).toBe(false);
  });
});
