import type { AttributeChange, CatalogChange } from '../../catalog/change.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { ObservationContext } from '../check.ts';
import type { FollowedUpgrade } from './follow-catalogs.ts';
import { findType } from './list-allowed.ts';

/**
 * What of a column a change narrows; undefined where it does not. A domain is judged by the type that it is made of, and a column that goes from one
 * enum to another is `destructive/drop-enum-value`.
 */
export function findNarrowed(change: CatalogChange, { before, after }: Pick<FollowedUpgrade, 'before' | 'after'>, { dialect }: ObservationContext): AttributeChange | undefined {
  if ((change.type !== 'changed' && change.type !== 'renamed') || change.after.kind !== 'column') return undefined;
  return change.attributes.find((attribute) => {
    if (attribute.attribute !== 'type') return dialect.isNarrowing(attribute);
    const [from, to] = [String(attribute.before), String(attribute.after)];
    const [had, has] = [findType(from, before), findType(to, after)];
    if (had?.kind === 'enum type' && (has?.kind === 'enum type' || fitsLabels(had, to))) return false;
    const [plainFrom, plainTo] = [resolve(from, before), resolve(to, after)];
    return plainFrom !== plainTo && dialect.isNarrowing({ attribute: 'type', before: plainFrom, after: plainTo });
  });
}

/** A type as the server writes it, with that of a domain in its place. */
function resolve(text: string, catalog: Catalog): string {
  const type = findType(text, catalog);
  if (type?.kind !== 'domain') return text;
  const [brackets = ''] = /(?:\[\d*\])*$/.exec(text) ?? [];
  return `${resolve(String(type.attributes['type']), catalog)}${brackets}`;
}

/** Whether a text of so many characters holds every label. */
function fitsLabels({ attributes: { labels } }: CatalogObject, type: string): boolean {
  const [, length] = /^character varying\((\d+)\)$/.exec(type) ?? [];
  return length !== undefined && Array.isArray(labels) && labels.every((label) => Array.from(String(label)).length <= Number(length));
}
