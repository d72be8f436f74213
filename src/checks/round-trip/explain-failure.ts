import { readLack } from '../../alembic/lacks/read-lack.ts';
import type { CatalogObject } from '../../catalog/model.ts';
import type { Remedy } from '../check.ts';
import type { Dialect } from '../../dialects/dialect.ts';
import type { StepError } from '../../observe/observation.ts';

/**
 * What to write instead, by the error's own words; general advice where they are not known.
 * @param made what the revision's upgrade made, where its downgrade fails
 */
export function explainFailure(error: StepError, dialect: Dialect, direction: 'upgrade' | 'downgrade', made: readonly CatalogObject[] = []): Remedy {
  const missing = dialect.readMissingPrerequisite(error.message);
  if (missing?.setupSql !== undefined) {
    return {
      text: `The ${missing.kind} \`${missing.name}\` is made by no revision. Make it in one, or let the gate make it before the first revision with the option \`setup-sql\`:`,
      code: `setup-sql: ${missing.setupSql}`,
      language: 'yaml',
    };
  }
  if (missing?.image !== undefined) {
    return { text: `This server has no files of the extension \`${missing.name}\`. Use an image that has them:`, code: `image: ${missing.image}`, language: 'yaml' };
  }
  if (error.type === 'process-exit') return { text: 'A revision must not end the Python process; see its output.' };
  if (error.type === 'SystemExit') return { text: 'Raise an exception instead of calling `sys.exit()`, so that Alembic learns of it and the database takes back what it can.' };
  const lack = readLack(error);
  if (lack !== undefined) return { text: `${lack.what} ${lack.remedy}` };
  return dialect.explainError(error, made) ?? { text: `Run \`alembic ${direction}\` on a database of your own to see the same, and correct the line.` };
}
