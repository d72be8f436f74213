import { expect, test } from 'vitest';
import type { RowBench } from '../../src/observe/row-bench.ts';
import { tryRows } from '../../src/observe/try-rows.ts';

test('where there is no table at the merge base, the walk without rows has told what happens, and no history is run again', async () => {
  const unused: RowBench = new Proxy({} as never, { get: (_, name) => { throw new Error(`asked for ${String(name)}`); } });
  const failure = { revision: 'c1', direction: 'upgrade' as const, appliedBefore: ['a1', 'b1'] };
  expect(await tryRows(unused, failure, { rows: 5, seedSql: [], base: [] })).toEqual([{ direction: 'upgrade', rows: 'carried', outcome: 'applied' }]);
  await expect(tryRows(unused, failure, { rows: 5, seedSql: [], base: ['a1'] })).rejects.toThrow('asked for branch');
  await expect(tryRows(unused, failure, { rows: 5, seedSql: ['INSERT'], base: [] })).rejects.toThrow('asked for branch');
});
