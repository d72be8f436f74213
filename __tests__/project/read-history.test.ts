import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/errors.ts';
import type { BaseRequest } from '../../src/host/host.ts';
import type { Options } from '../../src/options.ts';
import { readHistory } from '../../src/project/read-history.ts';
import type { RevisionHistory } from '../../src/revisions/history.ts';
import { writeRevision } from '../revisions/written-history.ts';
import { makeDirectory } from '../temporary-directory.ts';
import { checkOut, cloneRepository, makeRepository, makeServer } from './git-repository.ts';
import { makeProject } from './make-project.ts';

const laptop: BaseRequest = { kind: 'default-branch' };

function read(root: string, request: BaseRequest = laptop, options: Partial<Pick<Options, 'base' | 'revisions'>> = {}): Promise<RevisionHistory> {
  return readHistory(makeProject(join(root, 'db'), { name: 'db/alembic.ini', repositoryRoot: root }), { base: undefined, revisions: 'new', ...options }, request);
}

/** What a history says, with ids in place of whole revisions. */
async function outline(...request: Parameters<typeof read>): Promise<object> {
  const { graph, base, baseTip, newRevisions, edits, baseName, addedBy } = await read(...request);
  return {
    all: [...graph.revisions.keys()],
    base: base && [...base.revisions.keys()],
    baseTip: baseTip && [...baseTip.revisions.keys()],
    new: [...newRevisions],
    edits: edits.map((edit) => `${edit.kind} ${edit.before.file}${edit.kind === 'deleted' ? '' : ` -> ${edit.after.file}`}`),
    baseName,
    addedBy: Object.fromEntries([...addedBy].map(([id, added]) => [id, added && `${added.author}: ${added.subject}`])),
  };
}

const file = (id: string): string => `db/migrations/versions/${id}.py`;

/** Revision files by id, each on top of another. */
const revisions = (parents: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(parents).map(([id, parent]) => [file(id), writeRevision(id, parent === undefined ? {} : { parent })]));

/** A `main` with `a1` and `a2`, and a `topic` that adds `b1`; then `main` adds `a3` and GitHub merges both. */
function makePullRequest() {
  const origin = makeRepository();
  const fork = origin.commit('The project', { 'db/alembic.ini': '[alembic]\n', ...revisions({ a1: undefined, a2: '"a1"' }) }, 'Ada');
  origin.git('switch', '--quiet', '-c', 'topic');
  const topic = origin.commit('Add topics', revisions({ b1: '"a2"' }), 'Grace');
  origin.git('switch', '--quiet', 'main');
  const tip = origin.commit('Add notes', revisions({ a3: '"a2"' }), 'Linus');
  origin.git('switch', '--quiet', '--detach');
  origin.git('merge', '--quiet', '--no-ff', '--message', `Merge ${topic} into ${tip}`, topic);
  const merge = origin.git('rev-parse', 'HEAD');
  origin.git('update-ref', 'refs/pull/7/merge', merge);
  return { ...makeServer(origin), fork, topic, tip, merge, event: { kind: 'merge-base', ref: 'main', sha: tip, headSha: topic } as const };
}

describe('a pull request whose base branch moved', () => {
  test('checked out by its own head: the revisions of both branches are told apart', async () => {
    const { url, topic, event } = makePullRequest();
    const expected = { all: ['a1', 'a2', 'b1'], base: ['a1', 'a2'], baseTip: ['a1', 'a2', 'a3'], new: ['b1'], edits: [], baseName: 'main', addedBy: {} };
    expect(await outline(cloneRepository(url, '--branch=topic').root, event)).toEqual(expected);
    expect(await outline(checkOut(url, topic, 1).root, event)).toEqual(expected);
  });

  test('checked out as GitHub merges it', async () => {
    const { url, merge, fork, event } = makePullRequest();
    const expected = { all: ['a1', 'a2', 'a3', 'b1'], base: ['a1', 'a2', 'a3'], baseTip: ['a1', 'a2', 'a3'], new: ['b1'], edits: [], baseName: 'main', addedBy: { a3: 'Linus: Add notes', b1: 'Grace: Add topics' } };
    expect(await outline(checkOut(url, merge, 1).root, event)).toEqual(expected);
    expect(await outline(checkOut(url, merge, 100).root, { ...event, sha: fork })).toEqual(expected);
  });
});

describe('a laptop', () => {
  test('sees commits, changes that are not committed, and files that git does not know', async () => {
    const { url } = makePullRequest();
    const clone = cloneRepository(url, '--branch=topic');
    clone.write({ ...revisions({ c1: '"b1"', c2: '"c1"' }), 'db/migrations/versions/.gitignore': 'c2.py\n' });
    clone.git('add', file('c1'));
    clone.write({ [file('a1')]: writeRevision('a1', { body: 'run()' }) });
    expect(await outline(clone.root)).toEqual({
      all: ['a1', 'a2', 'b1', 'c1', 'c2'],
      base: ['a1', 'a2'],
      baseTip: ['a1', 'a2', 'a3'],
      new: ['b1', 'c1', 'c2'],
      edits: [`edited ${file('a1')} -> ${file('a1')}`],
      baseName: 'origin/main',
      addedBy: {},
    });
  });

  test('sees files that were renamed, deleted and edited', async () => {
    const { url } = makePullRequest();
    const clone = cloneRepository(url, '--branch=main');
    clone.git('mv', file('a1'), file('a1_accounts'));
    clone.git('rm', '--quiet', file('a2'));
    clone.write({ [file('a3')]: writeRevision('a3', { parent: '"a1"' }) });
    expect(await outline(clone.root)).toEqual({
      all: ['a1', 'a3'],
      base: ['a1', 'a2', 'a3'],
      baseTip: ['a1', 'a2', 'a3'],
      new: [],
      edits: [`renamed ${file('a1')} -> ${file('a1_accounts')}`, `deleted ${file('a2')}`, `edited ${file('a3')} -> ${file('a3')}`],
      baseName: 'origin/main',
      addedBy: {},
    });
  });

  test('takes another formatting and other line endings for no edit', async () => {
    const { url } = makePullRequest();
    const clone = cloneRepository(url, '--branch=main');
    clone.write({ [file('a1')]: `# Ada’s\n${writeRevision('a1', {}).replaceAll('"', "'").replaceAll('\n', '\r\n')}` });
    expect(await outline(clone.root)).toEqual({ all: ['a1', 'a2', 'a3'], base: ['a1', 'a2', 'a3'], baseTip: ['a1', 'a2', 'a3'], new: [], edits: [], baseName: 'origin/main', addedBy: {} });
  });

  test('without a remote, where nothing is committed but the first revision', async () => {
    const repository = makeRepository();
    repository.commit('The project', revisions({ a1: undefined }));
    repository.write(revisions({ a2: '"a1"' }));
    expect(await outline(repository.root)).toEqual({ all: ['a1', 'a2'], base: ['a1'], baseTip: ['a1'], new: ['a2'], edits: [], baseName: 'main', addedBy: {} });
  });

  test('two heads, one of which is not committed', async () => {
    const repository = makeRepository();
    repository.commit('Add accounts', revisions({ a1: undefined, a2: '"a1"' }), 'Ada');
    repository.write(revisions({ b2: '"a1"' }));
    expect(await outline(repository.root)).toEqual({ all: ['a1', 'a2', 'b2'], base: ['a1', 'a2'], baseTip: ['a1', 'a2'], new: ['b2'], edits: [], baseName: 'main', addedBy: { a2: 'Ada: Add accounts' } });
  });

  test('a project that is new altogether', async () => {
    const repository = makeRepository();
    repository.commit('Nothing yet', { 'README.md': '' });
    repository.write(revisions({ a1: undefined }));
    expect(await outline(repository.root)).toEqual({ all: ['a1'], base: [], baseTip: [], new: ['a1'], edits: [], baseName: 'main', addedBy: {} });
  });
});

describe('other events', () => {
  test('a push: against the commit before', async () => {
    const { url, fork, tip } = makePullRequest();
    expect(await outline(checkOut(url, tip, 1).root, { kind: 'commit', sha: fork })).toEqual({
      all: ['a1', 'a2', 'a3'],
      base: ['a1', 'a2'],
      baseTip: ['a1', 'a2'],
      new: ['a3'],
      edits: [],
      baseName: fork.slice(0, 7),
      addedBy: {},
    });
  });

  const everything = { all: ['a1', 'a2', 'a3'], base: undefined, baseTip: undefined, new: ['a1', 'a2', 'a3'], edits: [], baseName: undefined, addedBy: {} };
  test.each<[title: string, request: BaseRequest]>([
    ['a schedule: everything', { kind: 'none', because: 'the event schedule on the default branch has nothing to compare with' }],
    ['the first push: everything', { kind: 'commit', sha: '0'.repeat(40) }],
  ])('%s', async (_, request) => {
    const { url, tip } = makePullRequest();
    expect(await outline(checkOut(url, tip, 1).root, request)).toEqual(everything);
  });
});

describe('the options', () => {
  test('`base` goes before the event', async () => {
    const { url, fork } = makePullRequest();
    expect(await outline(cloneRepository(url, '--branch=main').root, { kind: 'none', because: '' }, { base: fork })).toMatchObject({ new: ['a3'], baseName: fork });
  });

  test.each<[revisions: Options['revisions'], expected: string[]]>([
    ['all', ['a1', 'a2', 'b2']],
    [['a2'], ['a2']],
    [['b2', 'a1'], ['b2', 'a1']],
  ])('`revisions: %j`, also where there is no git', async (wanted, expected) => {
    const files = { 'db/alembic.ini': '[alembic]\n', ...revisions({ a1: undefined, a2: '"a1"', b2: '"a1"' }) };
    expect(await outline(makeDirectory(files), laptop, { revisions: wanted })).toEqual({ all: ['a1', 'a2', 'b2'], base: undefined, baseTip: undefined, new: expected, edits: [], baseName: undefined, addedBy: {} });
  });

  test('`revisions: all` names who added each of several heads', async () => {
    const repository = makeRepository();
    repository.commit('Add accounts', revisions({ a1: undefined, a2: '"a1"' }), 'Ada');
    repository.commit('Add topics', revisions({ b2: '"a1"' }), 'Grace');
    expect(await outline(repository.root, laptop, { revisions: 'all' })).toMatchObject({ addedBy: { a2: 'Ada: Add accounts', b2: 'Grace: Add topics' } });
  });

  test.each<[wanted: string[], what: string, remedy: string]>([
    [['zz'], 'There is no revision zz.', 'Give `new`, `all`, or whole ids as `alembic history` prints them.'],
    [['a1b2', 'zz', 'c4d'], 'There is no revision zz, c4d.', 'Did you mean c4d5?'],
    [['head'], 'There is no revision head.', 'Give `new`, `all`, or whole ids as `alembic history` prints them.'],
  ])('`revisions: %j` names what is not there', async (wanted, what, remedy) => {
    const root = makeDirectory({ 'db/alembic.ini': '[alembic]\n', ...revisions({ a1b2: undefined, c4d5: '"a1b2"' }) });
    const error: unknown = await read(root, laptop, { revisions: wanted }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    expect([(error as UserError).code, (error as UserError).what, (error as UserError).where, (error as UserError).remedy]).toEqual(['bad-option', what, 'option `revisions`', remedy]);
  });
});

test('not a git repository', async () => {
  const root = makeDirectory({ 'db/alembic.ini': '[alembic]\n', ...revisions({ a1: undefined }) });
  const error: unknown = await read(root).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect([(error as UserError).code, (error as UserError).what, (error as UserError).where, (error as UserError).remedy]).toEqual([
    'no-base',
    'This is no git repository (or git is not installed), so what is new cannot be told.',
    root,
    'Set `revisions: all` to look at every revision.',
  ]);
});
