import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import { checks } from '../../src/checks/registry.ts';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../src/database/provider.ts';
import { postgresql } from '../../src/dialects/postgresql/dialect.ts';
import { runCheck } from '../integration/run-check.ts';
import { findExampleDialect, makeExampleProject, readExample, removeProject } from './page-example.ts';

/** What a bad example shows besides: it is bad in more than one way. */
const alsoFound: Readonly<Record<string, readonly string[]>> = {
  // A suppression without a reason does not count, so what it was meant for is found as well.
  'suppressions/no-reason': ['destructive/drop-index'],
  // One revision leaves a row, over which the other stumbles, here as well as on the walk with rows.
  'round-trip/rollback-leaves-trace': ['round-trip/downgrade-leaves-trace', 'rows/left-behind'],
  'round-trip/fresh-install-differs': ['rows/left-behind'],
  // What does not fit any longer is refused where it is there.
  'destructive/drop-enum-value': ['rows/upgrade-fails'],
  'destructive/narrow-type': ['rows/upgrade-fails'],
};

let server: DatabaseServer;
let python: string;
beforeAll(async () => {
  python = await ensurePythonEnvironment('default');
  server = await openDatabaseServer({ dialect: postgresql, database: { provider: 'embedded' }, image: undefined, mayFallBack: false, log: () => undefined });
});
afterAll(() => server.dispose());

describe.concurrent('the examples of each page', () => {
  it.for(checks.flatMap(({ id }) => (['Bad', 'Good'] as const).map((heading) => ({ id, heading }))))('$id: $heading', async ({ id, heading }) => {
    const page = await readFile(fileURLToPath(new URL(`../../docs/checks/${id}.md`, import.meta.url)), 'utf8');
    const blocks = readExample(page, heading);
    expect(blocks).not.toEqual([]);
    const models = readExample(page, 'Bad').filter((block) => block.startsWith('# models.py') && !blocks.includes(block));
    const withModels = models.length > 0 || blocks.some((block) => block.startsWith('# models.py'));
    const directory = await makeExampleProject(blocks.some((block) => block.startsWith('# models.py')) ? blocks : [...models, ...blocks], withModels);
    try {
      const database = postgresql.databaseUrl(server.endpoint, server.endpoint.maintenanceDatabase);
      const lent = findExampleDialect(blocks) === 'postgresql' ? { database } : {};
      const { report, output } = await runCheck(directory, { base: 'main', python, ...lent, timeout: '4s' });
      const found = report.findings.filter(({ suppressed }) => suppressed === undefined).map(({ check }) => check);
      expect(found.toSorted(), output).toEqual(heading === 'Good' ? [] : [id, ...(alsoFound[id] ?? [])].toSorted());
      if (heading === 'Good') expect(report.conclusion, output).toBe('passed');
    } finally {
      await removeProject(directory);
    }
  });
});
