import type { Dialect } from '../../src/dialects/dialect.ts';
import { mariadb } from '../../src/dialects/mariadb/dialect.ts';
import { mysql } from '../../src/dialects/mysql/dialect.ts';
import { asyncEnvironment, plainEnvironment } from './alembic-workspace.ts';
import type { PythonName } from './alembic-workspace.ts';

/** Each dialect with the newest of the images that the container suite makes. */
export const mysqlServers: readonly { readonly dialect: Dialect; readonly image: string }[] = [
  { dialect: mysql, image: 'mysql:9.7' },
  { dialect: mariadb, image: 'mariadb:11.8' },
];

export interface MysqlDriver {
  readonly name: string;
  /** What goes between the dialect and the rest of the URL. */
  readonly driver: string;
  readonly query?: string;
  readonly environment: string;
  readonly python: PythonName;
  /** Whether it tells of a transaction, so that none is open after DDL; the others tell of their mode. */
  readonly tellsTransactions?: true;
  /** aiomysql 0.3 cannot write bytes with PyMySQL 1.2. */
  readonly hasNoBytes?: true;
}

export const mysqlDrivers: readonly MysqlDriver[] = [
  { name: 'PyMySQL', driver: '+pymysql', query: '?charset=utf8mb4', environment: plainEnvironment, python: 'default' },
  { name: 'mysql-connector-python in C', driver: '+mysqlconnector', environment: plainEnvironment, python: 'default', tellsTransactions: true },
  { name: 'mysql-connector-python', driver: '+mysqlconnector', query: '?use_pure=true', environment: plainEnvironment, python: 'default', tellsTransactions: true },
  { name: 'asyncmy', driver: '+asyncmy', environment: asyncEnvironment, python: 'default' },
  { name: 'aiomysql', driver: '+aiomysql', environment: asyncEnvironment, python: 'default', hasNoBytes: true },
  { name: 'mysqlclient', driver: '', environment: plainEnvironment, python: 'native-drivers' },
  { name: "MariaDB's connector", driver: '+mariadbconnector', environment: plainEnvironment, python: 'native-drivers' },
];
