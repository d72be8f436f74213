import type { GraphCheck } from '../check.ts';

/** `alembic_version.version_num` is VARCHAR(32): alembic/ddl/impl.py, `version_table_impl`. */
const longestId = 32;

export const idTooLong: GraphCheck = {
  id: 'revisions/id-too-long',
  stage: 'graph',
  severity: 'error',
  title: 'Id too long',
  why: `Alembic keeps ids in a column of ${String(longestId)} characters; the upgrade fails when it writes this one.`,
  find: ({ history: { graph, newRevisions } }) =>
    [...newRevisions].flatMap((id) => {
      const characters = Array.from(id);
      const revision = graph.revisions.get(id);
      if (revision === undefined || !isIdTooLong(id)) return [];
      return [
        {
          revision: id,
          file: revision.file,
          line: revision.lines.revision,
          message: `The id \`${id}\` has ${String(characters.length)} characters; ${String(longestId)} are the most.`,
          remedy: { text: 'Give it a shorter one:', code: `revision = ${JSON.stringify(characters.slice(0, longestId).join(''))}`, language: 'python' as const },
          identity: [id],
        },
      ];
    }),
};

/** Databases count code points. */
export function isIdTooLong(id: string): boolean {
  return Array.from(id).length > longestId;
}
