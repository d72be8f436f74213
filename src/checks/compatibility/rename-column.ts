import { describeObject } from '../../catalog/describe.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import { isSameName } from '../../catalog/same-name.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { ObservationCheck, Remedy } from '../check.ts';
import { compareWithBase } from './compare-with-base.ts';
import type { Comparison } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { findStandIn } from './find-stand-in.ts';
import { mentions } from './mentions.ts';
import { reportBreak } from './report-break.ts';
import { writeAdd, writeCopy, writeDrop, writeInReleases } from './write-steps.ts';

export const renameColumn: ObservationCheck = {
  id: 'compatibility/rename-column',
  stage: 'observation',
  severity: 'warning',
  title: 'Column renamed',
  why: 'The release that is still running names every column that it knows, also where it reads whole rows, so that each of its statements about the table fails until the new release has taken its place.',
  find: (context) => {
    const comparison = compareWithBase(context);
    if (comparison === undefined) return [];
    return comparison.changes.flatMap((change) => {
      if (change.type !== 'renamed' || change.after.kind !== 'column' || !isOtherName(change.before.name, change.after.name, context.dialect)) return [];
      const { before, after } = change;
      const origin = isCovered(before, after, comparison) ? undefined : findOrigin(after, ({ type }) => type === 'renamed', context);
      if (origin === undefined) return [];
      return [reportBreak({ object: before, origin, kinds: ['rename-column'], message: `${describeObject(before)} is renamed to \`${after.name}\`.`, remedy: writeRemedy(before, after, context.dialect) }, context)];
    });
  },
};

function isOtherName(before: string, after: string, { capabilities }: Dialect): boolean {
  return capabilities.heedsColumnCase ? before !== after : !isSameName(before, after);
}

/** A view that was left under the name of a renamed table shows the column as it was called. */
function isCovered({ schema, parentName, name }: CatalogObject, after: CatalogObject, { heads }: Comparison): boolean {
  if (parentName === null || (parentName === after.parentName && schema === after.schema)) return false;
  const standIn = findStandIn({ schema, name: parentName }, heads);
  return standIn?.kind === 'view' && mentions(String(standIn.attributes['definition']), name);
}

function writeRemedy(before: CatalogObject, after: CatalogObject, dialect: Dialect): Remedy {
  return writeInReleases(
    'The name in the database is the model’s business alone: leave it, and map the attribute to it (`mapped_column("<column>", …)`). Or add the new column beside the old one, and let the new release write both:',
    [writeAdd(after, after.name, dialect), writeCopy(after, dialect.quoteName(before.name), after.name, dialect)],
    [writeDrop(after, before.name, dialect)],
    'when no release that runs names the old column',
  );
}
