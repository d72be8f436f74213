import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommandLine } from '../../src/command/command-line.ts';
import { DisposalRegistry } from '../../src/database/disposal.ts';
import { listDialects } from '../../src/dialects/registry.ts';
import { identity } from '../../src/identity.ts';
import { reports } from '../reports/reports.ts';
import { makeDirectory } from '../temporary-directory.ts';

function run(...words: readonly string[]): Promise<readonly [number, string]> {
  return runIn({}, ...words);
}

async function runIn(environment: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<readonly [number, string]> {
  let output = '';
  const write = (text: string): void => void (output += text);
  const code = await runCommandLine(words, { environment, currentDirectory: tmpdir(), bridgeScript: '', checkPages: '', disposals: new DisposalRegistry(), isTerminal: false, write });
  return [code, output];
}

test.for([
  ['checks', 'locks/none-such = off', 'locks = off', 'There is no check locks/none-such.'],
  ['baseline', 'a1', 'models', 'There is no SQL that leads to this revision.'],
  ['baseline-sql', 'lost.sql', 'gone.sql', 'The file lost.sql cannot be read.'],
  ['heads', 'old@shop', 'shop', '"old@shop" is neither a number nor a branch label.'],
] as const)('the flag --%s, which takes several values, takes them one by one as well', async ([name, first, second, told]) => {
  const [code, output] = await run('check', `--${name}`, first, `--${name}`, second);
  expect([code, output]).toEqual([2, expect.stringContaining(told)]);
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

test('the note that `report` writes on GitLab can be switched off as that of `check`', async () => {
  const file = join(makeDirectory({ 'part.json': JSON.stringify({ ...reports['clean'], tool: identity }) }), 'part.json');
  const environment = {
    GITLAB_CI: 'true',
    CI_API_V4_URL: 'https://gitlab.invalid/api/v4',
    CI_MERGE_REQUEST_IID: '12',
    CI_MERGE_REQUEST_PROJECT_ID: '5',
    CI_MERGE_REQUEST_PROJECT_URL: 'https://gitlab.invalid/shop/api',
    CI_MERGE_REQUEST_SOURCE_PROJECT_ID: '5',
  };
  expect(await runIn(environment, 'report', file)).toEqual([0, expect.stringContaining('Merge-request note: not written, because no token is set.')]);
  expect(await runIn(environment, 'report', file, '--comment', 'never', '--comment-key', 'shop')).toEqual([0, expect.not.stringContaining('Merge-request note')]);
});
