import type { StatementObservation } from '../observe/observation.ts';
import type { ObjectName } from './operation.ts';

/** A table whose rows a statement copied into the one that took its place. */
export interface CopiedTable {
  /** As it is called before and after. */
  readonly table: ObjectName;
  /** The one that copied the rows. */
  readonly statement: StatementObservation;
}

/**
 * The tables that a step makes anew: a copy is created and filled, the table dropped and the copy renamed to it, as batch mode does; or the
 * table is renamed first, and the copy made under its name. https://www.sqlite.org/lang_altertable.html#otheralter
 */
export function findCopiedTables(statements: readonly StatementObservation[]): readonly CopiedTable[] {
  const done = statements.filter(({ isFailed }) => !isFailed).flatMap((statement) => (statement.parsed.parsed ? statement.parsed.operations.map((operation) => ({ statement, ...operation })) : []));
  return done.flatMap(({ statement, kind, target, copy }, at): CopiedTable[] => {
    if (kind !== 'insert' || copy === undefined) return [];
    const isRenamed = (from: string, to: string, within: typeof done): boolean => within.some((other) => other.kind === 'rename-table' && other.target.name === from && other.newName === to);
    if (isRenamed(target.name, copy.from.name, done.slice(at))) return [{ table: copy.from, statement }];
    return isRenamed(target.name, copy.from.name, done.slice(0, at)) ? [{ table: target, statement }] : [];
  });
}
