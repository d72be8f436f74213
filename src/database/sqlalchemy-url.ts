import { UserError } from '../errors.ts';

/** The parts of a SQLAlchemy URL, decoded. */
export interface SqlalchemyUrl {
  /** `postgresql` of `postgresql+psycopg2`. */
  readonly dialect: string;
  readonly user: string | undefined;
  readonly password: string | undefined;
  /** A name, an address, or the directory of a socket. */
  readonly host: string | undefined;
  readonly port: number | undefined;
  readonly database: string | undefined;
  /** The query but for `host` and `port`. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** The pattern of SQLAlchemy's `make_url`: https://github.com/sqlalchemy/sqlalchemy/blob/main/lib/sqlalchemy/engine/url.py */
const pattern =
  /^(?<name>[\w+]+):\/\/(?:(?<user>[^:/]*)(?::(?<password>[^@]*))?@)?(?:(?:\[(?<address>[^/?]+)\]|(?<host>[^/:?]+))?(?::(?<port>[^/?]*))?)?(?:\/(?<database>[^?]*))?(?:\?(?<query>.*))?$/;

/** Reads a URL as SQLAlchemy does. Throws a `UserError` (`bad-option`) that does not repeat it, because it may hold a password. */
export function readSqlalchemyUrl(url: string): SqlalchemyUrl {
  const groups = pattern.exec(url.trim())?.groups;
  if (groups === undefined) throw badUrl('it is not of the form `dialect+driver://user:password@host:port/database`');
  const { host: queryHost, port: queryPort, ...parameters } = Object.fromEntries(new URLSearchParams(groups['query'] ?? ''));
  return {
    dialect: (groups['name'] ?? '').split('+')[0] ?? '',
    user: decode(groups['user']),
    password: decode(groups['password']),
    host: groups['address'] ?? groups['host'] ?? queryHost,
    port: readPort(groups['port'] ?? queryPort),
    database: groups['database'] === '' ? undefined : groups['database'],
    parameters,
  };
}

function decode(text: string | undefined): string | undefined {
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    throw badUrl('its user or password has a `%` that begins no code; write it `%25`');
  }
}

function readPort(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw badUrl('its port is not a number from 1 to 65535 (a `/`, `?` or `@` in a password is written `%2F`, `%3F`, `%40`)');
  return port;
}

function badUrl(why: string): UserError {
  return new UserError('bad-option', {
    what: `The database URL cannot be read: ${why}.`,
    where: 'option `database`',
    remedy: 'Write it as SQLAlchemy does: https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls',
  });
}
