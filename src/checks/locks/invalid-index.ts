import type { CatalogObject } from '../../catalog/model.ts';
import { describeObject, beginSentence } from '../../catalog/describe.ts';
import type { StatementObservation } from '../../observe/observation.ts';
import { findStatement, listOperations } from '../../sql/find-statement.ts';
import type { Operation } from '../../sql/operation.ts';
import { quotePython } from '../../sql/quote-python.ts';
import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { listUpgrades } from '../destructive/list-upgrades.ts';
import { nameObject } from '../name-object.ts';
import { findStep } from '../round-trip/step-place.ts';

export const invalidIndex: ObservationCheck = {
  id: 'locks/invalid-index',
  stage: 'observation',
  severity: 'warning',
  title: 'Index left invalid',
  why: 'No query uses it, every write keeps it up to date, its name is taken, and a unique one does not keep out duplicates that are there.',
  find: (context) => [...findStillInvalid(context), ...findFailedBuilds(context)],
};

/** Indexes that the pull request leaves invalid when all its revisions are applied. */
function findStillInvalid(context: ObservationContext): FoundProblem[] {
  const invalid = new Map<string, FoundProblem>();
  for (const { revision, step } of listUpgrades(context)) {
    for (const change of step.changes) {
      const before = change.type === 'removed' ? change.object : change.type === 'renamed' || change.type === 'changed' ? change.before : undefined;
      const after = change.type === 'added' ? change.object : change.type === 'removed' ? undefined : change.after;
      const wasInvalid = before !== undefined && isInvalid(before);
      if (before !== undefined) invalid.delete(nameObject(before, context.dialect));
      if (after !== undefined && isInvalid(after) && !wasInvalid) invalid.set(nameObject(after, context.dialect), reportInvalid(revision, after, step.statements, context));
    }
  }
  return [...invalid.values()];
}

function isInvalid({ kind, attributes }: CatalogObject): boolean {
  return kind === 'index' && attributes['isValid'] === false;
}

function reportInvalid(revision: string, index: CatalogObject, statements: readonly StatementObservation[], context: ObservationContext): FoundProblem {
  const statement = findStatement(statements, { kinds: ['create-index'], schema: index.schema, target: index.parentName ?? '', member: index.name });
  return {
    revision,
    ...locateStatement(revision, statement, context),
    message: beginSentence(`${describeObject(index)} is invalid after the upgrade.`),
    remedy: { text: 'That of a partitioned table becomes valid when the index of each partition is attached to it (`ALTER INDEX … ATTACH PARTITION`); any other is to be dropped and built again.' },
    evidence: { ...(statement === undefined ? {} : { sql: statement.sql }), diff: [`~ ${describeObject(index)}: not valid`] },
    identity: [revision, nameObject(index, context.dialect)],
  };
}

/** Builds that rows made fail: what was built of the index so far stays. https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY */
function findFailedBuilds(context: ObservationContext): FoundProblem[] {
  const { observation, history, dialect } = context;
  return (observation.rows?.revisions ?? []).flatMap((trip): FoundProblem[] => {
    const step = findStep(trip, 'upgrade', 1);
    if (step?.error === undefined || !history.newRevisions.has(trip.revision) || !dialect.isRowConflict(step.error)) return [];
    const statement = step.statements.find(({ isFailed }) => isFailed);
    const build = statement === undefined ? undefined : listOperations(statement).find(({ kind, flags }) => kind === 'create-index' && flags.includes('concurrently'));
    if (statement === undefined || build === undefined) return [];
    const name = build.member === undefined ? 'an index' : `index \`${build.member}\``;
    const then = build.flags.includes('if-not-exists') ? 'the next run passes it over as if it were whole, because of IF NOT EXISTS' : 'the next run stops at its name';
    return [
      {
        revision: trip.revision,
        ...locateStatement(trip.revision, statement, context),
        message: beginSentence(`${name} of \`${build.target.name}\` is left invalid when rows make its build fail, and ${then}.`),
        remedy: writeRemoval(build),
        evidence: { sql: statement.sql, error: step.error.message },
        identity: [trip.revision, build.member ?? '', build.target.name],
      },
    ];
  });
}

function writeRemoval({ member = '...', target: { schema }, flags }: Operation): Remedy {
  const elsewhere = schema === undefined ? '' : `, schema=${quotePython(schema)}`;
  return {
    text: `Remove what an earlier run may have left before it is built${flags.includes('if-not-exists') ? ', and leave out IF NOT EXISTS' : ''}; and settle the rows that are in its way in a revision before:`,
    code: `with op.get_context().autocommit_block():\n    op.drop_index(${quotePython(member)}${elsewhere}, postgresql_concurrently=True, if_exists=True)\n    op.create_index(${quotePython(member)}, ..., postgresql_concurrently=True)`,
    language: 'python',
  };
}
