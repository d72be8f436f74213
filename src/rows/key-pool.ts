import type { RowSession } from './row-session.ts';
import type { TableShape } from './table-shape.ts';
import { tableKey } from './table-shape.ts';

/** Values of keys that are in the tables, by which rows refer to rows. */
export class KeyPool {
  private readonly session: RowSession;
  private readonly wanted: ReadonlyMap<string, readonly string[]>;
  private readonly limit: number;
  private readonly rows = new Map<string, readonly ReadonlyMap<string, string>[]>();

  /** @param wanted the columns that anything will ask for, by `tableKey` */
  constructor(session: RowSession, wanted: ReadonlyMap<string, readonly string[]>, limit: number) {
    this.session = session;
    this.wanted = wanted;
    this.limit = limit;
  }

  /** Reads what is wanted of tables that have been filled; asks nothing of tables of which nothing is. */
  async read(tables: readonly TableShape[]): Promise<void> {
    for (const table of tables) {
      const columns = this.wanted.get(tableKey(table));
      if (columns === undefined || columns.length === 0) continue;
      const rows = await this.session.readValues(table, columns, this.limit);
      this.rows.set(
        tableKey(table),
        rows.map((row) => new Map(row.map((sql, index) => [columns[index] ?? '', sql]))),
      );
    }
  }

  /** The rows of a table, each by column as SQL; none where it was not read. */
  rowsOf(key: string): readonly ReadonlyMap<string, string>[] {
    return this.rows.get(key) ?? [];
  }

  /** Values of several columns in each row in which none of them is NULL, each combination once. */
  tuplesOf(key: string, columns: readonly string[]): readonly (readonly string[])[] {
    const tuples = this.rowsOf(key).map((row) => columns.map((column) => row.get(column) ?? 'NULL'));
    const whole = tuples.filter((tuple) => !tuple.some((sql) => /^NULL\b/i.test(sql)));
    return [...new Map(whole.map((tuple) => [tuple.join('\0'), tuple])).values()];
  }
}
