import { describe, expect, it } from 'vitest';
import { openBench } from './action-bench.ts';
import type { PullRequestRepository } from './pull-request-repository.ts';
import { folder, revise } from './revision-file.ts';

const bench = await openBench('sqlite');
const { github } = bench;

/** A merge group of pull request 7, which adds `b1`, behind number 12. */
async function queueBehind(files: Readonly<Record<string, string>>): Promise<PullRequestRepository> {
  const repository = await bench.openPullRequest({ [`${folder}/b1.py`]: revise('b1', 'a1') }, { event: 'merge_group', queuedBefore: files });
  github.state.addPull({ number: 12, title: 'Phones', files });
  github.state.enqueue(12);
  github.state.enqueue(7, { headSha: repository.mergeSha });
  return repository;
}

describe('a merge queue', () => {
  it.each([
    ['two heads', { [`${folder}/c1.py`]: revise('c1', 'a1') }, `The history has 2 heads: \`b1\` (${folder}/b1.py, #7, added by Ada in `],
    ['one id twice', { [`${folder}/b1_too.py`]: revise('b1', 'a1') }, `\`b1\` is the id of 2 files: \`${folder}/b1.py\` (#7), \`${folder}/b1_too.py\` (#12).`],
  ])('names the pull requests that collide: %s', async (kind, before, message) => {
    const run = await bench.run(await queueBehind(before), {}, { readsRivals: true });
    expect(run.exitCode).toBe(1);
    expect(run.commands.filter((command) => command.startsWith('::error title='))).toEqual([expect.stringContaining(message)]);
    if (kind === 'two heads') expect(run.log).toContain(`\`c1\` (${folder}/c1.py, #12, added by Ada in `);
    // No comment, and no other pull request is asked for what may come.
    expect([github.comments, github.requests]).toEqual([[], ['POST graphql']]);
  });

  it('says the same without the numbers where GitHub does not tell', async () => {
    const repository = await queueBehind({ [`${folder}/c1.py`]: revise('c1', 'a1') });
    github.permissions = { contents: 'read' };
    const run = await bench.run(repository);
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(`\`c1\` (${folder}/c1.py, added by Ada in `);
  });

  it('asks nothing where nothing collides', async () => {
    const repository = await bench.openPullRequest({ [`${folder}/b1.py`]: revise('b1', 'a1') }, { event: 'merge_group' });
    const run = await bench.run(repository, { downgrades: 'off', rows: '0' }, { readsRivals: true });
    expect([run.exitCode, github.requests]).toEqual([0, []]);
  });

  it('lets through what the label on the pull request agreed to', async () => {
    const dropping = { [`${folder}/b1.py`]: revise('b1', 'a1', 'op.execute("DROP TABLE account")') };
    const inputs = { downgrades: 'off', rows: '0', checks: 'compatibility = off\nlocks = off\nmodels = off' };
    const pull = await bench.openPullRequest(dropping);
    expect((await bench.run(pull, inputs)).exitCode).toBe(1);

    const queued = await bench.openPullRequest(dropping, { event: 'merge_group' });
    const refused = await bench.run(queued, inputs);
    expect([refused.exitCode, refused.outputs.includes('conclusion<<EOF\nfailed\n')]).toEqual([1, true]);

    github.addLabel('grace', 'migration-approved');
    github.forgetRequests();
    const agreed = await bench.run(queued, inputs);
    expect([agreed.exitCode, agreed.outputs.includes('conclusion<<EOF\npassed\n')], agreed.log).toEqual([0, true]);
    expect(agreed.summary).toContain('grace');
    expect(github.requests.filter((request) => !request.startsWith('GET '))).toEqual(['POST graphql']);
  });
});
