import type { CatalogObject } from '../../catalog/model.ts';
import type { ObservationContext } from '../check.ts';
import { readKey } from '../rows/read-key-definition.ts';
import type { JudgedUpgrade } from './list-upgrades.ts';

/** Whether an index keeps out duplicates. */
export function isUnique({ kind, attributes: { isUnique: flag, definition, constraintType } }: CatalogObject): boolean {
  if (kind === 'constraint') return constraintType === 'unique constraint' || constraintType === 'primary key';
  return flag === true || /^CREATE UNIQUE /i.test(String(definition));
}

/** What needed a key that is dropped, sentences after a blank; nothing where another takes its place. */
export function tellKeyUse(object: CatalogObject, { step }: JudgedUpgrade, { dialect }: ObservationContext): string {
  if (!isUnique(object)) return '';
  const parts = readKey(object)?.parts.join(', ');
  const others = step.changes.flatMap((change) => (change.type === 'added' && change.object.parent === object.parent ? [change.object] : []));
  const isReplaced = others.some((other) => isUnique(other) && readKey(other)?.parts.join(', ') === parts);
  return [
    ...(object.attributes['isReplicaIdentity'] === true ? [' It is the replica identity of its table, of which no UPDATE or DELETE can be published without it.'] : []),
    ...(isReplaced || parts === undefined ? [] : [` ${dialect.advice.upsert(parts)}`]),
  ].join('');
}
