import type { Catalog, CatalogObject } from '../../catalog/model.ts';

/** Attributes of columns whose values the server makes itself. */
const made = ['default', 'generated', 'autoIncrement'] as const;

/**
 * Whether an INSERT that leaves a column out gives it a value: its default, the first label of an ENUM, or a trigger's that runs before.
 * https://dev.mysql.com/doc/refman/9.7/en/data-type-defaults.html
 */
export function isFilledIn(column: CatalogObject, { objects }: Catalog): boolean {
  const { attributes, parent, name } = column;
  if (made.some((attribute) => attributes[attribute] != null) || attributes['type'] === 'enum') return true;
  // A column that may be NULL is, unless its default was taken from it.
  if (attributes['nullable'] === true && attributes['requiresValue'] !== true) return true;
  const sets = new RegExp(`\\bNEW\\s*\\.\\s*\`?${name.replaceAll(/[^\p{L}\p{N}_]/gu, String.raw`\$&`)}(?![\\p{L}\\p{N}_$])`, 'iu');
  return [...objects.values()].some((trigger) => trigger.kind === 'trigger' && trigger.parent === parent && isBeforeInsert(trigger) && sets.test(String(trigger.attributes['definition'])));
}

function isBeforeInsert({ attributes }: CatalogObject): boolean {
  return / BEFORE INSERT ON /.test(String(attributes['definition']));
}
