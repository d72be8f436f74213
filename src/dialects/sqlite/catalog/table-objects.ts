import { foldName } from '../fold-name.ts';
import { catalogKey, columnOrderAttribute } from '../../../catalog/model.ts';
import type { AttributeValue, CatalogObject, ObjectKind } from '../../../catalog/model.ts';
import { quoteName } from '../quoting.ts';
import { rememberConstraint } from './known-table.ts';
import { findPrimaryKey, findRowidColumn } from './table-text.ts';
import type { ColumnText, ConstraintText, ForeignKeyText, KeyText, TableText } from './table-text.ts';

/** An object with its key in the catalog. */
export type Entry = readonly [key: string, object: CatalogObject];

/** Finds another table by its name in any case. */
export type FindTable = (name: string) => { readonly name: string; readonly text: TableText | undefined } | undefined;

/** A table with its columns and constraints as objects of the catalog. */
export function listTableObjects(name: string, text: TableText, findTable: FindTable): Entry[] {
  const isAutoincrement = findPrimaryKey(text.constraints)?.isAutoincrement === true;
  const attributes = {
    [columnOrderAttribute]: text.columns.map((column) => column.name),
    withoutRowid: text.isWithoutRowid,
    strict: text.isStrict,
    autoincrement: isAutoincrement,
  };
  return [
    makeEntry('table', name, null, attributes),
    ...text.columns.map((column) => makeEntry('column', column.name, name, describeColumn(column, text))),
    ...listConstraints(name, text, findTable),
  ];
}

export function makeEntry(kind: ObjectKind, name: string, table: string | null, attributes: Readonly<Record<string, AttributeValue>>, parentKind: ObjectKind = 'table'): Entry {
  const parent = table === null ? null : catalogKey(parentKind, null, null, table);
  // SQLite has no number that outlives a rename; batch mode even makes every table anew.
  return [catalogKey(kind, null, table, name), { kind, schema: null, name, parent, parentName: table, attributes, identity: null }];
}

function describeColumn(column: ColumnText, table: TableText): Record<string, AttributeValue> {
  return {
    type: writeType(column, table),
    nullable: isNullable(column, table),
    default: column.default,
    collation: column.collation,
    generated: column.generated === null ? null : `${column.generated.expression} ${column.generated.storage}`,
    onConflict: column.notNull?.conflict ?? null,
  };
}

/** Whether a column may hold NULL; keys may not everywhere. https://sqlite.org/lang_createtable.html#the_primary_key */
export function isNullable(column: ColumnText, table: TableText): boolean {
  const isOfKey = findPrimaryKey(table.constraints)?.parts.some((part) => part.column === column.name) === true;
  return column.notNull === null && findRowidColumn(table) !== column && !(isOfKey && (table.isWithoutRowid || table.isStrict));
}

/** A type in the spelling that is compared. */
export function writeType(column: ColumnText, table: TableText): string {
  const key = findPrimaryKey(table.constraints)?.parts ?? [];
  const isLoneKey = key.length === 1 && key[0]?.column === column.name;
  return isLoneKey ? column.type : (otherSpellings[column.type] ?? column.type);
}

/** Types that are the same, and that Alembic's batch mode writes the other way. `INT PRIMARY KEY` is another thing than `INTEGER PRIMARY KEY`. */
const otherSpellings: Readonly<Record<string, string>> = { INT: 'INTEGER', BOOL: 'BOOLEAN' };

function listConstraints(table: string, text: TableText, findTable: FindTable): Entry[] {
  const taken = new Map<string, string>();
  return text.constraints.flatMap((constraint) => {
    const definition = writeConstraint(constraint, findTable);
    const wanted = constraint.name ?? nameConstraint(constraint, findTable);
    if (taken.get(wanted) === definition) return [];
    // SQLite lets two constraints have one name.
    const name = taken.has(wanted) ? `${wanted}: ${definition}` : wanted;
    taken.set(name, definition);
    const entry = makeEntry('constraint', name, table, { constraintType: constraint.type, definition });
    rememberConstraint(entry[1], constraint);
    return [entry];
  });
}

/** What a constraint without a name is called: what it is, without what may change of it. */
function nameConstraint(constraint: ConstraintText, findTable: FindTable): string {
  if (constraint.type !== 'foreign key') return writeConstraint({ ...constraint, ...(constraint.type === 'check constraint' ? {} : { conflict: null }) }, findTable);
  return `FOREIGN KEY (${constraint.columns.map(quoteName).join(', ')}) REFERENCES ${quoteName(findTable(constraint.parent)?.name ?? constraint.parent)}`;
}

/** A constraint as a table's definition writes it, without its name. */
export function writeConstraint(constraint: ConstraintText, findTable: FindTable): string {
  switch (constraint.type) {
    case 'check constraint':
      return `CHECK (${constraint.expression})`;
    case 'foreign key':
      return writeForeignKey(constraint, findTable);
    default:
      return writeKey(constraint);
  }
}

function writeKey({ type, parts, conflict }: KeyText): string {
  const columns = parts.map(({ column, collation, isDescending }) => `${quoteName(column)}${collation === null ? '' : ` COLLATE ${collation}`}${isDescending ? ' DESC' : ''}`);
  return `${type === 'primary key' ? 'PRIMARY KEY' : 'UNIQUE'} (${columns.join(', ')})${conflict === null ? '' : ` ON CONFLICT ${conflict}`}`;
}

function writeForeignKey({ columns, parent, parentColumns, onDelete, onUpdate, isDeferred }: ForeignKeyText, findTable: FindTable): string {
  const table = findTable(parent);
  const names = parentColumns?.map((name) => findColumn(table?.text, name)) ?? findPrimaryKey(table?.text?.constraints ?? [])?.parts.map(({ column }) => column);
  return [
    `FOREIGN KEY (${columns.map(quoteName).join(', ')}) REFERENCES ${quoteName(table?.name ?? parent)}${names === undefined ? '' : ` (${names.map(quoteName).join(', ')})`}`,
    ...(onDelete === null ? [] : [`ON DELETE ${onDelete}`]),
    ...(onUpdate === null ? [] : [`ON UPDATE ${onUpdate}`]),
    ...(isDeferred ? ['DEFERRABLE INITIALLY DEFERRED'] : []),
  ].join(' ');
}

function findColumn(table: TableText | undefined, name: string): string {
  return table?.columns.find((column) => foldName(column.name) === foldName(name))?.name ?? name;
}
