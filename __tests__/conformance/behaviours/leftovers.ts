import { everywhere } from '../behaviour.ts';
import type { Absent, Behaviour, PerDialect } from '../behaviour.ts';
import { harmless, inBatch, run, topic, dropTopic, transactionalSqlite, write } from './sources.ts';

type Dialects<T> = Exclude<PerDialect<T>, string>;

/** Something that a revision makes or changes by one statement, and how it is taken back. */
interface Deed {
  readonly name: string;
  readonly upgrade: PerDialect<string>;
  readonly downgrade: PerDialect<string>;
  readonly base?: PerDialect<string>;
  /** What the finding names where the downgrade does something else. */
  readonly names: string;
  /** The dialects that cannot have it, and why. */
  readonly absent?: Partial<Readonly<Record<keyof Behaviour['expect'], string>>>;
  readonly differsByVersion?: string;
}

const trigger = (table: string): Dialects<string> => ({
  postgresql: run(`CREATE TRIGGER ${table}_lower BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`).replace('BEFORE INSERT', 'BEFORE UPDATE'),
  mysql: run(`CREATE TRIGGER ${table}_lower BEFORE INSERT ON ${table} FOR EACH ROW SET NEW.email = LOWER(NEW.email)`),
  mariadb: run(`CREATE TRIGGER ${table}_lower BEFORE INSERT ON ${table} FOR EACH ROW SET NEW.email = LOWER(NEW.email)`),
  sqlite: run(`CREATE TRIGGER ${table}_lower AFTER INSERT ON ${table} BEGIN UPDATE ${table} SET email = lower(NEW.email) WHERE id = NEW.id; END`),
});
const onServers = (sql: string): Dialects<string> => ({ postgresql: run(sql), mysql: run(sql), mariadb: run(sql), sqlite: '' });
const alterName = (change: string): string => inBatch('account', `alter_column("name", existing_type=sa.String(80), ${change})`);
const noFunctions = { sqlite: 'SQLite keeps no functions' };
const noComments = { sqlite: 'SQLite keeps no comments' };

const deeds: readonly Deed[] = [
  { name: 'a table', upgrade: topic, downgrade: dropTopic, names: 'table `topic` is still there' },
  { name: 'a column', upgrade: 'op.add_column("account", sa.Column("nickname", sa.String(40)))', downgrade: 'op.drop_column("account", "nickname")', names: 'column `account.nickname` is still there' },
  { name: 'an index', upgrade: 'op.create_index("ix_account_name", "account", ["name"])', downgrade: 'op.drop_index("ix_account_name", table_name="account")', names: 'index `ix_account_name` of `account` is still there' },
  { name: 'a unique constraint', upgrade: inBatch('account', 'create_unique_constraint("uq_account_email", ["email"])'), downgrade: inBatch('account', 'drop_constraint("uq_account_email", type_="unique")'), names: '`uq_account_email`' },
  { name: 'a check constraint', upgrade: inBatch('account', 'create_check_constraint("ck_account_name", "name <> \'\'")'), downgrade: inBatch('account', 'drop_constraint("ck_account_name", type_="check")'), names: '`ck_account_name`', differsByVersion: 'how check constraints are kept' },
  {
    name: 'a foreign key',
    base: write('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, index=True))', dropTopic),
    upgrade: inBatch('topic', 'create_foreign_key("fk_topic_account", "account", ["account_id"], ["id"], ondelete="CASCADE")'),
    downgrade: inBatch('topic', 'drop_constraint("fk_topic_account", type_="foreignkey")'),
    names: '`fk_topic_account`',
    differsByVersion: 'how foreign keys are kept',
  },
  { name: 'a view', upgrade: run('CREATE VIEW account_email AS SELECT id, email FROM account'), downgrade: run('DROP VIEW account_email'), names: 'view `account_email` is still there' },
  { name: 'a trigger', upgrade: trigger('account'), downgrade: { ...onServers('DROP TRIGGER account_lower'), postgresql: run('DROP TRIGGER account_lower ON account'), sqlite: run('DROP TRIGGER account_lower') }, names: '`account_lower`' },
  {
    name: 'a function',
    upgrade: { ...onServers('CREATE FUNCTION twice(a INT) RETURNS INT DETERMINISTIC RETURN a * 2'), postgresql: run("CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS 'SELECT a * 2'") },
    downgrade: onServers('DROP FUNCTION twice'),
    names: 'function `twice',
    absent: noFunctions,
  },
  {
    name: 'a procedure',
    upgrade: { ...onServers('CREATE PROCEDURE clear_names() UPDATE account SET name = NULL'), postgresql: run("CREATE PROCEDURE clear_names() LANGUAGE sql AS 'UPDATE account SET name = NULL'") },
    downgrade: onServers('DROP PROCEDURE clear_names'),
    names: 'procedure `clear_names',
    absent: noFunctions,
  },
  {
    name: 'a sequence',
    upgrade: onServers('CREATE SEQUENCE invoice_number'),
    downgrade: onServers('DROP SEQUENCE invoice_number'),
    names: 'sequence `invoice_number` is still there',
    absent: { mysql: 'MySQL has no sequences', sqlite: 'SQLite has no sequences' },
  },
  {
    name: 'an enum type',
    upgrade: onServers("CREATE TYPE mood AS ENUM ('glad', 'sad')"),
    downgrade: onServers('DROP TYPE mood'),
    names: 'enum type `mood` is still there',
    absent: { mysql: 'an enum is the type of its column', mariadb: 'an enum is the type of its column', sqlite: 'SQLite has no enums' },
  },
  { name: 'a comment of a table', upgrade: 'op.create_table_comment("account", "people")', downgrade: 'op.drop_table_comment("account")', names: '`account`', absent: noComments },
  { name: 'a comment of a column', upgrade: alterName('comment="full"'), downgrade: alterName('comment=None, existing_comment="full"'), names: '`account.name`', absent: noComments },
  { name: 'NOT NULL', upgrade: alterName('nullable=False'), downgrade: alterName('nullable=True'), names: '`account.name`' },
  { name: 'a default', upgrade: alterName('server_default="nobody"'), downgrade: alterName('server_default=None'), names: '`account.name`', differsByVersion: 'how defaults are spelled' },
  { name: 'a wider type', upgrade: alterName('type_=sa.String(120)'), downgrade: alterName('type_=sa.String(80)').replace('existing_type=sa.String(80)', 'existing_type=sa.String(120)'), names: '`account.name`' },
  {
    name: 'a collation',
    upgrade: {
      postgresql: alterName('type_=sa.String(80, collation="C")'),
      mysql: alterName('type_=sa.String(80, collation="utf8mb4_bin")'),
      mariadb: alterName('type_=sa.String(80, collation="utf8mb4_bin")'),
      sqlite: alterName('type_=sa.String(80, collation="NOCASE")'),
    },
    downgrade: alterName('type_=sa.String(80)'),
    names: '`account.name`',
    differsByVersion: 'the collation that is used where none is named',
  },
  {
    name: 'a generated column',
    upgrade: { ...onServers("ALTER TABLE account ADD COLUMN loud VARCHAR(120) GENERATED ALWAYS AS (upper(email)) STORED"), sqlite: 'op.add_column("account", sa.Column("loud", sa.String(120), sa.Computed("upper(email)", persisted=False)))' },
    downgrade: 'op.drop_column("account", "loud")',
    names: 'column `account.loud` is still there',
    differsByVersion: 'how generated columns are spelled',
  },
  { name: 'a new name of a table', base: write(topic, dropTopic), upgrade: 'op.rename_table("topic", "subject")', downgrade: 'op.rename_table("subject", "topic")', names: '`subject`' },
  {
    name: 'a new name of a column',
    upgrade: 'op.alter_column("account", "name", new_column_name="full_name", existing_type=sa.String(80))',
    downgrade: 'op.alter_column("account", "full_name", new_column_name="name", existing_type=sa.String(80))',
    names: 'full_name`',
  },
];

/** Each deed left behind, and each taken back. */
export const leftovers: readonly Behaviour[] = deeds.flatMap((deed) => {
  const { name, upgrade, base, absent = {}, differsByVersion } = deed;
  const revisionsWith = (downgrade: PerDialect<string>): Dialects<string> => mapDialects((dialect) => write(take(upgrade, dialect), take(downgrade, dialect)));
  const shared = { check: 'round-trip/downgrade-leaves-trace', onEngine: transactionalSqlite, ...(base === undefined ? {} : { base }), ...(differsByVersion === undefined ? {} : { differsByVersion }) };
  const expecting = (...said: string[]): Behaviour['expect'] => {
    const missing = Object.fromEntries(Object.entries(absent).map(([dialect, why]): [string, Absent] => [dialect, { absent: why }]));
    return { ...everywhere(...said), ...missing };
  };
  return [
    { ...shared, name: `${name} stays`, revisions: revisionsWith(harmless), expect: expecting(`round-trip/downgrade-leaves-trace: ${deed.names}`) },
    { ...shared, name: `${name} is taken back`, revisions: revisionsWith(deed.downgrade), expect: expecting() },
  ];
});

function take(value: PerDialect<string>, dialect: keyof Behaviour['expect']): string {
  return typeof value === 'string' ? value : value[dialect];
}

function mapDialects(write: (dialect: keyof Behaviour['expect']) => string): Dialects<string> {
  return { postgresql: write('postgresql'), mysql: write('mysql'), mariadb: write('mariadb'), sqlite: write('sqlite') };
}
