import { describeObject } from '../../catalog/describe.ts';
import type { CatalogChange } from '../../catalog/change.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
import { writePath } from '../rows/row-table.ts';
import { compareWithBase } from './compare-with-base.ts';
import { findOrigin } from './find-origin.ts';
import { reportBreak } from './report-break.ts';

export const renameEnumValue: ObservationCheck = {
  id: 'compatibility/rename-enum-value',
  stage: 'observation',
  severity: 'warning',
  title: 'Enum value renamed',
  why: 'The release that is still running writes and compares with the old value, which the type no longer knows, and reads the new one, which its models do not know.',
  find: (context) =>
    (compareWithBase(context)?.changes ?? []).flatMap((change) => {
      if ((change.type !== 'changed' && change.type !== 'renamed') || change.after.kind !== 'enum type') return [];
      const { before, after } = change;
      // A type that is made anew, or has fewer values, has lost some, which is another check's matter; one that stays can only have renamed them.
      if (before.identity === null || before.identity !== after.identity || labelsOf(after).length < labelsOf(before).length) return [];
      return labelsOf(before).filter((label) => !labelsOf(after).includes(label)).flatMap((label) => report(label, after, context));
    }),
};

function report(label: string, type: CatalogObject, context: ObservationContext): FoundProblem[] {
  const origin = findOrigin(type, (change) => loses(change, label), context);
  if (origin === undefined) return [];
  const [after, before] = origin.objects;
  const index = before === undefined ? -1 : labelsOf(before).indexOf(label);
  const newLabel = after !== undefined && before !== undefined && labelsOf(after).length === labelsOf(before).length ? labelsOf(after)[index] : undefined;
  const message = `Value \`${label}\` of ${describeObject(type)} ${newLabel === undefined ? 'has another name' : `is renamed to \`${newLabel}\``}.`;
  const problem = reportBreak({ object: type, origin, kinds: ['rename-enum-value'], member: newLabel, message, remedy: writeRemedy(type, newLabel, context.dialect) }, context);
  return [{ ...problem, identity: [...problem.identity, label] }];
}

function loses(change: CatalogChange, label: string): boolean {
  return 'before' in change && labelsOf(change.before).includes(label) && !labelsOf(change.after).includes(label);
}

function labelsOf({ attributes: { labels } }: CatalogObject): readonly string[] {
  return Array.isArray(labels) ? (labels as readonly string[]) : [];
}

/** https://www.postgresql.org/docs/current/sql-altertype.html */
function writeRemedy({ schema, name }: CatalogObject, newLabel: string | undefined, dialect: Dialect): Remedy {
  const type = writePath({ schema, table: name }, dialect);
  return {
    text: 'What people see is the application’s business: leave the value. Or add the new one beside it, let a release know both, then write the new one and change the rows, and leave the old value where it is:',
    code: `with op.get_context().autocommit_block():\n    op.execute(${quotePython(`ALTER TYPE ${type} ADD VALUE '${(newLabel ?? '...').replaceAll("'", "''")}'`)})`,
    language: 'python',
  };
}
