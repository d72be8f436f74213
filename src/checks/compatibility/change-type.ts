import { describeObject } from '../../catalog/describe.ts';
import type { Catalog, CatalogObject } from '../../catalog/model.ts';
import type { ObservationCheck, Remedy } from '../check.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { compareWithBase } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { listColumnChanges } from './list-column-changes.ts';
import { reportBreak } from './report-break.ts';
import { writeAdd, writeCopy, writeDrop, writeInReleases } from './write-steps.ts';

export const changeType: ObservationCheck = {
  id: 'compatibility/change-type',
  stage: 'observation',
  severity: 'warning',
  title: 'Type changed',
  why: 'The release that is still running writes, compares and reads the column as the type that its models have: statements are refused, or values come back as something that its code does not expect.',
  find: (context) => {
    const comparison = compareWithBase(context);
    return listColumnChanges(comparison).flatMap(({ before, after, change }) => {
      if (comparison === undefined || !change.attributes.some(({ attribute }) => attribute === 'type')) return [];
      const [from, to] = [readType(before, comparison.base), readType(after, comparison.heads)];
      if (from === undefined || to === undefined || !context.dialect.changesKind(from, to)) return [];
      const origin = findOrigin(after, (own) => 'attributes' in own && own.attributes.some(({ attribute }) => attribute === 'type'), context);
      if (origin === undefined) return [];
      const message = `${describeObject(after)} holds values of another kind: \`${String(before.attributes['type'])}\` became \`${String(after.attributes['type'])}\`.`;
      return [reportBreak({ object: before, origin, kinds: ['change-column-type'], message, remedy: writeRemedy(before, after, context.dialect) }, context)];
    });
  },
};

/** A domain is what it is made of. */
function readType({ attributes: { type } }: CatalogObject, { objects }: Catalog): string | undefined {
  if (typeof type !== 'string') return undefined;
  const domain = [...objects.values()].find(({ kind, schema, name }) => kind === 'domain' && (name === type || `${schema ?? ''}.${name}` === type));
  return domain === undefined ? type : readType(domain, { objects });
}

function writeRemedy(before: CatalogObject, after: CatalogObject, dialect: Dialect): Remedy {
  return writeInReleases(
    'Add a column of the new type beside the old one, let the new release write both, and fill it from the old one:',
    [writeAdd(after, `${after.name}_new`, dialect), writeCopy(after, '...', `${after.name}_new`, dialect)],
    [writeDrop(after, before.name, dialect)],
    'when no release that runs knows the old column',
  );
}
