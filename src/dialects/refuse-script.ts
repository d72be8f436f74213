import { UserError } from '../errors.ts';
import type { ScriptOption } from './dialect.ts';

const moments: Readonly<Record<ScriptOption, string>> = {
  'setup-sql': 'it is run on every new database before the first revision',
  'baseline-sql': 'it is run on every new database instead of the revisions up to `baseline`',
  'seed-sql': 'it is run on the database at the merge base before its tables are filled',
};

/** The error of a script of the user's that the database refused. */
export function refuseScript(option: ScriptOption, { message, where, cause }: { readonly message: string; readonly where: string; readonly cause: unknown }): UserError {
  return new UserError(option, {
    what: `The database refused the option \`${option}\`: ${message.replace(/\.$/, '')}.`,
    where,
    remedy: `Correct the SQL; ${moments[option]}.`,
    cause,
  });
}
