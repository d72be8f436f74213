import { describe, expect, test } from 'vitest';
import type { CatalogChange } from '../../../src/catalog/change.ts';
import type { AttributeValue } from '../../../src/catalog/model.ts';
import { writeSafeForm } from '../../../src/checks/rows/write-safe-form.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import type { StepObservation } from '../../../src/observe/observation.ts';
import type { Operation } from '../../../src/sql/operation.ts';
import { keyOf, makeObject } from '../../catalog/make-catalog.ts';
import { makeStep } from '../../report/make-observation.ts';
import { added, makeContext, makeError, makeFailedStep, makeOperation } from './make-rows.ts';

const databases = { postgresql, mysql, sqlite };
type Name = keyof typeof databases;

interface Words {
  readonly on?: Name;
  readonly operations?: readonly Operation[];
  readonly direction?: 'upgrade' | 'downgrade';
  readonly step?: Partial<StepObservation>;
}

/** The remedy for a step that changes this on an empty database and fails on rows: its text and code. */
function write(changes: readonly CatalogChange[], { on = 'postgresql', operations = [makeOperation('other', 'users')], direction = 'upgrade', step: words = {} }: Words = {}): string {
  const step = makeFailedStep(direction, 1, makeError('it was refused'), operations, words);
  const { text, code, language } = writeSafeForm(step, makeStep('b1', direction, 1, { changes }), makeContext({ dialect: databases[on] }));
  return code === undefined ? text : `${text}\n[${language ?? ''}]\n${code}`;
}

const schemaOf = (on: Name): string | null => (on === 'postgresql' ? 'public' : null);

function column(name: string, attributes: Readonly<Record<string, AttributeValue>>, schema: string | null = 'public', of = 'users') {
  return makeObject('column', name, { schema, of, attributes: { nullable: true, default: null, ...attributes } });
}

function changed(name: string, attribute: string, [before, after]: readonly [AttributeValue, AttributeValue], attributes: Readonly<Record<string, AttributeValue>> = {}, schema: string | null = 'public'): CatalogChange {
  const [one, other] = [column(name, { ...attributes, [attribute]: before }, schema), column(name, { ...attributes, [attribute]: after }, schema)];
  return { type: 'changed', key: keyOf(other), before: one, after: other, attributes: [{ attribute, before, after }] };
}

const constraint = (constraintType: string, definition: string, of = 'users', schema: string | null = 'public') => added(makeObject('constraint', 'k', { schema, of, attributes: { constraintType, definition } }));

describe('a column that is added NOT NULL', () => {
  const text = 'Add the column nullable, give the rows that are there a value, and require it then (or give it a `server_default`):\n[python]\n';
  test.each<[Name, string, string]>([
    ['postgresql', 'character varying(20)', 'op.add_column("users", sa.Column("kind", sa.String(20), nullable=True))\nop.execute("UPDATE users SET kind = ... WHERE kind IS NULL")\nop.alter_column("users", "kind", nullable=False)'],
    ['mysql', 'varchar(20)', 'op.add_column("users", sa.Column("kind", sa.String(20), nullable=True))\nop.execute("UPDATE users SET kind = ... WHERE kind IS NULL")\nop.alter_column("users", "kind", existing_type=sa.String(20), nullable=False)'],
    ['sqlite', 'VARCHAR(20)', 'op.add_column("users", sa.Column("kind", sa.String(20), nullable=True))\nop.execute("UPDATE users SET kind = ... WHERE kind IS NULL")\nwith op.batch_alter_table("users") as batch_op:\n    batch_op.alter_column("kind", nullable=False)'],
  ])('%s', (on, type, code) => {
    expect(write([added(column('kind', { type, nullable: false }, schemaOf(on)))], { on })).toBe(text + code);
  });

  test('with names that need quotes, in another schema', () => {
    const object = column('Full "name"', { type: 'text', nullable: false }, 'app', 'order');
    expect(write([added(object)], { operations: [makeOperation('add-column', 'order')] })).toBe(
      `${text}op.add_column("order", sa.Column('Full "name"', sa.Text(), nullable=True), schema="app")\nop.execute('UPDATE app."order" SET "Full ""name""" = ... WHERE "Full ""name""" IS NULL')\nop.alter_column("order", 'Full "name"', nullable=False, schema="app")`,
    );
  });

  test.each(['default', 'generated', 'identity', 'autoIncrement'])('which the server fills itself (%s) is in nobody’s way', (attribute) => {
    expect(write([added(column('kind', { type: 'text', nullable: false, [attribute]: 'x' }))])).toBe('Run `alembic upgrade` on a database of your own to see the same, and correct the line.');
  });
});

describe('a column that becomes NOT NULL', () => {
  const text = 'Give the rows that have no value one before it is required:\n[python]\nop.execute("UPDATE users SET kind = ... WHERE kind IS NULL")\n';
  test.each<[Name, string]>([
    ['postgresql', 'op.alter_column("users", "kind", nullable=False)'],
    ['mysql', `op.alter_column("users", "kind", existing_type=..., existing_server_default=sa.text("'a'"), existing_comment="of it", nullable=False)`],
    ['sqlite', 'with op.batch_alter_table("users") as batch_op:\n    batch_op.alter_column("kind", nullable=False)'],
  ])('%s', (on, code) => {
    expect(write([changed('kind', 'nullable', [true, false], { type: 'longtext', default: "'a'", comment: 'of it' }, schemaOf(on))], { on })).toBe(text + code);
  });

  test('and one that takes NULL from then on is in nobody’s way', () => {
    expect(write([changed('kind', 'nullable', [false, true], { type: 'text' })])).toBe('Run `alembic upgrade` on a database of your own to see the same, and correct the line.');
  });
});

describe('what is made unique', () => {
  const text = 'Rows that are there may have the same values. Look for them in production, and settle them in `upgrade()` before it is made unique:\n[sql]\n';
  test.each<[string, CatalogChange, string]>([
    ['a constraint', constraint('unique constraint', 'UNIQUE (email, kind)'), 'SELECT email, kind, count(*) FROM users WHERE email IS NOT NULL AND kind IS NOT NULL GROUP BY email, kind HAVING count(*) > 1'],
    ['a primary key', constraint('primary key', 'PRIMARY KEY (email)'), 'SELECT email, count(*) FROM users GROUP BY email HAVING count(*) > 1'],
    ['an index of some rows', added(makeObject('index', 'ix', { of: 'users', attributes: { definition: 'CREATE UNIQUE INDEX ix ON public.users USING btree (lower(email) DESC) WHERE (age > 18)' } })), 'SELECT lower(email), count(*) FROM users WHERE lower(email) IS NOT NULL AND (age > 18) GROUP BY lower(email) HAVING count(*) > 1'],
  ])('%s', (_, change, code) => {
    expect(write([change])).toBe(text + code);
  });

  test('in a downgrade it is settled there', () => {
    expect(write([constraint('unique constraint', 'UNIQUE (email)')], { direction: 'downgrade' })).toContain('settle them in `downgrade()` before');
  });

  test('an index that is not unique is in nobody’s way', () => {
    expect(write([added(makeObject('index', 'ix', { of: 'users', attributes: { definition: 'CREATE INDEX ix ON public.users USING btree (email)' } }))])).toBe('Run `alembic upgrade` on a database of your own to see the same, and correct the line.');
  });
});

test('a foreign key over several columns', () => {
  expect(write([constraint('foreign key', 'FOREIGN KEY (team, "no") REFERENCES app.teams(id, "number") ON DELETE CASCADE')])).toBe(
    'Rows that are there may refer to rows that are not. Look for them in production, and settle them in `upgrade()` before the key is made:\n[sql]\nSELECT child.* FROM users AS child LEFT JOIN app.teams AS parent ON parent.id = child.team AND parent."number" = child."no"\nWHERE child.team IS NOT NULL AND child."no" IS NOT NULL AND parent.id IS NULL',
  );
});

test('a foreign key that does not say what to', () => {
  expect(write([constraint('foreign key', 'FOREIGN KEY (a) REFERENCES gone', 'users', null)], { on: 'sqlite' })).toBe(
    'Rows that are there may refer to rows that are not. Look for them in production, and settle them in `upgrade()` before the key is made.',
  );
});

test('a condition', () => {
  expect(write([constraint('check constraint', 'CHECK (((age > 0) OR (age < -1))) NOT VALID')])).toBe(
    'Rows that are there may not keep it. Look for them in production, and correct them in `upgrade()` before it is made:\n[sql]\nSELECT * FROM users WHERE NOT ((age > 0) OR (age < -1))',
  );
});

test('another type, of a column that is renamed as well', () => {
  const [before, after] = [column('code', { type: 'text' }), column('number', { type: 'integer' })];
  const change: CatalogChange = { type: 'renamed', key: keyOf(after), before, after, attributes: [{ attribute: 'type', before: 'text', after: 'integer' }] };
  expect(write([change])).toBe('Say what becomes of values that are no `integer`: add a column of the new type, fill it with an UPDATE that decides for each kind of value, and drop the old one in a later release.');
});

describe('which change it is of', () => {
  const required = added(column('kind', { type: 'text', nullable: false }));
  const unique = constraint('unique constraint', 'UNIQUE (email)');

  test('the one that the failed statement names, before others of its table', () => {
    expect(write([required, unique], { operations: [makeOperation('add-constraint', 'users', { member: 'k' })] })).toContain('SELECT email, count(*)');
  });

  test('one of the table that the failed statement works on', () => {
    expect(write([required], { operations: [makeOperation('other', 'teams')] })).toBe('Run `alembic upgrade` on a database of your own to see the same, and correct the line.');
  });

  test('none where the statement is of rows alone', () => {
    expect(write([required], { operations: [makeOperation('update', 'users')] })).toBe('Run `alembic upgrade` on a database of your own to see the same, and correct the line.');
  });

  test('the table that a copy is made of', () => {
    const copy = makeOperation('insert', '_alembic_tmp_users', { copy: { from: { schema: undefined, name: 'users' }, columns: [] } });
    expect(write([added(column('kind', { type: 'TEXT', nullable: false }, null))], { on: 'sqlite', operations: [copy] })).toContain('Add the column nullable');
  });
});

test('a step that takes too long', () => {
  const error = makeError('not done within 60 s', { type: 'timeout' });
  const step = makeFailedStep('upgrade', 1, error, [], { outcome: 'timed-out', statements: [] });
  expect(writeSafeForm(step, makeStep('b1', 'upgrade', 1), makeContext({}))).toEqual({ text: 'Let it work in portions, or outside of the deployment.' });
});
