import { describeObject } from '../../catalog/describe.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { ObservationCheck } from '../check.ts';
import { compareWithBase } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { becomesRequired, isOfNeed, listColumnChanges } from './list-column-changes.ts';
import { reportBreak } from './report-break.ts';
import { saySettings } from './say-settings.ts';
import { writeAlter, writeInReleases } from './write-steps.ts';

export const dropDefault: ObservationCheck = {
  id: 'compatibility/drop-default',
  stage: 'observation',
  severity: 'warning',
  title: 'Default dropped',
  why: 'The release that is still running may leave the column out and let the database fill it in, and those rows are refused until the new release has taken its place.',
  find: (context) => {
    const comparison = compareWithBase(context);
    return listColumnChanges(comparison).flatMap((column) => {
      const { before, after } = column;
      if (comparison === undefined || !isRequired(after) || becomesRequired(column)) return [];
      if (!context.dialect.isFilledIn(before, comparison.base) || context.dialect.isFilledIn(after, comparison.heads)) return [];
      const origin = findOrigin(after, isOfNeed, context);
      if (origin === undefined) return [];
      const message = `${describeObject(after)} loses its ${nameSource(before)}${after.attributes['nullable'] === false ? ' and may not be NULL' : ''}, so that it must always be given.${saySettings(context.dialect)}`;
      const remedy = writeInReleases('Let the new release always write it, and drop the default in the revision of a later release:', [], [writeAlter(after, 'server_default=None', context.dialect)], 'when every release that runs writes the column');
      return [reportBreak({ object: before, origin, kinds: ['drop-default', 'set-default', 'change-column-type', 'set-not-null', 'other'], message, remedy }, context)];
    });
  },
};

function isRequired({ attributes }: CatalogObject): boolean {
  return attributes['nullable'] === false || attributes['requiresValue'] === true;
}

/** What gave it a value. */
function nameSource({ attributes }: CatalogObject): string {
  if (attributes['generated'] != null) return 'expression';
  if (attributes['identity'] != null) return 'identity';
  return attributes['autoIncrement'] != null ? 'AUTO_INCREMENT' : 'default';
}
