import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { diffCatalogs, isOrderOnly } from '../../../src/catalog/diff.ts';
import { renderDiff } from '../../../src/catalog/describe.ts';
import type { Catalog } from '../../../src/catalog/model.ts';
import { writeTraceRemedy } from '../../../src/checks/round-trip/write-trace-remedy.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { splitScript } from '../../../src/dialects/sqlite/run-script.ts';
import type { StatementObservation } from '../../../src/observe/observation.ts';
import { listRenames } from '../../../src/sql/list-renames.ts';
import { plainEnvironment } from '../../alembic/alembic-workspace.ts';
import { withConnection } from '../../../src/dialects/sqlite/connect.ts';
import type { Row } from '../../../src/dialects/sqlite/connect.ts';
import { databaseFile } from '../../../src/dialects/sqlite/database-url.ts';
import { RevisionRunner } from './revision-runner.ts';
import { undoCases } from './undo-cases.ts';
import type { UndoCase } from './undo-cases.ts';

/** An env.py that enforces foreign keys, and does more with its connections. */
const enforcing = (more: string): string => {
  const listeners = `from sqlalchemy import event
@event.listens_for(connectable, "connect")
def enforce(connection, record):
    connection.execute("PRAGMA foreign_keys = ON")
${more}
with connectable`;
  return plainEnvironment.replace('with connectable', listeners);
};

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
  return { code: writeTraceRemedy(changes.filter((one) => !isOrderOnly(one)), sqlite, listRenames(observe(change))).code ?? '', before: catalog };
}

/** A script as the statements of a revision. */
function observe(script: string): StatementObservation[] {
  return splitScript(script).map(({ sql }, index) => ({ sql, durationMs: 1, isBookkeeping: false, isFailed: false, ordinal: index + 1, isAutocommit: false, parsed: sqlite.parseStatement(sql) }));
}

test('the code is what people would write', async () => {
  const text = [...written].map(([what, { code }]) => `# ${what}\n${code}\n`).join('\n');
  await expect(text).toMatchFileSnapshot('undo-cases.code.txt');
});

describe('the code for downgrade() gives back what was', () => {
  test.each(undoCases)('$what', async ({ what, before, change, rows }) => {
    const { code, before: wanted } = written.get(what)!;
    const { after, error, session } = await runner.run(`${before};\n${change}`, code);
    expect(error).toBeUndefined();
    expect(renderDiff(diffCatalogs(wanted, after).filter((one) => !isOrderOnly(one)), 'trace')).toEqual([]);
    expect(await session.listDamage()).toEqual([]);
    if (rows !== undefined) expect(listRows(session.database, rows.query)).toEqual(rows.expected);
  });
});

function listRows(database: string, query: string): readonly Row[] {
  return withConnection(databaseFile(runner.workspace.server.endpoint, database), { mayWrite: false }, (connection) => connection.all(query));
}

describe.each([
  ['Python begins transactions', enforcing('')],
  ['env.py begins them', enforcing(`    connection.isolation_level = None
@event.listens_for(connectable, "begin")
def begin(connection):
    connection.exec_driver_sql("BEGIN")`)],
])('where foreign keys are enforced and %s', (what, environment) => {
  const cases = undoCases.filter(({ rows }) => rows !== undefined);
  let enforced: RevisionRunner;
  beforeAll(async () => { enforced = await RevisionRunner.open(cases.map((one) => written.get(one.what)!.code), environment); });
  afterAll(() => enforced.close());

  test.each(cases)('$what: no row of another table is lost', async ({ what: name, before, change, rows }) => {
    const { code } = written.get(name)!;
    const { error, session } = await enforced.run(`${before};\n${change}`, code);
    const found = withConnection(databaseFile(enforced.workspace.server.endpoint, session.database), { mayWrite: false }, (connection) => connection.all(rows!.query));
    expect(found).toEqual(rows!.expected);
    if (what === 'Python begins transactions' || !code.includes('enforces_keys')) expect(error).toBeUndefined();
    else expect(error).toContain('switch foreign keys off in env.py');
  });
});
