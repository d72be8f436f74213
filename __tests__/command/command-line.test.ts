import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/command/command-line.ts';
import { DisposalRegistry } from '../../src/database/disposal.ts';
import { listDialects } from '../../src/dialects/registry.ts';

async function run(...words: readonly string[]): Promise<readonly [number, string]> {
  let output = '';
  const write = (text: string): void => void (output += text);
  const code = await runCommandLine(words, { environment: {}, currentDirectory: tmpdir(), bridgeScript: '', checkPages: '', disposals: new DisposalRegistry(), isTerminal: false, write });
  return [code, output];
}

test('a flag that takes several values takes them one by one as well', async () => {
  const [code, output] = await run('check', '--checks', 'locks/none-such = off', '--checks', 'locks = off');
  expect([code, output]).toEqual([2, expect.stringContaining('There is no check locks/none-such.')]);
});

test('of a flag that takes one value the last counts', async () => {
  const [code, output] = await run('check', '--fail-on', 'sometimes', '--fail-on', 'seldom');
  expect([code, output]).toEqual([2, expect.stringContaining('"seldom" is not one of')]);
});

test.for(['check', 'graph', 'report', 'doctor', 'init', 'explain'])('`%s --help` has examples, and no switch whose default is told as a word of code', async (command) => {
  const [code, output] = await run(command, '--help');
  expect(code).toBe(0);
  expect(output.split('\nExamples:\n')[1]).toContain(`  $ alembic-gate ${command}`);
  expect(output).not.toContain('(default: false)');
});

test('`check --help` names every dialect', async () => {
  const [, output] = await run('check', '--help');
  expect(output.replaceAll(/\s+/g, ' ')).toContain(`--dialect <name> ${listDialects().map(({ name }) => name).join(', ').replace(/, (\w+)$/, ' or $1')}, or several`);
});
