import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { Comparison } from './compare-with-base.ts';

/** A column that the running release knows, as it knows it and as it is at the heads. */
export interface ColumnChange {
  readonly before: CatalogObject;
  readonly after: CatalogObject;
  readonly change: Extract<CatalogChange, { type: 'changed' | 'renamed' }>;
}

export function listColumnChanges(comparison: Comparison | undefined): ColumnChange[] {
  return (comparison?.changes ?? []).flatMap((change) => ((change.type === 'changed' || change.type === 'renamed') && change.after.kind === 'column' ? [{ before: change.before, after: change.after, change }] : []));
}

/** Attributes that decide whether an INSERT may leave a column out. */
const deciding: ReadonlySet<string> = new Set(['nullable', 'default', 'generated', 'identity', 'autoIncrement', 'requiresValue']);

/** Whether a change of a column is one of what an INSERT must say of it; its coming is. */
export function isOfNeed(change: CatalogChange): boolean {
  return change.type === 'added' || ('attributes' in change && change.attributes.some(({ attribute }) => deciding.has(attribute)));
}

/** Whether a column may not be NULL that could be, and had no value of its own; one that has, models leave out. */
export function becomesRequired({ before, after }: ColumnChange): boolean {
  return before.attributes['nullable'] === true && after.attributes['nullable'] === false && ['default', 'generated', 'identity', 'autoIncrement'].every((attribute) => before.attributes[attribute] == null);
}
