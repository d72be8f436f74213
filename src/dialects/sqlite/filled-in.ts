import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import { quoteName } from './quoting.ts';

/** Whether an INSERT that leaves a column out gives it a value: its default, or the number of the row. Triggers cannot. https://sqlite.org/lang_createtable.html#rowid */
export function isFilledIn({ attributes, parent, name }: CatalogObject, { objects }: Catalog): boolean {
  if (attributes['default'] != null || attributes['generated'] != null) return true;
  if (attributes['type'] !== 'INTEGER' || parent === null || objects.get(parent)?.attributes['withoutRowid'] === true) return false;
  return [...objects.values()].some((key) => key.parent === parent && key.attributes['constraintType'] === 'primary key' && String(key.attributes['definition']).startsWith(`PRIMARY KEY (${quoteName(name)})`));
}
