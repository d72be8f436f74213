import type { KeyPlan } from '../plan/table-plan.ts';
import type { RowValue } from '../row-value.ts';
import { identifyValue } from '../values/identify-value.ts';
import type { MadeRow } from './variation.ts';

/** What rows of one table have already, so that the next ones get something else. Texts that differ in case, accents or spaces at the end alone count as the same. */
export class TakenValues {
  private readonly keys: readonly KeyPlan[];
  private readonly columns = new Map<string, Set<string>>();
  private readonly tuples = new Map<KeyPlan, Set<string>>();

  constructor(keys: readonly KeyPlan[]) {
    this.keys = keys;
  }

  has(column: string, value: RowValue): boolean {
    return this.columns.get(column)?.has(identifyValue(value, true)) ?? false;
  }

  /** Whether a key has the values of a row already; what the server makes is new. */
  findClash(row: MadeRow, isStrict: boolean): KeyPlan | undefined {
    return this.keys.find((key) => {
      if (!isStrict && key.isSoft) return false;
      const tuple = identifyTuple(row, key);
      return tuple !== undefined && (this.tuples.get(key)?.has(tuple) ?? false);
    });
  }

  add(row: MadeRow): void {
    for (const [column, value] of row) {
      const values = this.columns.get(column) ?? new Set();
      this.columns.set(column, values.add(identifyValue(value, true)));
    }
    for (const key of this.keys) {
      const tuple = identifyTuple(row, key);
      if (tuple !== undefined) this.tuples.set(key, (this.tuples.get(key) ?? new Set()).add(tuple));
    }
  }
}

/** Undefined where nothing can be the same. */
function identifyTuple(row: MadeRow, { columns, hasDistinctNulls }: KeyPlan): string | undefined {
  const values = columns.map((column) => row.get(column));
  if (values.some((value) => value === undefined || (value.kind === 'null' && hasDistinctNulls))) return undefined;
  return JSON.stringify(values.map((value) => (value === undefined ? '' : identifyValue(value, true))));
}
