import { beginSentence } from '../../catalog/describe.ts';
import type { FoundProblem, ObservationContext, Remedy } from '../check.ts';
import { locateStatement } from '../destructive/find-destruction.ts';
import { listLocking } from './list-locking.ts';
import type { LockingStatement } from './list-locking.ts';
import { sayBesides, sayTable, writeFacts } from './say-lock.ts';
import { listTellings } from './list-tellings.ts';
import type { Telling } from './list-tellings.ts';

/** What a check says of a statement's own work. */
interface Wording {
  /** One sentence without its full stop. */
  readonly message: (working: LockingStatement, telling: Telling) => string;
  /** Where its text does not tell a better form. */
  readonly remedy: Remedy;
}

/** A finding for each statement of which this check is the one to tell. */
export function reportWork(check: Telling['check'], context: ObservationContext, wording: Wording): FoundProblem[] {
  return listLocking(context).flatMap((working): FoundProblem[] => {
    const { revision, statement } = working;
    return listTellings(working).flatMap((telling): FoundProblem[] =>
      telling.check !== check
        ? []
        : [
            {
              revision,
              ...locateStatement(revision, statement, context),
              message: `${beginSentence(wording.message(working, telling))}.${sayBesides(working, telling.locks, context)}`,
              remedy: writeRemedy(telling) ?? wording.remedy,
              evidence: { sql: statement.sql, diff: writeFacts(working, telling.locks, context) },
              identity: [revision, ...nameWork(working, telling, context)],
            },
          ],
    );
  });
}

/** What was done, else to which tables: what stays when lines move. */
function nameWork({ statement, rewrites, scans }: LockingStatement, { forms, locks }: Telling, context: ObservationContext): string[] {
  if (forms.length > 0) return forms.map(({ what }) => what);
  const tables = [...rewrites.map(({ schema, table }) => ({ schema, name: table })), ...scans, ...locks];
  return tables.length === 0 ? [statement.sql] : [...new Set(tables.map((table) => sayTable(table, context)))];
}

/** The forms' own, with the code of each; another advice than the first stands above its code. */
function writeRemedy({ forms }: Telling): Remedy | undefined {
  const [first] = forms;
  if (first === undefined) return undefined;
  const parts = [...Map.groupBy(forms, ({ advice }) => advice)].map(([advice, those]) => {
    const lines = new Set(those.flatMap((form) => form.code ?? []));
    return advice === first.advice ? [...lines] : [`# ${advice}`, ...lines];
  });
  const code = parts.flat().join('\n');
  return { text: first.advice, ...(code === '' ? {} : { code, language: 'python' as const }) };
}
