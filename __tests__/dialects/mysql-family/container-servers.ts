import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { execa } from 'execa';
import { openDatabaseServer } from '../../../src/database/open-database-server.ts';
import type { DatabaseServer } from '../../../src/database/provider.ts';
import type { Endpoint } from '../../../src/dialects/dialect.ts';
import type { FamilyDialect } from '../../../src/dialects/mysql-family/lexis.ts';
import { mariadb } from '../../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../../src/dialects/mysql/dialect.ts';
import type { TestServer } from './apply-ddl.ts';

/** The servers that the catalog is tried on. */
export const images: readonly { readonly image: string; readonly dialect: FamilyDialect }[] = [
  { image: 'mysql:9.7', dialect: 'mysql' },
  { image: 'mariadb:10.11', dialect: 'mariadb' },
  { image: 'mariadb:11.8', dialect: 'mariadb' },
];

/** A server in a container, and the program in it that dumps a database. */
export interface ContainerServer extends TestServer {
  readonly server: DatabaseServer;
  /** What the server's own program says a database holds, without rows and without what is no difference. */
  dump(database: string): Promise<string>;
  dispose(): Promise<void>;
}

export async function openContainer({ image, dialect }: (typeof images)[number]): Promise<ContainerServer> {
  const server = await openDatabaseServer({ dialect: dialect === 'mysql' ? mysql : mariadb, database: { provider: 'container' }, image, mayFallBack: false, log: () => undefined });
  const { endpoint, version } = server;
  const shell = await openShell(endpoint);
  const program = dialect === 'mysql' ? 'mysqldump --column-statistics=0 --set-gtid-purged=OFF' : 'mariadb-dump';
  return {
    dialect,
    version,
    endpoint,
    server,
    // It complains of views of what is gone, and goes on with `--force`.
    async dump(database) {
      const words = `--protocol=tcp --host=127.0.0.1 --user=${endpoint.user} --skip-lock-tables --force --no-data --routines --events --triggers --skip-comments --databases ${database} 2>/tmp/dump-errors`;
      const dumped = await shell.run(`${program} ${words}`);
      if (dumped === '') throw new Error(`no dump: ${await shell.run('cat /tmp/dump-errors')}`);
      return normalize(dumped, database);
    },
    async dispose() {
      shell.close();
      await server.dispose();
    },
  };
}

/** One shell in the server's container for all commands, because entering it takes longer than a dump. */
async function openShell({ port, password }: Endpoint): Promise<{ run: (command: string) => Promise<string>; close: () => void }> {
  const container = await findContainer(port);
  const child = spawn('docker', ['exec', '--interactive', '--env', 'MYSQL_PWD', container, 'sh'], { env: { ...process.env, MYSQL_PWD: password }, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const end = '-- that was all';
  return {
    async run(command) {
      child.stdin.write(`${command}\necho '${end}'\n`);
      const read: string[] = [];
      let line = await lines.next();
      for (; line.done !== true && line.value !== end; line = await lines.next()) read.push(line.value);
      if (line.done === true) throw new Error(`the shell in the container has ended at ${command}`);
      return read.join('\n');
    },
    close: () => {
      child.stdin.end();
    },
  };
}

/** By its port, which may be that of another for IPv6. */
async function findContainer(port: number): Promise<string> {
  const { stdout } = await execa('docker', ['ps', '--filter', `publish=${String(port)}`, '--format', '{{.ID}} {{.Ports}}']);
  const [container] = stdout.split('\n').find((line) => line.includes(`0.0.0.0:${String(port)}->`))?.split(' ') ?? [];
  if (container === undefined) throw new Error(`no container has port ${String(port)}: ${stdout}`);
  return container;
}

/** Names and counters that the server counted, moments that are `now`, marks for versions, and the order in which keys were made are no differences. */
function normalize(dump: string, database: string): string {
  const plain = dump
    .replaceAll(database, 'own_db')
    .replaceAll(/ AUTO_INCREMENT=\d+/g, '')
    .replaceAll(/CONSTRAINT `(?:\w+_(?:ibfk|chk)_\d+|CONSTRAINT_\d+)` /g, '')
    .replaceAll(/ STARTS '20[23]\d-[^']+'(?= ON COMPLETION)/g, '')
    .replaceAll(/^-- .*$/gm, '');
  return plain
    .split(/;\n/)
    .map((statement) => statement.split('\n').map((line) => line.replace(/,$/, '').trimEnd()).filter((line) => line !== '').sort().join('\n'))
    .join(';\n');
}

/** A dump that does not tell whether a column's character set was written or taken from its table; the catalog tells what it is. */
export function withoutWrittenCollations(dump: string): string {
  return dump.replaceAll(/(?<=^ {2}`.*?) (?:CHARACTER SET \w+ )?COLLATE \w+/gm, '');
}
