import { everywhere, nothing } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, harmless, inBatch, run, topic, transactionalSqlite, write } from './sources.ts';

const addNickname = 'op.add_column("account", sa.Column("nickname", sa.String(40)))';
const dropNickname = 'op.drop_column("account", "nickname")';
const addToAbsent = 'op.add_column("absent", sa.Column("nickname", sa.String(40)))';
const insertAccount = "INSERT INTO account (id, email) VALUES (1, 'a@example.org')";
const countAccounts = 'count = op.get_bind().execute(sa.text("SELECT count(*) FROM account")).scalar()';

export const failing: readonly Behaviour[] = [
  {
    name: 'its only statement is refused',
    check: 'round-trip/upgrade-fails',
    revisions: write(addToAbsent, 'pass'),
    expect: {
      postgresql: ['round-trip/upgrade-fails: The upgrade of `b1` fails: relation "absent" does not exist'],
      mysql: ['round-trip/upgrade-fails: absent'],
      mariadb: ['round-trip/upgrade-fails: absent'],
      sqlite: ['round-trip/upgrade-fails: The upgrade of `b1` fails: no such table: absent'],
    },
    differsByVersion: 'the words of errors',
  },
  {
    name: 'the second of two statements is refused, and the first has committed itself or not',
    check: 'round-trip/upgrade-fails',
    revisions: write([topic, addToAbsent], dropTopic),
    expect: {
      postgresql: ['round-trip/upgrade-fails: The upgrade of `b1` fails at statement 2 of 2: relation "absent" does not exist'],
      mysql: ['round-trip/upgrade-fails: What it did before stays: table `topic` added.'],
      mariadb: ['round-trip/upgrade-fails: What it did before stays: table `topic` added.'],
      sqlite: ['round-trip/upgrade-fails: What it did before stays: table `topic` added.'],
    },
  },
  {
    name: 'what a failed revision left does not stand in the way of the next one',
    check: 'round-trip/upgrade-fails',
    revisions: [write([topic, addToAbsent], dropTopic), `down_revision = "a1"\n\n\n${write(topic, dropTopic)}`],
    options: { heads: '2' },
    expect: everywhere('round-trip/upgrade-fails: `b1` fails at statement 2 of 2'),
  },
  {
    name: 'an upgrade that fails only where SQLite can do nothing in place',
    check: 'round-trip/upgrade-fails',
    revisions: write('op.create_check_constraint("ck_account_name", "account", "name <> \'\'")', 'op.drop_constraint("ck_account_name", "account", type_="check")'),
    expect: { postgresql: nothing, mysql: nothing, mariadb: nothing, sqlite: ['round-trip/upgrade-fails: batch mode'] },
  },
  {
    name: 'the same in batch mode',
    check: 'round-trip/upgrade-fails',
    revisions: write(inBatch('account', 'create_check_constraint("ck_account_name", "name <> \'\'")'), inBatch('account', 'drop_constraint("ck_account_name", type_="check")')),
    onEngine: transactionalSqlite,
    expect: everywhere(),
  },
  {
    name: 'it drops what is not there',
    check: 'round-trip/downgrade-fails',
    revisions: write(addNickname, 'op.drop_table("absent")'),
    expect: everywhere('round-trip/downgrade-fails: absent'),
    differsByVersion: 'the words of errors',
  },
  {
    name: 'the second of two statements is refused',
    check: 'round-trip/downgrade-fails',
    revisions: write(topic, [dropTopic, 'op.drop_table("absent")']),
    expect: {
      postgresql: ['round-trip/downgrade-fails: The downgrade of `b1` fails at statement 2 of 2: table "absent" does not exist'],
      mysql: ['round-trip/downgrade-fails: What it did before stays: table `topic` removed.'],
      mariadb: ['round-trip/downgrade-fails: What it did before stays: table `topic` removed.'],
      sqlite: ['round-trip/downgrade-fails: What it did before stays: table `topic` removed.'],
    },
  },
  {
    name: 'a constraint without a name',
    check: 'round-trip/downgrade-fails',
    base: write(topic, dropTopic),
    revisions: write(inBatch('topic', 'create_foreign_key(None, "account", ["account_id"], ["id"])'), 'op.drop_constraint(None, "topic", type_="foreignkey")'),
    onEngine: transactionalSqlite,
    expect: {
      postgresql: ['round-trip/downgrade-fails'],
      mysql: ['round-trip/downgrade-fails'],
      mariadb: ['round-trip/downgrade-fails'],
      sqlite: { absent: 'in batch mode SQLite takes no constraint without a name', instead: ['round-trip/upgrade-fails: Constraint must have a name'] },
    },
  },
  {
    name: 'what Alembic cannot do in place is no declaration that there is no way back',
    check: 'round-trip/downgrade-fails',
    base: write('op.create_table("topic", sa.Column("title", sa.String(80)), sa.UniqueConstraint("title", name="uq_topic_title"))', dropTopic),
    revisions: write(addNickname, [dropNickname, 'op.drop_constraint("uq_topic_title", "topic", type_="unique")', 'op.create_unique_constraint("uq_topic_title", "topic", ["title"])']),
    expect: { postgresql: nothing, mysql: nothing, mariadb: nothing, sqlite: ['round-trip/downgrade-fails: batch mode'] },
  },
  {
    name: 'both directions work',
    check: 'round-trip/downgrade-fails',
    revisions: write(addNickname, dropNickname),
    expect: everywhere(),
    differsByVersion: 'whether anything works at all',
  },
];

export const lasting: readonly Behaviour[] = [
  {
    name: 'nothing is undone',
    check: 'round-trip/downgrade-empty',
    revisions: write(addNickname, 'pass'),
    expect: everywhere('round-trip/downgrade-empty'),
  },
  {
    name: 'there was nothing to undo but rows',
    check: 'round-trip/downgrade-empty',
    revisions: write(run("UPDATE account SET name = 'none' WHERE name IS NULL"), 'pass'),
    expect: everywhere(),
  },
  {
    name: 'a row is inserted a second time',
    check: 'round-trip/upgrade-not-repeatable',
    revisions: write(run(insertAccount), harmless),
    expect: everywhere('round-trip/upgrade-not-repeatable: The second upgrade of `b1` fails'),
    differsByVersion: 'the words of errors',
  },
  {
    name: 'the row is taken back',
    check: 'round-trip/upgrade-not-repeatable',
    revisions: write(run(insertAccount), run('DELETE FROM account WHERE id = 1')),
    expect: everywhere(),
  },
  {
    name: 'the second upgrade does something else',
    check: 'round-trip/upgrade-not-repeatable',
    revisions: write(
      [countAccounts, 'op.create_index("ix_first" if count == 0 else "ix_again", "account", ["name"])'],
      ['names = [index["name"] for index in sa.inspect(op.get_bind()).get_indexes("account")]', 'op.drop_index(names[0], table_name="account")', run("INSERT INTO account (email) VALUES ('a@example.org')")],
    ),
    expect: everywhere('round-trip/upgrade-not-repeatable: gives another result than the first'),
  },
  {
    name: 'alone each revision goes back, all together they do not',
    check: 'round-trip/rollback-leaves-trace',
    revisions: [
      write(addNickname, [countAccounts, 'if count == 0:', '    op.drop_column("account", "nickname")']),
      write(run("INSERT INTO account (email) VALUES ('a@example.org')"), harmless),
    ],
    expect: everywhere('round-trip/rollback-leaves-trace: column `account.nickname` is still there', 'rows/left-behind: 1 row'),
  },
  {
    name: 'a downgrade fails when all go back',
    check: 'round-trip/rollback-leaves-trace',
    revisions: [
      write(addNickname, [countAccounts, 'if count > 0:', '    raise RuntimeError("there are accounts")', dropNickname]),
      write(run("INSERT INTO account (email) VALUES ('a@example.org')"), harmless),
    ],
    expect: everywhere('round-trip/rollback-leaves-trace: fails: RuntimeError: there are accounts', 'rows/left-behind: 1 row'),
  },
  {
    name: 'all go back together',
    check: 'round-trip/rollback-leaves-trace',
    revisions: [write(addNickname, dropNickname), write(topic, dropTopic), write('op.create_index("ix_topic_account", "topic", ["account_id"])', 'op.drop_index("ix_topic_account", table_name="topic")')],
    expect: everywhere(),
  },
  {
    name: 'what was there twice on the walk is there once in a new installation',
    check: 'round-trip/fresh-install-differs',
    revisions: [
      write(run("INSERT INTO account (email) VALUES ('run')"), harmless),
      write([countAccounts, 'if count > 1:', '    op.create_index("ix_account_email", "account", ["email"])'], ['names = [index["name"] for index in sa.inspect(op.get_bind()).get_indexes("account")]', 'if names:', '    op.drop_index(names[0], table_name="account")']),
    ],
    expect: everywhere('round-trip/fresh-install-differs: index `ix_account_email` of `account` is missing', 'rows/left-behind: 1 row'),
  },
  {
    name: 'a new installation is the same',
    check: 'round-trip/fresh-install-differs',
    revisions: [write(topic, dropTopic), write('op.create_index("ix_account_email", "account", ["email"], unique=True)', 'op.drop_index("ix_account_email", table_name="account")')],
    expect: everywhere(),
  },
  {
    name: 'it raises NotImplementedError',
    check: 'round-trip/irreversible',
    revisions: write(addNickname, 'raise NotImplementedError("there is no way back")'),
    expect: everywhere('round-trip/irreversible: `b1` declares'),
  },
  {
    name: 'there is no downgrade',
    check: 'round-trip/irreversible',
    revisions: `def upgrade():\n    ${addNickname}\n`,
    expect: everywhere('round-trip/irreversible: `b1` has no'),
  },
  {
    name: 'the project may have no way back',
    check: 'round-trip/irreversible',
    revisions: write(addNickname, 'raise NotImplementedError("there is no way back")'),
    options: { downgrades: 'optional' },
    expect: everywhere(),
  },
  {
    name: 'a column comes back as the last one',
    check: 'round-trip/column-order',
    revisions: [
      write('op.add_column("account", sa.Column("one", sa.Integer))', 'op.drop_column("account", "one")'),
      write('op.add_column("account", sa.Column("two", sa.Integer))', 'op.drop_column("account", "two")'),
      write('op.drop_column("account", "one")', 'op.add_column("account", sa.Column("one", sa.Integer))'),
    ],
    expect: everywhere('round-trip/column-order: `account`'),
  },
  {
    name: 'the last column comes back as the last one',
    check: 'round-trip/column-order',
    revisions: [
      write('op.add_column("account", sa.Column("one", sa.Integer))', 'op.drop_column("account", "one")'),
      write('op.drop_column("account", "one")', 'op.add_column("account", sa.Column("one", sa.Integer))'),
    ],
    expect: everywhere(),
  },
];
