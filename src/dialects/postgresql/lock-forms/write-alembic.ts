import type { ObjectName } from '../../../sql/operation.ts';
import { quotePython } from '../../../sql/quote-python.ts';
import { quoteName } from '../quoting.ts';
import { execute, withSchema } from '../undo-names.ts';

/** A call of `op`: positional arguments are Python already, of the others the undefined are left out. */
export function call(method: string, positional: readonly string[], keywords: Readonly<Record<string, string | undefined>> = {}): string {
  const named = Object.entries(keywords).flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${value}`]));
  return `op.${method}(${[...positional, ...named].join(', ')})`;
}

/** https://alembic.sqlalchemy.org/en/latest/api/runtime.html#alembic.runtime.migration.MigrationContext.autocommit_block */
export function inAutocommit(...lines: readonly string[]): string {
  return `with op.get_context().autocommit_block():\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

/** The end of a change in two steps: what was made NOT VALID is validated, in a transaction of its own wherever it stands. */
export function validateLater(table: ObjectName, constraint: string): string {
  return `# in the next revision:\n${inAutocommit(execute(`ALTER TABLE ${writePath(table)} VALIDATE CONSTRAINT ${quoteName(constraint)}`))}`;
}

export function listOfNames(names: readonly string[]): string {
  return `[${names.map(quotePython).join(', ')}]`;
}

/** The `schema` keyword's value; undefined where the name has none. */
export function writeSchema({ schema }: ObjectName): string | undefined {
  return schema === undefined ? undefined : quotePython(schema);
}

/** A name as SQL writes it. */
export function writePath({ schema, name }: ObjectName): string {
  return withSchema(schema ?? null, quoteName(name));
}

/** A name for people, in backticks. */
export function sayName(table: ObjectName): string {
  return `\`${shorten(table)}\``;
}

/** A column for people, in backticks. */
export function sayColumn(table: ObjectName, column: string): string {
  return `\`${shorten(table)}.${column}\``;
}

function shorten({ schema, name }: ObjectName): string {
  return schema === undefined || schema === 'public' ? name : `${schema}.${name}`;
}
