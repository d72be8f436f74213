import type { CatalogChange } from '../../catalog/change.ts';
import { diffCatalogs } from '../../catalog/diff.ts';
import type { Rename } from '../../catalog/rename.ts';
import { catalogKey } from '../../catalog/model.ts';
import type { CatalogObject } from '../../catalog/model.ts';

/**
 * The same changes, but with what statements renamed as renames: giving a name back keeps the rows, where dropping one thing and making
 * another would lose them. Nothing is guessed: what merely looks alike stays two things.
 */
export function pairRenames(changes: readonly CatalogChange[], renames: readonly Rename[]): readonly CatalogChange[] {
  if (renames.length === 0) return changes;
  const before = changes.flatMap((change) => (change.type === 'added' ? [] : change.type === 'removed' ? [change.object, ...change.parts] : [change.before]));
  const after = changes.flatMap((change) => (change.type === 'removed' ? [] : change.type === 'added' ? [change.object, ...change.parts] : [change.after]));
  const paired = diffCatalogs({ objects: list(before) }, { objects: list(after) }, { matchRenames: true, renames });
  return paired.some(({ type }) => type === 'renamed') ? paired : changes;
}

/** Without internal numbers, which mean different things where the changes are between two databases. */
function list(objects: readonly CatalogObject[]): Map<string, CatalogObject> {
  return new Map(objects.map((object) => [catalogKey(object.kind, object.schema, object.parentName, object.name), object.identity === null ? object : { ...object, identity: null }]));
}
