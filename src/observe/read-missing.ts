import type { Lack } from '../alembic/lacks/lack.ts';
import type { Dialect } from '../dialects/dialect.ts';

/** What must stand in the database before the first revision, where the server's words say that it does not; undefined where they say something else. */
export function readMissing({ message }: { readonly message: string }, dialect: Pick<Dialect, 'readMissingPrerequisite'>): Lack | undefined {
  const missing = dialect.readMissingPrerequisite(message);
  if (missing?.setupSql !== undefined) {
    return { what: `The ${missing.kind} \`${missing.name}\` is not there.`, remedy: `The ${missing.kind} ${missing.name} is made by no revision; set \`setup-sql: ${missing.setupSql}\`.` };
  }
  if (missing?.image === undefined) return undefined;
  return { what: `The server has no files of the extension \`${missing.name}\`.`, remedy: `The server lacks the extension ${missing.name}; set \`image: ${missing.image}\`.` };
}
