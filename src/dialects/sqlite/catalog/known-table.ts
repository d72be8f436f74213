import type { CatalogObject } from '../../../catalog/model.ts';
import type { SchemaRow } from './schema-rows.ts';
import type { ConstraintText, TableText } from './table-text.ts';

/** Everything about the table or view that an object of the catalog goes with, at the moment when it was read. */
export interface KnownTable {
  /** The table's or view's own row. */
  readonly root: SchemaRow | undefined;
  /** Undefined for a view, a virtual table, or a text that could not be read. */
  readonly text: TableText | undefined;
  /** Its row, and those of its indexes and triggers. */
  readonly rows: readonly SchemaRow[];
  /** A foreign key refers to it, also one of its own. */
  readonly isReferred: boolean;
  /** A view or another table's trigger speaks of it. */
  readonly isRead: boolean;
}

const knownTables = new WeakMap<CatalogObject, KnownTable>();

/** Lets the objects of a table be asked for the whole of it, which undoing one of them needs: batch mode makes the table anew. */
export function rememberTable(objects: readonly CatalogObject[], table: KnownTable): void {
  for (const object of objects) knownTables.set(object, table);
}

/** The table as it was when the object was read; undefined for an object that no reader of this dialect made. */
export function findKnownTable(object: CatalogObject): KnownTable | undefined {
  return knownTables.get(object);
}

const constraintTexts = new WeakMap<CatalogObject, ConstraintText>();

/** Lets a constraint be asked for its parts. */
export function rememberConstraint(object: CatalogObject, text: ConstraintText): void {
  constraintTexts.set(object, text);
}

export function findConstraintText(object: CatalogObject): ConstraintText | undefined {
  return constraintTexts.get(object);
}
