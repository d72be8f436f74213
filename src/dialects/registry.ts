import type { Dialect, DialectName } from './dialect.ts';
import { postgresql } from './postgresql/dialect.ts';

/** The dialects that the gate knows; a new one is a folder and a line here. */
const dialects: Partial<Readonly<Record<DialectName, Dialect>>> = { postgresql };

/** The dialect of a name, or undefined where the gate cannot check it yet. */
export function findDialect(name: string): Dialect | undefined {
  return Object.hasOwn(dialects, name) ? dialects[name as DialectName] : undefined;
}

/** The names of those dialects. */
export const supportedDialects: readonly string[] = Object.keys(dialects);
