import { expect, test } from 'vitest';
import { explainError } from '../../../src/dialects/mysql-family/explain-error.ts';

const error = { type: 'AssertionError', message: 'assert name is not None', isIrreversible: false };

test('a constraint dropped by no name is looked up', () => {
  const traceback = '  File ".../sqlalchemy/sql/compiler.py", line 8420, in format_constraint\n    assert name is not None\n           ^^^^\nAssertionError\n';
  expect(explainError({ ...error, traceback })?.code).toContain('.get_foreign_keys("<table>")');
});

test('an assertion of the revision itself is not explained', () => {
  expect(explainError({ ...error, traceback: '  File ".../b1.py", line 8, in upgrade\n    assert name is not None\nAssertionError\n' })).toBeUndefined();
});

test('a constraint dropped without its kind gets one', () => {
  expect(explainError({ type: 'NotImplementedError', message: "No generic 'DROP CONSTRAINT' in MySQL - please specify constraint type", isIrreversible: false })?.code).toBe(
    'op.drop_constraint("<name>", "<table>", type_="unique")',
  );
});
