import { userInfo } from 'node:os';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { readSqlalchemyUrl } from '../../../src/database/sqlalchemy-url.ts';
import { completeEndpoint } from '../../../src/dialects/postgresql/complete-endpoint.ts';
import { writeDatabaseUrl } from '../../../src/dialects/postgresql/database-url.ts';

afterEach(() => vi.unstubAllEnvs());

const read = (url: string) => completeEndpoint(readSqlalchemyUrl(url));

describe('writeDatabaseUrl', () => {
  test.each([
    ['postgresql+psycopg2://me:p%40ss%2F%3A@db.example:6543/other', 'postgresql://me:p%40ss%2F%3A@db.example:6543/ours'],
    ['postgresql://me@[::1]/other', 'postgresql://me@[::1]:5432/ours'],
    ['postgresql+asyncpg://me:x@/other?host=/var/run/postgresql', 'postgresql://me:x@/ours?host=%2Fvar%2Frun%2Fpostgresql&port=5432'],
    ['postgresql://me:x@db/other?sslmode=require', 'postgresql://me:x@db:5432/ours?sslmode=require'],
  ])('of the server of %s', (url, expected) => {
    expect(writeDatabaseUrl(read(url), 'ours')).toBe(expected);
  });
});

describe('completeEndpoint', () => {
  test('takes what the URL leaves out from the variables of libpq', () => {
    vi.stubEnv('PGHOST', '/run/pg');
    vi.stubEnv('PGPORT', '6000');
    vi.stubEnv('PGUSER', 'her');
    vi.stubEnv('PGPASSWORD', 'secret');
    expect(read('postgresql://')).toEqual({ host: '/run/pg', port: 6000, user: 'her', password: 'secret', maintenanceDatabase: 'postgres', parameters: {} });
  });

  test('and else as libpq does without them', () => {
    for (const name of ['PGHOST', 'PGPORT', 'PGUSER', 'PGPASSWORD']) vi.stubEnv(name, '');
    expect(read('postgresql:///shop')).toEqual({ host: 'localhost', port: 5432, user: userInfo().username, password: '', maintenanceDatabase: 'shop', parameters: {} });
  });
});
