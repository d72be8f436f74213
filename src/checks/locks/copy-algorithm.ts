import { beginSentence } from '../../catalog/describe.ts';
import type { FoundProblem, ObservationCheck, ObservationContext, Remedy } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { listUpgrades } from '../destructive/list-upgrades.ts';
import { findCopiedTables } from '../../sql/find-copied-tables.ts';
import { BaseTables } from './base-tables.ts';
import { listLocking } from './list-locking.ts';
import type { LockingStatement } from './list-locking.ts';
import { listWords, sayTable } from './say-lock.ts';

export const copyAlgorithm: ObservationCheck = {
  id: 'locks/copy-algorithm',
  stage: 'observation',
  severity: 'warning',
  title: 'Table copied row by row',
  why: 'Every row goes into a new table, which takes minutes to hours for a large one and twice its space on the disk; who writes meanwhile waits until it is over.',
  find: (context) => (context.dialect.capabilities.lockIntrospection === 'copies' ? findCopies(context) : listLocking(context).flatMap((working) => reportCopy(working, context))),
};

/** A change for which the server has no way without a copy. */
function reportCopy(working: LockingStatement, context: ObservationContext): FoundProblem[] {
  const { revision, statement, impact, rewrites, locks } = working;
  if (impact?.algorithm !== 'copy' || rewrites.length === 0) return [];
  const tables = [...new Set(rewrites.map(({ schema, table }) => sayTable({ schema, name: table }, context)))];
  const meanwhile = locks.some(({ blocks }) => blocks === 'reads')
    ? 'and nobody reads or writes it meanwhile'
    : locks.length > 0
      ? 'and who writes to it waits meanwhile'
      : 'while others go on reading and writing it';
  const reason = readReason(impact.refusal);
  return [
    {
      revision,
      ...locateStatement(revision, statement, context),
      // Nobody waits, but the disk and the replicas have all of the work.
      ...(locks.length === 0 ? { severity: 'note' as const } : {}),
      message: `${beginSentence(`table ${listWords(tables)} is copied row by row, ${meanwhile}`)}${reason === undefined ? '.' : `: ${reason}.`}`,
      remedy: writeRemedy(statement.sql, context),
      evidence: { sql: statement.sql, ...(impact.refusal === undefined ? {} : { error: impact.refusal }) },
      identity: [revision, ...tables, statement.sql],
    },
  ];
}

/** `ALGORITHM=INPLACE is not supported. Reason: Cannot change column type INPLACE. Try ALGORITHM=COPY.` */
function readReason(refusal: string | undefined): string | undefined {
  return /Reason: (.+?)\.? Try /.exec(refusal ?? '')?.[1];
}

/** Tables that a revision makes anew with all their rows, where the whole database has one lock for writers. */
function findCopies(context: ObservationContext): FoundProblem[] {
  const tables = new BaseTables(context.observation.base, context.smallTables);
  return listUpgrades(context).flatMap(({ revision, step }) => {
    const found = findCopiedTables(step.statements).flatMap(({ table, statement }): FoundProblem[] => {
      const known = tables.find(table);
      if (known === undefined) return [];
      return [
        {
          revision,
          ...locateStatement(revision, statement, context),
          message: `Table ${sayTable(known, context)} is copied row by row, and who writes to the database waits meanwhile.`,
          remedy: context.dialect.writeCopyRemedy?.(statement.sql, step.changes.filter((change) => ('object' in change ? change.object : change.after).parentName === known.name)) ?? anyRemedy,
          evidence: { sql: statement.sql },
          identity: [revision, sayTable(known, context)],
        },
      ];
    });
    tables.follow(step);
    return found;
  });
}

function writeRemedy(sql: string, { dialect }: ObservationContext): Remedy {
  return dialect.writeCopyRemedy?.(sql, []) ?? anyRemedy;
}

const anyRemedy: Remedy = { text: 'Make the change in a form that copies no rows, or while nobody writes to the table.' };
