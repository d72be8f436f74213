import type { ColumnDemand } from '../conditions/demand.ts';
import type { ValueType } from '../value-type.ts';
import type { SteppedType } from './ticks.ts';
import { findWindow } from './window-by-name.ts';
import type { Window } from './window-by-name.ts';

/** What a column's name says about its values, found out when it is asked for and kept. */
export class Source {
  readonly columnName: string;
  readonly demandOf: (domain: Extract<ValueType, { kind: 'domain' }>) => ColumnDemand | undefined;
  private readonly makePool: () => readonly string[];
  private texts: readonly string[] | undefined;
  private readonly windows = new Map<SteppedType, Window>();

  /**
   * @param makePool makes texts, one for each row and spare ones; the same whenever it is called
   * @param demandOf what is asked of values of a domain that are parts of the column's: elements, fields
   */
  constructor(columnName: string, makePool: () => readonly string[], demandOf: Source['demandOf']) {
    this.columnName = columnName;
    this.demandOf = demandOf;
    this.makePool = makePool;
  }

  get pool(): readonly string[] {
    return (this.texts ??= this.makePool());
  }

  /** Where numbers, days or moments lie. */
  windowOf(type: SteppedType): Window {
    const known = this.windows.get(type) ?? findWindow(this.columnName, type);
    this.windows.set(type, known);
    return known;
  }

  /** Of a part of the column's values that has its own name. */
  withName(columnName: string): Source {
    return new Source(columnName, this.makePool, this.demandOf);
  }
}
