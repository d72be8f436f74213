import { beforeAll, expect, test } from 'vitest';
import type { Catalog, CatalogObject } from '../../../src/catalog/model.ts';
import type { Dialect } from '../../../src/dialects/dialect.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import { postgresql } from '../../../src/dialects/postgresql/dialect.ts';
import { sqlite } from '../../../src/dialects/sqlite/dialect.ts';
import { findProblems } from './find-problems.ts';
import { makeCatalog } from './make-catalog.ts';
import type { Part } from './make-catalog.ts';

beforeAll(() => postgresql.loadParser());

const dialects: readonly Dialect[] = [postgresql, mysql, sqlite];

/** The code of the only finding, on each of the dialects, line by line. */
function writeCodes(before: readonly Part[], after: readonly Part[], statements: readonly string[] = []): string {
  const codes = dialects.map((dialect) => {
    const place = (parts: readonly Part[]): Catalog => makeCatalog(...parts.map((part) => ({ ...part, schema: dialect.defaultSchema })));
    const found = findProblems(dialect, place(before), [[statements, place(after)]]);
    expect(found.map(({ check }) => check)).toHaveLength(1);
    return `${dialect.title}:\n${found[0]?.remedy.code ?? 'none'}`;
  });
  return `\n${codes.join('\n\n')}\n`;
}

const users: Part = { kind: 'table', name: 'users' };
const plan = (attributes: CatalogObject['attributes'], name = 'plan', table = 'users'): Part => ({ kind: 'column', name, table, attributes: { type: 'varchar(20)', nullable: true, ...attributes } });

test('a renamed table', () => {
  expect(writeCodes([users], [{ kind: 'table', name: 'people' }], ['ALTER TABLE users RENAME TO people'])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    op.execute("CREATE VIEW users AS SELECT * FROM people")
    # in a later release:
    # op.execute("DROP VIEW users")

    MySQL:
    op.execute("CREATE VIEW users AS SELECT * FROM people")
    # in a later release:
    # op.execute("DROP VIEW users")

    SQLite:
    none
    "
  `);
});

test('a renamed column', () => {
  expect(writeCodes([users, plan({})], [users, plan({}, 'tariff')], ['ALTER TABLE users RENAME COLUMN plan TO tariff'])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    op.add_column("users", sa.Column("tariff", sa.String(20), nullable=True))
    op.execute("UPDATE users SET tariff = plan")
    # in a later release, when no release that runs names the old column:
    # op.drop_column("users", "plan")

    MySQL:
    op.add_column("users", sa.Column("tariff", sa.String(20), nullable=True))
    op.execute("UPDATE users SET tariff = plan")
    # in a later release, when no release that runs names the old column:
    # op.drop_column("users", "plan")

    SQLite:
    op.add_column("users", sa.Column("tariff", sa.String(20), nullable=True))
    op.execute('UPDATE users SET tariff = "plan"')
    # in a later release, when no release that runs names the old column:
    # with op.batch_alter_table("users") as batch_op:
    #     batch_op.drop_column("plan")
    "
  `);
});

test('a required column', () => {
  expect(writeCodes([users], [users, plan({ nullable: false })])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    op.add_column("users", sa.Column("plan", sa.String(20), nullable=True))
    # in a later release, when every release that runs writes the column:
    # op.execute("UPDATE users SET plan = ... WHERE plan IS NULL")
    # op.alter_column("users", "plan", nullable=False)

    MySQL:
    op.add_column("users", sa.Column("plan", sa.String(20), nullable=True))
    # in a later release, when every release that runs writes the column:
    # op.execute("UPDATE users SET plan = ... WHERE plan IS NULL")
    # op.alter_column("users", "plan", existing_type=sa.String(20), nullable=False)

    SQLite:
    op.add_column("users", sa.Column("plan", sa.String(20), nullable=True))
    # in a later release, when every release that runs writes the column:
    # op.execute('UPDATE users SET "plan" = ... WHERE "plan" IS NULL')
    # with op.batch_alter_table("users") as batch_op:
    #     batch_op.alter_column("plan", nullable=False)
    "
  `);
});

test('a required column whose default went', () => {
  expect(writeCodes([users], [users, plan({ nullable: false })], ['ALTER TABLE users ALTER COLUMN plan DROP DEFAULT'])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    # in a later release, when every release that runs writes the column:
    # op.alter_column("users", "plan", server_default=None)

    MySQL:
    # in a later release, when every release that runs writes the column:
    # op.alter_column("users", "plan", existing_type=sa.String(20), server_default=None)

    SQLite:
    op.add_column("users", sa.Column("plan", sa.String(20), nullable=True))
    # in a later release, when every release that runs writes the column:
    # op.execute('UPDATE users SET "plan" = ... WHERE "plan" IS NULL')
    # with op.batch_alter_table("users") as batch_op:
    #     batch_op.alter_column("plan", nullable=False)
    "
  `);
});

test('NOT NULL', () => {
  expect(writeCodes([users, plan({ comment: 'in use' })], [users, plan({ nullable: false, comment: 'in use' })])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    # in a later release, when every release that runs writes a value:
    # op.execute("UPDATE users SET plan = ... WHERE plan IS NULL")
    # op.alter_column("users", "plan", nullable=False)

    MySQL:
    # in a later release, when every release that runs writes a value:
    # op.execute("UPDATE users SET plan = ... WHERE plan IS NULL")
    # op.alter_column("users", "plan", existing_type=sa.String(20), existing_comment="in use", nullable=False)

    SQLite:
    # in a later release, when every release that runs writes a value:
    # op.execute('UPDATE users SET "plan" = ... WHERE "plan" IS NULL')
    # with op.batch_alter_table("users") as batch_op:
    #     batch_op.alter_column("plan", nullable=False)
    "
  `);
});

test('a dropped default', () => {
  expect(writeCodes([users, plan({ nullable: false, default: "'free'" })], [users, plan({ nullable: false })])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    # in a later release, when every release that runs writes the column:
    # op.alter_column("users", "plan", server_default=None)

    MySQL:
    # in a later release, when every release that runs writes the column:
    # op.alter_column("users", "plan", existing_type=sa.String(20), server_default=None)

    SQLite:
    # in a later release, when every release that runs writes the column:
    # with op.batch_alter_table("users") as batch_op:
    #     batch_op.alter_column("plan", server_default=None)
    "
  `);
});

test('another kind of type', () => {
  expect(writeCodes([users, plan({ type: 'integer' })], [users, plan({ type: 'text' })])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    op.add_column("users", sa.Column("plan_new", sa.Text(), nullable=True))
    op.execute("UPDATE users SET plan_new = ...")
    # in a later release, when no release that runs knows the old column:
    # op.drop_column("users", "plan")

    MySQL:
    op.add_column("users", sa.Column("plan_new", sa.Text(), nullable=True))
    op.execute("UPDATE users SET plan_new = ...")
    # in a later release, when no release that runs knows the old column:
    # op.drop_column("users", "plan")

    SQLite:
    op.add_column("users", sa.Column("plan_new", sa.Text(), nullable=True))
    op.execute("UPDATE users SET plan_new = ...")
    # in a later release, when no release that runs knows the old column:
    # with op.batch_alter_table("users") as batch_op:
    #     batch_op.drop_column("plan")
    "
  `);
});

test('a tighter constraint', () => {
  const unique: Part = { kind: 'constraint', name: 'uq', table: 'users', attributes: { constraintType: 'unique constraint', definition: 'UNIQUE (tariff)' } };
  expect(writeCodes([users, plan({}, 'tariff')], [users, plan({}, 'tariff'), unique])).toMatchInlineSnapshot(`
    "
    PostgreSQL:
    # in a later release, when every release that runs keeps it:
    # op.execute("ALTER TABLE users ADD CONSTRAINT uq UNIQUE (tariff)")

    MySQL:
    # in a later release, when every release that runs keeps it:
    # op.execute("ALTER TABLE users ADD CONSTRAINT uq UNIQUE (tariff)")

    SQLite:
    none
    "
  `);
});
