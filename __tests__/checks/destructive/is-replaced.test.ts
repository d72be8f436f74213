import { expect, test } from 'vitest';
import { catalogKey } from '../../../src/catalog/model.ts';
import type { AttributeValue, CatalogObject } from '../../../src/catalog/model.ts';
import { isReplaced } from '../../../src/checks/destructive/is-replaced.ts';
import { makeStep } from '../../report/make-observation.ts';

type Attributes = Readonly<Record<string, AttributeValue>>;

const make = (name: string, attributes: Attributes, table = 'note'): CatalogObject => ({
  kind: 'constraint', schema: 'public', name, parent: catalogKey('table', 'public', null, table), parentName: table, attributes, identity: null,
}); // prettier-ignore
const judge = (before: Attributes, now: Attributes, table?: string): boolean => {
  const object = make('new', now, table);
  const step = makeStep('b1', 'upgrade', 1, { changes: [{ type: 'added', key: 'new', object, parts: [] }] });
  return isReplaced(make('old', before), { revision: 'b1', step });
};
const unique: Attributes = { constraintType: 'unique constraint', definition: 'UNIQUE (name)', comment: 'old', isReplicaIdentity: false };
const key: Attributes = { constraintType: 'foreign key', definition: 'FOREIGN KEY (author) REFERENCES person(id)' };
const check: Attributes = { constraintType: 'check constraint', definition: 'CHECK (a > 0)', isEnforced: true };

test.each<[string, Attributes, Attributes]>([
  ['a unique constraint with another comment', unique, { ...unique, comment: 'new' }],
  ['a foreign key', key, key],
  ['a check', check, check],
])('the same under another name: %s', (_, before, now) => {
  expect(judge(before, now)).toBe(true);
});

test.each<[string, Attributes, Attributes]>([
  ['other columns', unique, { ...unique, definition: 'UNIQUE (name, author)' }],
  ['a primary key', unique, { ...unique, constraintType: 'primary key' }],
  ['looked at later', key, { ...key, definition: `${String(key['definition'])} DEFERRABLE INITIALLY DEFERRED` }],
  ['another action', key, { ...key, definition: `${String(key['definition'])} ON DELETE CASCADE` }],
  ['not enforced', check, { ...check, isEnforced: false }],
  ['no longer the replica identity', { ...unique, isReplicaIdentity: true }, unique],
  ['constraint triggers, whose definition tells nothing', { constraintType: 'constraint trigger', definition: 'TRIGGER' }, { constraintType: 'constraint trigger', definition: 'TRIGGER' }],
])('another: %s', (_, before, now) => {
  expect(judge(before, now)).toBe(false);
});

test('the same of another table', () => {
  expect(judge(unique, unique, 'person')).toBe(false);
});
