import { expect, test } from 'vitest';
import type { CatalogObject } from '../../../src/catalog/model.ts';
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

test('constraints that got their names from the server are dropped by these', () => {
  const unnamed: StepError = { type: 'sqlalchemy.exc.CompileError', message: "Can't emit DROP CONSTRAINT for constraint ForeignKeyConstraint(<x>, None, table=Table('playlist', MetaData(), schema=None)); it has no name", isIrreversible: false };
  const constraint = (parentName: string, name: string, constraintType: string): CatalogObject => ({ kind: 'constraint', schema: 'public', name, parent: `table "public"."${parentName}"`, parentName, attributes: { constraintType }, identity: null });
  const made = [constraint('playlist', 'playlist_created_by_fkey', 'foreign key'), constraint('person', 'person_email_key', 'unique constraint')];
  expect(explainError(unnamed, made)?.code).toBe('op.drop_constraint("playlist_created_by_fkey", "playlist", type_="foreignkey")');
  expect(explainError({ ...unnamed, message: '', sql: 'ALTER TABLE person DROP CONSTRAINT None' }, made)?.code).toBe('op.drop_constraint("person_email_key", "person", type_="unique")');
  expect(explainError(unnamed)?.code).toBe('op.drop_constraint("<table>_<column>_fkey", "<table>", type_="foreignkey")');
});

test.each([
  ['42703', 'column "started_at" of relation "run" does not exist', '`run` has no column `started_at` at this point'],
  ['42P01', 'relation "hardware" does not exist', 'There is no `hardware` at this point'],
])('%s says what is not there', (code, message, beginning) => {
  expect(explainError(error(code, message))?.text).toMatch(new RegExp(`^${beginning}: nothing before has made it`));
});
