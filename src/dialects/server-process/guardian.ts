import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { ServerUser } from './server-user.ts';

/** How much of the log's end is told when the server does not come up. */
const logTailBytes = 4000;

/**
 * Makes the directory and the data in it, runs the server and outlives us only as long as it takes to end it: our end of its standard
 * input closes when we end it or when we die in whatever way, and then the server is stopped at once and its directory
 * removed. Plain `sh`, so that it works wherever the server does.
 * $1 is the directory, $2 a copy of the programs to be removed or nothing, $3 the signal that ends the server, $4 the names of its
 * programs; the rest are the arguments of `serve`.
 */
const writeScript = (serve: string): string => `
directory=$1; copy=$2; signal=$3; programs=$4; shift 4
umask 077
mkdir "$directory" 2>&1 || exit
exec 3<&0 </dev/null
# Caught here and not by the programs, which start with what the system does by default.
trap : TERM
(
  exec 3<&-
  cd "$directory" || exit
${serve}
) >"$directory/log" 2>&1 &
server=$!
(
  trap - TERM
  read -r nothing <&3
  kill -"$signal" $server
  # Whatever makes the data directory: everything that we started is one group.
  trap : TERM
  kill -TERM 0
  # A server that makes one for itself heeds only this.
  ps -A -o pid= -o pgid= -o comm= | while read -r id group name; do
    case " $programs " in *" \${name##*/} "*) if [ "$group" = $$ ]; then kill -KILL "$id"; fi ;; esac
  done
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
  /** Not there yet: the guardian makes it, closed to all but `user`, and removes it. */
  readonly directory: string;
  /** A copy of the programs that goes with the server. */
  readonly copy: string | undefined;
  /** Shell of ours, run in the directory: makes the data directory and becomes the server (`exec`). It gets `words` as its arguments. */
  readonly serve: string;
  readonly words: readonly string[];
  /** What only the guardian and its server shall know, such as a password: other users of the machine do not see it here. */
  readonly environment: Readonly<Record<string, string>>;
  /** Ends the server at once. */
  readonly signal: 'QUIT' | 'KILL';
  /** Names of programs that make a data directory and have to be killed for it to end. */
  readonly stubborn: readonly string[];
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
  const { directory, copy, serve, words, environment, signal, stubborn, user } = order;
  // A session of its own, so that Ctrl-C in a terminal reaches only us and we end it in order.
  const child = spawn('/bin/sh', ['-c', writeScript(serve), 'alembic-gate-server', directory, copy ?? '', signal, stubborn.join(' '), ...words], {
    ...user,
    stdio: ['pipe', 'pipe', 'ignore'],
    detached: true,
    cwd: '/',
    env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', ...environment },
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
