import type { ObservationCheck } from '../check.ts';
import { listOperations } from '../../sql/find-statement.ts';
import { agreeWith, listUpgrades, locateStatement } from './find-destruction.ts';
import { hasTableAtBase } from './has-table-at-base.ts';

const id = 'destructive/truncate';

export const truncate: ObservationCheck = {
  id,
  stage: 'observation',
  severity: 'error',
  title: 'Table truncated',
  why: 'Every row is gone for good.',
  find: (context) =>
    listUpgrades(context).flatMap(({ revision, step }) =>
      step.statements
        .filter(({ isBookkeeping }) => !isBookkeeping)
        .flatMap((statement) =>
          listOperations(statement)
            .filter(({ kind, target }) => kind === 'truncate' && hasTableAtBase(target, context.observation.base))
            .map(({ target, flags }) => ({
              revision,
              ...locateStatement(revision, statement, context),
              message: `Table \`${target.name}\` is emptied by TRUNCATE${describe(flags)}.`,
              remedy: agreeWith('Keep what is deleted elsewhere, or do it outside of a deployment, where it can be looked at first.', id),
              evidence: { sql: statement.sql },
              identity: [revision, 'truncate', target.name],
            })),
        ),
    ),
};

function describe(flags: readonly string[]): string {
  return flags.includes('cascade') ? ', and so is every table that refers to it' : '';
}
