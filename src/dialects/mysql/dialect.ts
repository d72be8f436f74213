import type { Dialect } from '../dialect.ts';
import { makeFamilyDialect } from '../mysql-family/make-dialect.ts';
import { mysqlPrograms } from '../mysql-family/server-programs.ts';

/** MySQL, from version 8.0 on. */
export const mysql: Dialect = makeFamilyDialect({
  dialect: 'mysql',
  title: 'MySQL',
  advice: {
    wholeRevisions: 'Let each revision do one thing that commits itself, so that there is no half-way',
    upsert: () => '`INSERT … ON DUPLICATE KEY UPDATE` inserts a second row without it.',
    indexUses: '`sys.schema_unused_indexes` lists those without a use since the server started, and ALTER INDEX … INVISIBLE tries it out.',
    functionChange: 'Where it only changes, make it anew in the same revision.',
    lockTimeout: { session: 'SET SESSION lock_wait_timeout = 5', transaction: 'SET SESSION lock_wait_timeout = 5' },
    columnChange: 'with-type',
    omittedValue: 'Only where the session is not in strict mode the server fills in a value of its own, such as 0 or an empty text',
  },
  supportsIndexExistence: false,
  // They speak to MariaDB too; a project on it says so by its URL or by MariaDB's own driver.
  drivers: ['PyMySQL', 'mysqlclient', 'mysql-connector-python', 'mysql-connector', 'asyncmy', 'aiomysql', 'cymysql'],
  // Percona has images of other databases too.
  imagePattern: /mysql|percona(?!.*(?:postgres|mongo))/,
  defaultImage: 'mysql:8.4',
  programs: mysqlPrograms,
});
