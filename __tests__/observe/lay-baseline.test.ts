import { expect, test } from 'vitest';
import type { AlembicBridge } from '../../src/alembic/runner.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { UserError } from '../../src/errors.ts';
import { layBaseline } from '../../src/observe/lay-baseline.ts';

const limit = { timeoutMs: 1000, cancel: () => Promise.resolve() };

/** Lays the models of a merge base whose tables the server refuses with these words. */
async function layModels(words: string): Promise<unknown> {
  const refused = new UserError('env-py', { what: `env.py could not be run: ${words}.`, where: 'env.py', remedy: 'Set `baseline-sql`.', details: 'Traceback' });
  const bridge = { createTables: () => Promise.reject(refused) } as Partial<AlembicBridge> as AlembicBridge;
  const oldCode = { bridge: Promise.resolve(bridge) } as unknown as NonNullable<Parameters<typeof layBaseline>[1]['oldCode']>;
  return layBaseline({ sql: undefined, revisions: ['a1'] }, { dialect: postgresql, bridge, oldCode, limit }, 'postgresql://localhost/a', () => Promise.resolve()).catch((error: unknown) => error);
}

test('names the extension that the models want and a revision makes', async () => {
  expect(await layModels('function uuid_generate_v1mc() does not exist')).toMatchObject({
    code: 'baseline',
    what: 'The models of the merge base cannot be made: the extension `uuid-ossp` is not there.',
    remedy: 'The extension uuid-ossp is made by none of their tables; set `setup-sql: CREATE EXTENSION "uuid-ossp"`.',
    details: 'Traceback',
  });
});

test('leaves what else goes wrong as it is said', async () => {
  expect(await layModels("cannot import name 'a'")).toMatchObject({ code: 'env-py', what: "env.py could not be run: cannot import name 'a'.", remedy: 'Set `baseline-sql`.' });
});
