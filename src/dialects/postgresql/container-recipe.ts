import { randomBytes } from 'node:crypto';
import type { ContainerRecipe } from '../dialect.ts';
import { writeSettingFlags } from './throw-away-settings.ts';

const defaultImage = 'postgres:17';
/** Of our own choice, because official images differ in where they keep their data. */
const dataRoot = '/alembic-gate';

/**
 * How to run the official image, or one made from it, with its data in memory and durability off.
 * https://hub.docker.com/_/postgres
 */
export function writeContainerRecipe(image: string = defaultImage): ContainerRecipe {
  const user = 'postgres';
  const password = randomBytes(16).toString('hex');
  const maintenanceDatabase = 'postgres';
  return {
    image,
    port: 5432,
    environment: { POSTGRES_USER: user, POSTGRES_PASSWORD: password, POSTGRES_DB: maintenanceDatabase, PGDATA: `${dataRoot}/data` },
    command: ['postgres', ...writeSettingFlags()],
    // Open to all inside, because the image makes its directory as whatever user it runs as.
    tmpfs: { [dataRoot]: 'rw,mode=1777' },
    user,
    password,
    maintenanceDatabase,
  };
}
