import { everywhere, nothing } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { run, write } from './sources.ts';

const children = write(
  'op.create_table("topic", sa.Column("id", sa.Integer, primary_key=True), sa.Column("account_id", sa.Integer, sa.ForeignKey("account.id", name="fk_topic_account")))',
  'op.drop_table("topic")',
);
const view = write(run('CREATE VIEW account_name AS SELECT id, name FROM account'), run('DROP VIEW account_name'));
const rename = (from: string, to: string): string => `op.alter_column("account", "${from}", new_column_name="${to}", existing_type=sa.String(80))`;

const referToAbsent = run('CREATE TABLE topic (id INTEGER PRIMARY KEY, account_id INTEGER, FOREIGN KEY (account_id) REFERENCES absent (id))');

export const damaging: readonly Behaviour[] = [
  {
    name: 'a row refers to what is not there',
    check: 'round-trip/leaves-damage',
    base: children,
    revisions: write(run('INSERT INTO topic (id, account_id) VALUES (1, 99)'), run('DELETE FROM topic')),
    expect: {
      postgresql: { absent: 'it refuses the row, as it refuses every statement that would leave it damaged', instead: ['round-trip/upgrade-fails: foreign key'] },
      mysql: ['round-trip/upgrade-fails: foreign key'],
      mariadb: ['round-trip/upgrade-fails: foreign key'],
      sqlite: ['round-trip/leaves-damage: topic'],
    },
  },
  {
    name: 'a row refers to what is there',
    check: 'round-trip/leaves-damage',
    base: children,
    revisions: [
      write(run("INSERT INTO account (id, email) VALUES (99, 'a@example.org')"), run('DELETE FROM account')),
      write(run('INSERT INTO topic (id, account_id) VALUES (1, 99)'), run('DELETE FROM topic')),
    ],
    expect: everywhere(),
  },
  {
    name: 'a foreign key to a table that is not there',
    check: 'round-trip/leaves-damage',
    revisions: {
      postgresql: write(referToAbsent, run('DROP TABLE topic')),
      mysql: write([run('SET SESSION foreign_key_checks = 0'), referToAbsent], run('DROP TABLE topic')),
      mariadb: write([run('SET SESSION foreign_key_checks = 0'), referToAbsent], run('DROP TABLE topic')),
      sqlite: write(referToAbsent, run('DROP TABLE topic')),
    },
    expect: {
      postgresql: { absent: 'it refuses the key', instead: ['round-trip/upgrade-fails: absent'] },
      mysql: ['round-trip/leaves-damage: of `topic` refers to the table `absent`, which is not there'],
      mariadb: ['round-trip/leaves-damage: of `topic` refers to the table `absent`, which is not there'],
      sqlite: ['round-trip/leaves-damage: the foreign key of `topic` (account_id) refers to the table `absent`, which is not there'],
    },
  },
  {
    name: 'a view keeps the old name of a column',
    check: 'round-trip/leaves-damage',
    base: view,
    revisions: write(rename('name', 'full_name'), rename('full_name', 'name')),
    expect: {
      postgresql: { absent: 'its views follow', instead: [] },
      mysql: ['round-trip/leaves-damage: account_name'],
      mariadb: ['round-trip/leaves-damage: account_name'],
      sqlite: nothing,
    },
  },
  {
    name: 'a view that uses another column',
    check: 'round-trip/leaves-damage',
    base: write(run('CREATE VIEW account_email AS SELECT id, email FROM account'), run('DROP VIEW account_email')),
    revisions: write(rename('name', 'full_name'), rename('full_name', 'name')),
    expect: everywhere(),
  },
];
