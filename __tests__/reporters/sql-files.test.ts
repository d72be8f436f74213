import { mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tokenize } from '../../src/sql/lexer.ts';
import { lexis } from '../../src/dialects/postgresql/lexis.ts';
import { getDialect } from '../../src/dialects/registry.ts';
import { renderSqlFiles } from '../../src/reporters/sql-files.ts';
import type { SqlFile } from '../../src/reporters/sql-files.ts';
import { writeSqlFiles } from '../../src/reporters/write-sql-files.ts';
import type { ProjectReport, Report } from '../../src/report/report.ts';
import { makeProjectReport, makeReport, makeRevision, makeStep } from '../reports/make-report.ts';
import { reports } from '../reports/reports.ts';
import { makeDirectory } from '../temporary-directory.ts';

function render(report: Report): SqlFile[] {
  return renderSqlFiles(report, (dialect, sql) => getDialect(dialect).endStatement(sql));
}

function renderProjects(...projects: readonly ProjectReport[]): SqlFile[] {
  return render(makeReport({ proof: 'p', projects }));
}

const round = { up: ['CREATE TABLE a (b int)', "INSERT INTO a VALUES (1); -- one"], down: ['DROP TABLE a'] };

test('the failing report', async () => {
  const text = render(reports['failing']!).map(({ path, text: script }) => `=== ${path.join('/')}\n${script}`).join('\n');
  await expect(text).toMatchFileSnapshot('../reports/failing/executed.sql');
});

test('a revision has a file for each direction', () => {
  expect(renderProjects(makeProjectReport([makeRevision('b1', 'a1', 'Add a', round, { file: 'versions/b1.py' })]))).toEqual([
    {
      path: ['b1.upgrade.sql'],
      text: `-- The upgrade of revision b1 (Add a) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- versions/b1.py

-- versions/b1.py:18
CREATE TABLE a (b int);

-- versions/b1.py:19
INSERT INTO a VALUES (1);
`,
    },
    {
      path: ['b1.downgrade.sql'],
      text: `-- The downgrade of revision b1 (Add a) as executed on PostgreSQL 17.2, without Alembic's own statements.
-- versions/b1.py

-- versions/b1.py:30
DROP TABLE a;
`,
    },
  ]);
});

describe('a step that', () => {
  const writeStep = (words: Parameters<typeof makeStep>[4], sql: readonly string[] = []): string | undefined => {
    const steps = [makeStep('upgrade', 1, sql, 'versions/b1.py', words)];
    return renderProjects(makeProjectReport([makeRevision('b1', 'a1', '', round, { file: 'versions/b1.py', steps })]))[0]?.text.split('\n').slice(2).join('\n');
  };

  test('does more where there are rows tells it as a comment', () => {
    const at = (line: number, ...sql: readonly string[]) => sql.map((text) => ({ sql: text, file: 'versions/b1.py', line, durationMs: 1 }));
    const steps = [
      makeStep('upgrade', 1, [], 'versions/b1.py', { statements: [...at(18, 'SELECT id FROM a'), ...at(22, "UPDATE c SET at = '10:00'")] }),
      makeStep('upgrade', 1, [], 'versions/b1.py', { walk: 'rows', statements: [...at(18, 'SELECT id FROM a'), ...at(20, "DELETE FROM b WHERE x = 'a\nb'", 'DELETE FROM b WHERE x = 2'), ...at(22, "UPDATE c SET at = '10:01'")] }),
    ];
    const [upgrade] = renderProjects(makeProjectReport([makeRevision('b1', 'a1', '', round, { file: 'versions/b1.py', steps })]));
    expect(upgrade?.text.split('\n').slice(6).join('\n')).toBe(
      "-- versions/b1.py:22\nUPDATE c SET at = '10:00';\n\n-- Where there are rows it executed besides, on rows that were made up:\n\n-- versions/b1.py:20\n-- DELETE FROM b WHERE x = 'a\n-- b'\n\n-- versions/b1.py:20\n-- DELETE FROM b WHERE x = 2\n",
    );
  });

  test('failed says so, and its last statement is a comment', () => {
    const statements = [{ sql: 'SELECT 1', durationMs: 1 }, { sql: "SELECT\n '2", file: 'versions/b1.py', line: 20, durationMs: 1, isFailed: true }];
    expect(writeStep({ outcome: 'failed', error: { type: 'E', message: 'no\nDROP TABLE x' }, statements })).toBe("-- Failed: no\n-- DROP TABLE x\n\nSELECT 1;\n\n-- versions/b1.py:20\n-- failed:\n-- SELECT\n--  '2\n");
  });

  test('took too long says so', () => expect(writeStep({ outcome: 'timed-out' })).toBe('-- Not executed to its end: it took too long.\n'));
  test('was skipped says why', () => expect(writeStep({ outcome: 'skipped', skippedBecause: 'There is no downgrade.' })).toBe('-- Not executed: There is no downgrade.\n'));
  test('had nothing to execute says so', () => expect(writeStep({})).toBe('-- It executed no statement.\n'));

  test('was not come to says so', () => {
    expect(renderProjects(makeProjectReport([makeRevision('b1', 'a1', '', round, { steps: [] })])).map(({ text }) => text.split('\n')[2])).toEqual(Array.from({ length: 2 }, () => '-- Not executed: the revision did not come to it.'));
  });
});

test('several projects and several databases have a folder each', () => {
  const revision = makeRevision('b1', 'a1', 'Add a', round);
  const on = (config: string, target?: string): ProjectReport => makeProjectReport([revision], { config, ...(target === undefined ? {} : { target }) });
  expect(renderProjects(on('alembic.ini', 'PostgreSQL 15.6'), on('alembic.ini', 'SQLite 3.46')).map(({ path }) => path[0])).toEqual(['PostgreSQL_15_6', 'PostgreSQL_15_6', 'SQLite_3_46', 'SQLite_3_46'].map((name) => expect.stringMatching(new RegExp(`^${name}-[0-9a-f]{12}$`)) as string));
  expect(renderProjects(on('shop'), on('billing', 'a'), on('billing', 'b')).map(({ path }) => path.join('/'))).toEqual([
    'shop/b1.upgrade.sql', 'shop/b1.downgrade.sql', 'billing/a/b1.upgrade.sql', 'billing/a/b1.downgrade.sql', 'billing/b/b1.upgrade.sql', 'billing/b/b1.downgrade.sql',
  ]); // prettier-ignore
});

const strange = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '.', '', '../../etc/passwd', '/etc/passwd', 'a\0b', 'CON', 'A1', 'a1', 'x'.repeat(500), 'a/b', '-rf', '~'));

test('no revision, project or database has a name that leads elsewhere, and no two have one file', () => {
  fc.assert(
    fc.property(fc.uniqueArray(strange, { minLength: 1, maxLength: 6 }), fc.uniqueArray(strange, { minLength: 1, maxLength: 3 }), (ids, configs) => {
      const files = renderProjects(...configs.map((config) => makeProjectReport(ids.map((id) => makeRevision(id, 'a1', 'Add a', round)), { config })));
      const paths = files.map(({ path }) => path.join('/').toLowerCase());
      expect(new Set(paths).size).toBe(2 * ids.length * configs.length);
      for (const { path } of files) for (const part of path) expect(part).toMatch(/^[\w-]{0,80}(-[0-9a-f]{12})?(\.(up|down)grade\.sql)?$/);
    }),
  );
});

test('nothing of others gets out of a comment', () => {
  fc.assert(
    fc.property(strange, strange, strange, (id, message, file) => {
      const revision = makeRevision(id, 'a1', message, { up: [], down: [] }, { file: `${file}\n;DROP TABLE x`, steps: [makeStep('upgrade', 1, ['SELECT 1'], `${file}\r;DROP TABLE y`)] });
      const [upgrade] = renderProjects(makeProjectReport([revision]));
      expect(tokenize(upgrade?.text ?? '', lexis).tokens.map(({ value }) => value)).toEqual(['SELECT', '1', ';']);
    }),
  );
});

test('files are written below the directory alone, whatever links stand there', async () => {
  const root = makeDirectory();
  const [directory, outside] = [join(root, 'sql'), join(root, 'outside')];
  await mkdir(directory);
  await mkdir(outside);
  await writeFile(join(outside, 'secret'), 'kept');
  await symlink(join(outside, 'secret'), join(directory, 'b1.upgrade.sql'));
  await symlink(outside, join(directory, 'shop'));
  await writeSqlFiles(directory, [{ path: ['b1.upgrade.sql'], text: 'new' }]);
  expect(await readFile(join(directory, 'b1.upgrade.sql'), 'utf8')).toBe('new');
  expect(await readFile(join(outside, 'secret'), 'utf8')).toBe('kept');
  await expect(writeSqlFiles(directory, [{ path: ['shop', 'b1.upgrade.sql'], text: 'new' }])).rejects.toThrow('is a link to another place.');
  expect(await readdir(outside)).toEqual(['secret']);
  await writeSqlFiles(join(root, 'made', 'deep'), [{ path: ['a', 'b1.upgrade.sql'], text: 'new' }]);
  expect(await readdir(join(root, 'made', 'deep', 'a'))).toEqual(['b1.upgrade.sql']);
});
