import { randomBytes } from 'node:crypto';
import type { ContainerRecipe } from '../dialect.ts';
import { writeSettingFlags } from '../mysql-family/throw-away-settings.ts';

const defaultImage = 'mariadb:11.4';
const dataRoot = '/alembic-gate';

/**
 * How to run the official image, or one made from it, with its data in memory and durability off.
 * https://hub.docker.com/_/mariadb
 */
export function writeContainerRecipe(image: string = defaultImage): ContainerRecipe {
  const password = randomBytes(16).toString('hex');
  return {
    image,
    port: 3306,
    environment: { MARIADB_ROOT_PASSWORD: password, MARIADB_INITDB_SKIP_TZINFO: '1' },
    command: ['mariadbd', `--datadir=${dataRoot}/data`, ...writeSettingFlags()],
    // Open to all inside, because the image makes its directory as whatever user it runs as.
    tmpfs: { [dataRoot]: 'rw,mode=1777' },
    user: 'root',
    password,
    maintenanceDatabase: 'mysql',
  };
}
