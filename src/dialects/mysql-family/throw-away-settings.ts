/**
 * Settings of a server that is thrown away: durability off, little memory, no background work that would make two runs differ.
 * `loose-` where only some versions or only one of the two servers know a setting.
 * https://dev.mysql.com/doc/refman/8.4/en/innodb-parameters.html https://mariadb.com/docs/server/server-usage/storage-engines/innodb/innodb-system-variables
 */
const throwAwaySettings: readonly string[] = [
  'skip-log-bin',
  'skip-name-resolve',
  'innodb-flush-log-at-trx-commit=0',
  'innodb-doublewrite=0',
  // Where it is used MySQL waits half a second for it when it has made its data directory.
  'innodb-use-native-aio=0',
  'innodb-buffer-pool-size=64M',
  'loose-innodb-buffer-pool-dump-at-shutdown=0',
  'loose-innodb-buffer-pool-load-at-startup=0',
  'innodb-stats-auto-recalc=0',
  'performance-schema=0',
  // MySQL runs events, and so disables or drops those whose time has come while a database is looked at.
  'event-scheduler=OFF',
  'max-connections=50',
  'loose-skip-mysqlx',
];

/** The settings as arguments of the server. */
export function writeSettingFlags(): string[] {
  return throwAwaySettings.map((setting) => `--${setting}`);
}
