import type { GraphCheck } from '../check.ts';

export const newBase: GraphCheck = {
  id: 'revisions/new-base',
  stage: 'graph',
  severity: 'warning',
  title: 'New base',
  why: 'A revision without a parent begins a second history beside the one there is, which is seldom meant.',
  find: ({ history: { graph, base, newRevisions } }) => {
    if (base === undefined || base.revisions.size === 0) return [];
    return graph.bases.filter((id) => newRevisions.has(id)).flatMap((id) => {
      const revision = graph.revisions.get(id);
      if (revision === undefined || revision.branchLabels.length > 0) return [];
      return [
        {
          revision: id,
          file: revision.file,
          line: revision.lines.downRevision,
          message: `\`${id}\` has no \`down_revision\`, though the history has begun already.`,
          remedy: { text: 'Let it follow the head, or give it a `branch_labels` where a separate branch is meant:', code: `down_revision = ${JSON.stringify(base.heads[0])}`, language: 'python' as const },
          identity: [id],
        },
      ];
    });
  },
};
