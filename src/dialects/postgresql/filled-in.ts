import type { Catalog, CatalogObject } from '../../catalog/model.ts';

/** Attributes of columns whose values the server makes itself. */
const made = ['default', 'generated', 'identity'] as const;

/** Whether an INSERT that leaves a column out gives it a value: its default, that of its domain, or a trigger's that runs before. */
export function isFilledIn(column: CatalogObject, { objects }: Catalog): boolean {
  if (made.some((attribute) => column.attributes[attribute] != null)) return true;
  const all = [...objects.values()];
  const domain = all.find(({ kind, schema, name }) => kind === 'domain' && (column.attributes['type'] === name || column.attributes['type'] === `${schema ?? ''}.${name}`));
  if (domain?.attributes['default'] != null) return true;
  const triggers = all.filter(({ kind, parent, attributes }) => kind === 'trigger' && parent === column.parent && /^CREATE TRIGGER .+ BEFORE (?:\w+ OR )*INSERT /.test(String(attributes['definition'])));
  return triggers.some(({ attributes }) => {
    const [, called] = /EXECUTE (?:FUNCTION|PROCEDURE) (?:\S+\.)?([^.\s(]+)\(/.exec(String(attributes['definition'])) ?? [];
    return all.some(({ kind, name, attributes: { definition } }) => kind === 'function' && name.replace(/\(.*$/s, '') === called?.replaceAll('"', '') && sets(String(definition), column.name));
  });
}

/** Whether a function's body speaks of a column of the row that it is given. */
function sets(body: string, column: string): boolean {
  return body.toLowerCase().replaceAll('"', '').includes(`new.${column.toLowerCase()}`);
}
