import { expect, test } from 'vitest';
import { explainError } from '../../../src/dialects/postgresql/explain-error.ts';
import type { StepError } from '../../../src/observe/observation.ts';

const error = (code: string, message: string, sql?: string): StepError => ({ type: 'sqlalchemy.exc.ProgrammingError', message, code, isIrreversible: false, ...(sql === undefined ? {} : { sql }) });

test.each<[string, StepError, string]>([
  [
    'CONCURRENTLY inside of a transaction, with the statement itself',
    error('25001', 'CREATE INDEX CONCURRENTLY cannot run inside a transaction block', 'CREATE INDEX CONCURRENTLY ix ON users (email)'),
    'with op.get_context().autocommit_block():\n    op.execute("CREATE INDEX CONCURRENTLY ix ON users (email)")',
  ],
  [
    'CONCURRENTLY inside of a transaction, of a statement of several lines',
    error('25001', 'REINDEX CONCURRENTLY cannot run inside a transaction block', 'REINDEX INDEX CONCURRENTLY\n ix'),
    'with op.get_context().autocommit_block():\n    op.create_index(..., postgresql_concurrently=True)',
  ],
  [
    'a new enum value that is used in its transaction',
    error('55P04', 'unsafe use of new value "it\'s great" of enum type mood\nNew enum values must be committed before they can be used'),
    'with op.get_context().autocommit_block():\n    op.execute("ALTER TYPE mood ADD VALUE IF NOT EXISTS \'it\'\'s great\'")',
  ],
  [
    'a new enum value of a type in another schema, with the hint behind it',
    error('55P04', 'unsafe use of new value "b" of enum type app.mood. New enum values must be committed before they can be used'),
    'with op.get_context().autocommit_block():\n    op.execute("ALTER TYPE app.mood ADD VALUE IF NOT EXISTS \'b\'")',
  ],
])('%s', (_, met, code) => {
  expect(explainError(met)?.code).toBe(code);
});
