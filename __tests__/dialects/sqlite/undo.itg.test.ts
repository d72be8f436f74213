import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diffCatalogs, isOrderOnly } from '../../../src/catalog/diff.ts';
import { renderDiff } from '../../../src/catalog/describe.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import { writeTraceRemedy } from '../../../src/checks/round-trip/write-trace-remedy.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { RevisionRunner } from './revision-runner.ts';
import { undoCases } from './undo-cases.ts';
import type { UndoCase } from './undo-cases.ts';

let runner: RevisionRunner;
let written: Map<string, { readonly code: string; readonly before: Catalog }>;

beforeAll(async () => {
  const server = await openDatabaseServer({ dialect: sqlite, database: { provider: 'auto' }, image: undefined, mayFallBack: false, log: () => undefined });
  written = new Map();
  for (const undo of undoCases) written.set(undo.what, await writeCode(server, undo));
  await server.dispose();
  runner = await RevisionRunner.open([...written.values()].map(({ code }) => code));
});
afterAll(() => runner.close());

async function writeCode(server: DatabaseServer, { before, change }: UndoCase): Promise<{ readonly code: string; readonly before: Catalog }> {
  const session = await server.session.openDatabase(await server.session.createDatabase());
  await session.execute(before);
  const catalog = await session.readCatalog(undefined);
  await session.execute(change);
  const changes = diffCatalogs(catalog, await session.readCatalog(undefined));
  return { code: writeTraceRemedy(changes.filter((one) => !isOrderOnly(one)), sqlite).code ?? '', before: catalog };
}

test('the code is what people would write', async () => {
  const text = [...written].map(([what, { code }]) => `# ${what}\n${code}\n`).join('\n');
  await expect(text).toMatchFileSnapshot('undo-cases.code.txt');
});

describe('the code for downgrade() gives back what was', () => {
  test.each(undoCases)('$what', async ({ what, before, change }) => {
    const { code, before: wanted } = written.get(what)!;
    const { after, error, session } = await runner.run(`${before};\n${change}`, code);
    expect(error).toBeUndefined();
    expect(renderDiff(diffCatalogs(wanted, after).filter((one) => !isOrderOnly(one)), 'trace')).toEqual([]);
    expect(await session.listDamage()).toEqual([]);
  });
});
