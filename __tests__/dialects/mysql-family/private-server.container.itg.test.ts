import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** A machine on which MySQL is installed: the image's, with this checkout and this Node in it. */
function runOnMachineWithMysql(user: string, ...words: string[]): Promise<{ readonly stdout: string; readonly stderr: string; readonly exitCode?: number | undefined }> {
  const volumes = ['--volume', `${root}:${root}:ro`, '--volume', `${process.execPath}:/usr/local/bin/node:ro`];
  return execa('docker', ['run', '--rm', '--user', user, ...volumes, '--workdir', root, '--env', 'DIALECT=mysql', 'mysql:9.7', 'sh', '-c', ...words], { reject: false });
}

const listLeftovers = 'ls -d /tmp/alembic* /dev/shm/alembic* /proc/[0-9]*/exe 2>/dev/null | while read -r file; do readlink "$file" || echo "$file"; done | grep -E "mysqld|alembic"';

test.each(['root', '1001'])('a MySQL of the machine is started privately by %s, and leaves nothing', async (user) => {
  const { stdout, stderr, exitCode } = await runOnMachineWithMysql(user, `node __tests__/database/hold-server.ts local end; code=$?; ${listLeftovers}; exit $code`);
  expect({ exitCode, stderr: stderr.replace(/^work: .*$/gm, '').trim() }).toEqual({ exitCode: 0, stderr: '' });
  expect(stdout.split('\n')).toEqual(['starting', expect.stringMatching(/^\{"databases":\["alembic_gate_\w+_1","alembic_gate_\w+_2"\]\}$/)]);
});

test('it goes when we are killed while it is made, and while it works', async () => {
  const kill = (afterSeconds: number): string => `node __tests__/database/hold-server.ts local & id=$!; sleep ${afterSeconds}; kill -KILL $id; wait $id`;
  const wait = `for attempt in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do [ -z "$(${listLeftovers})" ] && break; sleep 1; done`;
  const { stdout } = await runOnMachineWithMysql('root', `for seconds in 1 2 3; do ${kill(1).replace('sleep 1', 'sleep $seconds')}; ${wait}; ${listLeftovers}; done; ${kill(12)}; ${wait}; ${listLeftovers}; echo all`);
  expect(stdout.split('\n').filter((line) => line !== 'starting' && !line.startsWith('{'))).toEqual(['all']);
});
