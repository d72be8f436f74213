import type { AttributeChange, CatalogChange } from '../../catalog/change.ts';
import { columnOrderAttribute } from '../../catalog/model.ts';
import type { AttributeValue, CatalogObject } from '../../catalog/model.ts';
import { defineColumn, toList, writeCollation } from './define-column.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName, quoteText } from './quoting.ts';
import { addConstraint, dropConstraint, enforceCheck } from './undo-constraint.ts';
import { restoreKey, undoWithKey } from './undo-key.ts';
import { execute, path, schemaArgument, table } from './undo-names.ts';
import { changePrivileges } from './undo-privileges.ts';
import { restoreTable } from './undo-table.ts';
import { defineIndex, defineTable } from './define-table.ts';

/**
 * The Alembic code for `downgrade()` that removes what is left or restores what was lost; undefined where no one line does.
 * A column is restored by its whole definition, because MODIFY takes away what it does not name.
 * @param all the changes that are undone together; where the line of another does it as well, there is none of its own
 */
export function writeUndo(change: CatalogChange, all: readonly CatalogChange[]): string | undefined {
  const withKey = undoWithKey(change, all);
  if (withKey !== undefined) return withKey;
  switch (change.type) {
    case 'added':
      return drop(change.object);
    case 'removed':
      return change.object.kind === 'table' ? createTable(change.object, change.parts) : create(change.object);
    case 'renamed':
      return renameBack(change.before, change.after, change.attributes);
    case 'changed': {
      if (isPushedAside(change, all) || isLeftByDrop(change, all)) return '';
      return joinLines(restore(change.before, change.attributes));
    }
  }
}

/** A trigger takes another place when one of its table comes or goes, and its own again when that is undone. */
function isPushedAside(change: CatalogChange & { readonly type: 'changed' }, all: readonly CatalogChange[]): boolean {
  const isOrder = change.after.kind === 'trigger' && change.attributes.every(({ attribute }) => attribute === 'order');
  return isOrder && all.some((other) => (other.type === 'added' || other.type === 'removed') && other.object.kind === 'trigger' && other.object.parent === change.after.parent);
}

/** Privileges on a table that was dropped are on the table again when it is made again. */
function isLeftByDrop({ after, attributes }: CatalogChange & { readonly type: 'changed' }, all: readonly CatalogChange[]): boolean {
  const schema = after.kind === 'schema' ? after.name : null;
  const dropped = all.flatMap((other) => (other.type === 'removed' && other.object.kind === 'table' && other.object.schema === schema ? [` on table ${other.object.name} that is not there`] : []));
  const [change] = attributes;
  if ((after.kind !== 'database' && after.kind !== 'schema') || attributes.length !== 1 || change?.attribute !== 'privileges') return false;
  const [had, has] = [toList(change.before), toList(change.after)];
  return had.every((item) => has.includes(item)) && has.every((item) => had.includes(item) || dropped.some((ending) => item.endsWith(ending)));
}

/** A table with what belongs to it; its rows are lost. */
function createTable(object: CatalogObject, parts: readonly CatalogObject[]): string | undefined {
  const others = parts.filter(({ kind }) => kind !== 'column' && kind !== 'constraint' && kind !== 'index').map(create);
  const definition = defineTable(object, parts);
  return definition === undefined || others.includes(undefined) ? undefined : [execute(definition), ...others].join('\n');
}

function drop(object: CatalogObject): string | undefined {
  const [name, on] = [quotePython(object.name), quotePython(object.parentName ?? '')];
  switch (object.kind) {
    case 'table':
      return `op.drop_table(${name}${schemaArgument(object)})`;
    case 'column':
      return `op.drop_column(${on}, ${name}${schemaArgument(object)})`;
    case 'index':
      return `op.drop_index(${name}, table_name=${on}${schemaArgument(object)})`;
    case 'constraint':
      return dropConstraint(object);
    case 'schema':
      return execute(`DROP DATABASE ${quoteName(object.name)}`);
    case 'view':
    case 'trigger':
    case 'function':
    case 'procedure':
    case 'event':
    case 'sequence':
    case 'library':
      return execute(`DROP ${object.kind.toUpperCase()} ${path(object)}`);
    case 'package':
    case 'package body':
      return executeInOracleMode(`DROP ${object.kind.toUpperCase()} ${path(object)}`);
    case 'statistics object':
      return execute(`ANALYZE TABLE ${table(object)} DROP HISTOGRAM ON ${quoteName(String(object.attributes['column']))}`);
    default:
      return undefined;
  }
}

function create(object: CatalogObject): string | undefined {
  const { definition } = object.attributes;
  switch (object.kind) {
    case 'index':
      return execute(`${String(definition)}${writeVisibility(object)}`);
    case 'constraint':
      return addConstraint(object);
    case 'column':
      return execute(`ALTER TABLE ${table(object)} ADD COLUMN ${quoteName(object.name)} ${defineColumn(object)}`);
    case 'view':
      return execute(`CREATE ${writeView(object)}`);
    case 'package':
    case 'package body':
      return typeof definition === 'string' ? executeInOracleMode(definition) : undefined;
    case 'trigger':
    case 'event':
    case 'library':
      return typeof definition === 'string' ? execute(definition) : undefined;
    // What was granted on a routine goes with it.
    case 'function':
    case 'procedure':
      return typeof definition === 'string' ? [execute(definition), changePrivileges(object, object.attributes['privileges'] ?? null, null)].filter((line) => line !== undefined).join('\n') : undefined;
    case 'sequence':
      return execute(`CREATE SEQUENCE ${path(object)}${writeSequence(object)}`);
    case 'schema':
      return execute(`CREATE DATABASE ${quoteName(object.name)}${writeDefaultCollation(object.attributes['collation'])}`);
    case 'statistics object':
      return execute(`ANALYZE TABLE ${table(object)} UPDATE HISTOGRAM ON ${quoteName(String(object.attributes['column']))} WITH ${String(object.attributes['buckets'])} BUCKETS`);
    default:
      return undefined;
  }
}

/** The mode that older MariaDB knows packages in, and back to the one before. */
function executeInOracleMode(sql: string): string {
  return [execute("SET @mode_before = @@sql_mode, sql_mode = 'ORACLE'"), execute(sql), execute('SET sql_mode = @mode_before')].join('\n');
}

function writeVisibility({ attributes }: CatalogObject): string {
  return typeof attributes['visibility'] === 'string' ? ` ${attributes['visibility']}` : '';
}

function writeDefaultCollation(collation: AttributeValue | undefined): string {
  return typeof collation === 'string' ? ` DEFAULT ${writeCollation(collation)}` : '';
}

function writeView(object: CatalogObject): string {
  const { definition, columns, algorithm, security, checkOption } = object.attributes;
  return [
    ...(typeof algorithm === 'string' && algorithm !== 'UNDEFINED' ? [`ALGORITHM = ${algorithm}`] : []),
    ...(security === 'INVOKER' ? ['SQL SECURITY INVOKER'] : []),
    `VIEW ${path(object)}`,
    ...(typeof columns === 'string' ? [columns] : []),
    `AS ${String(definition)}`,
    ...(typeof checkOption === 'string' ? [`WITH ${checkOption} CHECK OPTION`] : []),
  ].join(' ');
}

function writeSequence({ attributes }: CatalogObject): string {
  const { type, start, increment, minimum, maximum, cache, cycle } = attributes;
  return [
    ...(typeof type === 'string' ? [`AS ${type}`] : []),
    `START WITH ${String(start)} MINVALUE ${String(minimum)} MAXVALUE ${String(maximum)} INCREMENT BY ${String(increment)}`,
    cache === '0' ? 'NOCACHE' : `CACHE ${String(cache)}`,
    cycle === true ? 'CYCLE' : 'NOCYCLE',
  ]
    .map((part) => ` ${part}`)
    .join('');
}

/** What a rename came with is given back under the old name. */
function renameBack(before: CatalogObject, after: CatalogObject, attributes: readonly AttributeChange[]): string | undefined {
  if (before.schema !== after.schema) return undefined;
  const line = writeRename(before, after);
  if (line === undefined) return undefined;
  const others = attributes.filter(({ attribute }) => attribute !== columnOrderAttribute);
  const grants = others.filter(({ attribute }) => attribute === 'privileges');
  if (before.kind === 'column' && others.length > grants.length && !isMadeOtherwise(others)) {
    return joinLines([execute(`ALTER TABLE ${table(before)} CHANGE COLUMN ${quoteName(after.name)} ${quoteName(before.name)} ${defineColumn(before)}`), ...restore(before, grants)]);
  }
  return others.length === 0 ? line : joinLines([line, ...atLeastOne(restore(before, others))]);
}

function writeRename(before: CatalogObject, after: CatalogObject): string | undefined {
  if (before.kind === 'table') return `op.rename_table(${quotePython(after.name)}, ${quotePython(before.name)}${schemaArgument(after)})`;
  if (before.kind === 'view' || before.kind === 'sequence') return execute(`RENAME TABLE ${path(after)} TO ${path(before)}`);
  const [from, to] = [quoteName(after.name), quoteName(before.name)];
  if (before.kind === 'index' || before.attributes['constraintType'] === 'unique constraint') return execute(`ALTER TABLE ${table(before)} RENAME INDEX ${from} TO ${to}`);
  return before.kind === 'column' ? execute(`ALTER TABLE ${table(before)} RENAME COLUMN ${from} TO ${to}`) : undefined;
}

/** Undefined where one of them is missing: half of what is to be undone would look like all of it. */
function joinLines(lines: readonly (string | undefined)[]): string | undefined {
  return lines.length === 0 || lines.includes(undefined) ? undefined : [...new Set(lines)].join('\n');
}

function atLeastOne(lines: readonly (string | undefined)[]): readonly (string | undefined)[] {
  return lines.length === 0 ? [undefined] : lines;
}

function restore(object: CatalogObject, changes: readonly AttributeChange[]): readonly (string | undefined)[] {
  const grants = changes.find(({ attribute }) => attribute === 'privileges');
  const others = changes.filter(({ attribute }) => attribute !== 'privileges' && attribute !== columnOrderAttribute);
  const lines = others.length === 0 ? [] : restoreAttributes(object, others);
  return [...lines, ...(grants === undefined ? [] : [changePrivileges(object, grants.before, grants.after)])];
}

function restoreAttributes(object: CatalogObject, changes: readonly AttributeChange[]): (string | undefined)[] {
  const isOnly = (...names: readonly string[]): boolean => changes.every(({ attribute }) => names.includes(attribute));
  const { visibility, isEnforced } = object.attributes;
  const alter = `ALTER TABLE ${table(object)}`;
  const name = quoteName(object.name);
  switch (object.kind) {
    case 'table':
      return restoreTable(object, changes);
    case 'column': {
      if (isMadeOtherwise(changes)) return [typeof object.attributes['generated'] === 'string' ? execute(`${alter} DROP COLUMN ${name}, ADD COLUMN ${name} ${defineColumn(object)}`) : undefined];
      const modify = execute(`${alter} MODIFY COLUMN ${name} ${defineColumn(object)}`);
      return object.attributes['requiresValue'] === true ? [modify, execute(`${alter} ALTER COLUMN ${name} DROP DEFAULT`)] : [modify];
    }
    case 'index':
    case 'constraint': {
      if (isOnly('visibility')) return [execute(`${alter} ALTER INDEX ${name} ${typeof visibility === 'string' ? visibility : showAgain(changes)}`)];
      if (isOnly('isEnforced')) return [enforceCheck(object, isEnforced !== false)];
      // In one statement, because a foreign key may need the index.
      if (object.kind === 'index') return [execute(`${alter} DROP INDEX ${name}, ADD ${defineIndex(object)}`)];
      const key = restoreKey(object);
      return key === undefined ? [dropConstraint(object), addConstraint(object)] : [key];
    }
    case 'view':
      return isOnly('definer', 'clientCharset', 'connectionCollation') ? [] : [execute(`CREATE OR REPLACE ${writeView(object)}`)];
    case 'trigger':
    case 'function':
    case 'procedure':
    case 'event':
      return changes.some(({ attribute }) => attribute === 'definition') ? [drop(object), create(object)] : [];
    case 'sequence':
      return isOnly('engine', 'comment', 'type') ? [] : [execute(`ALTER SEQUENCE ${path(object)}${writeSequence({ ...object, attributes: { ...object.attributes, type: null } })}`)];
    case 'statistics object':
      return [create(object)];
    case 'database':
    case 'schema':
      return restoreDatabase(object, changes);
    default:
      return [];
  }
}

/** A column that is computed when it is read cannot become one that is stored, nor the other way round; it can only be made anew, where nothing is lost. */
function isMadeOtherwise(changes: readonly AttributeChange[]): boolean {
  const kinds = changes.filter(({ attribute }) => attribute === 'generated').map(({ before, after }) => [before, after].map((text) => (typeof text === 'string' ? text.endsWith(' VIRTUAL') : false)));
  return kinds.some(([was, is]) => was !== is);
}

/** The word that takes back the one that the index has now. */
function showAgain(changes: readonly AttributeChange[]): string {
  return changes.some(({ after }) => after === 'IGNORED') ? 'NOT IGNORED' : 'VISIBLE';
}

function restoreDatabase(object: CatalogObject, changes: readonly AttributeChange[]): (string | undefined)[] {
  const alter = object.kind === 'database' ? 'ALTER DATABASE' : `ALTER DATABASE ${quoteName(object.name)}`;
  return changes.map(({ attribute, before }) => {
    if (attribute === 'collation') return execute(`${alter}${writeDefaultCollation(before)}`);
    if (attribute === 'comment') return execute(`${alter} COMMENT ${quoteText(typeof before === 'string' ? before : '')}`);
    return attribute === 'encrypted' ? execute(`${alter} ENCRYPTION = '${before === true ? 'Y' : 'N'}'`) : undefined;
  });
}
