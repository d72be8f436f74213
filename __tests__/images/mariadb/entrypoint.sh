#!/bin/bash
# What the official image's entry point does with MARIADB_ROOT_PASSWORD, MARIADB_ROOT_HOST, MARIADB_DATABASE, MARIADB_USER,
# MARIADB_PASSWORD (or the same names with MYSQL_), MARIADB_ALLOW_EMPTY_ROOT_PASSWORD, MARIADB_INITDB_SKIP_TZINFO and its
# arguments: https://github.com/MariaDB/mariadb-docker (docker-entrypoint.sh).
set -euo pipefail

if [ $# -eq 0 ] || [ "${1:0:1}" = '-' ]; then set -- mariadbd "$@"; fi
if [ "$1" != 'mariadbd' ] && [ "$1" != 'mysqld' ]; then exec "$@"; fi

data=$("$1" --verbose --help "${@:2}" 2>/dev/null | awk '$1 == "datadir" { print $2; exit }')
socket=/run/mysqld/mysqld.sock

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$data" /run/mysqld
  chown mysql:mysql "$data" /run/mysqld
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi

setting() {
  local mariadb="MARIADB_$1" mysql="MYSQL_$1"
  printf '%s' "${!mariadb:-${!mysql:-}}"
}

if [ ! -d "$data/mysql" ]; then
  if [ -z "$(setting ROOT_PASSWORD)" ] && [ -z "$(setting ALLOW_EMPTY_ROOT_PASSWORD)" ]; then
    echo 'Database is uninitialized and password option is not specified' >&2
    exit 1
  fi
  echo 'Initializing database files'
  mariadb-install-db --datadir="$data" --rpm --auth-root-authentication-method=normal --skip-test-db \
    --old-mode='UTF8_IS_UTF8MB3' --default-time-zone=SYSTEM --enforce-storage-engine= --skip-log-bin --expire-logs-days=0 \
    --loose-innodb_buffer_pool_load_at_startup=0 --loose-innodb_buffer_pool_dump_at_shutdown=0 >/dev/null
  echo 'Starting temporary server'
  "$@" --skip-networking --default-time-zone=SYSTEM --socket="$socket" --skip-log-bin --expire-logs-days=0 --skip-slave-start \
    --loose-innodb_buffer_pool_load_at_startup=0 --skip-ssl &
  temporary=$!
  client() { mariadb --no-defaults --protocol=socket --user=root --socket="$socket" "$@"; }
  until client -e 'SELECT 1' >/dev/null 2>&1; do
    kill -0 $temporary 2>/dev/null || { echo 'Unable to start server.' >&2; exit 1; }
    sleep 1
  done
  if [ -z "$(setting INITDB_SKIP_TZINFO)" ]; then mariadb-tzinfo-to-sql --skip-write-binlog /usr/share/zoneinfo 2>/dev/null | client --force mysql 2>/dev/null || true; fi
  escape() { printf "%s" "$1" | sed -e 's/\\/\\\\/g' -e "s/'/\\\\'/g"; }
  password=$(escape "$(setting ROOT_PASSWORD)")
  host=${MARIADB_ROOT_HOST-%}
  name=$(setting DATABASE)
  user=$(setting USER)
  {
    if [ -n "$host" ] && [ "$host" != localhost ]; then
      echo "CREATE USER 'root'@'$host' IDENTIFIED BY '$password'; GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
    fi
    echo "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('$password');"
    if [ -n "$name" ]; then echo "CREATE DATABASE IF NOT EXISTS \`$name\`;"; fi
    if [ -n "$user" ]; then
      echo "CREATE USER '$user'@'%' IDENTIFIED BY '$(escape "$(setting PASSWORD)")';"
      if [ -n "$name" ]; then echo "GRANT ALL ON \`${name//_/\\_}\`.* TO '$user'@'%';"; fi
    fi
  } | client
  kill -TERM $temporary
  wait $temporary
  echo 'MariaDB init process done. Ready for start up.'
fi

exec "$@"
