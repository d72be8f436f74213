import { everywhere } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, inBatch, run, topic, transactionalSqlite, write } from './sources.ts';

const nameRequired = inBatch('account', 'alter_column("name", existing_type=sa.String(80), nullable=False)');
const nameOptional = inBatch('account', 'alter_column("name", existing_type=sa.String(80), nullable=True)');
const nicknames = write('op.add_column("account", sa.Column("nickname", sa.String(80)))', 'op.drop_column("account", "nickname")');
const names = write(run('CREATE TABLE kept_name (account_id INTEGER PRIMARY KEY, kept VARCHAR(80), CHECK (account_id < 0))'), run('DROP TABLE kept_name'));
const keepNames = write(
  [run('INSERT INTO kept_name SELECT -id, name FROM account'), run('UPDATE account SET name = NULL')],
  [run('UPDATE account SET name = (SELECT kept FROM kept_name WHERE account_id = -account.id)'), run('DELETE FROM kept_name WHERE -account_id IN (SELECT id FROM account)')],
);
const insertTopic = run('INSERT INTO topic (account_id) VALUES (-4711)');

export const onRows: readonly Behaviour[] = [
  {
    name: 'a required column that nobody has a value for',
    check: 'rows/upgrade-fails',
    revisions: write('op.add_column("account", sa.Column("code", sa.String(8), nullable=False))', 'op.drop_column("account", "code")'),
    expect: {
      postgresql: ['rows/upgrade-fails: It fails on any row'],
      // They put an empty text there.
      mysql: [],
      mariadb: [],
      sqlite: ['rows/upgrade-fails: It fails on any row'],
    },
  },
  {
    name: 'a required column with a value for those that are there',
    check: 'rows/upgrade-fails',
    revisions: write('op.add_column("account", sa.Column("code", sa.String(8), nullable=False, server_default="none"))', 'op.drop_column("account", "code")'),
    expect: everywhere(),
  },
  {
    name: 'a value is required of rows that have none',
    onEngine: transactionalSqlite,
    check: 'rows/upgrade-fails',
    revisions: write(nameRequired, nameOptional),
    expect: everywhere('rows/upgrade-fails: It depends on the data'),
    differsByVersion: 'how rows are made and what the server says of them',
  },
  {
    name: 'a value that was not required becomes required again on the way back',
    onEngine: transactionalSqlite,
    check: 'rows/downgrade-fails',
    base: write(nameRequired, nameOptional),
    revisions: write([nameOptional, run('UPDATE account SET name = NULL')], nameRequired),
    expect: everywhere('rows/downgrade-fails: It fails on any row', 'destructive/overwrite-rows: `account.name`'),
  },
  {
    name: 'the way back fills in what it requires',
    onEngine: transactionalSqlite,
    check: 'rows/downgrade-fails',
    base: write([nameRequired], nameOptional),
    revisions: write(nameOptional, [run("UPDATE account SET name = '' WHERE name IS NULL"), nameRequired]),
    expect: everywhere(),
  },
  {
    name: 'values are overwritten, and emptied on the way back',
    check: 'rows/lost',
    base: nicknames,
    revisions: write(run('UPDATE account SET nickname = name WHERE id > 0'), run('UPDATE account SET nickname = NULL')),
    expect: everywhere('rows/lost: `account.nickname`: 4 of 4 values lost'),
    differsByVersion: 'how rows are told by fingerprints',
  },
  { name: 'values are moved to another table and back', check: 'rows/lost', base: names, revisions: keepNames, expect: everywhere() },
  {
    name: 'values come back in capitals',
    check: 'rows/changed',
    revisions: write(run('UPDATE account SET email = UPPER(email)'), run('UPDATE account SET email = LOWER(email)')),
    expect: everywhere('rows/changed: `account.email`'),
  },
  {
    name: 'a column is renamed and back',
    check: 'rows/changed',
    revisions: write('op.alter_column("account", "name", new_column_name="full_name", existing_type=sa.String(80))', 'op.alter_column("account", "full_name", new_column_name="name", existing_type=sa.String(80))'),
    expect: everywhere(),
  },
  {
    name: 'a row is inserted and stays',
    check: 'rows/left-behind',
    base: write(topic, dropTopic),
    revisions: write(insertTopic, 'pass'),
    expect: everywhere('rows/left-behind: 1 row'),
  },
  {
    name: 'a row is inserted and deleted',
    check: 'rows/left-behind',
    base: write(topic, dropTopic),
    revisions: write(insertTopic, run('DELETE FROM topic WHERE account_id = -4711')),
    expect: everywhere(),
  },
];
