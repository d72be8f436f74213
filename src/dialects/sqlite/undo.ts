import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { findKnownTable } from './catalog/known-table.ts';
import { foldName } from './fold-name.ts';
import { quotePython } from '../../sql/quote-python.ts';
import { quoteName } from './quoting.ts';
import { execute } from './sqlalchemy-words.ts';
import { dropPart, writeTableUndo } from './undo-table.ts';
import { listRenames } from './undo-renames.ts';
import type { Renames } from './undo-renames.ts';

/**
 * The Alembic code for `downgrade()` that removes what is left or restores what was lost; undefined where no code does. SQLite changes a table by
 * making it anew, so all changes of one table are undone at once, where the first column, constraint or option is asked for; the code of the others is empty.
 * @param all the changes that are undone together, in the order in which they are asked for
 */
export function writeUndo(change: CatalogChange, all: readonly CatalogChange[]): string | undefined {
  const renames = listRenames(all);
  const table = findChangedTable(change, all, renames);
  if (table !== undefined) {
    const group = all.filter((other) => findChangedTable(other, all, renames) === table);
    const code = writeTableUndo(table, group, renames);
    return code === undefined || group.find((other) => findOwnTable(other, renames) !== undefined) === change ? code : '';
  }
  switch (change.type) {
    case 'added':
      return drop(change.object);
    case 'removed':
      return create(change.object);
    case 'renamed':
      // Of what is no table and no part of one nothing gets another name.
      return undefined;
    case 'changed':
      return restore(change.before, change.attributes.map(({ attribute }) => attribute));
  }
}

/** The table that is to be changed as a whole for a change, by its name before; undefined where the change is undone by itself. */
function findChangedTable(change: CatalogChange, all: readonly CatalogChange[], renames: Renames): string | undefined {
  const table = findOwnTable(change, renames);
  if (table !== undefined) return table;
  const object = 'object' in change ? change.object : change.before;
  const parent = object.kind === 'index' || object.kind === 'trigger' ? nameParent(change, renames) : undefined;
  return parent !== undefined && all.some((other) => findOwnTable(other, renames) === parent) ? parent : undefined;
}

/** The table of which the name, a column, a constraint or an option changed, by its name before. */
function findOwnTable(change: CatalogChange, renames: Renames): string | undefined {
  const object = 'object' in change ? change.object : change.before;
  if (object.kind === 'column' || object.kind === 'constraint') return nameParent(change, renames);
  if (object.kind !== 'table') return undefined;
  return change.type === 'renamed' || (change.type === 'changed' && findKnownTable(object)?.text !== undefined) ? object.name : undefined;
}

/** What the table of a part was called before. */
function nameParent(change: CatalogChange, { tables }: Renames): string | undefined {
  if (change.type !== 'added') return ('object' in change ? change.object : change.before).parentName ?? undefined;
  const { parentName } = change.object;
  return parentName === null ? undefined : (tables.get(foldName(parentName)) ?? parentName);
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

function restore(object: CatalogObject, attributes: readonly string[]): string | undefined {
  if (object.kind === 'database') {
    const { userVersion, applicationId } = object.attributes;
    const written = new Map([['userVersion', `PRAGMA user_version = ${String(userVersion)}`], ['applicationId', `PRAGMA application_id = ${String(applicationId)}`]]);
    return attributes.map((attribute) => execute(written.get(attribute) ?? '')).join('\n');
  }
  const [before, after] = [create(object), drop(object)];
  return before === undefined || after === undefined ? undefined : `${after}\n${before}`;
}
