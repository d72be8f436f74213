import type { Row } from '../catalog/query.ts';

/** Engines that keep no rows, or not here. */
const refusals: Readonly<Record<string, string>> = {
  BLACKHOLE: 'its engine BLACKHOLE keeps no rows',
  FEDERATED: 'its engine FEDERATED has its rows on another server',
  CONNECT: 'its engine CONNECT has its rows outside of the database',
  SPIDER: 'its engine SPIDER has its rows on other servers',
  S3: 'its engine S3 is read only',
  SPHINX: 'its engine SPHINX has its rows on another server',
  PERFORMANCE_SCHEMA: 'it is a view into the server',
  MRG_MYISAM: 'its engine MERGE has the rows of other tables',
};

/** Why no row can be put into a table, by its engine; undefined where one can. */
export function refusalOf({ engine = null }: Row): string | undefined {
  return engine === null ? 'the server cannot open it' : refusals[engine.toUpperCase()];
}

/** What a transaction does to tables of these engines stays when it is rolled back. */
const lastingEngines = new Set(['MYISAM', 'ARIA', 'MEMORY', 'ARCHIVE', 'CSV']);

export function isLasting({ engine = null }: Row): boolean {
  return lastingEngines.has((engine ?? '').toUpperCase());
}
