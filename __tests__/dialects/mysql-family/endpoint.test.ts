import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { readSqlalchemyUrl } from '../../../src/database/sqlalchemy-url.ts';
import type { Endpoint } from '../../../src/dialects/dialect.ts';
import { completeEndpoint } from '../../../src/dialects/mysql-family/complete-endpoint.ts';
import { writeDatabaseUrl } from '../../../src/dialects/mysql-family/database-url.ts';
import { readSsl } from '../../../src/dialects/mysql-family/read-ssl.ts';

const variables = ['MYSQL_HOST', 'MYSQL_TCP_PORT', 'MYSQL_PWD', 'MYSQL_UNIX_PORT'];
afterEach(() => vi.unstubAllEnvs());
const complete = (url: string, environment: Record<string, string> = {}): Endpoint => {
  for (const name of variables) vi.stubEnv(name, environment[name]);
  return completeEndpoint(readSqlalchemyUrl(url));
};

describe('what a URL leaves out', () => {
  test('is as the clients have it', () => {
    expect(complete('mysql+pymysql://')).toEqual({ host: 'localhost', port: 3306, user: userInfo().username, password: '', maintenanceDatabase: 'information_schema', parameters: {} });
  });

  test('comes from the variables that the clients read', () => {
    const environment = { MYSQL_HOST: 'db', MYSQL_TCP_PORT: '3307', MYSQL_PWD: 'secret', MYSQL_UNIX_PORT: '/run/other.sock' };
    expect(complete('mysql://me@/shop', environment)).toMatchObject({ host: 'db', port: 3307, user: 'me', password: 'secret', maintenanceDatabase: 'shop' });
    expect(complete('mysql://me:own@host:3308/shop', environment)).toMatchObject({ host: 'host', port: 3308, password: 'own' });
    expect(complete('mysql://me@localhost/shop', { MYSQL_UNIX_PORT: '/run/other.sock' })).toMatchObject({ host: '/run/other.sock' });
    expect(complete('mysql://me@localhost:3306/shop', { MYSQL_UNIX_PORT: '/run/other.sock' })).toMatchObject({ host: 'localhost' });
  });

  test('a socket wins over a host', () => {
    expect(complete('mysql://me@localhost/shop?unix_socket=/run/mysqld.sock&charset=latin1')).toMatchObject({ host: '/run/mysqld.sock', parameters: { charset: 'latin1' } });
  });
});

test.each([
  ['mariadb', { host: '127.0.0.1' }, 'mariadb://root:p%40ss%2Fw%3Ard%25@127.0.0.1:3306/a_1'],
  ['mysql', { host: '::1', password: '' }, 'mysql://root@[::1]:3306/a_1'],
  ['mysql', { host: '/run/my sql.sock', parameters: { charset: 'utf8mb4', ssl_ca: '/ca.pem' } }, 'mysql://root:p%40ss%2Fw%3Ard%25@/a_1?charset=utf8mb4&ssl_ca=%2Fca.pem&unix_socket=%2Frun%2Fmy+sql.sock'],
] as const)('a URL of %s for %j', (dialect, more, url) => {
  expect(writeDatabaseUrl(dialect, { port: 3306, user: 'root', password: 'p@ss/w:rd%', maintenanceDatabase: 'mysql', ...more }, 'a_1')).toBe(url);
});

describe('what a URL says of TLS', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'gate-ssl-'));
    for (const name of ['ca.pem', 'cert.pem', 'key.pem']) writeFileSync(join(directory, name), name);
  });
  afterAll(() => { rmSync(directory, { recursive: true }); });

  test.each([{}, { charset: 'utf8mb4' }, { ssl_mode: 'DISABLED', ssl_ca: '/ca.pem' }, { ssl_disabled: 'true', ssl_ca: '/ca.pem' }, { ssl_mode: 'PREFERRED' }])('nothing: %j', async (parameters) => {
    expect(await readSsl(parameters)).toBeUndefined();
  });

  test.each([{ ssl_mode: 'REQUIRED' }, { 'ssl-mode': 'required' }, { ssl: 'true' }])('encryption without looking at the certificate: %j', async (parameters) => {
    expect(await readSsl(parameters)).toEqual({ rejectUnauthorized: false, verifyIdentity: false });
  });

  test('files, and how much is verified', async () => {
    const files = { ssl_ca: join(directory, 'ca.pem'), ssl_cert: join(directory, 'cert.pem'), ssl_key: join(directory, 'key.pem') };
    expect(await readSsl(files)).toEqual({ ca: ['ca.pem'], cert: 'cert.pem', key: 'key.pem', rejectUnauthorized: true, verifyIdentity: false });
    expect(await readSsl({ ssl_capath: directory, ssl_check_hostname: 'true' })).toEqual({ ca: ['ca.pem', 'cert.pem', 'key.pem'], rejectUnauthorized: true, verifyIdentity: true });
  });

  test('a file beside a directory', async () => {
    const own = join(directory, 'own.txt');
    writeFileSync(own, 'own');
    expect(await readSsl({ ssl_ca: own, ssl_capath: directory })).toEqual({ ca: ['own', 'ca.pem', 'cert.pem', 'key.pem'], rejectUnauthorized: true, verifyIdentity: false });
  });

  test('a file that is not there', async () => {
    await expect(readSsl({ ssl_ca: '/nowhere/ca.pem' })).rejects.toMatchObject({ code: 'bad-option', where: 'option `database`', what: expect.stringMatching(/^The database URL names a file that cannot be read: `ssl_ca=\/nowhere\/ca\.pem` \(ENOENT.+\)\.$/) as string });
  });
});
