/**
 * The images that the container suite runs, made from Debian's packages under the names of the official images, because
 * a machine without a registry must be able to run the suite too. Another server is another entry.
 *
 * @typedef {object} Recipe
 * @property {string} tag        the name that the product asks Docker for
 * @property {string} suite      the Debian release that carries this version
 * @property {string[]} packages
 * @property {string} entrypoint file beside this one; becomes the image's entry point
 * @property {string[]} prepare  shell lines run in the new root before the packages are installed
 * @property {string[]} finish   shell lines run in it afterwards
 * @property {string[]} changes  Dockerfile instructions of the image
 */

const addUser = 'getent passwd mysql >/dev/null || { groupadd --system mysql; useradd --system --gid mysql --home-dir /var/lib/mysql mysql; }';
// Debian's own settings (a socket, a log, an address) are not the official image's.
const withoutDebianSettings = [
  'rm -rf /etc/mysql /etc/my.cnf',
  'mkdir -p /var/lib/mysql /run/mysqld /etc/mysql/conf.d /docker-entrypoint-initdb.d',
  'chown mysql:mysql /var/lib/mysql /run/mysqld',
  'chmod 1777 /run/mysqld',
];
/** The settings that the official images carry. */
const mysqlSettings = `[mysqld]
host-cache-size=0
skip-name-resolve
datadir=/var/lib/mysql
socket=/var/run/mysqld/mysqld.sock
secure-file-priv=/var/lib/mysql-files
user=mysql
pid-file=/var/run/mysqld/mysqld.pid
[client]
socket=/var/run/mysqld/mysqld.sock
!includedir /etc/mysql/conf.d/`;
const mariadbSettings = `[client-server]
socket=/run/mysqld/mysqld.sock
!includedir /etc/mysql/conf.d/
[mariadb]
host-cache-size=0
skip-name-resolve
pid-file=/run/mysqld/mysqld.pid`;

/** @type {Recipe[]} */
export const recipes = [
  postgresql({ tag: 'postgres:17', major: 17, suite: 'trixie', data: '/var/lib/postgresql/data', volume: '/var/lib/postgresql/data' }),
  postgresql({ tag: 'postgres:15', major: 15, suite: 'bookworm', data: '/var/lib/postgresql/data', volume: '/var/lib/postgresql/data' }),
  // From 18 on the official image keeps its data one level higher, in a directory named after the version.
  postgresql({ tag: 'postgres:18', major: 18, suite: 'forky', data: '/var/lib/postgresql/18/docker', volume: '/var/lib/postgresql' }),
  mysql({ tag: 'mysql:9.7', suite: 'sid' }),
  mariadb({ tag: 'mariadb:10.11', suite: 'bookworm' }),
  mariadb({ tag: 'mariadb:11.8', suite: 'trixie' }),
];

function postgresql({ tag, major, suite, data, volume }) {
  const programs = `/usr/lib/postgresql/${major}`;
  return {
    tag,
    suite,
    packages: [`postgresql-${major}`],
    entrypoint: 'postgresql/entrypoint.sh',
    prepare: ['mkdir -p /etc/postgresql-common', "echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf"],
    finish: [
      `sed -i "s/^#listen_addresses = .*/listen_addresses = '*'/" /usr/share/postgresql/${major}/postgresql.conf.sample`,
      // The compiler for long queries is most of the size, and the server does without where it is absent.
      `rm -rf ${programs}/lib/llvmjit* ${programs}/lib/bitcode /usr/lib/*/libLLVM* /usr/lib/*/libz3*`,
    ],
    changes: [
      `ENV PATH=${programs}/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
      'ENV LANG=C.UTF-8',
      `ENV PG_MAJOR=${major}`,
      `ENV PGDATA=${data}`,
      `VOLUME ${volume}`,
      'EXPOSE 5432',
      'ENTRYPOINT ["docker-entrypoint.sh"]',
      'CMD ["postgres"]',
    ],
  };
}

function mysql({ tag, suite }) {
  return {
    tag,
    suite,
    packages: ['mysql-server-core', 'mysql-client-core', 'tzdata'],
    entrypoint: 'mysql/entrypoint.sh',
    prepare: [],
    finish: [
      addUser,
      ...withoutDebianSettings,
      'mkdir -p /var/lib/mysql-files && chown mysql:mysql /var/lib/mysql-files && chmod 750 /var/lib/mysql-files',
      `cat >/etc/my.cnf <<'END'\n${mysqlSettings}\nEND`,
    ],
    changes: ['VOLUME /var/lib/mysql', 'EXPOSE 3306 33060', 'ENTRYPOINT ["docker-entrypoint.sh"]', 'CMD ["mysqld"]'],
  };
}

function mariadb({ tag, suite }) {
  return {
    tag,
    suite,
    packages: ['mariadb-server-core', 'mariadb-client-core', 'tzdata'],
    entrypoint: 'mariadb/entrypoint.sh',
    prepare: [],
    finish: [
      // In a package that would bring much more.
      'cd /tmp && apt-get download -qq mariadb-client && dpkg -x mariadb-client_*.deb client && cp client/usr/bin/mariadb-tzinfo-to-sql client/usr/bin/mariadb-dump /usr/bin/ && rm -r client mariadb-client_*.deb',
      'ln -s mariadb-tzinfo-to-sql /usr/bin/mysql_tzinfo_to_sql',
      addUser,
      ...withoutDebianSettings,
      `cat >/etc/mysql/my.cnf <<'END'\n${mariadbSettings}\nEND`,
    ],
    changes: ['VOLUME /var/lib/mysql', 'EXPOSE 3306', 'ENTRYPOINT ["docker-entrypoint.sh"]', 'CMD ["mariadbd"]'],
  };
}
