import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

/** How much of the log's end is told when the server does not come up. */
const logTailBytes = 4000;

/**
 * Makes the data directory, runs the server and outlives us only as long as it takes to end it: our end of its standard
 * input closes when we end it or when we die in whatever way, and then the server is stopped at once and its directory
 * removed. Plain `sh`, so that it works wherever the server does.
 * $1 is the directory, $2 the programs, $3 a copy of them to be removed or nothing; the rest are the server's arguments. The password comes in the environment, where
 * other users of the machine do not see it.
 */
const script = `
directory=$1; programs=$2; copy=$3; shift 3
umask 077
exec 3<&0 </dev/null
# Caught here and not by the programs, which start with what the system does by default.
trap : TERM
(
  exec 3<&-
  cd "$directory" || exit
  printf '%s' "$ALEMBIC_GATE_PASSWORD" >password
  unset ALEMBIC_GATE_PASSWORD
  # md5 rather than scram: there is a connection for every step, and scram's 4,096 rounds are most of the cost of one.
  "$programs/initdb" -D data -U postgres --auth=md5 --pwfile=password --no-sync --no-instructions --encoding=UTF8 $ALEMBIC_GATE_LOCALE || exit
  rm -f password
  exec "$programs/postgres" -D data "$@"
) >"$directory/log" 2>&1 &
server=$!
(
  trap - TERM
  read -r nothing <&3
  kill -QUIT $server
  # Whatever of initdb is at work: everything that we started is one group.
  kill -TERM 0
) 2>/dev/null &
guard=$!
# A caught signal ends the waiting before the server has ended.
while kill -0 $server 2>/dev/null; do wait $server; done
kill $guard 2>/dev/null
tail -c ${String(logTailBytes)} "$directory/log"
for attempt in 1 2 3 4 5 6 7 8 9 10; do
  rm -rf "$directory" \${copy:+"$copy"} 2>/dev/null && break
  sleep 0.2
done
`;

/** What a guardian is told. */
export interface GuardianOrder {
  /** Ours, empty, owned by `user`; the guardian removes it. */
  readonly directory: string;
  readonly programs: string;
  /** A copy of the programs that goes with the server. */
  readonly copy: string | undefined;
  readonly password: string;
  /** Words of `initdb` that say the locale; fixed text of ours. */
  readonly localeFlags: readonly string[];
  readonly serverFlags: readonly string[];
  readonly user: ServerUser | undefined;
}

/** A running guardian. */
export interface Guardian {
  /** Resolves when the server has ended and its directory is gone, with the end of its log. */
  readonly ended: Promise<string>;
  /** Has the server ended? */
  readonly hasEnded: boolean;
  /** Ends the server. */
  end(): Promise<void>;
}

/** Starts a guardian, which starts a server. */
export function startGuardian(order: GuardianOrder): Guardian {
  const { directory, programs, copy, password, localeFlags, serverFlags, user } = order;
  // A session of its own, so that Ctrl-C in a terminal reaches only us and we end it in order.
  const child = spawn('/bin/sh', ['-c', script, 'alembic-gate-postgresql', directory, programs, copy ?? '', ...serverFlags], {
    ...user,
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    cwd: '/',
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      LC_ALL: 'C',
      ALEMBIC_GATE_PASSWORD: password,
      ALEMBIC_GATE_LOCALE: localeFlags.join(' '),
    },
  });
  return watch(child);
}

function watch(child: ChildProcess): Guardian {
  let hasEnded = false;
  let log = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (log += text));
  // The pipe breaks when the server ends by itself; `close` tells that.
  child.stdin?.on('error', () => undefined);
  const ended = new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      hasEnded = true;
      resolve(log);
    });
  });
  // Told where it is awaited; a server nobody waits for is no reason to end the process.
  ended.catch(() => undefined);
  return {
    ended,
    get hasEnded() {
      return hasEnded;
    },
    async end() {
      child.stdin?.end();
      await ended;
    },
  };
}
