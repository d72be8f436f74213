import { expect, test } from 'vitest';
import { DisposalRegistry } from '../../src/database/disposal.ts';

test('ends everything once, the last one first, and says what went wrong', async () => {
  const registry = new DisposalRegistry();
  const ended: string[] = [];
  const end = (name: string) => (): Promise<void> => {
    ended.push(name);
    return Promise.resolve();
  };
  registry.add(end('server'));
  registry.add(() => Promise.reject(new Error('the directory is busy')));
  const forget = registry.add(end('ended before'));
  registry.add(end('process'));
  forget();
  expect(registry.size).toBe(3);
  expect((await registry.disposeAll()).map((error) => error.message)).toEqual(['the directory is busy']);
  expect(await registry.disposeAll()).toEqual([]);
  expect({ ended, size: registry.size }).toEqual({ ended: ['process', 'server'], size: 0 });
});
