import type { StatementObservation } from '../observe/observation.ts';
import type { Effect } from './effect.ts';
import type { OperationKind } from './operation.ts';

/**
 * A table is made anew in four statements: a copy is created and filled, the table dropped, and the copy renamed to it; so Alembic's batch
 * mode does, and people who follow https://www.sqlite.org/lang_altertable.html#otheralter. Or the table is renamed first, and dropped
 * under its other name. What the new table has not, it has lost by one of these: an index or trigger by the drop, a column's values
 * where the copy is filled, and the rest by how it is created.
 */
export function findRebuild(statements: readonly StatementObservation[], { kinds, target: table, member }: Effect): StatementObservation | undefined {
  if (member === undefined) return undefined;
  const steps = statements.flatMap((statement) => (statement.parsed.parsed ? statement.parsed.operations.map((operation) => ({ statement, ...operation })) : []));
  const find = (kind: OperationKind, name: string | undefined): StatementObservation | undefined => steps.find((step) => step.kind === kind && step.target.name === name)?.statement;
  const [copied, renamed] = [
    steps.find(({ kind, newName }) => kind === 'rename-table' && newName === table),
    steps.find(({ kind, target }) => kind === 'rename-table' && target.name === table),
  ];
  const [copy, old] = renamed === undefined ? [copied?.target.name, table] : [copied?.target.name ?? table, renamed.newName];
  const created = find('create-table', copy);
  if (created === undefined || (copied ?? renamed) === undefined) return undefined;
  const [kind] = kinds;
  if (kind === 'drop-index' || kind === 'drop-trigger') return find('drop-table', old) ?? created;
  return (kind === 'drop-column' ? find('insert', copy) : undefined) ?? created;
}
