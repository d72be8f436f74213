import { UserError } from '../errors.ts';
import type { Dialect, DialectName } from './dialect.ts';
import { mariadb } from './mariadb/dialect.ts';
import { mysql } from './mysql/dialect.ts';
import { postgresql } from './postgresql/dialect.ts';
import { sqlite } from './sqlite/dialect.ts';

/** The dialects that the gate knows; a new one is a folder and a line here. */
const dialects: Partial<Readonly<Record<DialectName, Dialect>>> = { postgresql, mysql, mariadb, sqlite };

/** The dialect of a name. Throws a `UserError` where the gate cannot check it yet. */
export function getDialect(name: DialectName): Dialect {
  const dialect = dialects[name];
  if (dialect !== undefined) return dialect;
  throw new UserError('unknown-dialect', { what: `This version of Alembic Gate does not run ${name} yet.`, where: 'option `dialect`', remedy: `It runs ${Object.keys(dialects).join(', ')}.` });
}
