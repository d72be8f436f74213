/** What the two servers call their programs, and how they make an empty data directory. */
export interface ServerPrograms {
  /** The server, its present name first. */
  readonly servers: readonly string[];
  /** Turns the system's time zones into SQL. */
  readonly timeZoneReaders: readonly string[];
  /** Makes data directories; undefined where the server itself does. */
  readonly installers: readonly string[] | undefined;
  /** Shell that makes an empty data directory: `$server` and `$installer` are programs, the positional parameters the server's arguments. */
  readonly initialize: string;
}

export const mysqlPrograms: ServerPrograms = {
  servers: ['mysqld'],
  timeZoneReaders: ['mysql_tzinfo_to_sql'],
  installers: undefined,
  initialize: '"$server" "$@" --initialize-insecure',
};

export const mariadbPrograms: ServerPrograms = {
  servers: ['mariadbd', 'mysqld'],
  timeZoneReaders: ['mariadb-tzinfo-to-sql', 'mysql_tzinfo_to_sql'],
  installers: ['mariadb-install-db', 'mysql_install_db'],
  // With `normal`, its other choice, root would get accounts without a password for every name of the machine.
  initialize: '"$installer" "$@" --auth-root-authentication-method=socket --auth-root-socket-user=root --skip-test-db',
};

/**
 * Shell that writes what a new server runs before it takes connections (`--init-file`): the time zones, so that they are known by name
 * as in the official images, and the password `$password` of root, who comes in from `$host` too. Each statement is one line, as older
 * versions want it. `$reader` is the program that reads time zones, or nothing.
 * https://dev.mysql.com/doc/refman/8.4/en/server-system-variables.html#sysvar_init_file
 */
export const writeFirstStatements = `
write_first_statements() {
  if [ -n "$reader" ] && [ -d /usr/share/zoneinfo ]; then
    echo 'USE mysql;'
    "$reader" /usr/share/zoneinfo 2>/dev/null | tr '\\n' ' ' | sed 's/; */;\\
/g'
    echo
  fi
  echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';"
  echo "CREATE USER 'root'@'$host' IDENTIFIED BY '$password';"
  echo "GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
}`;
