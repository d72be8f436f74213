import type { MissingPrerequisite } from '../dialect.ts';
import { quoteName, quoteText } from './quoting.ts';

/** A sentence of the server, and what it says is missing; the groups are its names. */
const sentences: readonly { readonly pattern: RegExp; readonly read: (...names: readonly string[]) => MissingPrerequisite }[] = [
  { pattern: /Unknown database '([^']+)'/, read: readDatabase },
  { pattern: /The user specified as a definer \('([^']*)'@'([^']*)'\) does not exist/, read: readUser },
  { pattern: /Unknown authorization ID `([^`]*)`@`([^`]*)`/, read: readUser },
  { pattern: /Invalid role specification [`']?([^`'.]+)[`']?/, read: readRole },
];

/**
 * What must stand on the server before the first revision, when an error message of the server says that it does not: a database that the
 * project uses as a schema, a user or a role.
 */
export function readMissingPrerequisite(message: string): MissingPrerequisite | undefined {
  for (const { pattern, read } of sentences) {
    const found = pattern.exec(message);
    if (found !== null) return read(...found.slice(1));
  }
  return undefined;
}

function readDatabase(name = ''): MissingPrerequisite {
  return { kind: 'schema', name, setupSql: `CREATE DATABASE ${quoteName(name)}` };
}

function readUser(user = '', host = '%'): MissingPrerequisite {
  return { kind: 'role', name: `${user}@${host}`, setupSql: `CREATE USER ${quoteText(user)}@${quoteText(host)}` };
}

function readRole(name = ''): MissingPrerequisite {
  return { kind: 'role', name, setupSql: `CREATE ROLE ${quoteName(name)}` };
}
