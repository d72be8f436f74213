import type { CatalogObject } from '../../catalog/model.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';

/** SQL as a statement of a revision. A `%` needs no care: SQLAlchemy doubles it where a driver would take it for a parameter. */
export const execute = (sql: string): string => `op.execute(${quotePython(escapeColons(sql))})`;

/** SQLAlchemy takes `:name` in a text for a parameter unless its colon is escaped: `TextClause._bind_params_regex` in sqlalchemy/sql/elements.py. */
export function escapeColons(sql: string): string {
  return sql.replaceAll(/(?<![:\w\\]):(?=\w+(?!:))/g, '\\:');
}

/** An object's name as SQL writes it, with its schema where that is another database than the project's own. */
export function path({ schema, name }: CatalogObject): string {
  return withSchema(schema, quoteName(name));
}

/** The name of the table that an object is a part of. */
export function table({ schema, parentName }: CatalogObject): string {
  return withSchema(schema, quoteName(parentName ?? ''));
}

function withSchema(schema: string | null, quoted: string): string {
  return schema === null ? quoted : `${quoteName(schema)}.${quoted}`;
}

/** For Alembic's own operations. */
export function schemaArgument({ schema }: CatalogObject): string {
  return schema === null ? '' : `, schema=${quotePython(schema)}`;
}
