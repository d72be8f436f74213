import { everywhere } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { write } from './sources.ts';

const addToLegacy = write('op.add_column("legacy", sa.Column("account_id", sa.Integer))', 'op.drop_column("legacy", "account_id")');

export const setupSql: readonly Behaviour[] = [
  {
    name: 'what stands outside of the history is missing',
    check: 'round-trip/upgrade-fails',
    revisions: addToLegacy,
    expect: everywhere('round-trip/upgrade-fails: legacy'),
  },
  {
    name: 'what stands outside of the history is made by several statements',
    check: 'round-trip/upgrade-fails',
    revisions: addToLegacy,
    options: { 'setup-sql': "CREATE TABLE legacy (id integer, note varchar(40)); -- ; no end\nINSERT INTO legacy VALUES (1, 'a;b'); INSERT INTO legacy VALUES (2, 'it''s')" },
    expect: everywhere(),
  },
  {
    name: 'the setup-sql itself is refused',
    check: 'round-trip/upgrade-fails',
    revisions: addToLegacy,
    options: { 'setup-sql': 'CREATE TABLE legacy (id integer); INSERT INTO nowhere VALUES (1)' },
    expect: everywhere('problem: nowhere'),
  },
];
