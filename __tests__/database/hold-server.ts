// A process that opens a server and keeps it, for tests that end it: `node hold-server.ts <provider or URL> [during|throw]`, with the
// dialect in DIALECT (PostgreSQL where it is not set) and the image in IMAGE.
// Writes `starting`, then what it has as one line of JSON.
import { DisposalRegistry, installSignalHandlers } from '../../src/database/disposal.ts';
import { openDatabaseServer } from '../../src/database/open-database-server.ts';
import type { DatabaseRequest } from '../../src/database/provider.ts';
import type { DialectName } from '../../src/dialects/dialect.ts';
import { getDialect } from '../../src/dialects/registry.ts';

const [wanted = '', how] = process.argv.slice(2);
const database = (wanted.includes('://') ? { provider: 'url', url: wanted } : { provider: wanted }) as DatabaseRequest;
const disposals = new DisposalRegistry();
const log = (line: string): void => void process.stderr.write(`${line}\n`);
installSignalHandlers(disposals, {
  // eslint-disable-next-line no-restricted-properties -- this is an entry
  exit: (code) => process.exit(code),
  log,
  showBug: (error) => {
    log(`bug: ${error instanceof Error ? error.message : String(error)}`);
    return 2;
  },
});

const dialect = getDialect((process.env['DIALECT'] ?? 'postgresql') as DialectName);
const longWork = dialect.name === 'postgresql' ? 'CREATE TABLE t (); SELECT pg_sleep(600)' : 'CREATE TABLE t (a int); SELECT SLEEP(600)';

const opening = openDatabaseServer({ dialect, database, image: process.env['IMAGE'], mayFallBack: false, usesReaper: process.env['REAPER'] === 'yes', disposals, log });
process.stdout.write('starting\n');
const server = await opening;
const name = await server.session.createDatabase();
await server.session.createDatabase();
const session = await server.session.openDatabase(name);
// Something is at work when the end comes.
void session.execute(longWork).catch((error: unknown) => { log(`work: ${error instanceof Error ? error.message : String(error)}`); });
await new Promise((resolve) => setTimeout(resolve, 100));
process.stdout.write(`${JSON.stringify({ databases: server.session.databases })}\n`);
if (how === 'throw') throw new Error('thrown by the test');
if (how === 'end') await server.dispose();
