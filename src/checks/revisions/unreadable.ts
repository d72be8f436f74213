import type { GraphCheck } from '../check.ts';

export const unreadable: GraphCheck = {
  id: 'revisions/unreadable',
  stage: 'graph',
  severity: 'error',
  title: 'Unreadable revision',
  why: 'Alembic imports every file of the versions directory; one that cannot be read stops every command.',
  find: ({ history: { graph } }) =>
    graph.unreadable.map(({ file, line, reason }) => ({
      file,
      line,
      message: `\`${file}\` cannot be read: ${reason}.`,
      remedy: { text: 'Correct the file; `revision` and `down_revision` must be plain strings, tuples of strings or None.' },
      identity: [file],
    })),
};
