import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { DialectName } from '../../src/dialects/dialect.ts';
import type { Report } from '../../src/report/report.ts';
import { runCheck } from '../integration/run-check.ts';
import { projectsDirectory } from '../projects/project-case.ts';
import type { CorpusForm } from './corpus-case.ts';

/** How a team makes its locks give up, once for all revisions, which commit one by one. */
const lockTimeouts: Readonly<Record<DialectName, string>> = {
  postgresql: 'connection.exec_driver_sql("SET lock_timeout = \'5s\'")\n        connection.commit()',
  mysql: 'connection.exec_driver_sql("SET lock_wait_timeout = 5")\n        connection.commit()',
  mariadb: 'connection.exec_driver_sql("SET lock_wait_timeout = 5")\n        connection.commit()',
  sqlite: 'pass',
};

/** What a corpus gave: what was found of each form, in words, and what people saw. */
export interface CorpusRun {
  readonly found: ReadonlyMap<string, readonly string[]>;
  readonly newRevisions: number;
  readonly conclusions: readonly Report['conclusion'][];
  readonly output: string;
}

/** So many forms make one pull request: each look at the database takes longer the more tables there are. */
const formsInOne = 16;

/** The forms as revisions of pull requests, one after the other: what is found is told by revision. */
export async function runCorpus(forms: readonly CorpusForm[], dialect: DialectName, flags: Readonly<Record<string, string>>): Promise<CorpusRun> {
  const requests = Array.from({ length: Math.ceil(forms.length / formsInOne) }, (_, index) => forms.slice(index * formsInOne, (index + 1) * formsInOne));
  const runs: PullRequestRun[] = [];
  for (const request of requests) runs.push(await runPullRequest(request, dialect, flags));
  return {
    found: new Map(runs.flatMap(({ found }) => [...found])),
    newRevisions: runs.reduce((sum, { report }) => sum + report.coverage.newRevisions, 0),
    conclusions: [...new Set(runs.map(({ report }) => report.conclusion))],
    output: runs.map(({ output }) => output).join('\n'),
  };
}

interface PullRequestRun {
  readonly report: Report;
  readonly output: string;
  readonly found: ReadonlyMap<string, readonly string[]>;
}

async function runPullRequest(forms: readonly CorpusForm[], dialect: DialectName, flags: Readonly<Record<string, string>>): Promise<PullRequestRun> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-corpus-'));
  try {
    await writeProject(directory, forms, dialect);
    const { report, output } = await runCheck(directory, { base: 'main', ...flags });
    const found = new Map(forms.map(({ title, revisions }) => [title, describeFindings(report, revisions.map(({ id }) => id))]));
    return { report, output, found };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** One line each, without examples of values, which are made up and may be others in a later version. */
function describeFindings({ findings }: Report, ids: readonly string[]): string[] {
  return findings
    .filter(({ revision, suppressed }) => suppressed === undefined && revision !== undefined && ids.includes(revision))
    .map(({ severity, check, line, message }) => `${severity} ${check}${line === undefined ? '' : ` at line ${String(line)}`}: ${message.replace(/: `[^`]*` is now `[^`]*`/, '')}`);
}

async function writeProject(directory: string, forms: readonly CorpusForm[], dialect: DialectName): Promise<void> {
  for (const layer of ['plain', ...(dialect === 'postgresql' ? [] : [`plain-${dialect}`])]) await cp(join(projectsDirectory, '_layers', layer), directory, { recursive: true });
  const environment = join(directory, 'migrations', 'env.py');
  const versions = join(directory, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  const plain = await readFile(environment, 'utf8');
  await writeFile(environment, plain.replace('        context.configure(', `        ${lockTimeouts[dialect]}\n        context.configure(transaction_per_migration=True, `));
  const put = (id: string, parent: string | undefined, upgrade: string, downgrade: string): Promise<void> => writeFile(join(versions, `${id}.py`), writeRevision(id, parent, upgrade, downgrade));
  const base = forms.flatMap((form) => form.base);
  await put('a000', undefined, base.map((sql) => `op.execute(sa.DDL(${JSON.stringify(sql.replaceAll('%', '%%'))}))`).join('\n'), 'pass');
  const git = (...words: string[]): Promise<unknown> => execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], { cwd: directory });
  const commit = async (message: string): Promise<void> => {
    await git('add', '--all');
    await git('commit', '--quiet', '--message', message);
  };
  await git('init', '--quiet', '--initial-branch=main');
  await commit('the project so far');
  await git('checkout', '--quiet', '-b', 'pull-request');
  let parent = 'a000';
  for (const { id, upgrade, downgrade } of forms.flatMap(({ revisions }) => revisions)) {
    await put(id, parent, upgrade, downgrade);
    parent = id;
  }
  await commit('the pull request');
}

function writeRevision(id: string, parent: string | undefined, upgrade: string, downgrade: string): string {
  const indent = (text: string): string => text.trim().split('\n').map((line) => `    ${line}`).join('\n');
  return `"""${id}"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import mysql, postgresql

revision = "${id}"
down_revision = ${parent === undefined ? 'None' : `"${parent}"`}


def upgrade():
${indent(upgrade)}


def downgrade():
${indent(downgrade)}
`;
}
