import { everywhere, nothing } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, run, topic, transactionalSqlite, write } from './sources.ts';

const addNickname = 'op.add_column("account", sa.Column("nickname", sa.String(40)))';
const back = ['op.drop_column("account", "nickname")', dropTopic];

export const retry: readonly Behaviour[] = [
  {
    name: 'stopped between two statements that commit themselves',
    check: 'round-trip/retry-fails',
    revisions: write([topic, addNickname], back),
    expect: {
      postgresql: nothing,
      mysql: ['round-trip/retry-fails: stopped after statement 1 of 2, fails when it is run again'],
      mariadb: ['round-trip/retry-fails: stopped after statement 1 of 2, fails when it is run again'],
      sqlite: ['round-trip/retry-fails: stopped after statement 1 of 2, fails when it is run again'],
    },
  },
  {
    name: 'an index made outside of the transaction',
    check: 'round-trip/retry-fails',
    revisions: write(
      ['with op.get_context().autocommit_block():', '    op.create_index("ix_account_name", "account", ["name"], postgresql_concurrently=True)', addNickname],
      ['op.drop_column("account", "nickname")', 'op.drop_index("ix_account_name", table_name="account")'],
    ),
    expect: everywhere('round-trip/retry-fails: stopped after statement 1 of 2, fails when it is run again'),
  },
  {
    name: 'a first statement that can be repeated',
    check: 'round-trip/retry-fails',
    revisions: write([topic.replace(/\)$/, ', if_not_exists=True)'), addNickname], back),
    expect: everywhere(),
  },
  {
    name: 'a first statement outside of the transaction that can be repeated',
    check: 'round-trip/retry-fails',
    revisions: write(
      ['with op.get_context().autocommit_block():', `    ${topic.replace(/\)$/, ', if_not_exists=True)')}`, addNickname],
      back,
    ),
    expect: everywhere(),
  },
  {
    name: 'it looks at what is there',
    check: 'round-trip/retry-fails',
    revisions: write(['if not sa.inspect(op.get_bind()).has_table("topic"):', `    ${topic}`, addNickname], back),
    expect: everywhere(),
  },
  {
    name: 'it looks at the first thing and forgets the second',
    check: 'round-trip/retry-fails',
    revisions: write(
      ['if not sa.inspect(op.get_bind()).has_table("topic"):', `    ${topic}`, '    op.create_index("ix_topic_account", "topic", ["account_id"])'],
      ['op.drop_index("ix_topic_account", table_name="topic")', dropTopic],
    ),
    expect: {
      postgresql: nothing,
      mysql: ['round-trip/retry-fails: ends otherwise when it is run again: index `ix_topic_account`'],
      mariadb: ['round-trip/retry-fails: ends otherwise when it is run again: index `ix_topic_account`'],
      sqlite: ['round-trip/retry-fails: ends otherwise when it is run again: index `ix_topic_account`'],
    },
  },
  {
    name: 'a transaction around the whole revision',
    check: 'round-trip/retry-fails',
    revisions: write([topic, addNickname], back),
    onEngine: transactionalSqlite,
    expect: {
      postgresql: nothing,
      mysql: ['round-trip/retry-fails: stopped after statement 1 of 2'],
      mariadb: ['round-trip/retry-fails: stopped after statement 1 of 2'],
      sqlite: nothing,
    },
  },
  {
    name: 'rows first, then one statement that commits them',
    check: 'round-trip/retry-fails',
    revisions: write([run("INSERT INTO account (id, email) VALUES (1, 'a@example.org')"), addNickname], ['op.drop_column("account", "nickname")', run('DELETE FROM account')]),
    expect: everywhere(),
  },
];
