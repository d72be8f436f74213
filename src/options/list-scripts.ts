import type { Dialect } from '../dialects/dialect.ts';
import type { Script } from '../options.ts';

/** The SQL of the scripts that are for a dialect. */
export function listScripts(scripts: readonly Script[], { name }: Pick<Dialect, 'name'>): string[] {
  return scripts.flatMap(({ sql, dialect = name }) => (dialect === name ? [sql] : []));
}
