import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensurePythonEnvironment } from '../../../../scripts/python-environment.mjs';
import { readLockForms } from '../../../../src/dialects/postgresql/lock-forms/read-lock-forms.ts';
import { prepareParser } from '../../../../src/dialects/postgresql/read-syntax.ts';
import type { LockForm } from '../../../../src/sql/lock-form.ts';
import { projectsDirectory } from '../../../projects/project-case.ts';
import { makeExampleProject, removeProject } from '../../../docs/page-example.ts';
import { lendServer } from '../../../integration/lent-server.ts';
import type { LentServer } from '../../../integration/lent-server.ts';
import { runCheck } from '../../../integration/run-check.ts';

let server: LentServer;
let python: string;
beforeAll(async () => {
  [server, python] = await Promise.all([lendServer('postgresql', undefined), ensurePythonEnvironment('default'), prepareParser()]);
});
afterAll(() => server.dispose());

/** Statements on the tables of the examples' shop that keep others waiting, and by which of their forms. */
const statements: readonly (readonly [LockForm['kind'], string])[] = [
  ['index', 'CREATE UNIQUE INDEX ix_customer_phone_name ON customer (phone, name, id)'],
  ['index', 'CREATE INDEX ix_customer_lower ON customer (lower(email)) WHERE is_active'],
  ['index', 'DROP INDEX ix_customer_name'],
  ['index', 'REINDEX TABLE customer'],
  ['constraint', 'ALTER TABLE orders ADD CONSTRAINT ck_orders_known CHECK (is_refund OR NOT is_refund OR is_refund IS NULL)'],
  ['constraint', 'ALTER TABLE orders ADD CONSTRAINT fk_orders_report FOREIGN KEY (id) REFERENCES old_report (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED'],
  ['constraint', 'ALTER TABLE session_cache ADD CONSTRAINT uq_session_cache UNIQUE (key, value)'],
  ['constraint', 'ALTER TABLE old_report ALTER COLUMN body SET NOT NULL'],
  ['rewrite', 'ALTER TABLE customer ADD COLUMN token uuid DEFAULT gen_random_uuid()'],
  ['rewrite', 'ALTER TABLE customer ADD COLUMN number serial'],
  ['constraint', 'ALTER TABLE customer ADD COLUMN code varchar(20) UNIQUE'],
  ['rewrite', 'ALTER TABLE orders ALTER COLUMN total TYPE numeric(20, 4)'],
];

test('Alembic and the server take the code to paste, which keeps nobody waiting', { timeout: 120_000 }, async () => {
  const questions = { findTableOfIndex: () => ({ schema: 'public', name: 'customer' }), isPartitioned: () => false };
  const codes = statements.map(([kind, sql]) => readLockForms(sql, questions).find((form) => form.kind === kind)?.code ?? raise(`no code for ${sql}`));
  // The constraint of a column comes after the column alone.
  const whole = codes.map((code) => (code.includes('uq_customer_code') ? `op.execute("ALTER TABLE customer ADD COLUMN code varchar(20)")\n${code}` : code));
  const parts = whole.flatMap((code) => code.split(/^# in (?:the next revision|a later revision or a job, in portions):$/m)).map((code) => code.replaceAll(' AND ...', '').trim());
  const blocks = parts.map((code) => {
    // For the session, because an autocommit_block() ends the transaction.
    const lines = [`op.execute("SET lock_timeout = '5s'")`, ...code.split('\n')];
    return `def upgrade():\n${lines.map((line) => `    ${line}`).join('\n')}\n\n\ndef downgrade():\n    pass\n`;
  });
  const directory = await makeExampleProject({ dialect: 'postgresql', blocks }, false);
  await cp(join(projectsDirectory, '_layers/commit-each'), directory, { recursive: true });
  try {
    const { report, output } = await runCheck(directory, { base: 'main', python, ...server.flags, rows: '0', downgrades: 'off', checks: 'compatibility = off\ndestructive = off\nround-trip/retry-fails = off' });
    expect(report.findings.map(({ check, revision, message }) => `${check} ${revision ?? ''}: ${message}`), output).toEqual([]);
    expect(report.coverage.newRevisions).toBe(blocks.length);
  } finally {
    await removeProject(directory);
  }
});

function raise(message: string): never {
  throw new Error(message);
}
