#!/bin/bash
# What the official image's entry point does with MARIADB_ROOT_PASSWORD, MARIADB_ROOT_HOST, MARIADB_DATABASE, MARIADB_USER,
# MARIADB_PASSWORD (or the same names with MYSQL_), MARIADB_ALLOW_EMPTY_ROOT_PASSWORD, MARIADB_INITDB_SKIP_TZINFO, its arguments
# and the files in /docker-entrypoint-initdb.d, in the same order. It asks the server for its settings as often as that one does
# and waits for it as that one does, so that it takes as long.
# https://github.com/MariaDB/mariadb-docker (docker-entrypoint.sh)
set -eo pipefail
shopt -s nullglob

if [ "${1:0:1}" = '-' ]; then set -- mariadbd "$@"; fi
if [ "$1" != 'mariadbd' ] && [ "$1" != 'mysqld' ]; then exec "$@"; fi

say() { echo "$(date --rfc-3339=seconds) [Note] [Entrypoint]: $*"; }
ask() { "${@:2}" --verbose --help 2>/dev/null | awk -v name="$1" '$1 == name && /^[^ \t]/ { sub(/^[^ \t]+[ \t]+/, ""); print; exit }'; }
# The value of MARIADB_<name> or of MYSQL_<name>.
setting() { local mariadb="MARIADB_$1" mysql="MYSQL_$1"; printf '%s' "${!mariadb:-${!mysql}}"; }

if ! complaint=$("$@" --verbose --help 2>&1 >/dev/null); then
  echo "mariadbd failed while attempting to check config: $complaint" >&2
  exit 1
fi
data=$(ask datadir "$@")
socket=$(ask socket "$@")
port=$(ask port "$@")
mkdir -p "$data"
if [ "$(id -u)" = 0 ]; then
  find "$data" \! -user mysql -exec chown mysql: '{}' +
  find "${socket%/*}" -maxdepth 0 \! -user mysql -exec chown mysql: '{}' \;
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi

if [ ! -d "$data/mysql" ]; then
  if [ -z "$(setting ROOT_PASSWORD)" ] && [ -z "$MARIADB_ALLOW_EMPTY_ROOT_PASSWORD$MYSQL_ALLOW_EMPTY_PASSWORD" ]; then
    echo 'Database is uninitialized and password option is not specified' >&2
    exit 1
  fi
  say 'Initializing database files'
  mariadb-install-db --datadir="$data" --rpm --auth-root-authentication-method=normal "${@:2}" --skip-test-db \
    --old-mode='UTF8_IS_UTF8MB3' --default-time-zone=SYSTEM --enforce-storage-engine= --skip-log-bin --expire-logs-days=0 \
    --loose-innodb_buffer_pool_load_at_startup=0 --loose-innodb_buffer_pool_dump_at_shutdown=0
  say "Starting temporary server (port $port later)"
  "$@" --skip-networking --default-time-zone=SYSTEM --socket="$socket" --expire-logs-days=0 --skip-slave-start \
    --loose-innodb_buffer_pool_load_at_startup=0 --skip-ssl &
  temporary=$!
  password=
  name=$(setting DATABASE)
  client() { MYSQL_PWD=$password mariadb --protocol=socket --user=root --host=localhost --socket="$socket" --skip-ssl ${name:+--database="$name"} "$@"; }
  for attempt in {30..0}; do
    if client --database=mysql <<< 'SELECT 1' >/dev/null 2>&1; then break; fi
    sleep 1
  done
  if [ "$attempt" = 0 ]; then echo 'Unable to start server.' >&2; exit 1; fi
  say 'Temporary server started.'
  if [ -z "$(setting INITDB_SKIP_TZINFO)" ]; then mariadb-tzinfo-to-sql --skip-write-binlog /usr/share/zoneinfo 2>/dev/null | client --database=mysql; fi
  root=$(setting ROOT_PASSWORD)
  host=${MARIADB_ROOT_HOST-${MYSQL_ROOT_HOST-%}}
  if [ -n "$host" ] && [ "$host" != localhost ]; then
    everywhere="CREATE USER 'root'@'$host' IDENTIFIED BY '$root'; GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
  fi
  client --database=mysql --binary-mode <<< "$everywhere SET PASSWORD FOR 'root'@'localhost' = PASSWORD('$root'); DROP DATABASE IF EXISTS test;"
  password=$root
  user=$(setting USER)
  if [ -n "$name" ]; then client --database=mysql <<< "CREATE DATABASE IF NOT EXISTS \`$name\`;"; fi
  if [ -n "$user" ]; then
    client --database=mysql <<< "CREATE USER '$user'@'%' IDENTIFIED BY '$(setting PASSWORD)';"
    if [ -n "$name" ]; then client --database=mysql <<< "GRANT ALL ON \`${name//_/\\_}\`.* TO '$user'@'%';"; fi
  fi
  for file in /docker-entrypoint-initdb.d/*; do
    say "running $file"
    case $file in
      *.sql) client < "$file" ;;
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
    esac
  done
  say 'Stopping temporary server'
  kill "$temporary"
  wait "$temporary"
  say 'MariaDB init process done. Ready for start up.'
fi

exec "$@"
