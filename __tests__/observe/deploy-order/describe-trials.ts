import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import type { DatabaseSession, Dialect } from '../../../src/dialects/dialect.ts';
import { tryInserts } from '../../../src/observe/deploy-order/try-inserts.ts';
import type { RefusedInsert } from '../../../src/observe/deploy-order/try-inserts.ts';
import { tryReads } from '../../../src/observe/deploy-order/try-reads.ts';
import { fillTables } from '../../../src/rows/fill-tables.ts';
import { findTrialRows } from '../../../src/rows/find-trial-rows.ts';
import type { RowInsert } from '../../../src/rows/row-session.ts';

/** What differs between the databases. */
export interface TrialStatements {
  readonly tables: string;
  /** Refuses every new row of `child`. */
  readonly trigger: string;
  /** Makes `channel` a column of `child` that must be given. */
  readonly required: string;
  /** Lets new rows of `child` have no other amounts than those of at least a million. */
  readonly rule: string;
  /** Of the schema in which tables lie. */
  readonly schema: string | null;
  /** Makes `child` a table that keeps what is rolled back, where there are such. */
  readonly lasting?: string;
}

/** Declares what trials must say on a database, and that nothing of them stays. */
export function describeTrials(dialect: Dialect, image: string | undefined, statements: TrialStatements): void {
  describe(`${dialect.name}${image === undefined ? '' : ` (${image})`}`, () => {
    const { schema } = statements;
    let server: DatabaseServer;
    let database: DatabaseSession;
    let name: string;
    beforeAll(async () => {
      const provider = image === undefined ? 'embedded' : 'container';
      server = await openDatabaseServer({ dialect, database: { provider }, image, mayFallBack: false, log: () => undefined });
    });
    afterAll(() => server.dispose());

    /** Tables with rows, and a row for `child` that was taken. */
    async function begin(): Promise<RowInsert> {
      name = await server.session.createDatabase();
      database = await server.session.openDatabase(name);
      await database.execute(statements.tables);
      const tables = await database.rows.readTables(undefined);
      await fillTables({ session: database.rows, tables, rows: 3, seed: 1, style: 'edges', alsoFitting: [] });
      const filled = await database.rows.readTables(undefined);
      const child = filled.find((table) => table.name === 'child');
      if (child === undefined) throw new Error('there is no table child');
      const before = await database.rows.readFingerprint(undefined);
      const found = await findTrialRows(database.rows, filled, [{ table: child, columns: ['parent_id', 'code', 'amount'] }]);
      expect(await database.rows.readFingerprint(undefined)).toEqual(before);
      const [insert] = [...found.values()];
      if (insert === undefined) throw new Error('no row was taken');
      expect([...insert.columns].toSorted()).toEqual(['amount', 'code', 'parent_id']);
      return insert;
    }

    /** As a revision does it, and the next reading finds it. */
    async function tryAfter(insert: RowInsert, change: string): Promise<readonly Pick<RefusedInsert, 'refusal' | 'takesOthers'>[]> {
      await database.execute(change);
      const before = await database.rows.readFingerprint(undefined);
      const refused = await tryInserts(database.rows, [insert], await database.rows.readTables(undefined));
      expect(await database.rows.readFingerprint(undefined)).toEqual(before);
      return refused.map(({ refusal, takesOthers }) => ({ refusal, takesOthers }));
    }

    async function end(): Promise<void> {
      await database.close();
      await server.session.dropDatabase(name);
    }

    it('takes a row again that it took before', async () => {
      const insert = await begin();
      expect(await tryAfter(insert, 'CREATE INDEX ix ON child (amount)')).toEqual([]);
      await end();
    });

    it('says that no row is taken any more', async () => {
      const insert = await begin();
      expect(await tryAfter(insert, statements.trigger)).toEqual([{ takesOthers: false, refusal: expect.objectContaining({ message: expect.stringContaining('closed') as string }) as object }]);
      await end();
    });

    it('says which column has to be given', async () => {
      const insert = await begin();
      expect(await tryAfter(insert, statements.required)).toEqual([{ takesOthers: false, refusal: expect.objectContaining({ column: 'channel' }) as object }]);
      await end();
    });

    it('says that other rows are taken', async () => {
      const insert = await begin();
      expect(await tryAfter(insert, statements.rule)).toEqual([{ takesOthers: true, refusal: expect.objectContaining({ message: expect.stringContaining('ck_amount') as string }) as object }]);
      await end();
    });

    it('does not mind that the row it refers to is gone', async () => {
      const insert = await begin();
      const place = insert.columns.indexOf('parent_id');
      const value = insert.rows[0]?.[place];
      if (value?.kind !== 'sql') throw new Error('the row refers to nothing');
      expect(await tryAfter(insert, `DELETE FROM child; DELETE FROM parent WHERE id = ${value.sql}`)).toEqual([]);
      await end();
    });

    const { lasting } = statements;
    if (lasting !== undefined) {
      it('puts nothing into a table that would keep it', async () => {
        const insert = await begin();
        await database.execute(lasting);
        const before = await database.rows.readFingerprint(undefined);
        await database.rows.readTables(undefined);
        expect(await database.rows.tryChange([insert])).toEqual({ index: 0, message: 'the table has no transactions', code: undefined, constraint: undefined, column: undefined });
        expect(await database.rows.readFingerprint(undefined)).toEqual(before);
        await end();
      });
    }

    it('reads what is mapped, and says what is not there', async () => {
      await begin();
      const read = (table: string, ...columns: readonly string[]): Promise<readonly { readonly column: string | undefined }[]> =>
        tryReads(database.rows, { schema, name: table, model: null, columns: columns.map((column) => ({ name: column, isWritten: true })) });
      expect(await read('child', 'id', 'code', 'amount')).toEqual([]);
      expect((await read('child', 'id', 'colour', 'amount', 'shape')).map(({ column }) => column)).toEqual(['colour', 'shape']);
      expect((await read('nowhere', 'id', 'code', 'amount')).map(({ column }) => column)).toEqual([undefined]);
      expect((await read('nowhere', 'id')).map(({ column }) => column)).toEqual([undefined]);
      await end();
    });
  });
}
