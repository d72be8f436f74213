import { everywhere, nothing } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, run, topic, transactionalSqlite, write } from './sources.ts';

/** Nothing of what the checks of destruction look at. Where DDL commits by itself, several statements cannot be retried. */
const onlyNoRetry: Behaviour['expect'] = { postgresql: nothing, mysql: ['round-trip/retry-fails'], mariadb: ['round-trip/retry-fails'], sqlite: nothing };

const post = 'op.create_table("post", sa.Column("id", sa.Integer, primary_key=True), sa.Column("title", sa.String(40)))';
const renameTables = (...pairs: readonly (readonly [string, string])[]): readonly string[] => pairs.map(([from, to]) => `op.rename_table("${from}", "${to}")`);
const renameColumns = (...pairs: readonly (readonly [string, string])[]): readonly string[] => pairs.map(([from, to]) => run(`ALTER TABLE account RENAME COLUMN ${from} TO ${to}`));
const exchangeTables = renameTables(['topic', 'midway'], ['post', 'topic'], ['midway', 'post']);
const exchangeColumns = renameColumns(['email', 'midway'], ['name', 'email'], ['midway', 'name']);

/** A table made anew under another name of one column, by hand. */
const makeTopicAnew = (from: string, to: string): readonly string[] => [
  run(`CREATE TABLE topic_new (id INTEGER NOT NULL, ${to} INTEGER)`),
  run(`INSERT INTO topic_new (id, ${to}) SELECT id, ${from} FROM topic`),
  run('DROP TABLE topic'),
  run('ALTER TABLE topic_new RENAME TO topic'),
];
const makeTopicAnewBehind = (from: string, to: string): readonly string[] => [
  run('ALTER TABLE topic RENAME TO topic_old'),
  run(`CREATE TABLE topic (id INTEGER NOT NULL, ${to} INTEGER)`),
  run(`INSERT INTO topic (id, ${to}) SELECT id, ${from} FROM topic_old`),
  run('DROP TABLE topic_old'),
];
const plainTopic = run('CREATE TABLE topic (id INTEGER NOT NULL, account_id INTEGER)');

/** What keeps all its values under another name, and may look as if it was dropped. */
export const renames: readonly Behaviour[] = [
  {
    name: 'a table gets another name by way of a third',
    check: 'destructive/drop-table',
    base: write(topic, dropTopic),
    revisions: write(renameTables(['topic', 'midway'], ['midway', 'subject']), renameTables(['subject', 'topic'])),
    onEngine: transactionalSqlite,
    expect: onlyNoRetry,
  },
  {
    name: 'two tables exchange their names',
    check: 'destructive/drop-column',
    base: write([topic, post], ['op.drop_table("post")', dropTopic]),
    revisions: write(exchangeTables, exchangeTables),
    onEngine: transactionalSqlite,
    expect: onlyNoRetry,
  },
  {
    name: 'two columns exchange their names',
    check: 'destructive/narrow-type',
    revisions: write(exchangeColumns, exchangeColumns),
    onEngine: transactionalSqlite,
    expect: onlyNoRetry,
  },
  {
    name: 'a table that is spelled otherwise gets another name',
    check: 'destructive/drop-table',
    base: write(topic, dropTopic),
    revisions: { postgresql: '', mysql: '', mariadb: '', sqlite: write(run('ALTER TABLE TOPIC RENAME TO subject'), run('ALTER TABLE subject RENAME TO topic')) },
    onEngine: transactionalSqlite,
    expect: { postgresql: { absent: 'names without quotes are folded, and with quotes they are others' }, mysql: { absent: 'names of tables heed their case on Linux' }, mariadb: { absent: 'names of tables heed their case on Linux' }, sqlite: nothing },
  },
  {
    name: 'a column that is spelled otherwise gets another name',
    check: 'destructive/drop-column',
    revisions: write(renameColumns(['NAME', 'nickname']), renameColumns(['nickname', 'name'])),
    onEngine: transactionalSqlite,
    expect: everywhere(),
  },
  {
    name: 'a table is made anew by hand, with another name for a column',
    check: 'destructive/drop-column',
    base: write(plainTopic, dropTopic),
    revisions: write(makeTopicAnew('account_id', 'owner_id'), makeTopicAnew('owner_id', 'account_id')),
    onEngine: transactionalSqlite,
    expect: onlyNoRetry,
  },
  {
    name: 'a table is renamed, made anew with another name for a column, and dropped last',
    check: 'destructive/drop-column',
    base: write(plainTopic, dropTopic),
    revisions: write(makeTopicAnewBehind('account_id', 'owner_id'), makeTopicAnewBehind('owner_id', 'account_id')),
    onEngine: transactionalSqlite,
    expect: onlyNoRetry,
  },
  {
    name: 'a table is made anew by hand without a column',
    check: 'destructive/drop-column',
    base: write(plainTopic, dropTopic),
    revisions: write([...makeTopicAnew('id', 'owner_id').slice(0, 1), run('INSERT INTO topic_new (id) SELECT id FROM topic'), ...makeTopicAnew('', '').slice(2)], makeTopicAnew('owner_id', 'account_id')),
    onEngine: transactionalSqlite,
    expect: {
      postgresql: ['destructive/drop-column: `topic.account_id`'],
      mysql: ['destructive/drop-column: `topic.account_id`', 'round-trip/retry-fails'],
      mariadb: ['destructive/drop-column: `topic.account_id`', 'round-trip/retry-fails'],
      sqlite: ['destructive/drop-column: `topic.account_id`'],
    },
  },
];
