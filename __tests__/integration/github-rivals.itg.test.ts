import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { readPage } from '../docs/describe-pages.ts';
import { readExamples } from '../docs/page-example.ts';
import { openBench } from './action-bench.ts';
import type { CheckoutSettings } from './action-bench.ts';
import { faults } from './github-faults.ts';
import { folder, revise } from './revision-file.ts';

const bench = await openBench('sqlite');
const { github } = bench;

const check = 'revisions/rival-revision';

interface Seen {
  readonly findings: string[];
  readonly notLookedAt: readonly string[];
  readonly report: Report;
}

/** Runs the gate on the pull request 7, which adds files, and gives what it says of other pull requests. */
async function look(adds: Readonly<Record<string, string>>, settings: CheckoutSettings = {}, inputs: Readonly<Record<string, string>> = {}): Promise<Seen> {
  const repository = await bench.openPullRequest(adds, settings);
  github.forgetRequests();
  await bench.run(repository, { 'json-file': 'report.json', comment: 'never', rows: '0', ...inputs }, { readsRivals: true });
  const report = JSON.parse(await readFile(join(repository.workspace, 'report.json'), 'utf8')) as Report;
  const findings = report.findings.filter((finding) => finding.check === check).map(({ severity, file, line, message, remedy }) => `${severity} ${file ?? ''}:${String(line)} ${message} ${remedy.code ?? ''}`);
  return { findings, notLookedAt: report.coverage.notLookedAt.filter((sentence) => !sentence.startsWith('Whether the running release') && !sentence.startsWith('The walk with rows')), report };
}

/** The example of the page: files of the base branch, of the pull request, and of another. */
function readExample(heading: 'Bad' | 'Good'): Record<'base' | 'added' | 'others', Record<string, string>> {
  const files: Record<'base' | 'added' | 'others', Record<string, string>> = { base: {}, added: {}, others: {} };
  for (const block of readExamples(readPage(check), heading).flatMap(({ blocks }) => blocks)) {
    const [first = ''] = block.split('\n');
    const [, name = '', note = ''] = /^# versions\/(\S+)(?: \((.*)\))?$/.exec(first) ?? [];
    const side = note === 'on main' ? 'base' : note === 'on pull request 12' ? 'others' : 'added';
    files[side][`${folder}/${name}`] = `${block.split('\n').slice(1).join('\n')}\n\ndef upgrade():\n    pass\n\n\ndef downgrade():\n    pass\n`;
  }
  return files;
}

describe('another open pull request', () => {
  it.each([
    ['Bad', [`note ${folder}/b7d512_add_birthday.py:2 #12 (Phones) also adds a revision on \`3fa0c2\`: \`9c41e0\`. down_revision = "9c41e0"`]],
    ['Good', []],
  ] as const)('is told of as the page shows: %s', async (heading, findings) => {
    const { base, added, others } = readExample(heading);
    const baseFiles = { ...base, [`${folder}/a1_accounts.py`]: '' };
    github.state.push('main', base);
    github.state.addPull({ number: 12, title: 'Phones', files: others });
    const seen = await look(added, { baseFiles });
    expect([seen.findings, seen.notLookedAt, seen.report.conclusion]).toEqual([findings, [], 'passed']);
  });

  it('is told of where it has the same id, with a title that is whatever its author chose', async () => {
    github.state.addPull({ number: 12, title: '`<b>`\u202E | ::error::x', files: { [`${folder}/b1_other.py`]: revise('b1', 'zz') } });
    const { findings } = await look({ [`${folder}/b1.py`]: revise('b1', 'a1') });
    expect(findings).toEqual([`note ${folder}/b1.py:1 #12 ('<b>'\u202E | ::error::x) also adds a revision with the id \`b1\`. `]);
  });

  it('is named by the beginning of a long title, which halves no character', async () => {
    github.state.addPull({ number: 12, title: `${'x'.repeat(59)}🚀 and more`, files: { [`${folder}/c1.py`]: revise('c1', 'a1') } });
    const { findings } = await look({ [`${folder}/b1.py`]: revise('b1', 'a1') });
    expect(findings).toEqual([`note ${folder}/b1.py:2 #12 (${'x'.repeat(59)}…) also adds a revision on \`a1\`: \`c1\`. down_revision = "c1"`]);
  });

  it('costs two requests, and none where no revision is new or the check is off', async () => {
    for (let number = 20; number < 60; number += 1) github.state.addPull({ number, files: number % 10 === 0 ? { [`${folder}/r${String(number)}.py`]: revise(`r${String(number)}`, 'a1') } : { 'README.md': 'better\n' } });
    github.permissions = { contents: 'read', 'pull-requests': 'read' };
    const { findings } = await look({ [`${folder}/b1.py`]: revise('b1', 'a1') });
    expect([findings, github.requests]).toEqual([
      [`note ${folder}/b1.py:2 #50 (Pull request 50), #40 (Pull request 40), #30 (Pull request 30) and #20 (Pull request 20) also add a revision on \`a1\`. `],
      ['POST graphql', 'POST graphql'],
    ]);
    await look({ 'README.md': 'better\n' });
    expect(github.requests).toEqual([]);
    await look({ [`${folder}/b1.py`]: revise('b1', 'a1') }, {}, { checks: `${check} = off` });
    expect(github.requests).toEqual([]);
  });

  it('is left alone where as many heads are expected, or where it goes into another branch', async () => {
    github.state.addPull({ number: 12, files: { [`${folder}/c1.py`]: revise('c1', 'a1') } });
    github.state.addPull({ number: 13, files: { [`${folder}/d1.py`]: revise('d1', 'a1') }, baseRef: 'release' });
    expect((await look({ [`${folder}/b1.py`]: revise('b1', 'a1') }, {}, { heads: '2' })).findings).toEqual([]);
    expect((await look({ [`${folder}/b1.py`]: revise('b1', 'a1') })).findings).toHaveLength(1);
  });

  it('is told as not looked at where GitHub does not tell', async () => {
    github.permissions = { contents: 'read' };
    const { findings, notLookedAt, report } = await look({ [`${folder}/b1.py`]: revise('b1', 'a1') });
    expect([findings, notLookedAt, report.conclusion]).toEqual([
      [],
      ['Whether other open pull requests add colliding revisions was not looked at: GitHub did not tell (Resource not accessible by integration). The job needs `pull-requests: read`.'],
      'passed',
    ]);
  });

  it('is told as not looked at where there are too many', async () => {
    for (let number = 20; number < 230; number += 1) github.state.addPull({ number, files: { [`${folder}/r${String(number)}.py`]: revise(`r${String(number)}`, 'a1') } });
    const { findings, notLookedAt } = await look({ [`${folder}/b1.py`]: revise('b1', 'a1') });
    // Four pages of pull requests, three of files.
    expect(findings).toEqual([expect.stringContaining('#229 (Pull request 229), #228 (Pull request 228), #227 (Pull request 227), #226 (Pull request 226), #225 (Pull request 225) and 115 more also add a revision on `a1`.')]);
    expect(github.requests).toHaveLength(7);
    expect(notLookedAt).toEqual([
      'Only the newest 200 of 211 open pull requests were looked at for colliding revisions.',
      '80 revision files of other open pull requests were not looked at, because there are more than 120.',
    ]);
  });

  it('is asked for again where GitHub fails for a moment', async () => {
    github.state.addPull({ number: 12, files: { [`${folder}/c1.py`]: revise('c1', 'a1') } });
    github.inject('graphql', faults.reset());
    expect((await look({ [`${folder}/b1.py`]: revise('b1', 'a1') })).findings).toHaveLength(1);
  });
});
