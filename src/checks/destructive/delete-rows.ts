import type { ObservationCheck } from '../check.ts';
import { listOperations } from '../../sql/find-statement.ts';
import { agreeWith, listUpgrades, locateStatement } from './find-destruction.ts';
import { hasTableAtBase } from './has-table-at-base.ts';

const id = 'destructive/delete-rows';

export const deleteRows: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Rows deleted',
  why: 'The rows are gone for good.',
  find: (context) =>
    listUpgrades(context).flatMap(({ revision, step }) =>
      step.statements
        .filter(({ isBookkeeping }) => !isBookkeeping)
        .flatMap((statement) =>
          listOperations(statement)
            .filter(({ kind, target }) => kind === 'delete' && hasTableAtBase(target, context.observation.base))
            .map(({ target, flags }) => ({
              revision,
              ...locateStatement(revision, statement, context),
              message: `Table \`${target.name}\` loses rows by DELETE${describe(flags)}.`,
              remedy: agreeWith('Keep what is deleted elsewhere, or do it outside of a deployment, where it can be looked at first.', id),
              evidence: { sql: statement.sql },
              identity: [revision, 'delete', target.name],
            })),
        ),
    ),
};

function describe(flags: readonly string[]): string {
  return flags.includes('conditional') ? ' with a condition' : ' without a condition';
}
