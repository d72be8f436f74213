import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, onTestFinished, test } from 'vitest';
import { ensurePythonEnvironment } from '../../../../scripts/python-environment.mjs';
import { openDatabase } from '../../../../src/dialects/sqlite/database-session.ts';
import { fillTables } from '../../../../src/rows/fill-tables.ts';

const models = fileURLToPath(new URL('models.py', import.meta.url));

test.each(['edges', 'plain'] as const)('SQLAlchemy reads every value that tables of its own types are filled with: %s', async (style) => {
  const python = await ensurePythonEnvironment('default');
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-models-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'models.db');
  await execa(python, [models, 'make', file]);
  const database = openDatabase('models', file);
  const session = database.rows;
  const tables = await session.readTables(undefined);
  const { filled, unfilled } = await fillTables({ session, tables, rows: 12, seed: 7, style, alsoFitting: [] });
  expect({ filled, unfilled, damage: await database.listDamage() }).toEqual({ filled: ['accounts', 'everything'].map((name) => ({ schema: null, name, rows: 12 })), unfilled: [], damage: [] });
  const { stdout } = await execa(python, [models, 'read', file]);
  const nullable = style === 'edges' ? ['NoneType'] : [];
  const sometimes = (type: string): string[] => [...nullable, type].sort();
  const read = stdout.split('\n').map((line) => JSON.parse(line) as [string, number, Record<string, string[]>]);
  expect(read).toEqual([
    ['accounts', 12, { id: ['UUID'] }],
    [
      'everything',
      12,
      {
        id: ['int'], small: sometimes('int'), big: sometimes('int'), price: sometimes('Decimal'), ratio: sometimes('float'), double: sometimes('float'), label: sometimes('str'), note: sometimes('str'), unicode: sometimes('str'),
        is_active: sometimes('bool'), born: sometimes('date'), made_at: sometimes('datetime'), seen_at: sometimes('datetime'), opens: sometimes('time'), lasts: sometimes('timedelta'), settings: expect.any(Array) as string[], photo: sometimes('bytes'),
        colour: sometimes('Colour'), account_id: sometimes('UUID'), other_uuid: sometimes('UUID'),
      }, // prettier-ignore
    ],
  ]);
});
