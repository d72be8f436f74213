import { userInfo } from 'node:os';
import type { Endpoint, PartialEndpoint } from '../dialect.ts';

/** There on every server, and readable by everybody. */
const maintenanceDatabase = 'information_schema';

/**
 * What a URL leaves out, taken from where the `mysql` and `mariadb` programs take it: they read no variable for the user or the
 * database, and the socket of `MYSQL_UNIX_PORT` where neither host nor port says otherwise.
 * https://dev.mysql.com/doc/refman/8.4/en/environment-variables.html
 */
export function completeEndpoint({ host, port, user, password, database, parameters }: PartialEndpoint): Endpoint {
  const { unix_socket: socket, ...others } = parameters;
  const wantedHost = host ?? readVariable('MYSQL_HOST') ?? 'localhost';
  const usualSocket = wantedHost === 'localhost' && port === undefined ? readVariable('MYSQL_UNIX_PORT') : undefined;
  return {
    host: socket ?? usualSocket ?? wantedHost,
    port: port ?? Number(readVariable('MYSQL_TCP_PORT') ?? 3306),
    user: user ?? userInfo().username,
    password: password ?? readVariable('MYSQL_PWD') ?? '',
    maintenanceDatabase: database ?? maintenanceDatabase,
    parameters: others,
  };
}

function readVariable(name: string): string | undefined {
  const value = process.env[name];
  return value === '' ? undefined : value;
}
