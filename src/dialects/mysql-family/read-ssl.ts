import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { SslOptions } from 'mysql2/promise';
import { UserError } from '../../errors.ts';

/**
 * What a URL says of TLS, in the words of the Python drivers, or undefined where it asks for none.
 * https://docs.sqlalchemy.org/en/20/dialects/mysql.html#ssl-connections
 * https://dev.mysql.com/doc/refman/8.4/en/connection-options.html#option_general_ssl-mode
 * Throws a `UserError` (`bad-option`) where a file that it names cannot be read.
 */
export async function readSsl(parameters: Readonly<Record<string, string>>): Promise<SslOptions | undefined> {
  const mode = (parameters['ssl_mode'] ?? parameters['ssl-mode'] ?? parameters['ssl']?.toUpperCase() ?? '').toUpperCase().replaceAll('-', '_');
  const { ssl_ca: ca, ssl_capath: directory, ssl_cert: cert, ssl_key: key, ssl_cipher: ciphers } = parameters;
  const isOff = mode === 'DISABLED' || isTrue(parameters['ssl_disabled']);
  const isOn = /^(REQUIRED|VERIFY_CA|VERIFY_IDENTITY|TRUE|1|YES|ON)$/.test(mode);
  if (isOff || !(isOn || [ca, directory, cert, key, ciphers].some((value) => value !== undefined))) return undefined;
  const verifiesHost = mode === 'VERIFY_IDENTITY' || isTrue(parameters['ssl_check_hostname']) || isTrue(parameters['ssl_verify_identity']);
  const authorities = [...(ca === undefined ? [] : [await read('ssl_ca', ca)]), ...(directory === undefined ? [] : await readAll('ssl_capath', directory))];
  return {
    ...(ca === undefined && directory === undefined ? {} : { ca: authorities }),
    ...(cert === undefined ? {} : { cert: await read('ssl_cert', cert) }),
    ...(key === undefined ? {} : { key: await read('ssl_key', key) }),
    ...(ciphers === undefined ? {} : { ciphers }),
    rejectUnauthorized: verifiesHost || mode === 'VERIFY_CA' || ca !== undefined || directory !== undefined || isTrue(parameters['ssl_verify_cert']),
    verifyIdentity: verifiesHost,
  };
}

function isTrue(text: string | undefined): boolean {
  return text !== undefined && /^(true|1|yes|on)$/i.test(text);
}

async function readAll(parameter: string, directory: string): Promise<string[]> {
  const names = await readdir(directory).catch((cause: unknown) => unreadable(parameter, directory, cause));
  return Promise.all(names.filter((name) => /\.(pem|crt|cer|0)$/.test(name)).map((name) => read(parameter, join(directory, name))));
}

function read(parameter: string, file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => unreadable(parameter, file, cause));
}

function unreadable(parameter: string, file: string, cause: unknown): never {
  throw new UserError('bad-option', {
    what: `The database URL names a file that cannot be read: \`${parameter}=${file}\` (${cause instanceof Error ? cause.message : String(cause)}).`,
    where: 'option `database`',
    remedy: 'Name a file of this machine, or leave the parameter out.',
    cause,
  });
}
