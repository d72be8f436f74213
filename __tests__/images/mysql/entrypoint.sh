#!/bin/bash
# What the official image's entry point does with MYSQL_ROOT_PASSWORD, MYSQL_ROOT_HOST, MYSQL_DATABASE, MYSQL_USER,
# MYSQL_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD and its arguments: https://github.com/docker-library/mysql
# (docker-entrypoint.sh), in the same order: initialize, a server without network for the setting up, then for good.
set -euo pipefail

if [ $# -eq 0 ] || [ "${1:0:1}" = '-' ]; then set -- mysqld "$@"; fi
if [ "$1" != 'mysqld' ]; then exec "$@"; fi

data=$(mysqld --verbose --help "${@:2}" 2>/dev/null | awk '$1 == "datadir" { print $2; exit }')
socket=/var/run/mysqld/mysqld.sock

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$data" /var/run/mysqld
  chown mysql:mysql "$data" /var/run/mysqld
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi

if [ ! -d "$data/mysql" ]; then
  if [ -z "${MYSQL_ROOT_PASSWORD:-}" ] && [ -z "${MYSQL_ALLOW_EMPTY_PASSWORD:-}" ]; then
    echo 'Database is uninitialized and password option is not specified' >&2
    exit 1
  fi
  echo 'Initializing database files'
  "$@" --initialize-insecure --default-time-zone=SYSTEM
  echo 'Starting temporary server'
  "$@" --skip-networking --default-time-zone=SYSTEM --socket="$socket" &
  temporary=$!
  client() { mysql --no-defaults --protocol=socket --user=root --socket="$socket" --comments "$@"; }
  until client -e 'SELECT 1' >/dev/null 2>&1; do
    kill -0 $temporary 2>/dev/null || { echo 'Unable to start server.' >&2; exit 1; }
    sleep 1
  done
  if [ -z "${MYSQL_INITDB_SKIP_TZINFO:-}" ]; then mysql_tzinfo_to_sql /usr/share/zoneinfo 2>/dev/null | client --force mysql 2>/dev/null; fi
  escape() { printf "%s" "$1" | sed -e 's/\\/\\\\/g' -e "s/'/\\\\'/g"; }
  password=$(escape "${MYSQL_ROOT_PASSWORD:-}")
  host=${MYSQL_ROOT_HOST-%}
  {
    if [ -n "$host" ] && [ "$host" != localhost ]; then
      echo "CREATE USER 'root'@'$host' IDENTIFIED BY '$password'; GRANT ALL ON *.* TO 'root'@'$host' WITH GRANT OPTION;"
    fi
    echo "ALTER USER 'root'@'localhost' IDENTIFIED BY '$password';"
    echo "GRANT ALL ON *.* TO 'root'@'localhost' WITH GRANT OPTION; FLUSH PRIVILEGES;"
    if [ -n "${MYSQL_DATABASE:-}" ]; then echo "CREATE DATABASE IF NOT EXISTS \`$MYSQL_DATABASE\`;"; fi
    if [ -n "${MYSQL_USER:-}" ]; then
      echo "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$(escape "${MYSQL_PASSWORD:-}")';"
      if [ -n "${MYSQL_DATABASE:-}" ]; then echo "GRANT ALL ON \`${MYSQL_DATABASE//_/\\_}\`.* TO '$MYSQL_USER'@'%';"; fi
    fi
  } | client
  kill -TERM $temporary
  wait $temporary
  echo 'MySQL init process done. Ready for start up.'
fi

exec "$@"
