import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { refuseStrangersCode } from '../../src/github/refuse-strangers-code.ts';
import type { WorkflowRun } from '../../src/host/host.ts';

const repository = { owner: 'octo', name: 'shop' };
const refused = { code: 'wrong-event' };
let directory = '';
let head = '';
let before = '';

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'alembic-gate-strangers-'));
  const git = (...words: readonly string[]): string => execaSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false', ...words], { cwd: directory }).stdout;
  git('init', '--quiet');
  for (const message of ['one', 'two']) git('commit', '--quiet', '--allow-empty', '--message', message);
  [head, before] = [git('rev-parse', 'HEAD'), git('rev-parse', 'HEAD~')];
});
afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

function runOf(headSha: string, headRepository: string | undefined): WorkflowRun {
  return { id: 1, attempt: 1, event: 'pull_request', headSha, headBranch: 'topics', headRepository, url: 'https://github.com/octo/shop/actions/runs/1', conclusion: 'success', startedAt: undefined, actor: undefined };
}

it('refuses `pull_request_target`, whatever is checked out', async () => {
  await expect(refuseStrangersCode({ event: 'pull_request_target', workflowRun: undefined, repository }, directory)).rejects.toMatchObject(refused);
});

it.each(['pull_request', 'push', 'merge_group', 'schedule', undefined])('lets %s pass', async (event) => {
  await refuseStrangersCode({ event, workflowRun: undefined, repository }, directory);
});

describe('workflow_run', () => {
  const event = 'workflow_run';

  it.each(['visitor/shop', undefined])("with the commit of %s, or GitHub's merge of it, is refused", async (from) => {
    for (const sha of [head, before]) await expect(refuseStrangersCode({ event, workflowRun: runOf(sha, from), repository }, directory)).rejects.toMatchObject(refused);
  });

  it('with another commit, or one of our own, passes', async () => {
    await refuseStrangersCode({ event, workflowRun: runOf('f'.repeat(40), 'visitor/shop'), repository }, directory);
    await refuseStrangersCode({ event, workflowRun: runOf(head, 'octo/shop'), repository }, directory);
  });
});
