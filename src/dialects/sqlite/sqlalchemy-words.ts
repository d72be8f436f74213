import type { ConstraintText, ForeignKeyText } from './catalog/table-text.ts';
import { quotePython } from '../../sql/quote-python.ts';

/** Types that SQLAlchemy has under the name that SQL has. https://docs.sqlalchemy.org/en/20/core/type_basics.html#sql-standard-and-multiple-vendor-uppercase-types */
const types = new Set('BIGINT BLOB BOOLEAN CHAR CLOB DATE DATETIME DECIMAL DOUBLE FLOAT INTEGER JSON NCHAR NUMERIC NVARCHAR REAL SMALLINT TEXT TIME TIMESTAMP VARCHAR VARBINARY'.split(' '));
const texts = new Set(['CHAR', 'CLOB', 'NCHAR', 'NVARCHAR', 'TEXT', 'VARCHAR']);

/** A type as SQLAlchemy writes it; undefined where it has none that comes out the same. */
export function writeSqlalchemyType(type: string, collation: string | null): string | undefined {
  const [, name = '', sizes] = /^(\w+)(?:\(([\d, ]+)\))?$/.exec(type) ?? [];
  if (!types.has(name) || (collation !== null && !texts.has(name))) return undefined;
  const words = [...(sizes === undefined ? [] : [sizes]), ...(collation === null ? [] : [`collation=${quotePython(collation)}`])];
  return `sa.${name}(${words.join(', ')})`;
}

/** A default as the value of `server_default`. */
export function writeDefault(text: string | null): string {
  return text === null ? 'None' : `sa.text(${quotePython(escapeColons(isLiteral(text) ? text : `(${text})`))})`;
}

/** Whether a default may stand without parentheses. https://sqlite.org/lang_createtable.html#the_default_clause */
export function isLiteral(text: string): boolean {
  return /^(?:-?[\d.]\S*|'(?:[^']|'')*'|x'[0-9A-F]*'|TRUE|FALSE|CURRENT_(?:DATE|TIME|TIMESTAMP))$/i.test(text);
}

/** SQLAlchemy takes `:name` in a text for a parameter unless its colon is escaped: `TextClause._bind_params_regex` in sqlalchemy/sql/elements.py. */
export function escapeColons(sql: string): string {
  return sql.replaceAll(/(?<![:\w\\]):(?=\w+(?!:))/g, '\\:');
}

/** SQL as a statement of a revision. */
export const execute = (sql: string): string => `op.execute(${quotePython(escapeColons(sql))})`;

/** A list of names. */
export const list = (names: readonly string[]): string => `[${names.map(quotePython).join(', ')}]`;

/** Names of constraints as the drop functions of Alembic know their kinds. */
export const kindOf: Readonly<Record<ConstraintText['type'], string>> = { 'primary key': 'primary', 'foreign key': 'foreignkey', 'unique constraint': 'unique', 'check constraint': 'check' };

/** The call that brings back a constraint in a batch; undefined where it has no name or what Alembic cannot say. */
export function createConstraint(constraint: ConstraintText): string | undefined {
  if (constraint.name === null) return undefined;
  const name = quotePython(constraint.name);
  switch (constraint.type) {
    case 'check constraint':
      return `batch_op.create_check_constraint(${name}, ${quotePython(escapeColons(constraint.expression))})`;
    case 'foreign key':
      return createForeignKey(name, constraint);
    default: {
      if (constraint.type === 'primary key' || constraint.conflict !== null || constraint.parts.some((part) => part.collation !== null || part.isDescending)) return undefined;
      return `batch_op.create_unique_constraint(${name}, ${list(constraint.parts.map(({ column }) => column))})`;
    }
  }
}

function createForeignKey(name: string, { columns, parent, parentColumns, onDelete, onUpdate, isDeferred }: ForeignKeyText): string | undefined {
  if (parentColumns === null) return undefined;
  const words = [
    name, quotePython(parent), list(columns), list(parentColumns),
    ...(onDelete === null ? [] : [`ondelete=${quotePython(onDelete)}`]),
    ...(onUpdate === null ? [] : [`onupdate=${quotePython(onUpdate)}`]),
    ...(isDeferred ? ['deferrable=True', 'initially="DEFERRED"'] : []),
  ]; // prettier-ignore
  return `batch_op.create_foreign_key(${words.join(', ')})`;
}
