import type { CatalogObject } from '../../catalog/model.ts';
import type { JudgedUpgrade } from './list-upgrades.ts';

/** Whether an upgrade gives the table of a constraint that it drops another, which keeps the same true under another name. */
export function isReplaced(constraint: CatalogObject, { step }: JudgedUpgrade): boolean {
  return step.changes.some((change) => change.type === 'added' && change.object.kind === 'constraint' && change.object.parent === constraint.parent && keepsTrue(change.object, constraint));
}

/** A definition holds columns, what they refer to, expression, actions and when it is looked at, but not the name. */
function keepsTrue({ attributes: now }: CatalogObject, { attributes: before }: CatalogObject): boolean {
  // PostgreSQL's definition of a constraint trigger is nothing but `TRIGGER`.
  if (typeof before['definition'] !== 'string' || before['constraintType'] === 'constraint trigger') return false;
  const isSame = ['constraintType', 'definition', 'isEnforced'].every((attribute) => now[attribute] === before[attribute]);
  return isSame && (before['isReplicaIdentity'] !== true || now['isReplicaIdentity'] === true);
}
