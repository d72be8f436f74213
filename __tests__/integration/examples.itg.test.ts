import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../scripts/python-environment.mjs';
import type { Finding } from '../../src/report/report.ts';
import { runCheck } from './run-check.ts';

const examples = fileURLToPath(new URL('../../examples/', import.meta.url));
let python: string;
let directory: string;
beforeAll(async () => {
  python = await ensurePythonEnvironment('default');
});
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'alembic-gate-example-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

const take = async (example: string): Promise<void> => cp(join(examples, example), directory, { recursive: true });
const flags = (): Record<string, string> => ({ python, database: 'embedded', revisions: 'all' });
const tell = ({ severity, check, message, remedy }: Finding): Record<string, unknown> => ({ severity, check, message, remedy });
const setupSql = { 'setup-sql': 'CREATE SCHEMA mar7schema' };

test('employee-data: the schema that no revision makes is named, with the option that makes it', async () => {
  await take('employee-data');
  const { report, exitCode } = await runCheck(directory, flags());
  expect(exitCode).toBe(1);
  expect(report.findings.map(tell)).toEqual([
    {
      severity: 'error',
      check: 'round-trip/upgrade-fails',
      message: 'The upgrade of `2ed8d1118e4f` fails at statement 2 of 2: schema "mar7schema" does not exist',
      remedy: { text: expect.stringContaining('setup-sql') as string, code: 'setup-sql: CREATE SCHEMA mar7schema', language: 'yaml' },
    },
  ]);
});

test('employee-data: the sequence that the downgrade leaves is named, with the line to add, which mends it', async () => {
  await take('employee-data');
  const { report, output } = await runCheck(directory, { ...flags(), ...setupSql });
  expect(report.findings.map(tell)).toEqual([
    {
      severity: 'error',
      check: 'round-trip/downgrade-leaves-trace',
      message: 'After the downgrade of `2ed8d1118e4f`, sequence `table_sid_seq` is still there. The next upgrade then fails: relation "table_sid_seq" already exists',
      remedy: { text: 'Add to `downgrade()`:', code: 'op.execute("DROP SEQUENCE table_sid_seq")', language: 'python' },
    },
  ]);
  expect(output).toContain('    op.execute("DROP SEQUENCE table_sid_seq")\n');
  const file = join(directory, 'alembic/versions/2ed8d1118e4f_create_employee_data.py');
  await writeFile(file, `${(await readFile(file, 'utf8')).trimEnd()}\n    op.execute("DROP SEQUENCE table_sid_seq")\n`);
  const mended = await runCheck(directory, { ...flags(), ...setupSql });
  expect({ exitCode: mended.exitCode, conclusion: mended.report.conclusion, findings: mended.report.findings }).toEqual({ exitCode: 0, conclusion: 'passed', findings: [] });
});

test('employee-data: the SQL of the report is what `alembic upgrade head --sql` writes', async () => {
  await take('employee-data');
  const { stdout } = await execa(python, ['-m', 'alembic', 'upgrade', 'head', '--sql'], { cwd: directory });
  const written = splitSql(stdout).filter((sql) => !/^(BEGIN|COMMIT|-- )|alembic_version/.test(sql));
  const { report } = await runCheck(directory, { ...flags(), ...setupSql });
  const [upgrade] = report.projects[0]?.revisions[0]?.steps ?? [];
  expect(upgrade?.statements.map(({ sql }) => squeeze(sql))).toEqual(written);
});

test('employee-data: with a MySQL URL it is taken as MySQL', async () => {
  await take('employee-data');
  const ini = join(directory, 'alembic.ini');
  await writeFile(ini, (await readFile(ini, 'utf8')).replace(/^sqlalchemy\.url.*$/m, 'sqlalchemy.url = mysql+mysqldb://@localhost/database'));
  const { report, exitCode } = await runCheck(directory, flags());
  expect(exitCode).toBe(2);
  expect(report.problems.map(({ code, what }) => `${code}: ${what.split(' for ')[0] ?? ''}`)).toEqual(['no-server-binaries: There is no embedded MySQL']);
});

test('employee-data: with the versions that its environment.yml pins', async () => {
  await take('employee-data');
  const { report } = await runCheck(directory, { ...flags(), ...setupSql, python: await ensurePythonEnvironment('oldest') });
  const project = report.projects[0]?.python;
  expect({ alembic: project?.alembic, sqlalchemy: project?.sqlalchemy }).toEqual({ alembic: '1.7.6', sqlalchemy: '1.4.31' });
  expect(report.findings.map(({ check }) => check)).toEqual(['round-trip/downgrade-leaves-trace']);
});

test('users-app: up by one, to head, down by one, to base: every way holds, and models and database agree', async () => {
  await take('users-app');
  const { report, exitCode } = await runCheck(directory, flags());
  expect(exitCode).toBe(0);
  expect(report.findings).toEqual([]);
  expect(report.projects[0]?.drift).toBe('none');
  expect(report.projects[0]?.revisions.flatMap(({ id, steps }) => steps.map(({ walk, direction, outcome }) => `${id} ${walk} ${direction} ${outcome}`))).toEqual(
    ['6f2b1d0c9a31', 'b81e44a7d502'].flatMap((id) => [
      ...['empty', 'rows'].flatMap((walk) => ['upgrade', 'downgrade', 'upgrade'].map((direction) => `${id} ${walk} ${direction} applied`)),
      ...['downgrade', 'upgrade'].map((direction) => `${id} rehearsal ${direction} applied`),
    ]),
  );
});

test('users-app: model drift is found when the revision is left out', async () => {
  await take('users-app');
  await rm(join(directory, 'alembic/versions/b81e44a7d502_add_username.py'));
  const { report, exitCode } = await runCheck(directory, flags());
  expect(exitCode).toBe(0);
  expect(report.findings.map(tell)).toEqual([
    {
      severity: 'warning',
      check: 'models/drift',
      message: 'Models and migrated database differ: column `user.username` is in the models and not in the database; index `ix_user_username` on `user` is in the models and not in the database.',
      remedy: {
        text: expect.any(String) as string,
        code: "op.add_column('user', sa.Column('username', sa.String(), nullable=True))\nop.create_index(op.f('ix_user_username'), 'user', ['username'], unique=False)",
        language: 'python',
      },
    },
  ]);
});

test('address-book: its round trips hold without a server, models agree, and a database that is there stays as it is', async () => {
  await take('address-book');
  // As a newcomer would: bring the database up, fill it, look at it.
  await execa(python, ['-m', 'alembic', 'upgrade', 'head'], { cwd: directory });
  const { stdout } = await execa(python, ['app.py'], { cwd: directory });
  expect(stdout.split('\n')).toEqual([
    'Spongebob Squarepants, spongebob@example.org (home)',
    'Sandy Cheeks, sandy@example.org (home), sandy@squirrels.example.org (work)',
    'Patrick Star',
  ]);
  const database = await readFile(join(directory, 'example.db'));

  const { report, exitCode } = await runCheck(directory, { python, revisions: 'all' });
  expect({ exitCode, conclusion: report.conclusion, drift: report.projects[0]?.drift, provider: report.projects[0]?.server?.provider }).toEqual({
    exitCode: 0,
    conclusion: 'passed',
    drift: 'none',
    provider: 'file',
  });
  // Each makes two things, and SQLite's driver commits each of them by itself.
  expect(report.findings.map(({ severity, check, revision }) => `${severity} ${check} ${revision ?? ''}`)).toEqual([
    'warning round-trip/retry-fails 3b9e1a5d7c20',
    'warning round-trip/retry-fails c47f2e8b6a91',
  ]);
  expect(report.projects[0]?.revisions.flatMap(({ id, steps }) => steps.map(({ walk, direction, outcome }) => `${id} ${walk} ${direction} ${outcome}`))).toEqual(
    ['3b9e1a5d7c20', 'c47f2e8b6a91'].flatMap((id) => [
      ...['empty', 'rows'].flatMap((walk) => ['upgrade', 'downgrade', 'upgrade'].map((direction) => `${id} ${walk} ${direction} applied`)),
      ...['downgrade', 'upgrade'].map((direction) => `${id} rehearsal ${direction} applied`),
    ]),
  );
  expect(database.equals(await readFile(join(directory, 'example.db')))).toBe(true);
});

test('address-book: the report has the SQL that was executed, also of batch mode', async () => {
  await take('address-book');
  const { stdout } = await execa(python, ['-m', 'alembic', 'upgrade', '3b9e1a5d7c20', '--sql'], { cwd: directory });
  const { report } = await runCheck(directory, { python, revisions: 'all' });
  const [create, batch] = (report.projects[0]?.revisions ?? []).map(({ steps }) => steps[0]?.statements.map(({ sql }) => squeeze(sql)));
  expect(create).toEqual(splitSql(stdout).filter((sql) => !/^(BEGIN|COMMIT|-- )|alembic_version/.test(sql)));
  expect(batch?.filter((sql) => !/^(PRAGMA|SELECT)/.test(sql))).toEqual([
    expect.stringMatching(/^CREATE TABLE _alembic_tmp_address \(.* CONSTRAINT uq_address_email_address UNIQUE \(email_address\) \)$/),
    'INSERT INTO _alembic_tmp_address (id, email_address, user_id) SELECT address.id, address.email_address, address.user_id FROM address',
    'DROP TABLE address',
    'ALTER TABLE _alembic_tmp_address RENAME TO address',
  ]);
});

test('address-book: model drift is found when the revision is left out', async () => {
  await take('address-book');
  await rm(join(directory, 'migrations/versions/c47f2e8b6a91_one_owner_for_each_address.py'));
  const { report, exitCode } = await runCheck(directory, { python, revisions: 'all' });
  expect(exitCode).toBe(0);
  expect(report.findings.filter(({ check }) => check === 'models/drift').map(tell)).toEqual([
    {
      severity: 'warning',
      check: 'models/drift',
      message:
        'Models and migrated database differ: column `address.kind` is in the models and not in the database; constraint `uq_address_email_address` on `address` is in the models and not in the database.',
      remedy: {
        text: expect.any(String) as string,
        code: expect.stringContaining("op.add_column('address', sa.Column('kind', sa.String(length=10), server_default='home', nullable=False))") as string,
        language: 'python',
      },
    },
  ]);
});

/** The statements of a script, each in one line with single spaces. */
function splitSql(script: string): string[] {
  return script.split(/;\s*(?:\n|$)/).map((sql) => squeeze(sql.replaceAll(/^--.*$/gm, ''))).filter((sql) => sql !== '');
}

function squeeze(sql: string): string {
  return sql.replaceAll(/\s+/g, ' ').trim();
}
