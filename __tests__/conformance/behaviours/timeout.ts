import { everywhere } from '../behaviour.ts';
import type { Behaviour } from '../behaviour.ts';
import { run, write } from './sources.ts';

const sleep = (seconds: number): Behaviour['revisions'] => {
  const sleepOnServer = write(run(`SELECT SLEEP(${seconds})`), 'pass');
  // SQLite has no sleep; this counts for about as long, or for ever.
  const count = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n${seconds > 10 ? '' : ' LIMIT 1000'}) SELECT count(*) FROM n`;
  return { postgresql: write(run(`SELECT pg_sleep(${seconds})`), 'pass'), mysql: sleepOnServer, mariadb: sleepOnServer, sqlite: write(run(count), 'pass') };
};

export const timeouts: readonly Behaviour[] = [
  {
    name: 'a statement that goes on and on',
    check: 'round-trip/timeout',
    revisions: sleep(60),
    options: { timeout: '2s' },
    expect: everywhere('round-trip/timeout: The upgrade of `b1` was stopped: not done within 2 s, in a statement.'),
    differsByVersion: 'how a statement is cancelled',
  },
  {
    name: 'Python code that goes on and on, on the way back',
    check: 'round-trip/timeout',
    revisions: write('op.add_column("account", sa.Column("nickname", sa.String(40)))', ['import time', 'time.sleep(60)']),
    options: { timeout: '2s' },
    expect: everywhere('round-trip/timeout: The downgrade of `b1` was stopped: not done within 2 s'),
  },
  {
    name: 'a statement that takes its time',
    check: 'round-trip/timeout',
    revisions: sleep(0.2),
    expect: everywhere(),
  },
];
