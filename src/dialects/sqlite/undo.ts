import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { findKnownTable } from './catalog/known-table.ts';
import { quoteName, quotePython } from './quoting.ts';
import { execute } from './sqlalchemy-words.ts';
import { dropPart, writeTableUndo } from './undo-table.ts';
import { findTwin } from './undo-twin.ts';

/**
 * The Alembic code for `downgrade()` that removes what is left or restores what was lost; undefined where no code does. SQLite changes a table by
 * making it anew, so all changes of one table are undone at once, where the first column, constraint or option is asked for; the code of the others is empty.
 * @param all the changes that are undone together, in the order in which they are asked for
 */
export function writeUndo(change: CatalogChange, all: readonly CatalogChange[]): string | undefined {
  const twin = findTwin(change, all);
  if (twin !== undefined) return twin.code;
  const table = findChangedTable(change, all);
  if (table !== undefined) {
    const group = all.filter((other) => findChangedTable(other, all) === table);
    const code = writeTableUndo(table, group);
    return code === undefined || group.find((other) => findOwnTable(other) !== undefined) === change ? code : '';
  }
  switch (change.type) {
    case 'added':
      return drop(change.object);
    case 'removed':
      return create(change.object);
    case 'renamed':
      return renameBack(change.before, change.after);
    case 'changed':
      return restore(change.before, change.attributes.map(({ attribute }) => attribute));
  }
}

/** The table that is to be changed as a whole for a change, by its name; undefined where the change is undone by itself. */
function findChangedTable(change: CatalogChange, all: readonly CatalogChange[]): string | undefined {
  const table = findOwnTable(change);
  if (table !== undefined) return table;
  const object = 'object' in change ? change.object : change.before;
  const isPart = object.kind === 'index' || object.kind === 'trigger';
  return isPart && object.parentName !== null && all.some((other) => findOwnTable(other) === object.parentName) ? object.parentName : undefined;
}

/** The table of which a column, a constraint or an option changed. */
function findOwnTable(change: CatalogChange): string | undefined {
  if (change.type === 'renamed') return undefined;
  const object = 'object' in change ? change.object : change.before;
  if (object.kind === 'column' || object.kind === 'constraint') return object.parentName ?? undefined;
  return change.type === 'changed' && object.kind === 'table' && findKnownTable(object)?.text !== undefined ? object.name : undefined;
}

function drop(object: CatalogObject): string | undefined {
  if (object.kind === 'table') return `op.drop_table(${quotePython(object.name)})`;
  return object.kind === 'view' ? execute(`DROP VIEW ${quoteName(object.name)}`) : dropPart(object);
}

/** The statements that made it, as the database keeps them; a table's with its indexes and triggers. */
function create(object: CatalogObject): string | undefined {
  const rows = findKnownTable(object)?.rows ?? [];
  const isWhole = object.kind === 'table' || object.kind === 'view';
  const wanted = isWhole ? rows : rows.filter(({ type, name }) => type === object.kind && name === object.name);
  if (wanted.length === 0) return undefined;
  const place = ['table', 'view', 'index', 'trigger'];
  return wanted.toSorted((a, b) => place.indexOf(a.type) - place.indexOf(b.type)).map(({ sql }) => execute(sql)).join('\n');
}

function renameBack(before: CatalogObject, after: CatalogObject): string | undefined {
  const [from, to] = [quotePython(after.name), quotePython(before.name)];
  if (before.kind === 'table') return `op.rename_table(${from}, ${to})`;
  if (before.kind === 'column') return `op.alter_column(${quotePython(after.parentName ?? '')}, ${from}, new_column_name=${to})`;
  return undefined;
}

function restore(object: CatalogObject, attributes: readonly string[]): string | undefined {
  if (object.kind === 'database') {
    const { userVersion, applicationId } = object.attributes;
    const written = new Map([['userVersion', `PRAGMA user_version = ${String(userVersion)}`], ['applicationId', `PRAGMA application_id = ${String(applicationId)}`]]);
    return attributes.map((attribute) => execute(written.get(attribute) ?? '')).join('\n');
  }
  const [before, after] = [create(object), drop(object)];
  return before === undefined || after === undefined ? undefined : `${after}\n${before}`;
}
