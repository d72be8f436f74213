import type { CatalogObject } from './model.ts';
import { isSameName } from './same-name.ts';

/** A table, view, sequence, column or index that a statement gave another name; a schema left out is any. */
export interface Rename {
  readonly schema: string | undefined;
  /** The column's or index's table, by its name before or after; undefined for a table. */
  readonly table?: string;
  /** Not a column of the table, but an index. */
  readonly isIndex?: boolean;
  readonly from: string;
  readonly to: string;
}

/** The objects of its kind that a rename may mean by a name: those with it, or, where none has it, with it in another case. */
export function findNamed(objects: Iterable<readonly [string, CatalogObject]>, { schema, table, isIndex = false }: Rename, name: string): (readonly [string, CatalogObject])[] {
  // `RENAME TABLE` also takes a view or a sequence, and a unique index is a constraint.
  const kinds: readonly string[] = table === undefined ? ['table', 'view', 'sequence'] : isIndex ? ['index', 'constraint'] : ['column'];
  const alike = [...objects].filter(([, object]) => kinds.includes(object.kind) && isSameName(object.name, name) && (schema === undefined || isSameName(object.schema, schema)));
  const exact = alike.filter(([, object]) => object.name === name);
  return exact.length > 0 ? exact : alike;
}

/** Whether it is the part's table that the rename names, under the name it had or the one it has. */
export function isOfTable({ table }: Rename, before: CatalogObject, after: CatalogObject): boolean {
  return table === undefined || isSameName(before.parentName, table) || isSameName(after.parentName, table);
}
