import { describeObject } from '../../catalog/describe.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { ObservationCheck, Remedy } from '../check.ts';
import { compareWithBase } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { becomesRequired, isOfNeed, listColumnChanges } from './list-column-changes.ts';
import type { ColumnChange } from './list-column-changes.ts';
import { reportBreak } from './report-break.ts';
import { writeAlter, writeInReleases, writeRows } from './write-steps.ts';

export const setNotNull: ObservationCheck = {
  id: 'compatibility/set-not-null',
  stage: 'observation',
  severity: 'warning',
  title: 'NOT NULL set',
  why: 'The release that is still running may write NULL, which SQLAlchemy does for what was not set, and those rows are refused until the new release has taken its place.',
  find: (context) => {
    const comparison = compareWithBase(context);
    return listColumnChanges(comparison).flatMap((column) => {
      if (comparison === undefined || !becomesRequired(column) || context.dialect.isFilledIn(withoutNewDefault(column), comparison.heads)) return [];
      const { before, after } = column;
      const origin = findOrigin(after, (change) => 'attributes' in change && change.attributes.some(({ attribute }) => attribute === 'nullable'), context) ?? findOrigin(after, isOfNeed, context);
      if (origin === undefined) return [];
      const comesWithDefault = after.attributes['default'] != null ? ' Its new default is no help: models that do not know of it write NULL.' : '';
      const message = `${describeObject(after)} may not be NULL any more.${comesWithDefault}`;
      return [reportBreak({ object: before, origin, kinds: ['set-not-null', 'change-column-type', 'add-constraint'], message, remedy: writeRemedy(after, context.dialect) }, context)];
    });
  },
};

/** What fills in where a column is left out is of no help against NULL; only a trigger is. */
function withoutNewDefault({ after }: ColumnChange): CatalogObject {
  return { ...after, attributes: { ...after.attributes, default: null, type: null } };
}

function writeRemedy(column: CatalogObject, dialect: Dialect): Remedy {
  return writeInReleases(
    'Let the new release write a value always, and require it in the revision of a later release:',
    [],
    [writeRows(column, dialect), writeAlter(column, 'nullable=False', dialect)],
    'when every release that runs writes a value',
  );
}
