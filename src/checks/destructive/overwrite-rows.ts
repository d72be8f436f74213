import type { FoundProblem, ObservationCheck, ObservationContext } from '../check.ts';
import { countNarrowedValues } from '../rows/count-lost.ts';
import { countGone, findLosses } from '../rows/find-losses.ts';
import { nameTable } from '../rows/row-table.ts';
import { sayCount } from '../../say-count.ts';
import { findRowTrip } from '../rows/row-trips.ts';
import { agreeWith, locateStatement } from './find-destruction.ts';
import { listOverwritten } from './list-overwritten.ts';
import type { Overwritten } from './list-overwritten.ts';
import { keepReferences, sayWay } from './keep-references.ts';
import { listEmptiedReferences } from './list-emptied-references.ts';
import type { EmptiedReference } from './list-emptied-references.ts';
import { nameStatement } from './name-statement.ts';

const id = 'destructive/overwrite-rows';

export const overwriteRows: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'warning',
  title: 'Rows overwritten',
  why: 'What stood in the column is gone for good.',
  find: (context) => [...listOverwritten(context).map((overwritten) => report(overwritten, context)), ...listEmptiedReferences(context).map((emptied) => reportEmptied(emptied, context))],
};

function report({ revision, column, statement }: Overwritten, context: ObservationContext): FoundProblem {
  const name = `${nameTable({ schema: column.schema, table: column.parentName ?? '' }, context.dialect)}.${column.name}`;
  const trip = findRowTrip(context, revision);
  const loss = (trip === undefined ? [] : findLosses(trip)).find((one) => one.schema === column.schema && one.table === column.parentName)?.columns.find((one) => one.column === column.name);
  return {
    revision,
    ...locateStatement(revision, statement, context),
    // Values that nothing takes the place of are lost also to whoever does not go back.
    ...(loss !== undefined && countGone(loss) !== undefined ? { severity: 'error' as const } : {}),
    message: `Column \`${name}\` is overwritten in every row by UPDATE without a condition.${countNarrowedValues(context, revision, column)}`,
    remedy: agreeWith('Write to the rows that need it alone (`WHERE`), or keep the old values in a column of their own, from which `downgrade()` brings them back.', id),
    evidence: { sql: statement.sql },
    identity: [revision, name],
    operation: [nameStatement(statement.sql)],
  };
}

/** Of values that a foreign key made NULL. */
function reportEmptied(emptied: EmptiedReference, context: ObservationContext): FoundProblem {
  const { revision, statement, column, referred, way, lost, of } = emptied;
  const name = `${nameTable(emptied, context.dialect)}.${column}`;
  return {
    revision,
    ...locateStatement(revision, statement, context),
    severity: 'error',
    message: `Column \`${name}\` loses values: ON DELETE SET NULL leads from them ${sayWay(way, referred)}. On the walk with rows ${String(lost)} of ${sayCount(of, 'value')} became NULL.`,
    remedy: keepReferences(way, referred, id),
    evidence: { sql: statement.sql },
    identity: [revision, 'emptied', name],
    operation: [nameStatement(statement.sql), referred],
  };
}
