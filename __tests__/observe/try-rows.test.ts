import { expect, test } from 'vitest';
import type { RowBench } from '../../src/observe/row-bench.ts';
import { tryRows } from '../../src/observe/try-rows.ts';

test('where there is no table at the merge base, the walk without rows has told what happens, and no history is run again', async () => {
  const unused: RowBench = new Proxy({} as never, { get: (_, name) => { throw new Error(`asked for ${String(name)}`); } });
  const failure = { revision: 'c1', direction: 'upgrade' as const, appliedBefore: ['a1', 'b1'] };
  const plan = { rows: 5, seedSql: [], base: ['a1'], hasTables: false };
  const carried = [{ direction: 'upgrade', rows: 'carried', outcome: 'applied' }];
  expect(await tryRows(unused, failure, plan)).toEqual(carried);
  expect(await tryRows(unused, failure, { ...plan, base: [] })).toEqual(carried);
  // A baseline or the `setup-sql` makes tables as well as a revision.
  await expect(tryRows(unused, failure, { ...plan, base: [], hasTables: true })).rejects.toThrow('asked for branch');
  await expect(tryRows(unused, failure, { ...plan, seedSql: ['INSERT'] })).rejects.toThrow('asked for branch');
});
