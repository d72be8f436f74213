import { mkdir, mkdtemp, rm, writeFile, cp } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { lendServer } from '../integration/lent-server.ts';
import type { LentServer } from '../integration/lent-server.ts';
import { runCheck } from '../integration/run-check.ts';
import { projectsDirectory } from '../projects/project-case.ts';
import { anyRevisions, writeBase, writeRevision } from './kept/any-revision.ts';
import type { KeptRevision } from './kept/any-revision.ts';

const revisionsEach = 12;
const projects = 2;
/** Several times what it takes, for a machine that does other things. */
const limitMs = 180_000;
const seed = Number(process.env['REVISION_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

describe.each(['postgresql', 'sqlite'] as const)('%s', (dialect) => {
  let server: LentServer;
  let python: string;
  beforeAll(async () => {
    python = await ensurePythonEnvironment('default');
    server = await lendServer(dialect, undefined);
  });
  afterAll(() => server.dispose());

  test(`a revision that keeps data is not accused of anything, and its round trip is exact (REVISION_SEED=${String(seed)})`, async () => {
    const property = fc.asyncProperty(anyRevisions(revisionsEach), async (revisions) => {
      const directory = await writeProject(revisions, dialect);
      try {
        const { report, output } = await runCheck(directory, { base: 'main', python, ...server.flags });
        const found = report.findings.filter(({ check }) => check.startsWith('rows/'));
        expect(found.map(({ check, revision, message }) => `${String(revision)} ${check}: ${message}`), output).toEqual([]);
        const grades = report.projects.flatMap((project) => project.revisions.flatMap(({ id, grade }) => (id.startsWith('b') ? [`${id} ${String(grade)}`] : [])));
        expect(grades.toSorted(), output).toEqual(revisions.map((_, index) => `b${String(index)} exact`).toSorted());
      } finally {
        await rm(directory, { recursive: true, force: true });
      }
    });
    await fc.assert(property, { seed, numRuns: Number(process.env['REVISION_RUNS'] ?? projects), endOnFailure: true });
  }, limitMs);
});

/** A git repository with the tables on its branch `main`, and the revisions after them checked out. */
async function writeProject(revisions: readonly KeptRevision[], dialect: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'alembic-gate-kept-'));
  for (const layer of ['plain', `plain-${dialect}`].filter((name) => existsSync(join(projectsDirectory, '_layers', name)))) await cp(join(projectsDirectory, '_layers', layer), directory, { recursive: true });
  const versions = join(directory, 'migrations', 'versions');
  await mkdir(versions, { recursive: true });
  await writeFile(join(versions, 'a0_tables.py'), writeBase(revisions.length));
  await runGit(directory, ['init', '--quiet', '--initial-branch=main']);
  await commitAll(directory, 'the project so far');
  await runGit(directory, ['checkout', '--quiet', '-b', 'pull-request']);
  for (const [index, revision] of revisions.entries()) await writeFile(join(versions, `b${String(index).padStart(2, '0')}.py`), writeRevision(revision, index));
  await commitAll(directory, 'the pull request');
  return directory;
}

async function commitAll(directory: string, message: string): Promise<void> {
  await runGit(directory, ['add', '--all']);
  await runGit(directory, ['commit', '--quiet', '--message', message]);
}

async function runGit(directory: string, words: readonly string[]): Promise<void> {
  await execa('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', '-c', 'commit.gpgsign=false', ...words], { cwd: directory });
}
