import { randomBytes } from 'node:crypto';
import type { ContainerRecipe } from '../dialect.ts';
import type { FamilyDialect } from './lexis.ts';
import type { ServerPrograms } from './server-programs.ts';
import { writeFirstStatements } from './server-programs.ts';
import { writeSettingFlags } from './throw-away-settings.ts';

/** Of our own choice, because images differ in where they keep their data. */
const dataRoot = '/alembic-gate';

/**
 * How to run an official image, or one made from it, with its data in memory and durability off. Its entry point hands over to a shell
 * of ours, which brings the server up in less than half the time: the entry point starts a second server for the setting up, and asks the
 * program for its settings a dozen times. Where an image brings files to be run at the beginning its own entry point does all.
 * https://hub.docker.com/_/mysql https://hub.docker.com/_/mariadb
 */
export function writeContainerRecipe(dialect: FamilyDialect, programs: ServerPrograms, image: string): ContainerRecipe {
  const password = randomBytes(16).toString('hex');
  return {
    image,
    port: 3306,
    environment: { MYSQL_ROOT_PASSWORD: password, MARIADB_ROOT_PASSWORD: password },
    command: ['sh', '-c', writeScript(dialect, programs), 'alembic-gate', ...writeSettingFlags()],
    // Open to all inside, because the server runs as whatever user the image has for it.
    tmpfs: { [dataRoot]: 'rw,mode=1777' },
    user: 'root',
    password,
    maintenanceDatabase: 'mysql',
  };
}

function writeScript(dialect: FamilyDialect, { servers, timeZoneReaders, installers = [], initialize }: ServerPrograms): string {
  return `
find_program() { for name in "$@"; do command -v "$name" && return; done; }
server=$(find_program ${servers.join(' ')})
if [ -z "$server" ]; then echo 'The image has no ${servers[0] ?? ''}.' >&2; exit 1; fi
case $("$server" --no-defaults --version 2>&1) in *MariaDB*) is=mariadb ;; *) is=mysql ;; esac
if [ $is != ${dialect} ]; then echo "The image has a server of the dialect $is; set the option dialect to it." >&2; exit 1; fi
set -- --datadir=${dataRoot}/data --socket=${dataRoot}/socket --pid-file=${dataRoot}/pid "$@"
entry=$(find_program docker-entrypoint.sh)
if [ -n "$(ls -A /docker-entrypoint-initdb.d 2>/dev/null)" ] && [ -n "$entry" ]; then exec "$entry" "\${server##*/}" "$@"; fi
if [ "$(id -u)" = 0 ]; then
  if id mysql >/dev/null 2>&1; then set -- --user=mysql "$@"; else set -- --user=root "$@"; fi
fi
reader=$(find_program ${timeZoneReaders.join(' ')})
installer=$(find_program ${installers.join(' ')})
password=$MYSQL_ROOT_PASSWORD
host=%
${writeFirstStatements}
write_first_statements >${dataRoot}/first.sql &
writing=$!
{ ${initialize}; } >${dataRoot}/log 2>&1 || { cat ${dataRoot}/log >&2; exit 1; }
wait $writing
exec "$server" --init-file=${dataRoot}/first.sql "$@"
`;
}
