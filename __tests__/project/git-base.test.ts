import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { findBase } from '../../src/project/git-base.ts';
import { makeDirectory } from '../temporary-directory.ts';
import { checkOut, cloneRepository, copyRepository, isCut, makeRepository, makeServer } from './git-repository.ts';
import type { Repository } from './git-repository.ts';

/**
 * A repository whose `main` went on after `topic` branched off, with a merge of both as GitHub makes one for a pull request:
 *
 *     start - fork - tip          (main)
 *                 \      \
 *                  topic1 - topic2 - ... (topic), merge of tip and topic2
 */
function writePullRequest(root: string) {
  const origin = makeRepository(root);
  const start = origin.commit('start', { a: '1' });
  const fork = origin.commit('fork', { a: '2' });
  origin.git('switch', '--quiet', '-c', 'topic');
  const topic1 = origin.commit('topic 1', { b: '1' });
  const topic2 = origin.commit('topic 2', { b: '2' });
  origin.git('switch', '--quiet', 'main');
  const tip = origin.commit('tip', { c: '1' });
  origin.git('switch', '--quiet', '--detach');
  origin.git('merge', '--quiet', '--no-ff', '--message', `Merge ${topic2} into ${tip}`, topic2);
  const merge = origin.git('rev-parse', 'HEAD');
  origin.git('update-ref', 'refs/pull/7/merge', merge);
  origin.git('switch', '--quiet', 'main');
  // The server gives any commit it has, as GitHub does.
  origin.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  return { origin, start, fork, topic1, topic2, tip, merge };
}

let written: ReturnType<typeof writePullRequest>;
beforeAll(() => {
  const root = mkdtempSync(join(tmpdir(), 'alembic-gate-test-'));
  written = writePullRequest(root);
  return () => rmSync(root, { recursive: true, force: true });
});

/** A repository of one's own, which others may fetch from. */
function makePullRequest() {
  const origin = copyRepository(written.origin);
  return { ...written, origin, url: `file://${origin.root}` };
}

const refuse = (checkout: Repository): void => void checkout.git('remote', 'set-url', 'origin', 'file:///nonexistent/repository');

describe('a pull request', () => {
  const branch = 'main';

  test('in a whole clone, on its own head: the merge base, and a base branch that moved', async () => {
    const { url, fork, topic2, tip } = makePullRequest();
    const clone = cloneRepository(url, '--branch=topic');
    expect(await findBase(clone.root, { kind: 'merge-base', ref: branch, sha: tip, headSha: topic2 }, undefined)).toEqual({ commit: fork, tip, name: 'main' });
  });

  test('in a whole clone, on GitHub’s merge', async () => {
    const { url, topic2, tip, merge } = makePullRequest();
    const clone = cloneRepository(url, '--no-checkout');
    clone.git('fetch', '--quiet', 'origin', 'refs/pull/7/merge');
    clone.git('checkout', '--quiet', '--detach', merge);
    expect(await findBase(clone.root, { kind: 'merge-base', ref: branch, sha: tip, headSha: topic2 }, undefined)).toEqual({ commit: tip, tip, name: 'main' });
  });

  test('on a shallow checkout of GitHub’s merge: one commit is fetched, and no history', async () => {
    const { url, topic2, tip, merge } = makePullRequest();
    const checkout = checkOut(url, merge, 1);
    expect(await findBase(checkout.root, { kind: 'merge-base', ref: branch, sha: tip, headSha: topic2 }, undefined)).toEqual({ commit: tip, tip, name: 'main' });
    expect(checkout.git('rev-list', '--all', '--count')).toBe('1');
    expect(checkout.git('cat-file', '-t', tip)).toBe('commit');
    expect(isCut(checkout)).toBe(true);
  });

  test('whose event names an older base than GitHub’s merge has: what was merged into counts', async () => {
    const { url, fork, topic2, tip, merge } = makePullRequest();
    for (const depth of [1, 2, 100]) {
      expect(await findBase(checkOut(url, merge, depth).root, { kind: 'merge-base', ref: branch, sha: fork, headSha: topic2 }, undefined)).toEqual({ commit: tip, tip, name: 'main' });
    }
  });

  test.each([1, 2, 3, 100])('on a checkout of its own head, %d deep: history is fetched until both meet', async (depth) => {
    const { url, fork, topic2, tip } = makePullRequest();
    const checkout = checkOut(url, topic2, depth);
    expect(await findBase(checkout.root, { kind: 'merge-base', ref: branch, sha: tip, headSha: topic2 }, undefined)).toEqual({ commit: fork, tip, name: 'main' });
  });

  test('that merged its base branch itself: the merge is no merge of GitHub’s', async () => {
    const { origin, url, tip } = makePullRequest();
    origin.git('switch', '--quiet', 'topic');
    origin.git('merge', '--quiet', '--no-edit', 'main');
    const head = origin.git('rev-parse', 'HEAD');
    const newTip = ((): string => {
      origin.git('switch', '--quiet', 'main');
      return origin.commit('later', { c: '2' });
    })();
    for (const depth of [1, 100]) {
      expect(await findBase(checkOut(url, head, depth).root, { kind: 'merge-base', ref: branch, sha: newTip, headSha: head }, undefined)).toEqual({ commit: tip, tip: newTip, name: 'main' });
    }
  });

  test.each([60, 130, 1200])('that began %d commits ago', async (count) => {
    const origin = makeRepository();
    const fork = origin.commit('fork');
    const write = (name: string): string => {
      const commits = Array.from({ length: count }, (_, index) => `commit refs/heads/${name}\ncommitter Ada <ada@example.com> ${String(index)} +0000\ndata ${String(name.length)}\n${name}\n${index === 0 ? `from ${fork}\n` : ''}\n`);
      origin.feed(commits.join(''), 'fast-import', '--quiet', '--force');
      return origin.git('rev-parse', name);
    };
    const [topic, tip] = [write('topic'), write('main')];
    const checkout = checkOut(makeServer(origin).url, topic, 1);
    expect(await findBase(checkout.root, { kind: 'merge-base', ref: branch, sha: tip, headSha: topic }, undefined)).toEqual({ commit: fork, tip, name: 'main' });
  });

  test('with a history of its own: the tip is the base', async () => {
    const { origin, url, tip } = makePullRequest();
    origin.git('switch', '--quiet', '--orphan', 'other');
    const head = origin.commit('other', { d: '1' });
    for (const depth of [1, 100]) {
      expect(await findBase(checkOut(url, head, depth).root, { kind: 'merge-base', ref: branch, sha: tip, headSha: head }, undefined)).toEqual({ commit: tip, tip, name: 'main' });
    }
  });

  test.each([1, 100])('with the base branch or what it was in its place, %d deep, is refused', async (depth) => {
    const { url, fork, topic2, tip } = makePullRequest();
    for (const commit of [tip, fork]) {
      const { root } = checkOut(url, commit, depth);
      await expect(findBase(root, { kind: 'merge-base', ref: branch, sha: tip, headSha: topic2 }, undefined)).rejects.toMatchObject({
        code: 'no-base',
        what: `The checkout is the commit ${commit.slice(0, 7)} of main, and not the pull request.`,
        where: root,
      });
    }
  });

  test('whose base branch is known by its name alone', async () => {
    const { url, fork, topic2, tip } = makePullRequest();
    for (const depth of [1, 100]) {
      expect(await findBase(checkOut(url, topic2, depth).root, { kind: 'merge-base', ref: branch, sha: undefined }, undefined)).toEqual({ commit: fork, tip, name: 'main' });
    }
  });
});

describe('a branch that a CI names', () => {
  /** A checkout that was made before the branch moved on, as a runner keeps one from job to job. */
  function makeOldCheckout() {
    const pull = makePullRequest();
    const clone = cloneRepository(pull.url, '--branch=topic');
    const newTip = pull.origin.commit('newer tip', { c: '2' });
    return { ...pull, clone, newTip };
  }

  test('is fetched, because the checkout may know an old one', async () => {
    const { clone, fork, newTip } = makeOldCheckout();
    expect(await findBase(clone.root, { kind: 'branch', name: 'main' }, undefined)).toEqual({ commit: fork, tip: newTip, name: 'main' });
  });

  test.each([1, 2, 3, 20, 50])('in a checkout of the head, %d deep, as GitLab and others make it', async (depth) => {
    const { url, fork, topic2, tip } = makePullRequest();
    expect(await findBase(checkOut(url, topic2, depth).root, { kind: 'branch', name: 'main', mergeBase: fork }, undefined)).toEqual({ commit: fork, tip, name: 'main' });
  });

  test('where HEAD is the merge of the head into it: what was merged into counts', async () => {
    const { url, topic2, tip, merge, origin } = makePullRequest();
    origin.commit('newer tip', { c: '2' });
    expect(await findBase(checkOut(url, merge, 1).root, { kind: 'branch', name: 'main', headSha: topic2 }, undefined)).toEqual({ commit: tip, tip, name: 'main' });
  });

  test('where nothing can be fetched, the checkout’s own is taken', async () => {
    const { clone, fork, tip } = makeOldCheckout();
    refuse(clone);
    expect(await findBase(clone.root, { kind: 'branch', name: 'main' }, undefined)).toEqual({ commit: fork, tip, name: 'main' });
  });

  test('where nothing can be fetched and the checkout has none, the merge base that the CI told is', async () => {
    const { url, topic2, fork } = makePullRequest();
    const checkout = checkOut(url, topic2, 3);
    refuse(checkout);
    expect(await findBase(checkout.root, { kind: 'branch', name: 'main', mergeBase: fork }, undefined)).toEqual({ commit: fork, tip: fork, name: 'main' });
  });

  test('where nothing is known, it is said what to do', async () => {
    const { url, topic2, fork } = makePullRequest();
    const checkout = checkOut(url, topic2, 1);
    refuse(checkout);
    await expect(findBase(checkout.root, { kind: 'branch', name: 'main', mergeBase: fork }, undefined)).rejects.toMatchObject({
      code: 'no-base',
      what: 'The base commit refs/heads/main is not in the checkout and could not be fetched.',
      remedy: 'Let the checkout bring the whole history (`fetch-depth: 0` of actions/checkout, on GitLab `GIT_DEPTH: "0"`), or set the option `base` to a commit that is there.',
    });
  });
});

describe('a commit', () => {
  test('that is here', async () => {
    const { origin, start } = makePullRequest();
    expect(await findBase(origin.root, { kind: 'commit', sha: start }, undefined)).toEqual({ commit: start, tip: start, name: start.slice(0, 7) });
  });

  test('that is no ancestor, as after a forced push', async () => {
    const { origin, topic1 } = makePullRequest();
    expect(await findBase(origin.root, { kind: 'commit', sha: topic1 }, undefined)).toEqual({ commit: topic1, tip: topic1, name: topic1.slice(0, 7) });
  });

  test('that a shallow checkout must fetch', async () => {
    const { url, start, tip } = makePullRequest();
    const checkout = checkOut(url, tip, 1);
    expect(await findBase(checkout.root, { kind: 'commit', sha: start }, undefined)).toEqual({ commit: start, tip: start, name: start.slice(0, 7) });
    expect(checkout.git('cat-file', '-t', start)).toBe('commit');
  });

  test('of zeros, the first push: everything is new', async () => {
    const { origin } = makePullRequest();
    expect(await findBase(origin.root, { kind: 'commit', sha: '0'.repeat(40) }, undefined)).toBeUndefined();
  });
});

test('no base: everything is new', async () => {
  expect(await findBase(makeRepository().root, { kind: 'none', because: 'schedule' }, undefined)).toBeUndefined();
});

describe('the default branch', () => {
  const request = { kind: 'default-branch' } as const;

  test('of a clone', async () => {
    const { url, fork, tip } = makePullRequest();
    expect(await findBase(cloneRepository(url, '--branch=topic').root, request, undefined)).toEqual({ commit: fork, tip, name: 'origin/main' });
  });

  test('of another name', async () => {
    const { origin, url, fork, topic2 } = makePullRequest();
    origin.git('symbolic-ref', 'HEAD', 'refs/heads/topic');
    expect(await findBase(cloneRepository(url, '--branch=main').root, request, undefined)).toEqual({ commit: fork, tip: topic2, name: 'origin/topic' });
  });

  test('of a remote that does not tell its default', async () => {
    const { url, fork, tip } = makePullRequest();
    const clone = cloneRepository(url, '--branch=topic');
    clone.git('remote', 'set-head', 'origin', '--delete');
    expect(await findBase(clone.root, request, undefined)).toEqual({ commit: fork, tip, name: 'origin/main' });
  });

  test('with commits that were not pushed', async () => {
    const { url, tip } = makePullRequest();
    const clone = cloneRepository(url);
    clone.commit('mine', { d: '1' });
    expect(await findBase(clone.root, request, undefined)).toEqual({ commit: tip, tip, name: 'origin/main' });
  });

  test('without a remote', async () => {
    const { origin, fork, tip } = makePullRequest();
    origin.git('switch', '--quiet', 'topic');
    expect(await findBase(origin.root, request, undefined)).toEqual({ commit: fork, tip, name: 'main' });
  });

  test('without a remote, named in the settings', async () => {
    const repository = makeRepository();
    const first = repository.commit('first');
    repository.git('branch', '-m', 'trunk');
    repository.git('config', 'init.defaultBranch', 'trunk');
    repository.git('switch', '--quiet', '-c', 'topic');
    repository.commit('second');
    expect(await findBase(repository.root, request, undefined)).toEqual({ commit: first, tip: first, name: 'trunk' });
  });
});

describe('the option `base`', () => {
  test.each<[title: string, wanted: (pull: ReturnType<typeof makePullRequest>) => string]>([
    ['a branch of the remote', () => 'origin/main'],
    ['a branch of the remote by its short name', () => 'main'],
    ['a commit', ({ tip }) => tip],
    ['a short commit', ({ tip }) => tip.slice(0, 10)],
    ['an expression', () => 'origin/main~0'],
  ])('%s goes before the event', async (_, wanted) => {
    const pull = makePullRequest();
    const clone = cloneRepository(pull.url, '--branch=topic');
    expect(await findBase(clone.root, { kind: 'none', because: 'schedule' }, wanted(pull))).toEqual({ commit: pull.fork, tip: pull.tip, name: wanted(pull) });
  });

  test('a branch that a shallow checkout must fetch', async () => {
    const { url, fork, topic2, tip } = makePullRequest();
    expect(await findBase(checkOut(url, topic2, 1).root, { kind: 'default-branch' }, 'main')).toEqual({ commit: fork, tip, name: 'main' });
  });

  test('a branch that a whole clone must fetch: its history stays whole', async () => {
    const { url, fork, topic2 } = makePullRequest();
    const clone = cloneRepository(url, '--single-branch', '--branch=main');
    expect(await findBase(clone.root, { kind: 'default-branch' }, 'topic')).toEqual({ commit: fork, tip: topic2, name: 'topic' });
    expect(isCut(clone)).toBe(false);
  });

  test('a word that git could take for a flag', async () => {
    const { url } = makePullRequest();
    const clone = cloneRepository(url);
    await expect(findBase(clone.root, { kind: 'default-branch' }, '--upload-pack=touch pwned')).rejects.toMatchObject({ code: 'no-base', details: "fatal: invalid refspec '--upload-pack=touch pwned'" });
  });
});

describe('what cannot be found', () => {
  const anyText = expect.stringMatching(/./) as string;

  test.each<[title: string, prepare: () => { root: string; run: () => Promise<unknown>; error: object }]>([
    [
      'no default branch',
      () => {
        const repository = makeRepository();
        repository.git('switch', '--quiet', '-c', 'topic');
        repository.commit('first');
        const error = { what: 'No default branch was found to compare with.', remedy: 'Set the option `base` to a branch or commit, or `revisions: all` to look at every revision.', details: undefined };
        return { root: repository.root, run: () => findBase(repository.root, { kind: 'default-branch' }, undefined), error };
      },
    ],
    [
      'a commit in a repository without a remote',
      () => {
        const repository = makeRepository();
        repository.commit('first');
        const error = {
          what: 'The base commit v2 is not in the checkout and could not be fetched.',
          remedy: 'Let the checkout bring the whole history (`fetch-depth: 0` of actions/checkout, on GitLab `GIT_DEPTH: "0"`), or set the option `base` to a commit that is there.',
          details: anyText,
        };
        return { root: repository.root, run: () => findBase(repository.root, { kind: 'default-branch' }, 'v2'), error };
      },
    ],
    [
      'a commit that the remote does not have',
      () => {
        const { url, tip } = makePullRequest();
        const checkout = checkOut(url, tip, 1);
        const sha = 'a'.repeat(40);
        const error = { what: `The base commit ${sha} is not in the checkout and could not be fetched.`, remedy: 'Let the checkout bring the whole history (`fetch-depth: 0` of actions/checkout, on GitLab `GIT_DEPTH: "0"`), or set the option `base` to a commit that is there.', details: anyText };
        return { root: checkout.root, run: () => findBase(checkout.root, { kind: 'commit', sha }, undefined), error };
      },
    ],
  ])('%s', async (_, prepare) => {
    const { root, run, error } = prepare();
    const thrown: unknown = await run().catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(UserError);
    const { code, what, where, remedy, details } = thrown as UserError;
    expect({ code, what, where, remedy, details }).toEqual({ code: 'no-base', where: root, ...error });
  });

  test('a history that cannot be fetched: the tip is the base', async () => {
    const { url, topic2, tip } = makePullRequest();
    const checkout = checkOut(url, topic2, 1);
    checkout.git('fetch', '--quiet', '--depth=1', 'origin', tip);
    refuse(checkout);
    expect(await findBase(checkout.root, { kind: 'merge-base', ref: 'main', sha: tip, headSha: topic2 }, undefined)).toEqual({ commit: tip, tip, name: 'main' });
  });

  test('where there is no repository', async () => {
    await expect(findBase(makeDirectory(), { kind: 'default-branch' }, undefined)).rejects.toMatchObject({ code: 'no-base' });
  });
});
