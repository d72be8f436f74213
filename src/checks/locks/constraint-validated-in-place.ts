import type { ObservationCheck } from '../check.ts';
import type { HeldLock } from './open-transaction.ts';
import { reportWork } from './report-work.ts';
import { listWords, sayForms, sayTable, sayUnder } from './say-lock.ts';

export const constraintValidatedInPlace: ObservationCheck = {
  id: 'locks/constraint-validated-in-place',
  stage: 'observation',
  severity: 'warning',
  title: 'Constraint validated in place',
  why: 'Every row is read to see that it keeps the rule, or an index is built, while others are locked out.',
  find: (context) =>
    reportWork('constraint-validated-in-place', context, {
      message: ({ revision, scans, held }, { forms, locks }) => {
        const rows = scans.length === 0 ? '' : `: all rows of ${listWords(scans.map((table) => sayTable(table, context)))} are read`;
        const isLate = forms.every(({ kind }) => kind === 'validate') && held.length > 0;
        return `${sayForms(forms)}${isLate ? ` in the transaction that keeps others out${saySince(held, revision)}` : ''}${rows}${sayUnder(locks, context)}`;
      },
      remedy: { text: 'Add it NOT VALID and validate it later.' },
    }),
};

/** Where a transaction goes on over revisions, which of them locked first. */
function saySince([first]: readonly HeldLock[], own: string): string {
  return first === undefined || first.revision === own ? '' : ` since revision \`${first.revision}\``;
}
