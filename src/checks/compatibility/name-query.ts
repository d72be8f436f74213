import type { RefusedQuery } from '../../observe/observation.ts';

/** Schemas that people leave out when they speak. */
const silentSchemas = new Set<string | null>([null, 'public', 'main']);

/** The table of a query as messages name it. */
export function nameTable({ schema, name }: Pick<RefusedQuery, 'schema' | 'name'>): string {
  return schema === null || silentSchemas.has(schema) ? name : `${schema}.${name}`;
}

/** The table or column that a query is about. */
export function nameQuery(query: Pick<RefusedQuery, 'schema' | 'name' | 'column'>): string {
  return query.column === undefined ? nameTable(query) : `${nameTable(query)}.${query.column}`;
}

/** The class that asks it, to follow what it asks. */
export function describeModel({ model }: Pick<RefusedQuery, 'model'>): string {
  return model === undefined ? '' : ` (model \`${model}\`)`;
}
