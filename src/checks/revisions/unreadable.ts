import type { GraphCheck } from '../check.ts';

export const unreadable: GraphCheck = {
  id: 'revisions/unreadable',
  stage: 'graph',
  severity: 'error',
  title: 'Unreadable revision',
  why: 'Alembic imports every file of the versions directory; one that cannot be read stops every command.',
  find: ({ history: { graph } }) => [
    ...graph.unreadable.map(({ file, line, reason }) => ({
      file,
      line,
      message: `\`${file}\` cannot be read: ${reason}.`,
      remedy: { text: 'Correct the file; `revision` and `down_revision` must be plain strings, tuples of strings or None.' },
      identity: [file],
    })),
    // "Could not determine revision id from filename": `Script._from_filename` in alembic/script/base.py.
    ...graph.notRevisions.map((file) => ({
      file,
      line: 1,
      message: `\`${file}\` assigns no \`revision\`, and Alembic refuses every command while such a file is among the revisions.`,
      remedy: { text: 'Move it out of the versions directory, or give it the header of a revision.' },
      identity: [file],
    })),
  ],
};
