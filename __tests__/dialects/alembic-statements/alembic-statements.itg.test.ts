import { execa } from 'execa';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../../scripts/python-environment.mjs';
import { parseStatement as parseFamilyStatement } from '../../../src/dialects/mysql-family/parse-statement.ts';
import { parseStatement as parseSqliteStatement } from '../../../src/dialects/sqlite/parse-statement.ts';
import type { ParsedStatement } from '../../../src/sql/operation.ts';
import { writeOperations } from '../write-operations.ts';

const script = fileURLToPath(new URL('emit_statements.py', import.meta.url));

/** What each operation of Alembic executes, as `case` and `sql`. */
async function emitStatements(dialect: string): Promise<readonly { readonly case: string; readonly sql: string }[]> {
  const { stdout } = await execa(await ensurePythonEnvironment('default'), ['-W', 'ignore', script, dialect]);
  return stdout.split('\n').map((line) => JSON.parse(line) as { case: string; sql: string });
}

const readers: readonly (readonly [string, (sql: string) => ParsedStatement])[] = [
  ['mysql', (sql) => parseFamilyStatement('mysql', sql)],
  ['mariadb', (sql) => parseFamilyStatement('mariadb', sql)],
  ['sqlite', parseSqliteStatement],
];

// Each operation of `op` and `batch_op` with its arguments, and what is read from each statement that Alembic executes for it. Not the
// statements themselves, which newer versions of SQLAlchemy may spell otherwise.
describe.each(readers)("what Alembic's operations do on %s", (dialect, read) => {
  test('is read from what they execute', async () => {
    const lines: string[] = [];
    let last: string | undefined;
    for (const { case: name, sql } of await emitStatements(dialect)) {
      if (name !== last) lines.push(...(last === undefined ? [] : ['']), `# ${name}`);
      last = name;
      lines.push(writeOperations(read(sql)).join('; '));
    }
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`./${dialect}.txt`);
  }, 60_000);
});
