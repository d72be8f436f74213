import fc from 'fast-check';

/** What a revision does to its own table `t<n>` and takes back without any row being lost or changed: lines of Python. */
export interface KeptRevision {
  /** What it is, for people. */
  readonly name: string;
  readonly upgrade: readonly string[];
  readonly downgrade: readonly string[];
}

const renamed = ['name', 'code', 'note'] as const;
const added = fc.constantFrom<readonly [type: string, initial: string]>(['sa.Integer()', '0'], ['sa.String(20)', 'new'], ['sa.Text()', ''], ['sa.Date()', '2020-02-29'], ['sa.Boolean()', '1'], ['sa.Numeric(6, 2)', '1.50']);

/** The forms of revisions that keep data; each is given the table's name. */
const forms: fc.Arbitrary<(table: string) => KeptRevision> = fc.oneof(
  added.map(([type]) => (table: string) => batched('a column that may be NULL', table, [`batch.add_column(sa.Column("extra", ${type}))`], ['batch.drop_column("extra")'])),
  added.map(([type, initial]) => (table: string) => batched('a column with a default', table, [`batch.add_column(sa.Column("extra", ${type}, nullable=False, server_default="${initial}"))`], ['batch.drop_column("extra")'])),
  fc.constantFrom('sa.String(80)', 'sa.Text()').map((type) => (table: string) => alter('a wider text', table, 'name', 'sa.String(40)', type, false)),
  fc.constant((table: string) => alter('a larger number', table, 'code', 'sa.Integer()', 'sa.BigInteger()', true)),
  fc.constant((table: string) => alter('more digits', table, 'amount', 'sa.Numeric(10, 2)', 'sa.Numeric(14, 2)', true)),
  fc.constantFrom(...renamed).map((column) => (table: string) => batched('a column by another name', table, [`batch.alter_column("${column}", new_column_name="${column}_now")`], [`batch.alter_column("${column}_now", new_column_name="${column}")`])),
  fc.constant((table: string) => ({ name: 'a table by another name', upgrade: [`op.rename_table("${table}", "${table}_now")`], downgrade: [`op.rename_table("${table}_now", "${table}")`] })),
  fc.subarray(['name', 'code', 'amount', 'flag', 'at'], { minLength: 1, maxLength: 3 }).map((columns) => (table: string) => ({
    name: 'an index',
    upgrade: [`op.create_index("ix_${table}", "${table}", ${JSON.stringify(columns)})`],
    downgrade: [`op.drop_index("ix_${table}", "${table}")`],
  })),
  fc.subarray(['id', 'code', 'name'], { minLength: 1 }).map((columns) => (table: string) => ({
    name: 'a unique index over a key',
    upgrade: [`op.create_index("uq_${table}", "${table}", ${JSON.stringify([...new Set(['id', ...columns])])}, unique=True)`],
    downgrade: [`op.drop_index("uq_${table}", "${table}")`],
  })),
  fc.constantFrom('id IS NOT NULL', 'length(name) >= 0', 'code IS NULL OR code = code', "name <> '' OR name = ''").map((condition) => (table: string) =>
    batched('a condition that all rows meet', table, [`batch.create_check_constraint("ck_${table}", "${condition}")`], [`batch.drop_constraint("ck_${table}", type_="check")`]),
  ),
  fc.constant((table: string) => ({
    name: 'a column moved into a table of its own',
    upgrade: [
      `op.create_table("${table}_note", sa.Column("id", sa.Integer(), sa.ForeignKey("${table}.id"), primary_key=True), sa.Column("note", sa.Text()))`,
      `op.execute("INSERT INTO ${table}_note (id, note) SELECT id, note FROM ${table}")`,
      `with op.batch_alter_table("${table}") as batch:`,
      '    batch.drop_column("note")',
    ],
    downgrade: [
      `with op.batch_alter_table("${table}") as batch:`,
      '    batch.add_column(sa.Column("note", sa.Text()))',
      `op.execute("UPDATE ${table} SET note = (SELECT n.note FROM ${table}_note AS n WHERE n.id = ${table}.id)")`,
      `op.drop_table("${table}_note")`,
    ],
  })),
  fc.constant((table: string) => ({ name: 'a copy of a table', upgrade: [`op.execute("CREATE TABLE ${table}_copy AS SELECT * FROM ${table}")`], downgrade: [`op.drop_table("${table}_copy")`] })),
  fc.constantFrom<readonly [forth: string, back: string]>(['note = note || \'!\'', 'note = substr(note, 1, length(note) - 1)'], ['flag = NOT flag', 'flag = NOT flag'], ['amount = -amount', 'amount = -amount']).map(([forth, back]) => (table: string) => ({
    name: 'values changed and changed back',
    upgrade: [`op.execute("UPDATE ${table} SET ${forth}")`],
    downgrade: [`op.execute("UPDATE ${table} SET ${back}")`],
  })),
);

/** As many revisions as asked for, the n-th of which is for the table `t<n>`. */
export function anyRevisions(count: number): fc.Arbitrary<readonly KeptRevision[]> {
  return fc.array(forms, { minLength: count, maxLength: count }).map((chosen) => chosen.map((make, index) => make(tableOf(index))));
}

/** The history before them: a table for each. */
export function writeBase(count: number): string {
  return [
    '"""the tables"""',
    'import sqlalchemy as sa',
    'from alembic import op',
    'revision = "a0"',
    'down_revision = None',
    'def upgrade():',
    `    for number in range(${String(count)}):`,
    '        op.create_table(f"t{number}", sa.Column("id", sa.Integer(), primary_key=True), sa.Column("name", sa.String(40), nullable=False), sa.Column("code", sa.Integer()), sa.Column("amount", sa.Numeric(10, 2)), sa.Column("flag", sa.Boolean(), nullable=False), sa.Column("at", sa.DateTime()), sa.Column("note", sa.Text()))',
    'def downgrade():',
    `    for number in range(${String(count)}):`,
    '        op.drop_table(f"t{number}")',
    '',
  ].join('\n');
}

/** The file of a revision after the one before it. */
export function writeRevision({ name, upgrade, downgrade }: KeptRevision, index: number): string {
  const indent = (lines: readonly string[]): string => lines.map((line) => `    ${line}`).join('\n');
  return `"""${name}"""\nimport sqlalchemy as sa\nfrom alembic import op\nrevision = "b${String(index)}"\ndown_revision = "${index === 0 ? 'a0' : `b${String(index - 1)}`}"\ndef upgrade():\n${indent(upgrade)}\ndef downgrade():\n${indent(downgrade)}\n`;
}

function tableOf(index: number): string {
  return `t${String(index)}`;
}

function batched(name: string, table: string, upgrade: readonly string[], downgrade: readonly string[]): KeptRevision {
  const write = (lines: readonly string[]): readonly string[] => [`with op.batch_alter_table("${table}") as batch:`, ...lines.map((line) => `    ${line}`)];
  return { name, upgrade: write(upgrade), downgrade: write(downgrade) };
}

function alter(name: string, table: string, column: string, before: string, after: string, isNullable: boolean): KeptRevision {
  const write = (from: string, to: string): string => `batch.alter_column("${column}", existing_type=${from}, type_=${to}, existing_nullable=${isNullable ? 'True' : 'False'})`;
  return batched(name, table, [write(before, after)], [write(after, before)]);
}
