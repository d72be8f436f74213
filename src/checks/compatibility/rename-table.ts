import { describeObject, describePath } from '../../catalog/describe.ts';
import type { CatalogObject, ObjectKind } from '../../catalog/model.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
import { writePath } from '../rows/row-table.ts';
import { compareWithBase, isInRenamedSchema } from './compare-with-base.ts';
import type { Comparison } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { findStandIn, takesRows } from './find-stand-in.ts';
import { reportBreak } from './report-break.ts';

/** What statements name as they name tables, and the schemas in which they look for it. */
const named: ReadonlySet<ObjectKind> = new Set<ObjectKind>(['table', 'foreign table', 'view', 'materialized view', 'sequence', 'schema']);

export const renameTable: ObservationCheck = {
  id: 'compatibility/rename-table',
  stage: 'observation',
  severity: 'warning',
  title: 'Table renamed',
  why: 'The release that is still running asks for the old name, and every one of its statements about the table fails until the new release has taken its place.',
  find: (context) => {
    const comparison = compareWithBase(context);
    if (comparison === undefined) return [];
    return comparison.changes.flatMap((change) => (change.type === 'renamed' && isKnown(change.before, change.after, comparison) ? report(change.before, change.after, comparison, context) : []));
  },
};

/** Partitions and sequences that belong to a column are reached through their table; what is in a renamed schema goes with it. */
function isKnown(before: CatalogObject, after: CatalogObject, { changes }: Comparison): boolean {
  if (!named.has(before.kind) || before.attributes['partitionBound'] != null || before.attributes['ownedBy'] != null) return false;
  return !isInRenamedSchema({ before, after }, changes);
}

function report(before: CatalogObject, after: CatalogObject, { heads }: Comparison, context: ObservationContext): FoundProblem[] {
  const standIn = before.kind === 'schema' || before.kind === 'sequence' ? undefined : findStandIn(before, heads);
  if (standIn !== undefined && (before.kind !== 'table' || takesRows(standIn, heads, context.dialect))) return [];
  const origin = findOrigin(after, (change) => change.type === 'renamed', context);
  if (origin === undefined) return [];
  const isMoved = before.name === after.name;
  const message = `${describeObject(before)} is ${isMoved ? 'moved' : 'renamed'} to \`${describePath(after)}\`${standIn === undefined ? '' : `, and ${describeObject(standIn)}, which has its old name, takes no rows`}.`;
  return [reportBreak({ object: before, origin, kinds: ['rename-table', 'other'], message, remedy: writeRemedy(before, after, context) }, context)];
}

function writeRemedy(before: CatalogObject, after: CatalogObject, { dialect }: ObservationContext): Remedy {
  const keep = 'The name in the database is the model’s business alone: leave it, and keep it as the model’s `__tablename__`';
  if (before.kind === 'schema' || before.kind === 'sequence') return { text: `Leave the name, or make the new ${before.kind} beside it and drop the old one in a later release, when no release that runs names it.` };
  if (before.kind === 'table' && !dialect.capabilities.writesThroughViews) {
    return { text: `${keep}. Or make the new table beside it, write both for a release, and drop the old one in a later release. A view under the old name takes no rows without INSTEAD OF triggers.` };
  }
  const path = (object: CatalogObject): string => writePath({ schema: object.schema, table: object.name }, dialect);
  const [from, to] = [path(before), path(after)];
  return {
    text: `${before.kind === 'table' ? `${keep}. Or leave` : 'Leave'} a view under the old name, and drop it in a later release, when no release that runs names it:`,
    code: [`op.execute(${quotePython(`CREATE VIEW ${from} AS SELECT * FROM ${to}`)})`, '# in a later release:', `# op.execute(${quotePython(`DROP VIEW ${from}`)})`].join('\n'),
    language: 'python',
  };
}
