import { everywhere } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { dropTopic, run, topic, write } from './sources.ts';

const addNickname = write('op.add_column("account", sa.Column("nickname", sa.String(40)))', 'op.drop_column("account", "nickname")');
const following = (parents: string, body: string): string => `down_revision = ${parents}\n\n\n${body}`;

export const onHistory: readonly Behaviour[] = [
  {
    name: 'an id that the version table does not hold',
    check: 'revisions/id-too-long',
    revisions: addNickname,
    ids: ['b'.repeat(33)],
    expect: {
      postgresql: ['revisions/id-too-long: 33'],
      mysql: ['revisions/id-too-long: 33'],
      mariadb: ['revisions/id-too-long: 33'],
      sqlite: { absent: 'a column holds a text of any length', instead: [] },
    },
  },
  { name: 'an id that it just holds', check: 'revisions/id-too-long', revisions: addNickname, ids: ['b'.repeat(32)], expect: everywhere() },
  {
    name: 'two branches and the merge point that joins them',
    check: 'round-trip/rollback-leaves-trace',
    revisions: [write(topic, dropTopic), following('"a1"', addNickname), following('("b1", "b2")', 'def upgrade():\n    pass\n\n\ndef downgrade():\n    pass')],
    expect: everywhere(),
    differsByVersion: 'how the version table is written',
  },
  {
    name: 'a revision that depends on one of another branch',
    check: 'round-trip/rollback-leaves-trace',
    revisions: [
      write(topic, dropTopic),
      following('"a1"\ndepends_on = "b1"', write('op.add_column("topic", sa.Column("title", sa.String(40)))', 'op.drop_column("topic", "title")')),
    ],
    options: { heads: '2' },
    expect: everywhere(),
  },
  {
    name: 'a revision without a parent, beside the history',
    check: 'round-trip/downgrade-leaves-trace',
    revisions: following('None\nbranch_labels = ("topics",)', write(topic, dropTopic)),
    options: { heads: '2', checks: 'revisions/new-base = off' },
    expect: everywhere(),
  },
  {
    name: 'old history that fails',
    check: 'round-trip/upgrade-fails',
    base: write(run('INSERT INTO nowhere VALUES (1)'), 'pass'),
    revisions: addNickname,
    expect: everywhere('problem: a2'),
  },
  {
    name: 'several statements at once',
    check: 'round-trip/upgrade-fails',
    revisions: write(run('CREATE TABLE one (id integer); CREATE TABLE two (id integer)'), [run('DROP TABLE two'), run('DROP TABLE one')]),
    expect: {
      postgresql: [],
      mysql: ['round-trip/upgrade-fails: SQL syntax'],
      mariadb: ['round-trip/upgrade-fails: SQL syntax'],
      sqlite: ['round-trip/upgrade-fails: You can only execute one statement at a time'],
    },
  },
];
