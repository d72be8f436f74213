import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { checks } from '../../src/checks/registry.ts';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { lendServer } from '../integration/lent-server.ts';
import type { LentServer } from '../integration/lent-server.ts';
import { runCheck } from '../integration/run-check.ts';
import { alsoFound } from './also-found.ts';
import { makeExampleProject, readExamples, removeProject } from './page-example.ts';

/** A server in a container may need its image's first start on a busy machine. */
const startLimitMs = 240_000;

const headings = ['Bad', 'Good'] as const;

/** The text of a check's page; empty where there is none. */
export function readPage(id: string): string {
  const path = fileURLToPath(new URL(`../../docs/checks/${id}.md`, import.meta.url));
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

/**
 * Declares a test of every example that is for one of some dialects, each on the one server that is started for its dialect: the bad one
 * gives exactly its check's finding, the good one none.
 * @param images the container's image by dialect; undefined where none is needed
 * @param atLeast how many examples there must be, lest none be found
 */
export function describePages(images: Partial<Readonly<Record<DialectName, string | undefined>>>, atLeast: number, flags: Readonly<Record<string, string>> = {}): void {
  // Other pull requests are only in the tests of the action.
  const pages = checks.filter(({ stage }) => stage !== 'pull-requests').map(({ id }) => ({ id, page: readPage(id) }));
  const runs = pages.flatMap(({ id, page }) =>
    headings.flatMap((heading) => readExamples(page, heading).flatMap(({ dialect, blocks }) => (Object.hasOwn(images, dialect) ? [{ id, page, heading, dialect, blocks }] : []))),
  );
  const dialects = [...new Set(runs.map(({ dialect }) => dialect))];
  const servers = new Map<DialectName, LentServer>();
  let python: string;

  beforeAll(async () => {
    python = await ensurePythonEnvironment('default');
    await Promise.all(dialects.map(async (dialect) => servers.set(dialect, await lendServer(dialect, images[dialect]))));
  }, startLimitMs);
  afterAll(() => Promise.all([...servers.values()].map((server) => server.dispose())));

  describe.concurrent('the examples of each page', () => {
    it(`are at least ${atLeast}`, () => {
      expect(runs.length).toBeGreaterThanOrEqual(atLeast);
    });

    it.for(runs)('$id: $heading on $dialect', async ({ id, page, heading, dialect, blocks }) => {
      const own = blocks.filter(isModels);
      // The good example is for the same models where it shows none.
      const models = own.length > 0 ? [] : (readExamples(page, 'Bad').find((bad) => bad.dialect === dialect)?.blocks.filter(isModels) ?? []);
      const directory = await makeExampleProject({ dialect, blocks: [...models, ...blocks] }, models.length + own.length > 0);
      try {
        const { report, output } = await runCheck(directory, { base: 'main', python, checks: listSeverities(id), ...servers.get(dialect)?.flags, ...flags });
        const found = report.findings.filter(({ suppressed }) => suppressed === undefined).map(({ check }) => check);
        expect(found.toSorted(), output).toEqual(heading === 'Good' ? [] : [id, ...(alsoFound[`${id} on ${dialect}`] ?? alsoFound[id] ?? [])].toSorted());
        if (heading === 'Good') expect(report.conclusion, output).toBe('passed');
      } finally {
        await removeProject(directory);
      }
    });
  });
}

function isModels(block: string): boolean {
  return block.startsWith('# models.py');
}

/** What a release that is still running meets has pages of its own, or every example that changes a table would have the same warnings. */
function listSeverities(id: string): string {
  return ['locks', 'compatibility'].filter((category) => !id.startsWith(`${category}/`)).map((category) => `${category} = off`).join('\n');
}
