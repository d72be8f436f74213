import type { Dialect, DialectName } from './dialect.ts';
import { mariadb } from './mariadb/dialect.ts';
import { mysql } from './mysql/dialect.ts';
import { postgresql } from './postgresql/dialect.ts';
import { sqlite } from './sqlite/dialect.ts';

/** The dialects that the gate knows; a new one is a folder and a line here. */
const dialects: Readonly<Record<DialectName, Dialect>> = { postgresql, mysql, mariadb, sqlite };

/** The dialect of a name. */
export function getDialect(name: DialectName): Dialect {
  return dialects[name];
}

/** All of them. */
export function listDialects(): readonly Dialect[] {
  return Object.values(dialects);
}

/** The Python packages that speak to one kind of database alone, with their dialect. */
export function listDrivers(): { readonly driver: string; readonly dialect: DialectName }[] {
  return listDialects().flatMap(({ name, drivers }) => drivers.map((driver) => ({ driver, dialect: name })));
}
