import { everywhere, nothing } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { account, modelAccount } from './models.ts';
import { dropTopic, inBatch, run, topic, transactionalSqlite, write } from './sources.ts';

const rename = (from: string, to: string): string => `op.alter_column("account", "${from}", new_column_name="${to}", existing_type=sa.String(80))`;
const toSubject = 'op.rename_table("topic", "subject")';
const toTopic = 'op.rename_table("subject", "topic")';

const topicWithMood = write('op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("mood", sa.Enum("glad", "sad", name="mood")))', dropTopic);
const changeMood = (from: string, to: string): string => `op.alter_column("topic", "mood", existing_type=sa.Enum(${from}), type_=sa.Enum(${to}))`;
const onServer = write(changeMood('"glad", "sad"', '"glad", "blue"'), changeMood('"glad", "blue"', '"glad", "sad"'));
const labelOfColumn = { absent: 'the labels are the column\'s type, and another one in the place of one is a new label: rows that have the old one lose it', instead: ['destructive/drop-enum-value: `sad`'] };
const noTypes = { absent: 'SQLite has no enums: SQLAlchemy keeps them as text' };

const twice = run("CREATE FUNCTION twice(a int) RETURNS int LANGUAGE sql AS 'SELECT a * 2'");
const notRenamed = { absent: 'no statement gives a stored function another name: https://dev.mysql.com/doc/refman/9.7/en/alter-function.html' };
const onPostgresql = (postgresql: string): Behaviour['revisions'] => ({ postgresql, mysql: '', mariadb: '', sqlite: '' });

const addCode = (rest: string): string => `op.add_column("account", sa.Column("code", sa.String(8)${rest}))`;
const dropCode = 'op.drop_column("account", "code")';
const nameRequired = inBatch('account', 'alter_column("name", existing_type=sa.String(80), nullable=False)');
const nameOptional = inBatch('account', 'alter_column("name", existing_type=sa.String(80), nullable=True)');
const codeWithDefault = write(addCode(', nullable=False, server_default="none"'), dropCode);
const alterDefault = (value: string): string => inBatch('account', `alter_column("code", existing_type=sa.String(8), existing_nullable=False, server_default=${value})`);
const alterType = (from: string, to: string, rest = ''): string => inBatch('topic', `alter_column("account_id", existing_type=${from}, type_=${to}${rest})`);
const addUnique = (column: string): string => inBatch('account', `create_unique_constraint("uq_account_${column}", ["${column}"])`);
const dropUnique = (column: string): string => inBatch('account', `drop_constraint("uq_account_${column}", type_="unique")`);

const nickname = 'sa.Column("nickname", sa.String(40))';
const addNickname = write(`op.add_column("account", ${nickname})`, 'op.drop_column("account", "nickname")');

export const compatibility: readonly Behaviour[] = [
  { name: 'a table of the base gets another name', check: 'compatibility/rename-table', base: write(topic, dropTopic), revisions: write(toSubject, toTopic), expect: everywhere('compatibility/rename-table: `topic` is renamed to `subject`') },
  { name: 'a table that the same pull request made gets another name', check: 'compatibility/rename-table', revisions: [write(topic, dropTopic), write(toSubject, toTopic)], expect: everywhere() },

  { name: 'a column of the base gets another name', check: 'compatibility/rename-column', revisions: write(rename('name', 'full_name'), rename('full_name', 'name')), expect: everywhere('compatibility/rename-column: `account.name` is renamed to `full_name`') },
  {
    name: 'a later revision gives a column its name back',
    check: 'compatibility/rename-column',
    revisions: [write(rename('name', 'full_name'), rename('full_name', 'name')), write(rename('full_name', 'name'), rename('name', 'full_name'))],
    expect: everywhere(),
  },

  {
    name: 'a label gets another name',
    check: 'compatibility/rename-enum-value',
    base: topicWithMood,
    revisions: { postgresql: write(run("ALTER TYPE mood RENAME VALUE 'sad' TO 'blue'"), run("ALTER TYPE mood RENAME VALUE 'blue' TO 'sad'")), mysql: onServer, mariadb: onServer, sqlite: '' },
    expect: { postgresql: ['compatibility/rename-enum-value: `sad` of enum type `mood` is renamed to `blue`'], mysql: labelOfColumn, mariadb: labelOfColumn, sqlite: noTypes },
  },
  {
    name: 'the type of labels gets another name, and back',
    check: 'compatibility/rename-enum-value',
    base: topicWithMood,
    revisions: onPostgresql(write([run('ALTER TYPE mood RENAME TO humour'), run('ALTER TYPE humour RENAME TO mood')], run('ALTER TYPE mood OWNER TO CURRENT_USER'))),
    expect: { postgresql: nothing, mysql: { absent: 'there are no types of one\'s own' }, mariadb: { absent: 'there are no types of one\'s own' }, sqlite: noTypes },
  },

  {
    name: 'a function gets another name',
    check: 'compatibility/rename-function',
    base: onPostgresql(write(twice, run('DROP FUNCTION twice'))),
    revisions: onPostgresql(write(run('ALTER FUNCTION twice RENAME TO doubled'), run('ALTER FUNCTION doubled RENAME TO twice'))),
    expect: { postgresql: ['compatibility/rename-function: twice'], mysql: notRenamed, mariadb: notRenamed, sqlite: { absent: 'SQLite keeps no functions' } },
  },
  {
    name: 'a function that the same pull request made gets another name',
    check: 'compatibility/rename-function',
    revisions: onPostgresql(write([twice, run('ALTER FUNCTION twice RENAME TO doubled')], run('DROP FUNCTION doubled'))),
    expect: { postgresql: nothing, mysql: notRenamed, mariadb: notRenamed, sqlite: { absent: 'SQLite keeps no functions' } },
  },

  { name: 'a required column without a default', check: 'compatibility/required-column', revisions: write(addCode(', nullable=False'), dropCode), expect: everywhere('compatibility/required-column: `account.code`') },
  { name: 'a required column with a default', check: 'compatibility/required-column', revisions: codeWithDefault, expect: everywhere() },

  { name: 'a value becomes required', check: 'compatibility/set-not-null', revisions: write(nameRequired, nameOptional), onEngine: transactionalSqlite, expect: everywhere('compatibility/set-not-null: `account.name`') },
  { name: 'a value is no longer required', check: 'compatibility/set-not-null', base: write(nameRequired, nameOptional), revisions: write(nameOptional, nameRequired), onEngine: transactionalSqlite, expect: everywhere() },

  { name: 'a required column loses its default', check: 'compatibility/drop-default', base: codeWithDefault, revisions: write(alterDefault('None'), alterDefault('"none"')), onEngine: transactionalSqlite, expect: everywhere('compatibility/drop-default: `account.code`') },
  { name: 'a required column gets another default', check: 'compatibility/drop-default', base: codeWithDefault, revisions: write(alterDefault('"any"'), alterDefault('"none"')), onEngine: transactionalSqlite, expect: everywhere() },

  {
    name: 'a number becomes text',
    check: 'compatibility/change-type',
    base: write(topic, dropTopic),
    revisions: write(alterType('sa.Integer', 'sa.String(20)'), alterType('sa.String(20)', 'sa.Integer', ', postgresql_using="account_id::integer"')),
    onEngine: transactionalSqlite,
    expect: everywhere('compatibility/change-type: `topic.account_id`'),
    differsByVersion: 'how the server spells types',
  },
  {
    name: 'a number gets wider',
    check: 'compatibility/change-type',
    base: write(topic, dropTopic),
    revisions: write(alterType('sa.Integer', 'sa.BigInteger'), alterType('sa.BigInteger', 'sa.Integer')),
    onEngine: transactionalSqlite,
    expect: everywhere(),
    differsByVersion: 'how the server spells types',
  },

  { name: 'a column of the base becomes unique', check: 'compatibility/tighter-constraint', revisions: write(addUnique('email'), dropUnique('email')), onEngine: transactionalSqlite, expect: everywhere('compatibility/tighter-constraint: `uq_account_email`') },
  {
    name: 'a column that the same pull request made becomes unique',
    check: 'compatibility/tighter-constraint',
    revisions: [write(addCode(''), dropCode), write(addUnique('code'), dropUnique('code'))],
    onEngine: transactionalSqlite,
    expect: everywhere(),
  },

  {
    name: 'a column goes that the models of the base read',
    check: 'compatibility/old-code-breaks',
    base: addNickname,
    revisions: write('op.drop_column("account", "nickname")', `op.add_column("account", ${nickname})`),
    oldModels: modelAccount(nickname),
    models: account,
    // Of the dropped column this check says a sentence there, and nothing of its own.
    options: { checks: 'destructive = off\nrows = off' },
    expect: everywhere('compatibility/old-code-breaks: Code of `main` can no longer read `account.nickname`'),
    differsByVersion: 'what the server says of a column that is not there',
  },
  {
    name: 'a column comes that the models of the base do not know',
    check: 'compatibility/old-code-breaks',
    revisions: addNickname,
    oldModels: account,
    models: modelAccount(nickname),
    options: { checks: 'compatibility/new-code-breaks = off' },
    expect: everywhere(),
  },
  {
    name: 'a column comes that the new models read',
    check: 'compatibility/new-code-breaks',
    revisions: addNickname,
    oldModels: account,
    models: modelAccount(nickname),
    expect: everywhere('compatibility/new-code-breaks: cannot read `account.nickname`'),
    differsByVersion: 'what the server says of a column that is not there',
  },
  {
    name: 'an index comes, of which queries know nothing',
    check: 'compatibility/new-code-breaks',
    revisions: write('op.create_index("ix_account_name", "account", ["name"])', 'op.drop_index("ix_account_name", table_name="account")'),
    oldModels: account,
    models: modelAccount('sa.Index("ix_account_name", "name")'),
    expect: everywhere(),
  },
];
