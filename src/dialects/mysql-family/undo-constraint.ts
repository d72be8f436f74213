import type { CatalogObject } from '../../catalog/model.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';
import { escapeColons, execute, schemaArgument, table } from './undo-names.ts';

const constraintTypes: Readonly<Record<string, string>> = {
  'primary key': 'primary', 'foreign key': 'foreignkey', 'unique constraint': 'unique', 'check constraint': 'check',
}; // prettier-ignore

/** A name that the catalog made, because the server's own counts up and says nothing. */
export function isUnnamed({ name }: CatalogObject): boolean {
  return /^(?:FOREIGN KEY|CHECK) \(/.test(name);
}

/** The code that drops a constraint, by the name that it has in the database where it is run. */
export function dropConstraint(object: CatalogObject): string {
  const [name, on, type] = [quotePython(object.name), quotePython(object.parentName ?? ''), quotePython(constraintTypes[String(object.attributes['constraintType'])] ?? '')];
  if (!isUnnamed(object)) return `op.drop_constraint(${name}, ${on}, type_=${type}${schemaArgument(object)})`;
  return object.attributes['constraintType'] === 'foreign key' ? dropUnnamedKey(object) : dropUnnamedCheck(object);
}

/** The name that the server gave may be another in each database, so it is looked up; of several that say the same, one goes. */
function dropUnnamedKey(object: CatalogObject): string {
  const on = quotePython(object.parentName ?? '');
  const [, columns = '', target = ''] = /^FOREIGN KEY \((.*?)\) REFERENCES (.*?) \(/.exec(object.name) ?? [];
  const names = columns.split(', ').map(bare).map(quotePython).join(', ');
  const referred = quotePython(bare(target.split('.').at(-1) ?? ''));
  return [
    `for key in sa.inspect(op.get_bind()).get_foreign_keys(${on}${schemaArgument(object)}):`,
    `    if key["constrained_columns"] == [${names}] and key["referred_table"] == ${referred}:`,
    `        op.drop_constraint(key["name"], ${on}, type_="foreignkey"${schemaArgument(object)})`,
    '        break',
  ].join('\n');
}

function dropUnnamedCheck(object: CatalogObject): string {
  return withUnnamedCheck(object, `op.drop_constraint(check["name"], ${quotePython(object.parentName ?? '')}, type_="check"${schemaArgument(object)})`);
}

/** Gives a CHECK back whether it is enforced. */
export function enforceCheck(object: CatalogObject, isEnforced: boolean): string {
  const alter = `ALTER TABLE ${table(object)} ALTER CHECK `;
  const ending = isEnforced ? 'ENFORCED' : 'NOT ENFORCED';
  if (!isUnnamed(object)) return execute(`${alter}${quoteName(object.name)} ${ending}`);
  return withUnnamedCheck(object, `op.execute(${quotePython(escapeColons(`${alter}\``))} + check["name"].replace("\`", "\`\`") + ${quotePython(`\` ${ending}`)})`);
}

/** Looks up the CHECK, and does something with it. Compared without quotes and parentheses, which the server sets as it likes. */
function withUnnamedCheck(object: CatalogObject, line: string): string {
  const on = quotePython(object.parentName ?? '');
  const expression = quotePython(String(object.attributes['definition']).replace(/^CHECK /, '').replaceAll(/[`() ]/g, ''));
  return [
    `for check in sa.inspect(op.get_bind()).get_check_constraints(${on}${schemaArgument(object)}):`,
    `    if check["sqltext"].translate(str.maketrans("", "", "\`() ")) == ${expression}:`,
    `        ${line}`,
    '        break',
  ].join('\n');
}

/** A name without the quotes that SQL may set around it. */
export function bare(name: string): string {
  return name.startsWith('`') ? name.slice(1, -1).replaceAll('``', '`') : name;
}

/** The code that makes a constraint again; undefined where it cannot name the table it points at. */
export function addConstraint(object: CatalogObject): string | undefined {
  const definition = defineConstraint(object);
  return definition === undefined ? undefined : execute(`ALTER TABLE ${table(object)} ADD ${definition}`);
}

/** A constraint as `ADD` and `CREATE TABLE` want it; undefined where that cannot name the table it points at. */
export function defineConstraint(object: CatalogObject): string | undefined {
  // From another database the project's own can only be named by a name that is another on each server.
  if (object.schema !== null && / REFERENCES (?:`[^`]+`|[^`. ]+) \(/.test(String(object.attributes['definition']))) return undefined;
  const { constraintType, definition, isEnforced, visibility } = object.attributes;
  const name = constraintType === 'primary key' || isUnnamed(object) ? '' : `CONSTRAINT ${quoteName(object.name)} `;
  const suffix = `${isEnforced === false ? ' NOT ENFORCED' : ''}${typeof visibility === 'string' ? ` ${visibility}` : ''}`;
  return `${name}${String(definition)}${suffix}`;
}
