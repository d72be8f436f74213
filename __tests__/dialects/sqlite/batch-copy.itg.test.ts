import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { batchCopies } from './batch-copies.ts';
import { RevisionRunner } from './revision-runner.ts';

const copy = 'with op.batch_alter_table("t", recreate="always"):\n    pass';
let runner: RevisionRunner;

beforeAll(async () => {
  runner = await RevisionRunner.open([copy]);
});
afterAll(() => runner.close());

describe('a copy of batch mode is no difference but for what it loses', () => {
  test.each(batchCopies)('$what', async ({ setup, lost, error: expected }) => {
    const { diff, error, session } = await runner.run(setup, copy);
    expect({ error, lost: diff }).toEqual({ error: expected, lost });
    expect(await session.listDamage()).toEqual([]);
  });
});
