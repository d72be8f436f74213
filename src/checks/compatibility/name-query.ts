import { describePath } from '../../catalog/describe.ts';
import type { RefusedQuery } from '../../observe/observation.ts';

/** The table of a query as messages name it. */
export function nameTable({ schema, name }: Pick<RefusedQuery, 'schema' | 'name'>): string {
  return describePath({ kind: 'table', schema, parentName: null, name });
}

/** The table or column that a query is about. */
export function nameQuery(query: Pick<RefusedQuery, 'schema' | 'name' | 'column'>): string {
  const { schema, name: table, column } = query;
  return column === undefined ? nameTable(query) : describePath({ kind: 'column', schema, parentName: table, name: column });
}

/** The class that asks it, to follow what it asks. */
export function describeModel({ model }: Pick<RefusedQuery, 'model'>): string {
  return model === undefined ? '' : ` (model \`${model}\`)`;
}
