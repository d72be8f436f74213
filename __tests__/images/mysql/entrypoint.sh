#!/bin/bash
# What the official image's entry point does with MYSQL_ROOT_PASSWORD, MYSQL_ROOT_HOST, MYSQL_DATABASE, MYSQL_USER,
# MYSQL_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD, MYSQL_INITDB_SKIP_TZINFO, its arguments and the files in
# /docker-entrypoint-initdb.d, in the same order: initialize, a server without network for the setting up, then for good.
# It asks the server for its settings as often as that one does, so that it takes as long.
# https://github.com/docker-library/mysql (docker-entrypoint.sh)
set -eo pipefail
shopt -s nullglob

if [ "${1:0:1}" = '-' ]; then set -- mysqld "$@"; fi
if [ "$1" != 'mysqld' ]; then exec "$@"; fi

say() { echo "$(date --rfc-3339=seconds) [Note] [Entrypoint]: $*"; }
ask() { "${@:2}" --verbose --help 2>/dev/null | awk -v name="$1" '$1 == name && /^[^ \t]/ { sub(/^[^ \t]+[ \t]+/, ""); print; exit }'; }

if ! complaint=$("$@" --verbose --help 2>&1 >/dev/null); then
  echo "mysqld failed while attempting to check config: $complaint" >&2
  exit 1
fi
data=$(ask datadir "$@")
socket=$(ask socket "$@")
directories=("$data" "$(dirname "$socket")")
for name in general-log-file keyring_file_data pid-file secure-file-priv slow-query-log-file; do
  place=$(ask "$name" "$@")
  if [ -z "$place" ] || [ "$place" = NULL ]; then continue; fi
  if [ "$name" != secure-file-priv ]; then place=$(dirname "$place"); fi
  directories+=("$place")
done
mkdir -p "${directories[@]}"
if [ "$(id -u)" = 0 ]; then
  find "${directories[@]}" \! -user mysql -exec chown --no-dereference mysql '{}' +
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi

if [ ! -d "$data/mysql" ]; then
  if [ -z "$MYSQL_ROOT_PASSWORD" ] && [ -z "$MYSQL_ALLOW_EMPTY_PASSWORD" ]; then
    echo 'Database is uninitialized and password option is not specified' >&2
    exit 1
  fi
  say 'Initializing database files'
  "$@" --initialize-insecure --default-time-zone=SYSTEM
  say 'Starting temporary server'
  "$@" --daemonize --skip-networking --default-time-zone=SYSTEM --socket="$socket"
  say 'Temporary server started.'
  password=
  client() { MYSQL_PWD=$password mysql --protocol=socket --user=root --host=localhost --socket="$socket" --comments ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} "$@" 2>&1 | { grep -v 'using a password' >&2 || true; }; }
  if [ -z "$MYSQL_INITDB_SKIP_TZINFO" ]; then mysql_tzinfo_to_sql /usr/share/zoneinfo 2>/dev/null | client --database=mysql; fi
  if [ -n "${MYSQL_ROOT_HOST=%}" ] && [ "$MYSQL_ROOT_HOST" != localhost ]; then
    everywhere="CREATE USER 'root'@'$MYSQL_ROOT_HOST' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD'; GRANT ALL ON *.* TO 'root'@'$MYSQL_ROOT_HOST' WITH GRANT OPTION;"
  fi
  client --database=mysql <<< "ALTER USER 'root'@'localhost' IDENTIFIED BY '$MYSQL_ROOT_PASSWORD'; GRANT ALL ON *.* TO 'root'@'localhost' WITH GRANT OPTION; FLUSH PRIVILEGES; $everywhere DROP DATABASE IF EXISTS test;"
  password=$MYSQL_ROOT_PASSWORD
  if [ -n "$MYSQL_DATABASE" ]; then client --database=mysql <<< "CREATE DATABASE IF NOT EXISTS \`$MYSQL_DATABASE\`;"; fi
  if [ -n "$MYSQL_USER" ] && [ -n "$MYSQL_PASSWORD" ]; then
    client --database=mysql <<< "CREATE USER '$MYSQL_USER'@'%' IDENTIFIED BY '$MYSQL_PASSWORD';"
    if [ -n "$MYSQL_DATABASE" ]; then client --database=mysql <<< "GRANT ALL ON \`${MYSQL_DATABASE//_/\\_}\`.* TO '$MYSQL_USER'@'%';"; fi
  fi
  for file in /docker-entrypoint-initdb.d/*; do
    say "running $file"
    case $file in
      *.sql) client < "$file" ;;
      *.sh) if [ -x "$file" ]; then "$file"; else . "$file"; fi ;;
    esac
  done
  say 'Stopping temporary server'
  MYSQL_PWD=$password mysqladmin --user=root --socket="$socket" shutdown 2>/dev/null
  say 'MySQL init process done. Ready for start up.'
fi

exec "$@"
