import type { CatalogObject } from '../../catalog/model.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';

/** SQL as a statement of a revision. */
export const execute = (sql: string): string => `op.execute(${quotePython(escapeColons(sql))})`;

/** SQLAlchemy takes `:name` in a text for a parameter unless its colon is escaped: `TextClause._bind_params_regex` in sqlalchemy/sql/elements.py. */
export function escapeColons(sql: string): string {
  return sql.replaceAll(/(?<![:\w\\]):(?=\w+(?!:))/g, '\\:');
}

/** An object's name as SQL writes it, with its schema where that is not the usual one. */
export function path(object: CatalogObject): string {
  return withSchema(object.schema, quoteName(object.name));
}

/** The name of the table that an object is a part of. */
export function table(object: CatalogObject): string {
  return withSchema(object.schema, quoteName(object.parentName ?? ''));
}

export function withSchema(schema: string | null, quoted: string): string {
  return schema === null || schema === 'public' ? quoted : `${quoteName(schema)}.${quoted}`;
}

/** `name(types)` with the name quoted; the types are the server's spelling. */
export function routine(object: CatalogObject): string {
  const at = object.name.indexOf('(');
  return withSchema(object.schema, `${quoteName(object.name.slice(0, at))}${object.name.slice(at)}`);
}
