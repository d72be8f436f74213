import type { CatalogChange } from '../catalog/change.ts';
import { catalogKey } from '../catalog/model.ts';
import type { CatalogObject } from '../catalog/model.ts';
import type { Dialect } from '../dialects/dialect.ts';

/**
 * An object's name for the identity of a finding: the same on every database that a project is checked on, so without the schema
 * where a name without one stands.
 */
export function nameObject({ kind, schema, parentName, name }: CatalogObject, { defaultSchema }: Pick<Dialect, 'defaultSchema'>): string {
  // A sequence keeps its own name whoever owns it.
  return catalogKey(kind, schema === defaultSchema ? null : schema, kind === 'sequence' ? null : parentName, name);
}

/** The names of what changed, for the identity of a finding. */
export function nameChanged(changes: readonly CatalogChange[], dialect: Pick<Dialect, 'defaultSchema'>): string[] {
  return changes.map((change) => nameObject('object' in change ? change.object : change.type === 'renamed' ? change.before : change.after, dialect));
}
