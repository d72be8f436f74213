import { chownSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { fetchCommit, findMergeBase, findRepositoryRoot, isShallow, listParents, listShallowCommits, resolveCommit, tryGit } from '../../src/project/git.ts';
import { makeDirectory } from '../temporary-directory.ts';
import { checkOut, cloneRepository, makeRepository, makeServer } from './git-repository.ts';

describe('findRepositoryRoot', () => {
  test('from the root and from below', async () => {
    const { root } = makeRepository();
    mkdirSync(join(root, 'a b/c'), { recursive: true });
    expect(await Promise.all([root, join(root, 'a b/c')].map(findRepositoryRoot))).toEqual([root, root]);
  });

  test('outside of a repository', async () => {
    expect(await findRepositoryRoot(makeDirectory())).toBeUndefined();
  });

  test('in a directory that is not there', async () => {
    expect(await findRepositoryRoot(join(makeDirectory(), 'lost'))).toBeUndefined();
  });

  test.runIf(process.getuid?.() === 0)('in a repository of another user, as in a job’s container', async () => {
    const { root } = makeRepository();
    chownSync(root, 12_345, 12_345);
    chownSync(join(root, '.git'), 12_345, 12_345);
    const error: unknown = await findRepositoryRoot(root).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const { code, what, where, remedy, details } = error as UserError;
    expect({ code, what, where, remedy, details }).toEqual({
      code: 'no-base',
      what: 'The repository belongs to another user, so git does not read it.',
      where: root,
      remedy: 'Run `git config --global --add safe.directory "$PWD"` before, in the directory of the repository.',
      details: expect.stringContaining(`detected dubious ownership in repository at '${root}'`) as string,
    });
  });
});

describe('questions to a repository', () => {
  test('commits by their names', async () => {
    const repository = makeRepository();
    const first = repository.commit('first', { 'a.txt': 'a' });
    const second = repository.commit('second');
    repository.git('tag', '--annotate', '--message', 'release', 'v1', first);
    const names = ['HEAD', 'main', 'HEAD~1', 'v1', first, first.slice(0, 8), 'HEAD:a.txt', 'lost', 'a'.repeat(40), '--all', ''];
    expect(await Promise.all(names.map((name) => resolveCommit(repository.root, name)))).toEqual([second, second, first, first, first, first, undefined, undefined, undefined, undefined, undefined]);
  });

  test('merge base and parents', async () => {
    const repository = makeRepository();
    const fork = repository.commit('fork');
    repository.git('switch', '--quiet', '-c', 'topic');
    const topic = repository.commit('topic', { a: '' });
    repository.git('switch', '--quiet', 'main');
    const tip = repository.commit('tip\n\nparent 0123456789012345678901234567890123456789', { b: '' });
    repository.git('merge', '--quiet', '--no-edit', 'topic');
    repository.git('switch', '--quiet', '--orphan', 'other');
    const other = repository.commit('other');
    const { root } = repository;
    expect({
      base: await findMergeBase(root, topic, tip),
      same: await findMergeBase(root, tip, tip),
      none: await findMergeBase(root, tip, other),
      lost: await findMergeBase(root, tip, 'lost'),
      parents: await Promise.all(['main', tip, fork, 'lost'].map((name) => listParents(root, name))),
    }).toEqual({ base: fork, same: tip, none: undefined, lost: undefined, parents: [[tip, topic], [fork], [], []] });
  });

  test('a checkout that is cut off', async () => {
    const origin = makeRepository();
    const [first, second, third] = [origin.commit('first'), origin.commit('second'), origin.commit('third')];
    const { url } = makeServer(origin);
    const shallow = checkOut(url, third, 2);
    expect({
      origin: await isShallow(origin.root),
      shallow: await isShallow(shallow.root),
      outside: await isShallow(makeDirectory()),
      cuts: [...(await listShallowCommits(shallow.root))].filter((line) => line !== ''),
      parents: await listParents(shallow.root, second),
      first: await resolveCommit(shallow.root, first),
    }).toEqual({ origin: false, shallow: true, outside: false, cuts: [second], parents: [first], first: undefined });
  });

  test('output without its last line end, and failure as undefined', async () => {
    const { root } = makeRepository();
    expect([await tryGit(root, ['config', 'core.bare']), await tryGit(root, ['config', 'no.such']), await tryGit(root, ['no-such-command'])]).toEqual(['false', undefined, undefined]);
  });
});

describe('fetchCommit', () => {
  test('waits while another run fetches into the same checkout', async () => {
    const origin = makeRepository();
    const [first, second] = [origin.commit('first'), origin.commit('second')];
    const { url, server } = makeServer(origin);
    server.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
    const checkout = checkOut(url, second, 1);
    const lock = join(checkout.root, '.git/shallow.lock');
    writeFileSync(lock, '');
    setTimeout(() => rmSync(lock), 300);
    await fetchCommit(checkout.root, first);
    expect([existsSync(lock), await resolveCommit(checkout.root, first)]).toEqual([false, first]);
  });

  test('brings one commit without its history into a shallow checkout, and with it into a whole one', async () => {
    const origin = makeRepository();
    origin.commit('first');
    const second = origin.commit('second');
    origin.git('switch', '--quiet', '-c', 'topic');
    const third = origin.commit('third', { a: '' });
    const { url } = makeServer(origin);

    const shallow = checkOut(url, third, 1);
    await fetchCommit(shallow.root, second);
    const whole = cloneRepository(url, '--single-branch', '--branch=main');
    await fetchCommit(whole.root, 'topic');
    expect([shallow.git('rev-list', '--count', second), whole.git('rev-list', '--count', 'FETCH_HEAD'), await isShallow(whole.root)]).toEqual(['1', '3', false]);
  });

  test.each<[title: string, said: string, error: { what: string; remedy: string }]>([
    [
      'no credentials',
      "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
      { what: 'The base commit main is not in the checkout and could not be fetched: git has no credentials.', remedy: 'Let the checkout keep its credentials (`persist-credentials` of actions/checkout) or bring the whole history (its `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`).' },
    ],
    [
      'a key that is refused',
      'git@github.com: Permission denied (publickey).',
      { what: 'The base commit main is not in the checkout and could not be fetched: git has no credentials.', remedy: 'Let the checkout keep its credentials (`persist-credentials` of actions/checkout) or bring the whole history (its `fetch-depth: 0`, on GitLab `GIT_DEPTH: "0"`).' },
    ],
    [
      'no network',
      'ssh: Could not resolve hostname github.com',
      { what: 'The base commit main is not in the checkout and could not be fetched.', remedy: 'Let the checkout bring the whole history (`fetch-depth: 0` of actions/checkout, on GitLab `GIT_DEPTH: "0"`), or set the option `base` to a commit that is there.' },
    ],
  ])('%s', async (_, said, expected) => {
    const repository = makeRepository();
    repository.commit('first');
    // A transport that says what a real one would; git gives it to us as its own.
    const program = join(repository.root, '.git/say');
    repository.write({ '.git/say': `#!/bin/sh\necho ${JSON.stringify(said)} >&2\nexit 1\n` });
    repository.git('config', 'core.sshCommand', `sh ${program}`);
    repository.git('remote', 'add', 'origin', 'ssh://git@github.com/ada/shop.git');
    const error: unknown = await fetchCommit(repository.root, 'main').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    const { code, what, where, remedy, details } = error as UserError;
    expect({ code, what, where, remedy, details }).toEqual({ code: 'no-base', where: repository.root, ...expected, details: expect.stringContaining(said) as string });
  });
});
