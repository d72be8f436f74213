import type { AttributeValue, CatalogObject } from './model.ts';

/** One attribute that differs. */
export interface AttributeChange {
  readonly attribute: string;
  readonly before: AttributeValue;
  readonly after: AttributeValue;
}

/**
 * One difference between two catalogs, typed. An object that came or went takes its parts with it
 * (`parts`), so a dropped table is one change and not one for each of its columns.
 */
export type CatalogChange =
  | { readonly type: 'added'; readonly key: string; readonly object: CatalogObject; readonly parts: readonly CatalogObject[] }
  | { readonly type: 'removed'; readonly key: string; readonly object: CatalogObject; readonly parts: readonly CatalogObject[] }
  | {
      readonly type: 'renamed';
      readonly key: string;
      readonly before: CatalogObject;
      readonly after: CatalogObject;
      /** What else changed of it. */
      readonly attributes: readonly AttributeChange[];
    }
  | {
      readonly type: 'changed';
      readonly key: string;
      readonly before: CatalogObject;
      readonly after: CatalogObject;
      readonly attributes: readonly AttributeChange[];
    };

// `diffCatalogs(before, after): CatalogChange[]` is in diff.ts; `describeChange` and `renderDiff` in describe.ts.
