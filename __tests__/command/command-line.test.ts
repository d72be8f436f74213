import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/command/command-line.ts';
import { DisposalRegistry } from '../../src/database/disposal.ts';

async function check(...words: readonly string[]): Promise<readonly [number, string]> {
  let output = '';
  const write = (text: string): void => void (output += text);
  const code = await runCommandLine(['check', ...words], { environment: {}, currentDirectory: tmpdir(), bridgeScript: '', checkPages: '', disposals: new DisposalRegistry(), isTerminal: false, write });
  return [code, output];
}

test('a flag that takes several values takes them one by one as well', async () => {
  const [code, output] = await check('--checks', 'locks/none-such = off', '--checks', 'locks = off');
  expect([code, output]).toEqual([2, expect.stringContaining('There is no check locks/none-such.')]);
});

test('of a flag that takes one value the last counts', async () => {
  const [code, output] = await check('--fail-on', 'sometimes', '--fail-on', 'seldom');
  expect([code, output]).toEqual([2, expect.stringContaining('"seldom" is not one of')]);
});
