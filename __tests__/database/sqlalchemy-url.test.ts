import { describe, expect, test } from 'vitest';
import { readSqlalchemyUrl } from '../../src/database/sqlalchemy-url.ts';

const empty = { dialect: 'postgresql', user: undefined, password: undefined, host: undefined, port: undefined, database: undefined, parameters: {} };

describe('readSqlalchemyUrl', () => {
  test.each([
    ['postgresql://', empty],
    ['postgresql://localhost/', { ...empty, host: 'localhost' }],
    ['postgresql+psycopg2://me:secret@db:5433/shop', { ...empty, user: 'me', password: 'secret', host: 'db', port: 5433, database: 'shop' }],
    ['postgresql://me%40corp:a%3Ab%2F%25@db/shop', { ...empty, user: 'me@corp', password: 'a:b/%', host: 'db', database: 'shop' }],
    ['postgresql://me:with/slash?@db/shop', { ...empty, user: 'me', password: 'with/slash?', host: 'db', database: 'shop' }],
    ['postgresql://me@[2001:db8::1]:5433/shop', { ...empty, user: 'me', host: '2001:db8::1', port: 5433, database: 'shop' }],
    ['postgresql+psycopg://me@/shop?host=/run/pg&port=5433&sslmode=disable', { ...empty, user: 'me', host: '/run/pg', port: 5433, database: 'shop', parameters: { sslmode: 'disable' } }],
    ['mysql+mysqldb://@localhost/database', { ...empty, dialect: 'mysql', user: '', host: 'localhost', database: 'database' }],
  ])('%s', (url, expected) => {
    expect(readSqlalchemyUrl(url)).toEqual(expected);
  });

  test.each([
    ['shop', 'it is not of the form `dialect+driver://user:password@host:port/database`'],
    ['postgresql://me:TOPSECRET%@db/', 'its user or password has a `%` that begins no code; write it `%25`'],
    ['postgresql://me:x@db:TOPSECRET/', 'its port is not a number from 1 to 65535 (a `/`, `?` or `@` in a password is written `%2F`, `%3F`, `%40`)'],
    ['postgresql://me:x@db:70000/', 'its port is not a number from 1 to 65535 (a `/`, `?` or `@` in a password is written `%2F`, `%3F`, `%40`)'],
  ])('refuses %s without repeating it', (url, why) => {
    expect(() => readSqlalchemyUrl(url)).toThrow(
      expect.objectContaining({
        code: 'bad-option',
        message: `The database URL cannot be read: ${why}. (option \`database\`) Write it as SQLAlchemy does: https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls`,
      }),
    );
  });
});
