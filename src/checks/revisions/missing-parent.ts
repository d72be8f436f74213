import type { GraphCheck } from '../check.ts';
import { nearestIds } from '../../revisions/nearest-ids.ts';

export const missingParent: GraphCheck = {
  id: 'revisions/missing-parent',
  stage: 'graph',
  severity: 'error',
  title: 'Missing parent',
  why: 'Alembic cannot read a history with a hole in it: every command fails.',
  find: ({ history: { graph, base, baseTip } }) =>
    graph.missing.map(({ revision, missing, as }) => {
      const [near] = nearestIds(missing, graph.revisions.keys());
      const elsewhere = (baseTip ?? base)?.revisions.has(missing) === true;
      return {
        revision: revision.id,
        file: revision.file,
        line: revision.lines.downRevision,
        message: `\`${as}\` of \`${revision.id}\` names \`${missing}\`, which no file defines${elsewhere ? ' in this branch; the base branch has it' : ''}.`,
        remedy: elsewhere
          ? { text: 'Bring the base branch in:', code: 'git merge origin/main', language: 'bash' }
          : near === undefined
            ? { text: `Add the file that defines \`${missing}\`, or correct \`${as}\`.` }
            : { text: `Add the file that defines \`${missing}\`, or correct \`${as}\`; close by is:`, code: `${as} = ${JSON.stringify(near)}`, language: 'python' },
        identity: [revision.id, missing],
      };
    }),
};
