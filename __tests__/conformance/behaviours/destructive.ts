import { everywhere, nothing } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, harmless, inBatch, parted, run, topic, transactionalSqlite, write } from './sources.ts';

const foreignKey = 'sa.ForeignKeyConstraint(["account_id"], ["account.id"], name="fk_topic_account")';
const topicWithKey = topic.replace(/\)$/, `, ${foreignKey})`);
const dropKey = inBatch('topic', 'drop_constraint("fk_topic_account", type_="foreignkey")');
const addKey = inBatch('topic', 'create_foreign_key("fk_topic_account", "account", ["account_id"], ["id"])');
const addIndex = 'op.create_index("ix_account_name", "account", ["name"])';
const dropIndex = 'op.drop_index("ix_account_name", table_name="account")';
const view = (columns: string): string => run(`CREATE VIEW account_view AS SELECT ${columns} FROM account`);
const dropView = run('DROP VIEW account_view');
const rename = (from: string, to: string): string => `op.alter_column("account", "${from}", new_column_name="${to}", existing_type=sa.String(80))`;

const partIndex = run('CREATE INDEX ix_parted_2026_id ON parted_2026 (id)');

const twice = (factor: number): Record<'postgresql' | 'server', string> => ({
  postgresql: run(`CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS 'SELECT a * ${factor}'`),
  server: run(`CREATE FUNCTION twice(a INT) RETURNS INT DETERMINISTIC RETURN a * ${factor}`),
});
const onFunctions = (postgresql: string, server: string): Behaviour['revisions'] => ({ postgresql, mysql: server, mariadb: server, sqlite: '' });
const noFunctions = { absent: 'SQLite keeps no functions' };

const makeTrigger = (body: string): Record<'postgresql' | 'server' | 'sqlite', string> => ({
  postgresql: run(`CREATE TRIGGER account_audit BEFORE ${body} ON account FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()`),
  server: run(`CREATE TRIGGER account_audit BEFORE ${body} ON account FOR EACH ROW SET NEW.name = NEW.email`),
  sqlite: run(`CREATE TRIGGER account_audit AFTER ${body} ON account BEGIN SELECT 1; END`),
});
const triggered = (write: (create: (body: string) => string, drop: (condition: string) => string) => string): Exclude<Behaviour['revisions'], string | readonly string[]> => {
  const plainDrop = (condition: string): string => run(`DROP TRIGGER ${condition}account_audit`);
  const server = write((body) => makeTrigger(body).server, plainDrop);
  return {
    postgresql: write((body) => makeTrigger(body).postgresql, (condition) => run(`DROP TRIGGER ${condition}account_audit ON account`)),
    mysql: server,
    mariadb: server,
    sqlite: write((body) => makeTrigger(body).sqlite, plainDrop),
  };
};

const moods = (labels: string): string => `sa.Enum(${labels}, name="mood")`;
const changeMood = (from: string, to: string): string => `op.alter_column("topic", "mood", existing_type=${moods(from)}, type_=${moods(to)})`;
const makeMoodAnew = (labels: string): readonly string[] => [
  run('ALTER TYPE mood RENAME TO mood_old'),
  run(`CREATE TYPE mood AS ENUM (${labels})`),
  run('ALTER TABLE topic ALTER COLUMN mood TYPE mood USING mood::text::mood'),
  run('DROP TYPE mood_old'),
];
const topicWithMood = write(`op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("mood", ${moods('"glad", "sad"')}))`, dropTopic);
const noEnums = { absent: 'SQLite has no enums: SQLAlchemy keeps them as text' };

/** What stands before a table's name, and before its new one. */
interface Qualifiers {
  readonly own: string;
  readonly renamed: string;
}

/** Statements that write the schema of the project's own tables; on MySQL and MariaDB that is the database, which is another each time. */
function qualified(upgrade: (words: Qualifiers) => readonly string[], downgrade: (words: Qualifiers) => readonly string[]): Behaviour['revisions'] {
  const plain = (words: Qualifiers): string => write(upgrade(words).map(run), downgrade(words).map(run));
  const asked = (statements: readonly string[]): string[] => ['own = op.get_bind().scalar(sa.text("SELECT DATABASE()"))', ...statements.map((sql) => `op.execute(f${JSON.stringify(sql)})`)];
  const server = write(asked(upgrade({ own: '{own}.', renamed: '{own}.' })), asked(downgrade({ own: '{own}.', renamed: '{own}.' })));
  return { postgresql: plain({ own: 'public.', renamed: '' }), mysql: server, mariadb: server, sqlite: plain({ own: 'main.', renamed: '' }) };
}

export const destructive: readonly Behaviour[] = [
  { name: 'a table of the base', check: 'destructive/drop-table', base: write(topic, dropTopic), revisions: write(dropTopic, topic), expect: everywhere('destructive/drop-table: `topic`') },
  { name: 'a table with what stands on it', check: 'destructive/drop-table', base: write(topicWithKey, dropTopic), revisions: write(dropTopic, topicWithKey), expect: everywhere('destructive/drop-table: `topic`') },
  { name: 'a table that the same pull request made', check: 'destructive/drop-table', revisions: [write(topic, dropTopic), write(dropTopic, topic)], expect: everywhere() },
  { name: 'a table gets another name', check: 'destructive/drop-table', base: write(topic, dropTopic), revisions: write('op.rename_table("topic", "subject")', 'op.rename_table("subject", "topic")'), expect: everywhere() },
  {
    name: 'a table is copied in batch mode',
    check: 'destructive/drop-table',
    base: write(topic, dropTopic),
    revisions: write(inBatch('topic', 'alter_column("account_id", existing_type=sa.Integer, nullable=False)'), inBatch('topic', 'alter_column("account_id", existing_type=sa.Integer, nullable=True)')),
    onEngine: transactionalSqlite,
    expect: everywhere(),
  },

  {
    name: 'a column of the base',
    check: 'destructive/drop-column',
    revisions: write('op.drop_column("account", "name")', 'op.add_column("account", sa.Column("name", sa.String(80)))'),
    expect: everywhere('destructive/drop-column: `account.name`'),
  },
  {
    name: 'a column of the base, in batch mode',
    check: 'destructive/drop-column',
    revisions: write(inBatch('account', 'drop_column("name")'), inBatch('account', 'add_column(sa.Column("name", sa.String(80)))')),
    onEngine: transactionalSqlite,
    expect: everywhere('destructive/drop-column: `account.name`'),
  },
  { name: 'a column gets another name', check: 'destructive/drop-column', revisions: write(rename('name', 'full_name'), rename('full_name', 'name')), expect: everywhere() },

  {
    name: 'a schema of the base',
    check: 'destructive/drop-schema',
    base: write(run('CREATE SCHEMA billing'), run('DROP SCHEMA billing')),
    revisions: write(run('DROP SCHEMA billing'), run('CREATE SCHEMA billing')),
    expect: {
      postgresql: ['destructive/drop-schema: `billing`'],
      // Such a project needs a server of its own: __tests__/projects/mysql-other-database.
      mysql: { absent: 'a schema is another database, which belongs to the whole server and not to the project\'s database' },
      mariadb: { absent: 'a schema is another database, which belongs to the whole server and not to the project\'s database' },
      sqlite: { absent: 'a schema is another file' },
    },
  },
  {
    name: 'a schema that the same pull request made',
    check: 'destructive/drop-schema',
    revisions: [write(run('CREATE SCHEMA billing'), run('DROP SCHEMA billing')), write(run('DROP SCHEMA billing'), run('CREATE SCHEMA billing'))],
    expect: { postgresql: nothing, mysql: { absent: 'a schema is another database' }, mariadb: { absent: 'a schema is another database' }, sqlite: { absent: 'a schema is another file' } },
  },

  { name: 'a view of the base', check: 'destructive/drop-view', base: write(view('id, email'), dropView), revisions: write(dropView, view('id, email')), expect: everywhere('destructive/drop-view: `account_view`') },
  {
    name: 'a view is replaced',
    check: 'destructive/drop-view',
    base: write(view('id, email'), dropView),
    revisions: write([run('DROP VIEW IF EXISTS account_view'), view('id, email, name')], [dropView, view('id, email')]),
    expect: everywhere(),
  },

  {
    name: 'a type of the base',
    check: 'destructive/drop-type',
    base: write(run("CREATE TYPE mood AS ENUM ('glad', 'sad')"), run('DROP TYPE mood')),
    revisions: write(run('DROP TYPE mood'), run("CREATE TYPE mood AS ENUM ('glad', 'sad')")),
    expect: { postgresql: ['destructive/drop-type: `mood`'], mysql: { absent: 'there are no types of one\'s own' }, mariadb: { absent: 'there are no types of one\'s own' }, sqlite: { absent: 'there are no types of one\'s own' } },
  },
  {
    name: 'a type gets another name',
    check: 'destructive/drop-type',
    base: write(run("CREATE TYPE mood AS ENUM ('glad', 'sad')"), run('DROP TYPE mood')),
    revisions: write(run('ALTER TYPE mood RENAME TO humour'), run('ALTER TYPE humour RENAME TO mood')),
    expect: { postgresql: nothing, mysql: { absent: 'there are no types of one\'s own' }, mariadb: { absent: 'there are no types of one\'s own' }, sqlite: { absent: 'there are no types of one\'s own' } },
  },

  {
    name: 'a sequence of the base',
    check: 'destructive/drop-sequence',
    base: write(run('CREATE SEQUENCE invoice_number'), run('DROP SEQUENCE invoice_number')),
    revisions: write(run('DROP SEQUENCE invoice_number'), run('CREATE SEQUENCE invoice_number')),
    expect: { postgresql: ['destructive/drop-sequence: `invoice_number`'], mysql: { absent: 'MySQL has no sequences' }, mariadb: ['destructive/drop-sequence: `invoice_number`'], sqlite: { absent: 'SQLite has no sequences' } },
    differsByVersion: 'how sequences are kept',
  },
  {
    name: 'a sequence takes other steps',
    check: 'destructive/drop-sequence',
    base: write(run('CREATE SEQUENCE invoice_number'), run('DROP SEQUENCE invoice_number')),
    revisions: write(run('ALTER SEQUENCE invoice_number INCREMENT BY 10'), run('ALTER SEQUENCE invoice_number INCREMENT BY 1')),
    expect: { postgresql: nothing, mysql: { absent: 'MySQL has no sequences' }, mariadb: nothing, sqlite: { absent: 'SQLite has no sequences' } },
  },

  {
    name: 'a function of the base',
    check: 'destructive/drop-function',
    base: onFunctions(write(twice(2).postgresql, run('DROP FUNCTION twice')), write(twice(2).server, run('DROP FUNCTION twice'))),
    revisions: onFunctions(write(run('DROP FUNCTION twice'), twice(2).postgresql), write(run('DROP FUNCTION twice'), twice(2).server)),
    expect: { ...everywhere('destructive/drop-function: twice'), sqlite: noFunctions },
  },
  {
    name: 'a function is replaced',
    check: 'destructive/drop-function',
    base: onFunctions(write(twice(2).postgresql, run('DROP FUNCTION twice')), write(twice(2).server, run('DROP FUNCTION twice'))),
    revisions: onFunctions(
      write([run('DROP FUNCTION IF EXISTS twice'), twice(3).postgresql], [run('DROP FUNCTION twice'), twice(2).postgresql]),
      write([run('DROP FUNCTION IF EXISTS twice'), twice(3).server], [run('DROP FUNCTION twice'), twice(2).server]),
    ),
    expect: { ...everywhere(), sqlite: noFunctions },
  },

  {
    name: 'a label less',
    check: 'destructive/drop-enum-value',
    base: topicWithMood,
    revisions: {
      postgresql: write(makeMoodAnew("'glad'"), makeMoodAnew("'glad', 'sad'")),
      mysql: write(changeMood('"glad", "sad"', '"glad"'), changeMood('"glad"', '"glad", "sad"')),
      mariadb: write(changeMood('"glad", "sad"', '"glad"'), changeMood('"glad"', '"glad", "sad"')),
      sqlite: '',
    },
    expect: { ...everywhere('destructive/drop-enum-value: `sad`'), sqlite: noEnums },
    differsByVersion: 'how enums are kept',
  },
  {
    name: 'a label more',
    check: 'destructive/drop-enum-value',
    base: topicWithMood,
    revisions: {
      postgresql: write(['with op.get_context().autocommit_block():', `    ${run("ALTER TYPE mood ADD VALUE 'calm'")}`], makeMoodAnew("'glad', 'sad'")),
      mysql: write(changeMood('"glad", "sad"', '"glad", "sad", "calm"'), changeMood('"glad", "sad", "calm"', '"glad", "sad"')),
      mariadb: write(changeMood('"glad", "sad"', '"glad", "sad", "calm"'), changeMood('"glad", "sad", "calm"', '"glad", "sad"')),
      sqlite: '',
    },
    expect: { ...everywhere(), sqlite: noEnums },
  },

  {
    name: 'a table of the base is emptied',
    check: 'destructive/truncate',
    revisions: write(run('TRUNCATE TABLE account'), 'pass'),
    expect: { ...everywhere('destructive/truncate: `account`'), sqlite: { absent: 'SQLite has no TRUNCATE', instead: ['round-trip/upgrade-fails: syntax error'] } },
  },
  {
    name: 'a table that the same pull request made is emptied',
    check: 'destructive/truncate',
    revisions: [write(topic, dropTopic), write(run('TRUNCATE TABLE topic'), 'pass')],
    expect: { ...everywhere(), sqlite: { absent: 'SQLite has no TRUNCATE' } },
  },

  {
    name: 'a table of the base is dropped and made anew as it was',
    check: 'destructive/truncate',
    base: write(topic, dropTopic),
    revisions: write([run('DROP TABLE IF EXISTS topic'), topic], harmless),
    expect: everywhere('destructive/truncate: `topic` is dropped and made anew, without its rows'),
  },
  {
    name: 'a table of the base is dropped and made anew with its rows',
    check: 'destructive/truncate',
    base: write(topic, dropTopic),
    revisions: write([run('CREATE TABLE kept AS SELECT id, account_id FROM topic'), dropTopic, topic, run('INSERT INTO topic (id, account_id) SELECT id, account_id FROM kept'), run('DROP TABLE kept')], harmless),
    onEngine: transactionalSqlite,
    expect: { ...everywhere(), mysql: ['round-trip/retry-fails: kept'], mariadb: ['round-trip/retry-fails: kept'] },
  },
  {
    name: 'a table that the same pull request made is dropped and made anew',
    check: 'destructive/truncate',
    revisions: [write(topic, dropTopic), write([run('DROP TABLE IF EXISTS topic'), topic], harmless)],
    expect: everywhere(),
  },
  {
    name: 'a table of the base is emptied in one of the ways of its server',
    check: 'destructive/truncate',
    base: write(topic, dropTopic),
    revisions: {
      postgresql: write(run('TRUNCATE TABLE ONLY topic'), harmless),
      mysql: write(run('ALTER TABLE topic DISCARD TABLESPACE'), [dropTopic, topic]),
      mariadb: write(run('CREATE OR REPLACE TABLE topic (id INTEGER NOT NULL AUTO_INCREMENT, account_id INTEGER, PRIMARY KEY (id))'), harmless),
      sqlite: '',
    },
    expect: {
      postgresql: ['destructive/truncate: `topic`'],
      mysql: ['destructive/truncate: `topic` is emptied by DISCARD TABLESPACE'],
      mariadb: ['destructive/truncate: `topic` is dropped and made anew, without its rows'],
      sqlite: { absent: 'SQLite has no such way' },
    },
  },
  {
    name: 'a table is emptied that is written with its schema',
    check: 'destructive/truncate',
    base: write(topic, dropTopic),
    revisions: qualified(({ own }) => [`TRUNCATE TABLE ${own}topic`], ({ own }) => [`UPDATE ${own}topic SET id = id`]),
    expect: { ...everywhere('destructive/truncate: `topic`'), sqlite: { absent: 'SQLite has no TRUNCATE' } },
  },
  {
    name: 'rows of the base, of a table that is written with its schema',
    check: 'destructive/delete-rows',
    base: write(topic, dropTopic),
    revisions: qualified(({ own }) => [`DELETE FROM ${own}topic`], ({ own }) => [`UPDATE ${own}topic SET id = id`]),
    expect: everywhere('destructive/delete-rows: `topic` loses rows by DELETE without a condition'),
  },
  {
    name: 'a table gets another name, written with its schema',
    check: 'destructive/drop-table',
    base: write(topic, dropTopic),
    revisions: qualified(({ own, renamed }) => [`ALTER TABLE ${own}topic RENAME TO ${renamed}subject`], ({ own, renamed }) => [`ALTER TABLE ${own}subject RENAME TO ${renamed}topic`]),
    expect: everywhere(),
  },

  { name: 'rows of the base, some', check: 'destructive/delete-rows', revisions: write(run('DELETE FROM account WHERE name IS NULL'), 'pass'), expect: everywhere('destructive/delete-rows: `account` loses rows by DELETE with a condition') },
  { name: 'rows of the base, all', check: 'destructive/delete-rows', revisions: write(run('DELETE FROM account'), 'pass'), expect: everywhere('destructive/delete-rows: `account` loses rows by DELETE without a condition') },
  { name: 'rows of a table that the same pull request made', check: 'destructive/delete-rows', revisions: [write(topic, dropTopic), write(run('DELETE FROM topic'), 'pass')], expect: everywhere() },

  {
    name: 'values of the base, all by one',
    check: 'destructive/overwrite-rows',
    revisions: write(run("UPDATE account SET name = 'nobody'"), harmless),
    expect: everywhere('destructive/overwrite-rows: On the walk with rows 4 of 4 values came back different'),
  },
  { name: 'values of the base, each by what is made of it', check: 'destructive/overwrite-rows', revisions: write(run('UPDATE account SET name = TRIM(name)'), harmless), expect: everywhere() },
  {
    name: 'values of a column that the same pull request made',
    check: 'destructive/overwrite-rows',
    revisions: [write('op.add_column("account", sa.Column("nickname", sa.String(80)))', 'op.drop_column("account", "nickname")'), write(run("UPDATE account SET nickname = 'nobody'"), harmless)],
    expect: everywhere(),
  },

  {
    name: 'a text gets shorter',
    check: 'destructive/narrow-type',
    revisions: write(inBatch('account', 'alter_column("name", existing_type=sa.String(80), type_=sa.String(20))'), inBatch('account', 'alter_column("name", existing_type=sa.String(20), type_=sa.String(80))')),
    onEngine: transactionalSqlite,
    expect: {
      postgresql: ['destructive/narrow-type: `account.name`'],
      mysql: ['destructive/narrow-type: `account.name`'],
      mariadb: ['destructive/narrow-type: `account.name`'],
      sqlite: nothing,
    },
  },
  {
    name: 'a number gets smaller',
    check: 'destructive/narrow-type',
    base: write('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("views", sa.BigInteger))', dropTopic),
    revisions: write(inBatch('topic', 'alter_column("views", existing_type=sa.BigInteger, type_=sa.Integer)'), inBatch('topic', 'alter_column("views", existing_type=sa.Integer, type_=sa.BigInteger)')),
    onEngine: transactionalSqlite,
    expect: {
      postgresql: ['destructive/narrow-type: `topic.views`'],
      mysql: ['destructive/narrow-type: `topic.views`'],
      mariadb: ['destructive/narrow-type: `topic.views`'],
      sqlite: { absent: 'a column holds every value whatever the length of its type', instead: [] },
    },
  },
  {
    name: 'a text gets longer',
    check: 'destructive/narrow-type',
    revisions: write(inBatch('account', 'alter_column("name", existing_type=sa.String(80), type_=sa.String(200))'), inBatch('account', 'alter_column("name", existing_type=sa.String(200), type_=sa.String(80))')),
    onEngine: transactionalSqlite,
    expect: everywhere(),
  },

  {
    name: 'a foreign key of the base',
    check: 'destructive/drop-constraint',
    base: write(topicWithKey, dropTopic),
    revisions: write(dropKey, addKey),
    onEngine: transactionalSqlite,
    expect: everywhere('destructive/drop-constraint: `fk_topic_account`'),
    differsByVersion: 'how foreign keys are kept',
  },
  {
    name: 'a foreign key that the same pull request made',
    check: 'destructive/drop-constraint',
    base: write('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, index=True))', dropTopic),
    revisions: [write(addKey, dropKey), write(dropKey, addKey)],
    onEngine: transactionalSqlite,
    expect: everywhere(),
  },

  { name: 'an index of the base', check: 'destructive/drop-index', base: write(addIndex, dropIndex), revisions: write(dropIndex, addIndex), expect: everywhere('destructive/drop-index: `ix_account_name`') },
  { name: 'an index that the same pull request made', check: 'destructive/drop-index', revisions: [write(addIndex, dropIndex), write(dropIndex, addIndex)], expect: everywhere() },
  {
    name: 'an index of the base is attached to that of the partitioned table',
    check: 'destructive/drop-index',
    base: { postgresql: [parted, write(partIndex, run('DROP INDEX ix_parted_2026_id'))], mysql: [], mariadb: [], sqlite: [] },
    revisions: write([run('CREATE INDEX ix_parted_id ON ONLY parted (id)'), run('ALTER INDEX ix_parted_id ATTACH PARTITION ix_parted_2026_id')], [run('DROP INDEX ix_parted_id'), partIndex]),
    expect: { postgresql: nothing, mysql: { absent: 'partitions have no indexes of their own' }, mariadb: { absent: 'partitions have no indexes of their own' }, sqlite: { absent: 'SQLite has no partitions' } },
    differsByVersion: 'how the catalog keeps indexes',
  },

  {
    name: 'a trigger of the base',
    check: 'destructive/drop-trigger',
    base: triggered((create, drop) => write(create('UPDATE'), drop(''))),
    revisions: triggered((create, drop) => write(drop(''), create('UPDATE'))),
    expect: everywhere('destructive/drop-trigger: `account_audit`'),
  },
  {
    name: 'a trigger is replaced',
    check: 'destructive/drop-trigger',
    base: triggered((create, drop) => write(create('UPDATE'), drop(''))),
    revisions: {
      ...triggered((create, drop) => write([drop('IF EXISTS '), create('INSERT')], [drop(''), create('UPDATE')])),
      postgresql: write(
        [run('DROP TRIGGER IF EXISTS account_audit ON account'), makeTrigger('UPDATE OF email').postgresql],
        [run('DROP TRIGGER account_audit ON account'), makeTrigger('UPDATE').postgresql],
      ),
    },
    expect: everywhere(),
  },
];
