import type { Dialect } from '../dialect.ts';
import { makeFamilyDialect } from '../mysql-family/make-dialect.ts';
import { mariadbPrograms } from '../mysql-family/server-programs.ts';

/** MariaDB, from version 10.6 on. */
export const mariadb: Dialect = makeFamilyDialect({
  dialect: 'mariadb',
  title: 'MariaDB',
  advice: {
    wholeRevisions: 'Let each revision do one thing that commits itself, so that there is no half-way',
    upsert: () => '`INSERT … ON DUPLICATE KEY UPDATE` inserts a second row without it.',
    indexUses: 'With `userstat` on, the server counts uses in `information_schema.INDEX_STATISTICS`, and ALTER INDEX … IGNORED tries it out.',
    functionChange: 'Use CREATE OR REPLACE where it only changes.',
    lockTimeout: { session: 'SET SESSION lock_wait_timeout = 5', transaction: 'SET SESSION lock_wait_timeout = 5' },
    columnChange: 'with-type',
    omittedValue: 'Only where the session is not in strict mode the server fills in a value of its own, such as 0 or an empty text',
  },
  supportsIndexExistence: true,
  drivers: ['mariadb'],
  imagePattern: /mariadb/,
  defaultImage: 'mariadb:11.4',
  programs: mariadbPrograms,
});
