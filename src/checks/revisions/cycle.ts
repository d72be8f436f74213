import type { GraphCheck } from '../check.ts';

export const cycle: GraphCheck = {
  id: 'revisions/cycle',
  stage: 'graph',
  severity: 'error',
  title: 'Cycle',
  why: 'Revisions that wait for each other can never be applied; every Alembic command fails.',
  find: ({ history: { graph, newRevisions } }) =>
    graph.cycles.map((ids) => {
      const subject = ids.find((id) => newRevisions.has(id)) ?? ids[0] ?? '';
      const revision = graph.revisions.get(subject);
      return {
        revision: subject,
        ...(revision === undefined ? {} : { file: revision.file, line: revision.lines.downRevision }),
        message: `These revisions wait for each other: ${[...ids, ids[0] ?? ''].map((id) => `\`${id}\``).join(' → ')}.`,
        remedy: { text: `Correct the \`down_revision\` (or \`depends_on\`) of \`${subject}\`.` },
        identity: [...ids].sort(),
      };
    }),
};
