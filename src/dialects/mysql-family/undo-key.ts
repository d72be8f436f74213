import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { defineColumn } from './define-column.ts';
import { defineIndex } from './define-table.ts';
import { bare, defineConstraint } from './undo-constraint.ts';
import { quoteName } from './quoting.ts';
import { execute, table } from './undo-names.ts';

/**
 * An AUTO_INCREMENT column must be the first of a key at every moment, so that the two come and go in one statement: the line of the column
 * does both, and that of the key is empty. Undefined where a change is of neither.
 */
export function undoWithKey(change: CatalogChange, all: readonly CatalogChange[]): string | undefined {
  const pair = all.flatMap((column) => {
    const key = isCounting(column) ? all.find((other) => isKeyOf(column, other)) : undefined;
    return key === undefined ? [] : [{ column, key }];
  });
  if (pair.some(({ key }) => key === change)) return '';
  const found = pair.find(({ column }) => column === change);
  if (found === undefined) return undefined;
  const { object } = stateOf(change);
  return execute(`ALTER TABLE ${table(object)} ${[undoKey(found.key), undoColumn(change)].toSorted((a, b) => rank(a) - rank(b)).join(', ')}`);
}

/** One statement that makes a key anew: an AUTO_INCREMENT column or a foreign key may need it. Undefined for what is no key. */
export function restoreKey(object: CatalogObject): string | undefined {
  const { constraintType } = object.attributes;
  if (constraintType !== 'primary key' && constraintType !== 'unique constraint') return undefined;
  const definition = defineConstraint(object);
  return definition === undefined ? undefined : execute(`ALTER TABLE ${table(object)} ${dropKey(object)}, ADD ${definition}`);
}

interface State {
  readonly object: CatalogObject;
  readonly isThere: boolean;
}

/** The state of an object that counts or has counted, and whether that is the present one, which is to go. */
function stateOf(change: CatalogChange): State {
  if (change.type === 'added') return { object: change.object, isThere: true };
  if (change.type === 'removed') return { object: change.object, isThere: false };
  const isThere = change.after.attributes['autoIncrement'] === true;
  return { object: isThere ? change.after : change.before, isThere };
}

function isCounting(change: CatalogChange): boolean {
  if (change.type === 'renamed') return false;
  if (change.type === 'changed' && !change.attributes.some(({ attribute }) => attribute === 'autoIncrement')) return false;
  const { object } = stateOf(change);
  return object.kind === 'column' && object.attributes['autoIncrement'] === true;
}

/** Whether a key came or went with a column that is its first. */
function isKeyOf(column: CatalogChange, key: CatalogChange): boolean {
  if (key.type !== 'added' && key.type !== 'removed') return false;
  const { object, isThere } = stateOf(column);
  const isKey = key.object.kind === 'index' || key.object.attributes['constraintType'] === 'primary key' || key.object.attributes['constraintType'] === 'unique constraint';
  if (!isKey || key.object.parent !== object.parent || (key.type === 'added') !== isThere) return false;
  const definition = key.object.kind === 'index' ? defineIndex(key.object) : String(key.object.attributes['definition']);
  const [, first = ''] = / \((`(?:[^`]|``)*`|[^`,()\s]+)/.exec(definition) ?? [];
  return bare(first) === object.name;
}

function undoColumn(change: CatalogChange): string {
  if (change.type === 'added') return `DROP COLUMN ${quoteName(change.object.name)}`;
  if (change.type === 'removed') return `ADD COLUMN ${quoteName(change.object.name)} ${defineColumn(change.object)}`;
  return `MODIFY COLUMN ${quoteName(change.before.name)} ${defineColumn(change.before)}`;
}

function undoKey(change: CatalogChange): string {
  const { object } = stateOf(change);
  if (change.type === 'added') return dropKey(object);
  return `ADD ${object.kind === 'index' ? defineIndex(object) : String(defineConstraint(object))}`;
}

function dropKey({ name, attributes }: CatalogObject): string {
  return attributes['constraintType'] === 'primary key' ? 'DROP PRIMARY KEY' : `DROP INDEX ${quoteName(name)}`;
}

/** What is dropped first, then columns, then the keys over them. */
function rank(action: string): number {
  return ['DROP', 'ADD COLUMN', 'MODIFY', 'ADD'].findIndex((beginning) => action.startsWith(beginning));
}
