import { describeObject } from '../../catalog/describe.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { listOperations } from '../../sql/find-statement.ts';
import type { OperationKind } from '../../sql/operation.ts';
import type { ObservationCheck, Remedy } from '../check.ts';
import { compareWithBase } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import type { Origin } from './find-origin.ts';
import { isOfNeed } from './list-column-changes.ts';
import { findCause, reportBreak } from './report-break.ts';
import { saySettings } from './say-settings.ts';
import { writeAdd, writeAlter, writeInReleases, writeRows } from './write-steps.ts';

const kinds: readonly OperationKind[] = ['set-not-null', 'drop-default', 'change-column-type', 'create-table', 'add-column'];

export const requiredColumn: ObservationCheck = {
  id: 'compatibility/required-column',
  stage: 'observation',
  severity: 'warning',
  title: 'Required column added',
  why: 'The release that is still running does not know the column and leaves it out, so that every row it inserts is refused until the new release has taken its place.',
  find: (context) => {
    const comparison = compareWithBase(context);
    if (comparison === undefined) return [];
    return comparison.changes.flatMap((change) => {
      if (change.type !== 'added' || !isRequired(change.object) || context.dialect.isFilledIn(change.object, comparison.heads)) return [];
      const { object } = change;
      const origin = findOrigin(object, isOfNeed, context);
      if (origin === undefined) return [];
      const message = `${describeObject(object)} is added, may not be NULL and has no default.${saySettings(context.dialect)}`;
      return [reportBreak({ object, origin, kinds, message, remedy: writeRemedy(object, origin, context.dialect) }, context)];
    });
  },
};

/** MySQL knows columns that may be NULL and must be given a value. */
function isRequired({ kind, attributes }: CatalogObject): boolean {
  return kind === 'column' && (attributes['nullable'] === false || attributes['requiresValue'] === true);
}

function writeRemedy(column: CatalogObject, origin: Origin, dialect: Dialect): Remedy {
  const cause = findCause(origin, kinds);
  const isDefaultDropped = cause !== undefined && listOperations(cause).some(({ kind }) => kind === 'drop-default');
  if (isDefaultDropped) return writeInReleases('Leave the default, which fills in for the release that is still running, and drop it later:', [], [writeAlter(column, 'server_default=None', dialect)], 'when every release that runs writes the column');
  return writeInReleases(
    'Give it a `server_default`, or add it nullable and require it later:',
    [writeAdd(column, column.name, dialect)],
    [writeRows(column, dialect), writeAlter(column, 'nullable=False', dialect)],
    'when every release that runs writes the column',
  );
}
