import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { Dialect } from '../../dialects/dialect.ts';

/** What stands at the heads under a name that the running release knows, so that its statements still find something. */
export function findStandIn({ schema, name }: Pick<CatalogObject, 'schema' | 'name'>, { objects }: Catalog): CatalogObject | undefined {
  return [...objects.values()].find((object) => standIns.has(object.kind) && object.schema === schema && object.name === name);
}

const standIns: ReadonlySet<CatalogObject['kind']> = new Set(['table', 'foreign table', 'view', 'materialized view']);

/** Whether an INSERT into it can do what one into the table did: some databases let a view be written only where a trigger does it. */
export function takesRows(standIn: CatalogObject, { objects }: Catalog, { capabilities }: Pick<Dialect, 'capabilities'>): boolean {
  if (standIn.kind === 'table' || standIn.kind === 'foreign table') return true;
  if (standIn.kind === 'materialized view') return false;
  return capabilities.writesThroughViews || [...objects.values()].some(({ kind, schema, parentName, attributes }) => kind === 'trigger' && schema === standIn.schema && parentName === standIn.name && /INSTEAD OF INSERT/i.test(String(attributes['definition'])));
}
