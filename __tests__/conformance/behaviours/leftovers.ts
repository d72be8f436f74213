import type { DialectName } from '../../../src/dialects/dialect.ts';
import { everywhere } from '../behaviour.ts';
import type { Absent, Behaviour, PerDialect } from '../behaviour.ts';
import { harmless, inBatch, run, transactionalSqlite, write } from './sources.ts';

/** Something that a revision makes of a table by one statement, and how it is taken back. */
interface Deed {
  readonly name: string;
  /** What must stand before. */
  readonly base?: (table: string) => string;
  readonly upgrade: (table: string) => PerDialect<string>;
  readonly downgrade: (table: string) => PerDialect<string>;
  /** What the finding names where the downgrade does something else: of the table `account`, or why a dialect cannot have it. */
  readonly names: Readonly<Record<DialectName, string | Absent>>;
  readonly differsByVersion?: string;
}

const named = (text: string): Deed['names'] => ({ postgresql: text, mysql: text, mariadb: text, sqlite: text });
const onServers = (sql: string): Readonly<Record<DialectName, string>> => ({ postgresql: run(sql), mysql: run(sql), mariadb: run(sql), sqlite: '' });
const alterName = (table: string, change: string, type = 'sa.String(80)'): string => inBatch(table, `alter_column("name", existing_type=${type}, ${change})`);
const noFunctions = { sqlite: { absent: 'SQLite keeps no functions' } };
const noComments = { sqlite: { absent: 'SQLite keeps no comments' } };
const makeTopic = (table: string): string => `op.create_table("${table}_topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer))`;
const rename = (table: string, from: string, to: string): string => `op.alter_column("${table}", "${from}", new_column_name="${to}", existing_type=sa.String(80))`;

const deeds: readonly Deed[] = [
  { name: 'a table', upgrade: makeTopic, downgrade: (table) => `op.drop_table("${table}_topic")`, names: named('table `account_topic` is still there') },
  {
    name: 'a column',
    upgrade: (table) => `op.add_column("${table}", sa.Column("nickname", sa.String(40)))`,
    downgrade: (table) => `op.drop_column("${table}", "nickname")`,
    names: named('column `account.nickname` is still there'),
  },
  {
    name: 'an index',
    upgrade: (table) => `op.create_index("ix_${table}_name", "${table}", ["name"])`,
    downgrade: (table) => `op.drop_index("ix_${table}_name", table_name="${table}")`,
    names: named('index `ix_account_name` of `account` is still there'),
  },
  {
    name: 'a unique constraint',
    upgrade: (table) => inBatch(table, `create_unique_constraint("uq_${table}_email", ["email"])`),
    downgrade: (table) => inBatch(table, `drop_constraint("uq_${table}_email", type_="unique")`),
    names: named('`uq_account_email`'),
  },
  {
    name: 'a check constraint',
    upgrade: (table) => inBatch(table, `create_check_constraint("ck_${table}_name", "name <> ''")`),
    downgrade: (table) => inBatch(table, `drop_constraint("ck_${table}_name", type_="check")`),
    names: named('`ck_account_name`'),
    differsByVersion: 'how check constraints are kept',
  },
  {
    name: 'a foreign key',
    // MySQL makes the index that the key needs where there is none, and lets it stay.
    base: (table) => makeTopic(table).replace('sa.Integer))', 'sa.Integer, index=True))'),
    upgrade: (table) => inBatch(`${table}_topic`, `create_foreign_key("fk_${table}_topic", "${table}", ["account_id"], ["id"], ondelete="CASCADE")`),
    downgrade: (table) => inBatch(`${table}_topic`, `drop_constraint("fk_${table}_topic", type_="foreignkey")`),
    names: named('`fk_account_topic`'),
    differsByVersion: 'how foreign keys are kept',
  },
  {
    name: 'a view',
    upgrade: (table) => run(`CREATE VIEW ${table}_email AS SELECT id, email FROM ${table}`),
    downgrade: (table) => run(`DROP VIEW ${table}_email`),
    names: named('view `account_email` is still there'),
  },
  {
    name: 'a trigger',
    upgrade: (table) => ({
      ...onServers(`CREATE TRIGGER ${table}_lower BEFORE INSERT ON ${table} FOR EACH ROW SET NEW.email = LOWER(NEW.email)`),
      postgresql: run(`CREATE TRIGGER ${table}_lower BEFORE UPDATE ON ${table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`),
      sqlite: run(`CREATE TRIGGER ${table}_lower AFTER INSERT ON ${table} BEGIN UPDATE ${table} SET email = lower(NEW.email) WHERE id = NEW.id; END`),
    }),
    downgrade: (table) => ({ ...onServers(`DROP TRIGGER ${table}_lower`), postgresql: run(`DROP TRIGGER ${table}_lower ON ${table}`), sqlite: run(`DROP TRIGGER ${table}_lower`) }),
    names: named('`account_lower`'),
  },
  {
    name: 'a function',
    upgrade: () => ({ ...onServers('CREATE FUNCTION twice(a INT) RETURNS INT DETERMINISTIC RETURN a * 2'), postgresql: run("CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS 'SELECT a * 2'") }),
    downgrade: () => onServers('DROP FUNCTION twice'),
    names: { ...named('function `twice'), ...noFunctions },
  },
  {
    name: 'a procedure',
    upgrade: (table) => ({
      ...onServers(`CREATE PROCEDURE clear_names() UPDATE ${table} SET name = NULL`),
      postgresql: run(`CREATE PROCEDURE clear_names() LANGUAGE sql AS 'UPDATE ${table} SET name = NULL'`),
    }),
    downgrade: () => onServers('DROP PROCEDURE clear_names'),
    names: { ...named('procedure `clear_names'), ...noFunctions },
  },
  {
    name: 'a sequence',
    upgrade: () => onServers('CREATE SEQUENCE invoice_number'),
    downgrade: () => onServers('DROP SEQUENCE invoice_number'),
    names: { ...named('sequence `invoice_number` is still there'), mysql: { absent: 'MySQL has no sequences' }, sqlite: { absent: 'SQLite has no sequences' } },
  },
  {
    name: 'an enum type',
    upgrade: () => onServers("CREATE TYPE mood AS ENUM ('glad', 'sad')"),
    downgrade: () => onServers('DROP TYPE mood'),
    names: {
      postgresql: 'enum type `mood` is still there',
      mysql: { absent: 'an enum is the type of its column' },
      mariadb: { absent: 'an enum is the type of its column' },
      sqlite: { absent: 'SQLite has no enums' },
    },
  },
  {
    name: 'a comment of a table',
    upgrade: (table) => `op.create_table_comment("${table}", "people")`,
    downgrade: (table) => `op.drop_table_comment("${table}")`,
    names: { ...named('`account`'), ...noComments },
  },
  {
    name: 'a comment of a column',
    upgrade: (table) => alterName(table, 'comment="full"'),
    downgrade: (table) => alterName(table, 'comment=None, existing_comment="full"'),
    names: { ...named('`account.name`'), ...noComments },
  },
  { name: 'NOT NULL', upgrade: (table) => alterName(table, 'nullable=False'), downgrade: (table) => alterName(table, 'nullable=True'), names: named('`account.name`') },
  {
    name: 'a default',
    upgrade: (table) => alterName(table, 'server_default="nobody"'),
    // See `a default is dropped` below.
    downgrade: (table) => ({ ...mapDialects(() => alterName(table, 'server_default=None')), mysql: alterName(table, 'server_default=sa.text("NULL")') }),
    names: named('`account.name`'),
    differsByVersion: 'how defaults are spelled',
  },
  {
    name: 'a wider type',
    upgrade: (table) => alterName(table, 'type_=sa.String(120)'),
    downgrade: (table) => alterName(table, 'type_=sa.String(80)', 'sa.String(120)'),
    names: named('`account.name`'),
  },
  {
    name: 'a collation',
    upgrade: (table) => {
      const collate = (collation: string): string => alterName(table, `type_=sa.String(80, collation="${collation}")`);
      return { postgresql: collate('C'), mysql: collate('utf8mb4_bin'), mariadb: collate('utf8mb4_bin'), sqlite: collate('NOCASE') };
    },
    downgrade: (table) => alterName(table, 'type_=sa.String(80)'),
    names: named('`account.name`'),
    differsByVersion: 'the collation that is used where none is named',
  },
  {
    name: 'a generated column',
    upgrade: (table) => ({
      ...onServers(`ALTER TABLE ${table} ADD COLUMN loud VARCHAR(120) GENERATED ALWAYS AS (upper(email)) STORED`),
      sqlite: run(`ALTER TABLE ${table} ADD COLUMN loud VARCHAR(120) GENERATED ALWAYS AS (upper(email)) VIRTUAL`),
    }),
    downgrade: (table) => `op.drop_column("${table}", "loud")`,
    names: named('column `account.loud` is still there'),
    differsByVersion: 'how generated columns are spelled',
  },
  {
    name: 'a new name of a table',
    base: makeTopic,
    upgrade: (table) => `op.rename_table("${table}_topic", "${table}_subject")`,
    downgrade: (table) => `op.rename_table("${table}_subject", "${table}_topic")`,
    names: named('`account_subject`'),
  },
  { name: 'a new name of a column', upgrade: (table) => rename(table, 'name', 'full_name'), downgrade: (table) => rename(table, 'full_name', 'name'), names: named('full_name`') },
];

const check = 'round-trip/downgrade-leaves-trace';

/** Each left behind by a downgrade that does something else. */
const left: readonly Behaviour[] = deeds.map(({ name, base, upgrade, names, differsByVersion }) => ({
  name: `${name} stays`,
  check,
  ...(base === undefined ? {} : { base: write(base('account'), 'pass') }),
  revisions: mapDialects((dialect) => write(take(upgrade('account'), dialect), harmless)),
  onEngine: transactionalSqlite,
  expect: mapDialects((dialect) => {
    const expected = names[dialect];
    return typeof expected === 'string' ? [`${check}: ${expected}`] : expected;
  }),
  ...(differsByVersion === undefined ? {} : { differsByVersion }),
}));

const person = (table: string): string => `op.create_table("${table}", sa.Column("id", sa.Integer, primary_key=True), sa.Column("email", sa.String(120), nullable=False), sa.Column("name", sa.String(80)))`;
const tables = deeds.map((deed, index) => ({ deed, table: `person_${index}` }));

/** All of them in one pull request, each on a table of its own, and taken back. */
const takenBack: Behaviour = {
  name: 'each of these is taken back',
  check,
  base: write(tables.flatMap(({ deed, table }) => [person(table), ...(deed.base === undefined ? [] : [deed.base(table)])]), 'pass'),
  revisions: mapDialects((dialect) =>
    tables.flatMap(({ deed, table }) => {
      const expected = deed.names[dialect];
      if (typeof expected !== 'string') return [];
      return [write(take(deed.upgrade(table), dialect), take(deed.downgrade(table), dialect))];
    }),
  ),
  onEngine: transactionalSqlite,
  expect: everywhere(),
  differsByVersion: 'whether anything works at all',
};

const requiresValue = `${check}: column \`account.name\`: requires value no became yes`;

/** MySQL: a column without NOT NULL that had a default and lost it takes no row without a value any more (error 1364), unlike before it had one. */
const defaultDropped: Behaviour = {
  name: 'a default is dropped',
  check,
  revisions: write(alterName('account', 'server_default="nobody"'), alterName('account', 'server_default=None')),
  onEngine: transactionalSqlite,
  expect: { postgresql: [], mysql: [requiresValue], mariadb: [], sqlite: [] },
};

export const leftovers: readonly Behaviour[] = [...left, takenBack, defaultDropped];

function take(value: PerDialect<string>, dialect: DialectName): string {
  return typeof value === 'string' ? value : value[dialect];
}

function mapDialects<T>(make: (dialect: DialectName) => T): Readonly<Record<DialectName, T>> {
  return { postgresql: make('postgresql'), mysql: make('mysql'), mariadb: make('mariadb'), sqlite: make('sqlite') };
}
